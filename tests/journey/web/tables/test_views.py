"""Saved views of a table: one's own and everybody's."""

from __future__ import annotations

import csv
import io
from dataclasses import replace
from uuid import uuid4

import pytest
from django.test import Client
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from tearoad.journey.tables import TABLE_KINDS
from tearoad.journey.web.actions.table_views import save_view
from tearoad.journey.web.models import SavedTableView
from tearoad.mission.web.models import Mission
from tearoad.people import Actor
from tearoad.values import Language
from tests.journey.web.tables.conftest import table_url

ADDRESS = "q=tea&col=city&col=note&sort=-city"


def names(client: Client, mission: Mission, table: str = "buyers") -> list[str]:
    return [view.name for view in client.get(table_url("", mission, table)).context["views"]]


def test_a_view_is_saved_opened_and_forgotten(signed_in: Client, mission: Mission) -> None:
    sent = {"name": "  Tea   in towns ", "kept": f"{ADDRESS}&page=3"}
    answer = signed_in.post(table_url("-views", mission, "buyers"), sent)
    assert (answer.status_code, answer["Location"]) == (302, f"{table_url('', mission, 'buyers')}?{ADDRESS}")
    page = signed_in.get(answer["Location"])
    assert [column["column"].field for column in page.context["columns"]] == ["city", "note"]
    assert (names(signed_in, mission), names(signed_in, mission, "samples")) == (["Tea in towns"], [])
    view = SavedTableView.objects.get()
    for _time in range(2):
        assert signed_in.post(table_url("-views", mission, "buyers"), {"drop": str(view.pk)}).status_code == 302
    assert names(signed_in, mission) == []


def test_another_s_own_view_is_neither_seen_nor_forgotten(officer: Actor, signed_in: Client, mission: Mission) -> None:
    other = replace(officer, user=uuid4())
    own = save_view(other, TABLE_KINDS["buyers"], "Theirs", ADDRESS, is_shared=False)
    save_view(other, TABLE_KINDS["buyers"], "Everybody's", ADDRESS, is_shared=True)
    assert names(signed_in, mission) == ["Everybody's"]
    signed_in.post(table_url("-views", mission, "buyers"), {"drop": str(own.pk)})
    assert SavedTableView.objects.filter(pk=own.pk).exists()


def test_the_same_name_again_takes_the_place_of_the_one_before(officer: Actor, mission: Mission) -> None:
    del mission
    for address in ("q=tea", "q=sauce"):
        save_view(officer, TABLE_KINDS["buyers"], "Mine", address, is_shared=False)
    assert [view.address for view in SavedTableView.objects.all()] == ["q=sauce"]


@pytest.mark.parametrize(
    ("name", "kept", "code"),
    [
        ("", "q=tea", "bad_view_name"),
        ("x" * 81, "q=tea", "bad_view_name"),
        ("long", "q=" + "x" * 2_000, "view_too_long"),
    ],
)
def test_a_view_that_cannot_be_kept_is_told(
    signed_in: Client, mission: Mission, name: str, kept: str, code: str
) -> None:
    sent = {"name": name, "kept": kept}
    answer = signed_in.post(table_url("-views", mission, "buyers"), sent, headers={"Accept": "application/json"})
    assert (answer.status_code, answer.json()["code"]) == (422, f"tables.{code}")


@pytest.mark.parametrize("language", Language)
@settings(
    max_examples=6,
    phases=[Phase.generate],
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
    deadline=None,
)
@given(data=st.data())
def test_what_is_handed_out_is_what_is_seen(
    signed_in: Client, mission: Mission, language: Language, data: st.DataObject
) -> None:
    table = TABLE_KINDS[data.draw(st.sampled_from(["buyers", "requests", "interpreters", "availability"]))]
    fields = [column.field for column in table.columns if column.field != "id"]
    columns = data.draw(st.lists(st.sampled_from(fields), min_size=1, max_size=6, unique=True))
    sort = data.draw(
        st.sampled_from(["", *(f"{sign}{column.field}" for column in table.columns for sign in ("", "-"))])
    )
    query = {"q": data.draw(st.sampled_from(["", "a", "чай", "茶"])), "sort": sort, "col": columns}
    query |= {f"place_{text}": str(len(columns) - at) for at, text in enumerate(columns)}
    signed_in.cookies["language"] = language.value
    page = signed_in.get(table_url("", mission, table.name), query).context
    sent = signed_in.get(table_url("-export", mission, table.name), query | {"as": "csv"})
    heads, *lines = csv.reader(io.StringIO(sent.content.decode("utf-8-sig")))
    seen = [column["label"] for column in (page["id_head"], *page["columns"]) if column]
    assert heads == seen
    rows = [(row.code, [cell.text for cell in line.cells]) for row in page["rows"] for line in row.lines]
    assert lines == [[code, *texts] if table.has_ids else texts for code, texts in rows]
