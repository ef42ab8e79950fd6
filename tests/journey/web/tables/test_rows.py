"""Whole rows of a table: by form, several at once, and undone as one."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

import pytest
from django.test import Client

from tearoad.journey.tables import TABLE_KINDS
from tearoad.journey.web.actions.personal import declared
from tearoad.journey.web.models import TableChange
from tearoad.journey.web.queries.tables.stored import mark_of, rows_of
from tearoad.mission.web.models import Mission
from tearoad.values import Language
from tests.journey.web.tables.conftest import Edit, cell, row_in, table_url, texts_of


def ticks(mission: Mission, table: str, *codes: str) -> list[str]:
    """Return what the page sends of ticked rows; of all rows where none is named."""
    kind = TABLE_KINDS[table]
    return [f"{row.pk}:{mark_of(kind, row)}" for row in rows_of(kind, mission) if not codes or row.code in codes]


def undo(client: Client, mission: Mission, table: str) -> int:
    change = TableChange.objects.filter(kind=table)[0]
    return client.post(table_url("-undo", mission, table), {"change": str(change.pk)}).status_code


@pytest.mark.parametrize("table", ["samples", "availability", "requests"])
def test_rows_are_taken_out_together_and_come_back_where_they_stood(
    signed_in: Client, mission: Mission, table: str
) -> None:
    rows = rows_of(TABLE_KINDS[table], mission)
    before = list(rows.values_list("code", "document"))
    ticked = ticks(mission, table)
    assert before
    assert signed_in.post(table_url("-several", mission, table), {"row": ticked, "act": "remove"}).status_code == 302
    assert rows.all().count() == 0
    assert undo(signed_in, mission, table) == 302
    assert list(rows.all().values_list("code", "document")) == before
    assert undo(signed_in, mission, table) == 409


def test_who_is_named_elsewhere_stays_and_that_is_told(signed_in: Client, mission: Mission) -> None:
    rows = rows_of(TABLE_KINDS["exporters"], mission)
    ticked, count = ticks(mission, "exporters"), rows.count()
    answer = signed_in.post(table_url("-several", mission, "exporters"), {"row": ticked, "act": "remove"})
    assert (answer.status_code, rows.all().count()) == (409, count)
    assert "still named elsewhere" in answer.content.decode()


def test_a_buyer_whom_nothing_names_goes_and_comes_back_as_the_same_company(
    edit: Edit, signed_in: Client, mission: Mission
) -> None:
    answer = edit("buyers", cell("new-1", "name_latin", "Fictional Foods"), cell("new-1", "want", "tea"))
    code = answer["saved"][0]["code"]
    row = row_in(mission, "buyers", code)
    assert (
        signed_in.post(
            table_url("-several", mission, "buyers"), {"row": ticks(mission, "buyers", code), "act": "remove"}
        ).status_code
        == 302
    )
    assert undo(signed_in, mission, "buyers") == 302
    back = row_in(mission, "buyers", code)
    assert (back.company_id, back.position) == (row.company_id, row.position)


def test_one_column_of_all_ticked_rows_is_filled_and_undone_as_one(signed_in: Client, mission: Mission) -> None:
    rows = rows_of(TABLE_KINDS["buyers"], mission)
    before = [texts_of(mission, "buyers", row.code) for row in rows]
    sent = {"row": ticks(mission, "buyers"), "act": "fill", "field": "note", "text": "seen"}
    signed_in.post(table_url("-several", mission, "buyers"), sent)
    assert {texts_of(mission, "buyers", row.code)[0]["note"] for row in rows} == {"seen"}
    assert undo(signed_in, mission, "buyers") == 302
    assert [texts_of(mission, "buyers", row.code) for row in rows] == before


def test_a_ticked_row_that_somebody_changed_meanwhile_is_left_as_it_is(
    edit: Edit, signed_in: Client, mission: Mission
) -> None:
    ticked = ticks(mission, "buyers")
    edit("buyers", cell(row_in(mission, "buyers", "B001"), "note", "theirs"))
    sent = {"row": ticked, "act": "fill", "field": "note", "text": "mine"}
    answer = signed_in.post(table_url("-several", mission, "buyers"), sent)
    assert (answer.status_code, "B001" in answer.content.decode()) == (409, True)
    assert [texts_of(mission, "buyers", code)[0]["note"] for code in ("B001", "B002")] == ["theirs", ""]


def test_a_row_is_duplicated_under_a_free_id(signed_in: Client, mission: Mission) -> None:
    row = rows_of(TABLE_KINDS["samples"], mission).first()
    signed_in.post(
        table_url("-several", mission, "samples"), {"row": ticks(mission, "samples", row.code), "act": "duplicate"}
    )
    first, second = rows_of(TABLE_KINDS["samples"], mission)
    assert first.code != second.code
    assert second.document | {"id": first.code} == first.document


def test_nothing_is_done_where_no_row_is_ticked(signed_in: Client, mission: Mission) -> None:
    assert signed_in.post(table_url("-several", mission, "samples"), {"act": "remove"}).status_code == 422


def test_an_absence_that_becomes_another_one_is_undone(edit: Edit, signed_in: Client, mission: Mission) -> None:
    rows = rows_of(TABLE_KINDS["availability"], mission)
    row = rows.first()
    before = list(rows.values_list("code", flat=True))
    assert edit("availability", cell(row, "when", "Wed 12-13"))["faults"] == []
    assert list(rows.values_list("code", flat=True)) != before
    assert undo(signed_in, mission, "availability") == 302
    assert sorted(rows.values_list("code", flat=True)) == sorted(before)


def test_a_change_is_not_undone_over_a_later_one(edit: Edit, signed_in: Client, mission: Mission) -> None:
    row = row_in(mission, "buyers", "B001")
    edit("buyers", cell(row, "city", "Tver"))
    first = TableChange.objects.get()
    edit("buyers", cell(row, "city", "Omsk"))
    answer = signed_in.post(table_url("-undo", mission, "buyers"), {"change": str(first.pk)})
    assert (answer.status_code, texts_of(mission, "buyers", "B001")[0]["city"]) == (409, "Omsk")


@pytest.mark.parametrize("change", ["", "nonsense", "0198a000-0000-7000-8000-000000000000"])
def test_there_is_no_such_change(signed_in: Client, mission: Mission, change: str) -> None:
    assert signed_in.post(table_url("-undo", mission, "buyers"), {"change": change}).status_code == 404


def test_what_a_table_changed_about_a_person_is_forgotten_with_them(edit: Edit, mission: Mission) -> None:
    edit("buyers", cell(row_in(mission, "buyers", "B001"), "email", "someone@example.org"))
    (about,) = (data for data in declared() if data.model == "journey.TableChange")
    found: list[Any] = list(about.find("someone@example.org"))
    assert [match["table"] for match in found] == ["buyers"]
    assert about.erase("someone@example.org") == 1
    change = TableChange.objects.get()
    assert (change.changes, list(about.find("someone@example.org"))) == ([], [])
    assert change.undone_at is not None


@pytest.mark.parametrize("act", ["fill", "duplicate", "remove", "undo", "row"])
def test_whoever_acts_on_rows_comes_back_to_what_they_looked_at(
    edit: Edit, signed_in: Client, mission: Mission, act: str
) -> None:
    edit(
        "samples",
        cell(row_in(mission, "samples", rows_of(TABLE_KINDS["samples"], mission).first().code), "note", "shown"),
    )
    seen = f"{table_url('', mission, 'samples')}?q=a&sort=-note&col=note"
    page = signed_in.get(seen)
    hidden, row = {"kept": page.context["kept"]}, page.context["rows"][0]
    if act == "row":
        opened = f"{table_url('-row', mission, 'samples', row.id)}{page.context['leaving']}"
        assert opened in page.content.decode()
        answer = signed_in.post(opened, {"remove": "1", "read_version": row.mark})
    elif act == "undo":
        change = str(page.context["change"].pk)
        answer = signed_in.post(table_url("-undo", mission, "samples"), hidden | {"change": change})
    else:
        sent = {"row": [f"{row.id}:{row.mark}"], "act": act, "field": "note", "text": "again"}
        answer = signed_in.post(table_url("-several", mission, "samples"), hidden | sent)
    assert (answer.status_code, answer["Location"]) == (302, seen)


@pytest.mark.parametrize(
    ("language", "said"),
    [
        (Language.EN, "B001, B002: “no such kind” is not one of"),
        (Language.RU, "B001, B002: «no such kind»"),
        (Language.ZH, "B001、B002：“no such kind”"),
    ],
)
def test_what_ticked_rows_cannot_take_is_told_once_with_their_names(
    signed_in: Client, mission: Mission, language: Language, said: str
) -> None:
    signed_in.cookies["language"] = language.value
    first, gone = ticks(mission, "buyers")[:2], f"{uuid4()}:x"
    sent = {"row": [*first, gone], "act": "fill", "field": "category", "text": "no such kind"}
    answer = signed_in.post(table_url("-several", mission, "buyers"), sent, follow=True)
    said_messages = [str(message) for message in answer.context["messages"]]
    assert ([said in text for text in said_messages], said_messages[0].count("no such kind")) == ([True, False], 1)
