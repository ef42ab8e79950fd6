"""Applications as a table: mended where they stand; decisions, and what the firm itself said, come from elsewhere."""

from __future__ import annotations

import pytest
from django.test import Client

from tearoad.call import Decision
from tearoad.call.web.models import Application
from tearoad.mission.web.models import Mission
from tests.journey.web.tables.conftest import Edit, cell, row_in, table_url, texts_of
from tests.web.forms import read_at

TABLE = "applications"


def added(edit: Edit, name: str = "Fictional Tea") -> Application:
    """Add an application as an officer types it."""
    answer = edit(TABLE, cell("new-1", "name_latin", name), cell("new-1", "product_latin", "Green tea"))
    assert answer["faults"] == []
    found: Application = Application.objects.get(pk=answer["saved"][0]["row"])
    return found


def test_an_application_is_typed_in_and_mended_where_it_stands(edit: Edit, mission: Mission) -> None:
    row = added(edit)
    answer = edit(TABLE, cell(row, "city", "Hefei"), cell(row, "email", "tea@example.org"))
    assert answer["faults"] == []
    (line,) = texts_of(mission, TABLE, row.code)
    said = [line[field] for field in ("name_latin", "city", "email", "product_latin")]
    assert said == ["Fictional Tea", "Hefei", "tea@example.org", "Green tea"]
    row.refresh_from_db()
    assert (row.name, row.decision, row.confirmed_at) == ("Fictional Tea", Decision.OPEN, None)
    assert row.received_at is not None


@pytest.mark.parametrize("field", ["decision", "decided_on", "waiting_place", "party", "received_at", "confirmed_at"])
def test_what_follows_from_a_decision_or_from_the_firm_is_not_filled_in(
    edit: Edit, mission: Mission, field: str
) -> None:
    row = added(edit)
    before = texts_of(mission, TABLE, row.code)
    answer = edit(TABLE, cell(row, field, "2"), cell("new-2", "name_latin", "Sample Tea"), cell("new-2", field, "2"))
    assert [(fault["row"], fault["field"]) for fault in answer["faults"]] == [(str(row.pk), field), ("new-2", field)]
    assert texts_of(mission, TABLE, row.code) == before
    assert Application.objects.filter(mission=mission).count() == 1


def test_an_application_typed_by_mistake_goes_and_comes_back(signed_in: Client, edit: Edit, mission: Mission) -> None:
    row = added(edit)
    change = edit(TABLE, cell(row, "city", "Hefei"))["change"]
    before = texts_of(mission, TABLE, row.code)
    address = table_url("-row", mission, TABLE, row.pk)
    assert signed_in.post(address, read_at(signed_in, address) | {"remove": "1"}).status_code == 302
    assert Application.objects.filter(mission=mission).count() == 0
    last = signed_in.get(table_url("", mission, TABLE)).context["change"]
    assert str(last.pk) != change
    signed_in.post(table_url("-undo", mission, TABLE), {"change": str(last.pk)})
    assert texts_of(mission, TABLE, row.code) == before


def test_an_application_with_a_decision_stays(signed_in: Client, edit: Edit, mission: Mission) -> None:
    row = added(edit)
    Application.objects.filter(pk=row.pk).update(decision=Decision.ACCEPTED.value)
    address = table_url("-row", mission, TABLE, row.pk)
    answer = signed_in.post(address, read_at(signed_in, address) | {"remove": "1"})
    assert answer.status_code == 409
    assert "Fictional Tea" in answer.content.decode()
    assert row_in(mission, TABLE, row.code).pk == row.pk
