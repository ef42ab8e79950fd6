"""The page of a table: which rows it shows and in which order, what it offers, and how often it asks the database."""

from __future__ import annotations

import csv
import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from tearoad.journey.tables import TABLE_KINDS
from tearoad.journey.web.actions import tables as actions
from tearoad.journey.web.models import SheetImport
from tearoad.journey.web.queries.tables.pages import TableScene
from tearoad.journey.web.queries.tables.stored import rows_of
from tearoad.mission.web.actions.missions import archive
from tearoad.mission.web.models import Mission
from tearoad.office.web.tasks.worker import run_waiting
from tearoad.people import Actor
from tearoad.values import Language
from tests.journey.web.tables.conftest import Edit, cell, row_in, table_url, texts_of


def codes(client: Client, mission: Mission, table: str, **query: str) -> list[str]:
    page = client.get(table_url("", mission, table), query)
    assert page.status_code == 200
    return [row.code for row in page.context["rows"]]


@pytest.mark.parametrize("table", TABLE_KINDS)
def test_every_table_shows_every_row_to_be_edited(signed_in: Client, mission: Mission, table: str) -> None:
    page = signed_in.get(table_url("", mission, table))
    expected = list(rows_of(TABLE_KINDS[table], mission).values_list("code", flat=True))
    assert [row.code for row in page.context["rows"]] == expected
    assert "data-cells=" in page.content.decode()


@pytest.mark.parametrize(
    ("language", "shown"),
    [(Language.EN, "Russian ↔ Chinese"), (Language.ZH, "俄语 ↔ 中文"), (Language.RU, "русский ↔ китайский")],
)
def test_what_an_interpreter_speaks_is_shown_in_words_and_edited_as_written(
    mission: Mission, language: Language, shown: str
) -> None:
    table = TABLE_KINDS["interpreters"]
    row = rows_of(table, mission).filter(document__pairs__isnull=False)[0]
    (line, *_) = TableScene(table, mission, language).editable_row(row, [table.by_field["pairs"]]).lines
    assert [(editable_cell.text, editable_cell.shown) for editable_cell in line.cells] == [("ru<>zh", shown)]


def test_the_list_of_tables_counts_their_rows(signed_in: Client, mission: Mission) -> None:
    page = signed_in.get(f"/missions/{mission.id}/tables/")
    assert {table.name: table.count for table in page.context["tables"]} == {
        name: rows_of(table, mission).count() for name, table in TABLE_KINDS.items()
    }


def test_there_is_no_table_of_another_name(signed_in: Client, mission: Mission) -> None:
    assert signed_in.get(table_url("", mission, "wishes")).status_code == 404


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ("МОСКВА", ["B001"]),
        ("москва", ["B001"]),
        ("no such word", []),
    ],
)
def test_a_word_is_found_whatever_its_case(
    signed_in: Client, mission: Mission, asked: str, expected: list[str]
) -> None:
    assert codes(signed_in, mission, "buyers", q=asked) == expected


@pytest.mark.parametrize("spelled", ["8 (495) 000-01-77", "+7 495 000 01 77", "0074950000177", "000-01-77"])
def test_a_telephone_is_found_in_any_spelling(edit: Edit, signed_in: Client, mission: Mission, spelled: str) -> None:
    edit("buyers", cell(row_in(mission, "buyers", "B001"), "phone", "+7 (495) 000-01-77"))
    assert codes(signed_in, mission, "buyers", q=spelled) == ["B001"]


def test_a_field_s_own_name_finds_nothing(signed_in: Client, mission: Mission) -> None:
    assert codes(signed_in, mission, "buyers", q="registration_number") == []
    assert codes(signed_in, mission, "requests", q="strength") == []


def test_requests_are_found_by_the_names_of_firms_in_latin_letters_too(signed_in: Client, mission: Mission) -> None:
    line = texts_of(mission, "buyers", "B001")[0]
    named = [row for row in rows_of(TABLE_KINDS["requests"], mission) if "B001" in (row.asker, row.asked)]
    word = (line["name_latin"] or line["name_native"]).split()[0]
    assert named
    assert set(codes(signed_in, mission, "requests", q=word)) >= {request.code for request in named}


def test_rows_are_sorted_by_any_column_both_ways_and_empty_cells_come_last(signed_in: Client, mission: Mission) -> None:
    every = [texts_of(mission, "buyers", code)[0] for code in codes(signed_in, mission, "buyers")]
    filled = sorted((row["city"].casefold(), row["id"]) for row in every if row["city"])
    empty = [row["id"] for row in every if not row["city"]]
    up, down = (codes(signed_in, mission, "buyers", sort=order) for order in ("city", "-city"))
    assert up == [id_ for _city, id_ in filled] + empty
    assert down == [id_ for _city, id_ in reversed(filled)] + empty


def test_a_filter_finds_words_choices_empty_and_filled_cells(signed_in: Client, mission: Mission) -> None:
    every = {code: texts_of(mission, "requests", code)[0] for code in codes(signed_in, mission, "requests")}
    musts = [code for code, row in every.items() if row["strength"] == "must"]
    empty = [code for code, row in every.items() if not row["product"]]
    assert codes(signed_in, mission, "requests", f_strength="must") == musts
    assert codes(signed_in, mission, "requests", f_product="=") == empty
    assert codes(signed_in, mission, "requests", f_product="*") == [text for text in every if text not in empty]


def test_columns_are_shown_as_they_are_chosen(signed_in: Client, mission: Mission) -> None:
    query = {"col": ["name_latin", "note", "city"], "place_name_latin": "3", "place_note": "2", "place_city": "1"}
    page = signed_in.get(table_url("", mission, "buyers"), query)
    assert [column["column"].field for column in page.context["columns"]] == ["city", "note", "name_latin"]


def test_what_is_seen_is_handed_out_in_its_order(signed_in: Client, mission: Mission) -> None:
    query = {"as": "csv", "sort": "-city", "col": ["id", "city"]}
    answer = signed_in.get(table_url("-export", mission, "buyers"), query)
    found = list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"))))
    firsts = [row[0] for row in found[1:]]
    assert found[0] == ["ID", "City"]
    assert list(dict.fromkeys(firsts)) == codes(signed_in, mission, "buyers", sort="-city")


def test_a_workbook_of_the_whole_table_is_handed_out(signed_in: Client, mission: Mission) -> None:
    answer = signed_in.get(table_url("-export", mission, "buyers"), {"columns": "all"})
    assert (answer.status_code, answer.content[:2]) == (200, b"PK")


@pytest.mark.parametrize("table", ["buyers", "samples"])
def test_a_page_asks_as_much_for_three_rows_as_for_one(
    officer: Actor,
    signed_in: Client,
    mission: Mission,
    django_assert_num_queries: DjangoAssertNumQueries,
    table: str,
) -> None:
    rows = rows_of(TABLE_KINDS[table], mission)
    first = rows.first()
    rows.exclude(pk=first.pk).delete()
    address = table_url("", mission, table) + "?q=a&sort=id"
    signed_in.get(address)
    queries = 9
    with django_assert_num_queries(queries):
        signed_in.get(address)
    scene = TableScene(TABLE_KINDS[table], mission, Language.EN)
    for _copy in range(2):
        actions.duplicate_rows(officer, scene, [str(first.pk)])
    with django_assert_num_queries(queries):
        assert len(signed_in.get(address).context["rows"]) == 3


def test_an_archived_mission_s_tables_are_read_and_not_edited(
    officer: Actor, signed_in: Client, mission: Mission
) -> None:
    archive(officer, mission)
    page = signed_in.get(table_url("", mission, "buyers")).content.decode()
    assert ("data-cells=" in page, "data-row=" in page) == (False, True)


def test_pasted_rows_become_an_import_of_their_table(signed_in: Client, mission: Mission) -> None:
    pasted = "ID\tName (Latin)\tCountry\tWants\nB900\tMade Up Foods\tRU\ttea"
    answer = signed_in.post(table_url("-paste", mission, "buyers"), {"pasted": pasted})
    found = SheetImport.objects.get()
    assert (answer.status_code, answer["Location"]) == (302, f"/missions/{mission.id}/imports/{found.id}/")


@pytest.mark.parametrize(
    ("table", "name", "rows"),
    [
        ("buyers", "Лист1.csv", "Компания,Страна,Что ищет\nООО «Пример» (вымышл.),Россия,чай\n"),
        ("delegates", "Участники.csv", "ФИО,Должность\nИванов Иван (вымышл.),директор\n"),
        ("interpreters", "名单.csv", "姓名,语言\n王译员（虚构）,中文、俄语\n"),
    ],
)
def test_a_file_of_any_name_is_read_as_rows_of_the_table_that_takes_it_in(
    signed_in: Client, mission: Mission, table: str, name: str, rows: str
) -> None:
    sent = {"files": SimpleUploadedFile(name, rows.encode())}
    assert signed_in.post(table_url("-paste", mission, table), sent).status_code == 302
    run_waiting()
    found = SheetImport.objects.get()
    assert {kind: preview["counts"]["new"] for kind, preview in found.found["kinds"].items()} == {table: 1}


def test_what_others_saved_is_told_and_what_they_took_out(officer: Actor, signed_in: Client, mission: Mission) -> None:
    scene = TableScene(TABLE_KINDS["samples"], mission, Language.EN)
    actions.duplicate_rows(officer, scene, [str(rows_of(scene.table, mission).first().pk)])
    kept, gone = rows_of(scene.table, mission)
    query = {"row": [str(kept.pk), str(gone.pk), "nonsense"], "mark": ["old", "old", "old"], "col": ["road", "note"]}
    actions.remove_rows(officer, scene, [str(gone.pk)])
    found = signed_in.get(table_url("-fresh", mission, "samples"), query).json()
    (row,) = found["rows"]
    assert (row["row"], list(row["lines"][0]), found["gone"]) == (str(kept.pk), ["road", "note"], [str(gone.pk)])
    again = signed_in.get(table_url("-fresh", mission, "samples"), query | {"mark": [row["mark"], "old", "old"]})
    assert again.json()["rows"] == []


def test_the_row_of_another_table_is_not_there(signed_in: Client, mission: Mission) -> None:
    buyer = row_in(mission, "buyers", "B001")
    assert signed_in.get(table_url("-row", mission, "samples", buyer.pk)).status_code == 404
