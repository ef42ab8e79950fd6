"""Imports that were kept when precedences were called orders."""

from __future__ import annotations

import json
from importlib import import_module

import pytest
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.state import StateApps
from django.test import Client
from django.urls import reverse

from tearoad.journey.web.actions import imports
from tearoad.journey.web.models import HeaderMapping, ImportState, SheetImport
from tearoad.journey.web.queries.imports import documents_of
from tearoad.mission.web.models import MeetingPrecedence, Mission
from tearoad.people import Actor
from tests.journey.web.conftest import HandIn

MIGRATION = import_module("tearoad.journey.web.migrations.0003_precedences")
SHEET = "id,first exporter,first buyer,then exporter,Wer danach\nO01,E01,B001,E02,B001\nO02,E02,B001,E01,B001\n"
MAPPING = {
    "precedences": {"Wer danach": "then_buyer"},
    "#meanings:precedences": {"-": ""},
    "#sheets": {"sheets.xlsx › Wer zuerst": "precedences", "sheets.xlsx › Messe": "buyers"},
}


@pytest.fixture(scope="module")
def historical() -> StateApps:
    """The tables as migrations know them: a text whose code is gone is no text to the models of now."""
    return MigrationLoader(None).project_state([("journey", "0003_precedences")]).apps


@pytest.fixture
def kept_import(mission: Mission, hand_in: HandIn) -> SheetImport:
    """An import with a precedence, one that closes a circle, and a header of the officer's own."""
    HeaderMapping.objects.create(sheet="precedences", header="Wer danach", field="then_buyer")
    found = hand_in(mission, precedences=SHEET)
    found.mapping = MAPPING
    found.save()
    assert found.found["kinds"]["precedences"]["counts"]["new"] == 1
    assert [one["text"]["code"] for one in found.found["problems"]] == ["sheets.precedence_circle"]
    return found


def as_it_was_kept(by: Actor, found: SheetImport, historical: StateApps) -> SheetImport:
    """Make of an import what stood there before the kind had its name."""
    documents = documents_of(found)
    documents["orders"] = documents.pop("precedences")
    found.rows = imports.keep_rows(by, "rows.json", json.dumps(documents).encode(), imports.ROWS)
    found.save()
    MIGRATION.rename_back(historical, None)
    row: SheetImport = historical.get_model("journey", "SheetImport").objects.get()
    return row


def test_what_was_kept_under_the_former_name_is_what_it_would_be_now(
    officer: Actor, kept_import: SheetImport, historical: StateApps
) -> None:
    now = (kept_import.mapping, kept_import.found, documents_of(kept_import))
    former = as_it_was_kept(officer, kept_import, historical)
    assert set(former.mapping) == {"orders", "#meanings:orders", "#sheets"}
    assert former.mapping["#sheets"] == {"sheets.xlsx › Wer zuerst": "orders", "sheets.xlsx › Messe": "buyers"}
    assert [one["kind"] for one in former.found["sheets"]] == ["orders"]
    assert [one["text"]["code"] for one in former.found["problems"]] == ["sheets.order_circle"]
    assert HeaderMapping.objects.get().sheet == "orders"
    MIGRATION.rename(historical, None)
    kept_import.refresh_from_db()
    assert (kept_import.mapping, kept_import.found, documents_of(kept_import)) == now
    assert HeaderMapping.objects.get().sheet == "precedences"


def test_an_import_that_waited_is_shown_taken_over_and_undone(
    officer: Actor, signed_in: Client, mission: Mission, kept_import: SheetImport, historical: StateApps
) -> None:
    as_it_was_kept(officer, kept_import, historical)
    MIGRATION.rename(historical, None)
    here = [mission.id, kept_import.id]
    assert signed_in.get(reverse("journey-import", args=here)).status_code == 200
    signed_in.post(reverse("journey-import-apply", args=here))
    assert [one.code for one in MeetingPrecedence.objects.filter(mission=mission)] == ["O01"]
    kept_import.refresh_from_db()
    assert as_it_was_kept(officer, kept_import, historical).before["made"] == {"orders": ["O01"]}
    MIGRATION.rename(historical, None)
    signed_in.post(reverse("journey-import-undo", args=here))
    kept_import.refresh_from_db()
    assert (kept_import.state, MeetingPrecedence.objects.filter(mission=mission).count()) == (ImportState.UNDONE, 0)
