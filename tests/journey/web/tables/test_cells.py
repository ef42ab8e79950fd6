"""Cells of a table are written row by row: what is good is saved, what is wrong is told at its cell."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tearoad.journey.tables import TABLE_KINDS
from tearoad.journey.web.models import TableChange
from tearoad.journey.web.queries.tables.stored import rows_of
from tearoad.mission.web.actions.missions import archive
from tearoad.mission.web.models import Mission
from tearoad.people import Actor
from tearoad.people.web.models import LedgerEntry
from tests.journey.web.tables.conftest import Edit, cell, row_in, table_url, texts_of


def faults_of(answer: dict[str, Any]) -> list[tuple[str, str]]:
    return [(fault["field"], fault["says"]) for fault in answer["faults"]]


def test_a_cell_is_saved_and_the_row_comes_back_as_it_reads(edit: Edit, mission: Mission) -> None:
    answer = edit("buyers", cell(row_in(mission, "buyers", "B001"), "city", "Tver", "Москва"))
    assert (answer["status"], answer["faults"], answer["clashes"]) == (200, [], [])
    (saved,) = answer["saved"]
    assert saved["lines"][0]["city"] == {"text": "Tver", "shown": "Tver"}
    assert texts_of(mission, "buyers", "B001")[0]["city"] == "Tver"


def test_a_bad_cell_keeps_its_row_and_the_other_rows_are_saved(edit: Edit, mission: Mission) -> None:
    first, second = (row_in(mission, "buyers", code) for code in ("B001", "B002"))
    before = texts_of(mission, "buyers", "B001")
    answer = edit(
        "buyers", cell(first, "windows", "whenever"), cell(first, "city", "Tver"), cell(second, "city", "Omsk")
    )
    assert [field for field, _says in faults_of(answer)] == ["windows"]
    assert texts_of(mission, "buyers", "B001") == before
    assert texts_of(mission, "buyers", "B002")[0]["city"] == "Omsk"


@pytest.mark.parametrize(
    ("table", "code", "field", "text"),
    [
        ("buyers", "B001", "country", "Atlantis"),
        ("buyers", "B001", "category", "no such kind"),
        ("buyers", "B001", "do_not_meet", "nobody"),
        ("exporters", "E01", "hs", "2023-02-30"),
        ("exporters", "E01", "languages", "Klingon"),
        ("interpreters", "I01", "pairs", "zh-Klingon"),
        ("interpreters", "I01", "attached_to", "nobody"),
        ("requests", "R001", "asked", "E99"),
        ("requests", "R001", "window", "yesterday evening"),
    ],
)
def test_what_a_sheet_would_leave_aside_is_refused_at_its_cell(
    edit: Edit, mission: Mission, table: str, code: str, field: str, text: str
) -> None:
    before = texts_of(mission, table, code)
    answer = edit(table, cell(row_in(mission, table, code), field, text))
    assert [faulty for faulty, _says in faults_of(answer)] == [field]
    assert texts_of(mission, table, code) == before


@pytest.mark.parametrize(("field", "text"), [("phone", "+861371111111"), ("phone", "call me"), ("email", "lushan@")])
def test_an_address_that_cannot_be_one_is_refused_and_what_stood_there_stays(
    edit: Edit, mission: Mission, field: str, text: str
) -> None:
    before = texts_of(mission, "buyers", "B001")
    answer = edit("buyers", cell(row_in(mission, "buyers", "B001"), field, text))
    assert [faulty for faulty, _says in faults_of(answer)] == [field]
    assert texts_of(mission, "buyers", "B001") == before


def test_whoever_comes_second_sees_both_values_at_the_cell_and_nothing_is_lost(edit: Edit, mission: Mission) -> None:
    row, was = row_in(mission, "buyers", "B001"), texts_of(mission, "buyers", "B001")[0]["city"]
    edit("buyers", cell(row, "city", "Tver", was))
    answer = edit("buyers", cell(row, "city", "Omsk", was), cell(row, "note", "by hand"))
    assert answer["clashes"] == [{"row": str(row.pk), "line": 0, "field": "city", "theirs": "Tver", "mine": "Omsk"}]
    (line, *_more) = texts_of(mission, "buyers", "B001")
    assert (line["city"], line["note"]) == ("Tver", "by hand")


def test_two_who_change_different_cells_of_a_row_do_not_clash(edit: Edit, mission: Mission) -> None:
    row, line = row_in(mission, "buyers", "B001"), texts_of(mission, "buyers", "B001")[0]
    first = edit("buyers", cell(row, "city", "Tver", line["city"]))
    second = edit("buyers", cell(row, "address", "1 Example St", line["address"]))
    assert (first["clashes"], second["clashes"]) == ([], [])
    line = texts_of(mission, "buyers", "B001")[0]
    assert (line["city"], line["address"]) == ("Tver", "1 Example St")


def test_a_need_is_added_behind_the_last_one(edit: Edit, mission: Mission) -> None:
    before = texts_of(mission, "buyers", "B001")
    at = len(before)
    answer = edit("buyers", cell(row_in(mission, "buyers", "B001"), "want", "dried figs", "", at))
    assert answer["faults"] == []
    after = texts_of(mission, "buyers", "B001")
    assert (len(after), after[at]["want"], after[:at]) == (at + 1, "dried figs", before)


def test_a_new_row_gets_the_next_id_and_is_not_made_twice_by_the_same_request(edit: Edit, mission: Mission) -> None:
    row = [cell("new-1", "name_latin", "Fictional Foods"), cell("new-1", "country", "RU"), cell("new-1", "want", "tea")]
    answer = edit("buyers", *row, key="a" * 32)
    again = edit("buyers", *row, key="a" * 32)
    assert answer["faults"] == []
    assert again["saved"] == answer["saved"]
    (saved,) = answer["saved"]
    (line,) = texts_of(mission, "buyers", saved["code"])
    assert (saved["ref"], line["name_latin"], line["want"]) == ("new-1", "Fictional Foods", "tea")
    assert rows_of(TABLE_KINDS["buyers"], mission).filter(company__name="Fictional Foods").count() == 1


def test_an_id_that_is_typed_is_kept_without_letters_that_nobody_sees(edit: Edit, mission: Mission) -> None:
    row = [cell("new-1", "id", " B\u200b77\x00 "), cell("new-1", "name_latin", "Fictional Foods")]
    assert [saved["code"] for saved in edit("buyers", *row)["saved"]] == ["B77"]
    assert texts_of(mission, "buyers", "B77")[0]["id"] == "B77"
    assert [field for field, _says in faults_of(edit("buyers", *row))] == ["id"]


def test_a_new_row_that_lacks_what_it_needs_is_told_so(edit: Edit, mission: Mission) -> None:
    count = rows_of(TABLE_KINDS["interpreters"], mission).count()
    answer = edit("interpreters", cell("new-1", "latin", "Made Up"))
    assert [field for field, _says in faults_of(answer)] == ["pairs"]
    assert rows_of(TABLE_KINDS["interpreters"], mission).count() == count


def test_a_formula_is_a_text(edit: Edit, mission: Mission) -> None:
    answer = edit("buyers", cell(row_in(mission, "buyers", "B001"), "note", "=1+1"))
    assert answer["faults"] == []
    assert texts_of(mission, "buyers", "B001")[0]["note"] == "=1+1"


def test_a_row_that_was_removed_meanwhile_is_told_and_the_others_are_saved(edit: Edit, mission: Mission) -> None:
    gone = "0198a000-0000-7000-8000-000000000000"
    answer = edit("buyers", cell(gone, "city", "Tver"), cell(row_in(mission, "buyers", "B001"), "city", "Omsk"))
    assert answer["gone"] == [gone]
    assert texts_of(mission, "buyers", "B001")[0]["city"] == "Omsk"


def test_a_block_of_fifty_thousand_cells_is_refused_before_any_is_written(edit: Edit, mission: Mission) -> None:
    row = str(row_in(mission, "buyers", "B001").pk)
    answer = edit("buyers", *(cell(row, "note", str(number)) for number in range(5_001)))
    assert (answer["status"], answer["code"]) == (422, "tables.too_many_cells")


@pytest.mark.parametrize(
    "sent", ["", "{", "[1]", '[{"row": 1}]', '[{"row": "x", "line": "0", "field": "a", "text": "b"}]']
)
def test_what_is_no_list_of_cells_is_refused(signed_in: Client, mission: Mission, sent: str) -> None:
    answer = signed_in.post(
        table_url("-cells", mission, "buyers"), {"changes": sent}, headers={"Accept": "application/json"}
    )
    assert (answer.status_code, answer.json()["code"]) == (422, "tables.bad_request")


@pytest.mark.parametrize(("field", "line"), [("id", 0), ("no_such", 0), ("city", 1), ("want", 99), ("want", -1)])
def test_a_cell_beyond_the_edge_is_told_and_nothing_else_is_lost(
    edit: Edit, mission: Mission, field: str, line: int
) -> None:
    row = row_in(mission, "buyers", "B001")
    answer = edit("buyers", cell(row, field, "X", None, line), cell(row, "note", "kept"))
    assert faults_of(answer) == [
        (
            field,
            "This cell cannot be filled in. IDs stay as they are; what belongs to a company stands in its first line.",
        )
    ]
    assert texts_of(mission, "buyers", "B001")[0]["note"] == "kept"


def test_an_archived_mission_is_not_changed(edit: Edit, officer: Actor, mission: Mission) -> None:
    before = texts_of(mission, "buyers", "B001")
    archive(officer, mission)
    answer = edit("buyers", cell(row_in(mission, "buyers", "B001"), "city", "Tver"))
    assert (answer["status"], answer["code"]) == (409, "mission_pages.is_archived")
    assert texts_of(mission, "buyers", "B001") == before


def test_an_edit_is_in_the_ledger_and_makes_plans_out_of_date(edit: Edit, mission: Mission) -> None:
    revision = mission.revision
    edit("buyers", cell(row_in(mission, "buyers", "B001"), "city", "Tver"))
    mission.refresh_from_db()
    entry = LedgerEntry.objects.filter(code="journey.table_changed").get()
    assert entry.facts == {"table": "buyers", "made": 0, "removed": 0, "changed": 1}
    assert mission.revision == revision + 1
    assert TableChange.objects.count() == 1


def test_what_is_there_already_changes_nothing(edit: Edit, mission: Mission) -> None:
    row, line = row_in(mission, "buyers", "B001"), texts_of(mission, "buyers", "B001")[0]
    answer = edit("buyers", cell(row, "city", line["city"], "something else"))
    assert (answer["saved"], answer["clashes"], TableChange.objects.count()) == ([], [], 0)


def test_two_requests_of_the_same_two_are_told(edit: Edit, mission: Mission) -> None:
    line = texts_of(mission, "requests", "R001")[0]
    answer = edit("requests", cell("new-1", "asker", line["asker"]), cell("new-1", "asked", line["asked"]))
    assert [field for field, _says in faults_of(answer)] == ["asked"]


def test_an_absence_of_several_times_becomes_a_row_each(edit: Edit, mission: Mission) -> None:
    count = rows_of(TABLE_KINDS["availability"], mission).count()
    answer = edit("availability", cell("new-1", "who", "E01"), cell("new-1", "when", "Tue 10-11; Wed 12-13"))
    assert answer["faults"] == []
    assert rows_of(TABLE_KINDS["availability"], mission).count() == count + 2


@pytest.mark.parametrize(("table", "field"), [("buyers", "note"), ("requests", "product")])
def test_a_block_of_many_rows_asks_the_database_as_often_as_one_of_two(
    edit: Edit, mission: Mission, table: str, field: str
) -> None:
    rows = list(rows_of(TABLE_KINDS[table], mission))
    counts = []
    for number, chosen in enumerate((rows[:1], rows[:2], rows)):
        with CaptureQueriesContext(connection) as queries:
            answer = edit(table, *(cell(row, field, f"block {number}") for row in chosen))
        assert (answer["faults"], len(answer["saved"])) == ([], len(chosen))
        counts.append(len(queries))
    assert len(rows) > 2
    assert counts[2] == counts[1] == counts[0]


def test_a_word_that_a_field_is_called_by_finds_the_values_that_hold_it(
    edit: Edit, signed_in: Client, mission: Mission
) -> None:
    edit("buyers", cell(row_in(mission, "buyers", "B001"), "note", "asks for registration_number"))
    page = signed_in.get(table_url("", mission, "buyers"), {"q": "registration_number"})
    assert [row.code for row in page.context["rows"]] == ["B001"]
