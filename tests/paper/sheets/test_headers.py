from __future__ import annotations

from collections import Counter

import pytest

from tearoad.companies.buyers_sheet import BUYERS
from tearoad.companies.exporters_sheet import EXPORTERS
from tearoad.delegation.agent import TRAVEL
from tearoad.journey.kinds import SHEETS
from tearoad.paper.sheets import Cell, Grid, SheetSpec, folded
from tearoad.paper.sheets.headers import Layout, find_layout
from tearoad.values import Language


def layout(*rows: list[Cell], spec: SheetSpec = BUYERS.spec, mapping: dict[str, str] | None = None) -> Layout:
    found = find_layout(Grid("buyers.csv", "", tuple(map(tuple, rows))), spec, mapping or {})
    assert found is not None
    return found


@pytest.mark.parametrize(
    "header",
    [
        ["ID", "Company name", "City", "Phone"],
        ["编号", "公司名称", "城市", "电话"],
        ["№ ", "Название", "ГОРОД", "Телефон:"],
        ["ＩＤ", "company_name", "City ", "Phone number"],
        ["ID / 编号", "Company name\n公司名称", "City (Город)", "Телефон/Phone"],
    ],
)
def test_headers_are_known_in_three_languages(header: list[Cell]) -> None:
    found = layout(header, ["B1", "x", "y", "z"])
    assert found.columns == {"id": 0, "name": 1, "city": 2, "phone": 3}
    assert (found.data_from, found.problems) == (1, ())


def test_titles_above_the_header_are_passed_over() -> None:
    found = layout(["Buyers of the example fair"], [], ["as of", "1 Feb"], ["ID", "Name", "City"], ["B1", "x", "y"])
    assert (found.data_from, found.header_row) == (4, 3)


def test_a_second_header_in_another_language_is_no_data() -> None:
    found = layout(["ID", "Name", "City"], ["编号", "名称", "城市"], ["B1", "x", "y"])
    assert found.data_from == 2


def test_a_group_above_tells_whose_name_it_is() -> None:
    found = layout(
        ["Company", "", "Contact", "", ""],
        ["ID", "Name", "Name in Latin letters", "Phone", "E-mail"],
        ["B1", "x", "Ivan", "1", "e"],
    )
    assert found.columns == {"id": 0, "name": 1, "contact_latin": 2, "phone": 3, "email": 4}
    assert found.data_from == 2


def test_the_officers_own_headers_win() -> None:
    found = layout(["Kunde", "Ort"], ["x", "y"], mapping={"kunde": "name", "Ort": "city"})
    assert found.columns == {"name": 0, "city": 1}


def test_an_unknown_column_is_named_once_with_its_nearest() -> None:
    found = layout(["ID", "Name", "Phnoe", "Zzzz", ""], ["B1", "x", "1", "2", "3"], ["B2", "y", "1", "2", "3"])
    assert [(problem.cell, problem.text.code) for problem in found.problems] == [
        ("C1", "sheets.column_near"),
        ("D1", "sheets.column_unknown"),
        ("E1", "sheets.column_nameless"),
    ]
    assert found.problems[0].text["near"] == "Phone"


def test_an_empty_unknown_column_is_not_worth_a_word() -> None:
    assert layout(["ID", "Name", "Colour"], ["B1", "x", ""]).problems == ()


def test_a_column_that_stands_twice_is_named() -> None:
    found = layout(["ID", "Name", "City", "Town"], ["B1", "x", "y", "z"])
    assert [(p.cell, p.text.code) for p in found.problems] == [("D1", "sheets.column_twice")]
    assert found.columns["city"] == 2


def test_a_missing_column_says_what_was_found() -> None:
    found = layout(["ID", "City"], ["B1", "x"])
    assert [(p.text.code, p.text["found"]) for p in found.problems] == [("sheets.column_missing", "ID, City")]


def test_a_passport_column_is_never_a_field() -> None:
    for label in ("Passport No.", "Загранпаспорт", "护照号码"):
        found = layout(["ID", "Name", label], ["B1", "x", "71 1234567"])
        assert found.passports == {2}
        assert [p.text.code for p in found.problems] == ["sheets.passport_column"]


def test_a_sheet_without_any_header_is_none() -> None:
    assert find_layout(Grid("x.csv", "", (("a", "b"), ("1", "2"))), BUYERS.spec, {}) is None


@pytest.mark.parametrize("spec", [*SHEETS, TRAVEL], ids=lambda spec: str(spec.name))
def test_no_header_of_a_sheet_means_two_columns(spec: SheetSpec) -> None:
    words = [word for column in spec.columns for word in {*map(folded, (column.field, *column.header.every))}]
    assert [word for word, count in Counter(words).items() if count > 1] == []


@pytest.mark.parametrize("spec", [*SHEETS, TRAVEL], ids=lambda spec: str(spec.name))
@pytest.mark.parametrize("language", Language)
def test_every_header_that_is_understood_is_read_as_its_own_column(spec: SheetSpec, language: Language) -> None:
    words = [(word, column.field) for column in spec.columns for word in column.header.of(language) if word]
    assert [(word, spec.by_header[folded(word)]) for word, _ in words] == words


def test_words_that_another_column_s_name_hid() -> None:
    programme, applications = (
        next(sheet for sheet in SHEETS if sheet.name == name) for name in ("programme", "applications")
    )
    assert programme.by_header[folded("We host")] == "hosts"
    assert applications.by_header[folded("Language")] == "languages"


@pytest.mark.parametrize("spec", [*SHEETS, TRAVEL], ids=lambda spec: str(spec.name))
@pytest.mark.parametrize("language", Language)
def test_every_written_header_is_read_as_its_own_column(spec: SheetSpec, language: Language) -> None:
    header: list[Cell] = [column.title(language) for column in spec.written]
    found = layout(header, ["x"] * len(header), spec=spec)
    assert found.columns == {column.field: index for index, column in enumerate(spec.written)}
    assert found.problems == ()


def test_choices_mean_one_thing_each() -> None:
    chosen = [(column.field, column.choices) for spec in SHEETS for column in spec.columns if column.choices]
    assert chosen
    for field, choices in chosen:
        words = [(folded(word), member) for member, all_ in choices.words.items() for word in all_.every]
        assert [choices.read(word) for word, _ in words] == [member for _, member in words] != [], field


def test_exporters_keep_their_columns_apart() -> None:
    assert EXPORTERS.spec.by_header[folded("Product in English")] == "product_latin"


def test_a_header_of_marks_alone_that_the_officer_gave_a_field_is_that_header_and_no_other() -> None:
    found = layout(["ID", "Name", "%", "", "***"], ["B1", "x", "y", "z", "w"], mapping={"%": "city"})
    assert found.columns == {"id": 0, "name": 1, "city": 2}
    assert [(problem.cell, problem.text.code) for problem in found.problems] == [
        ("D1", "sheets.column_nameless"),
        ("E1", "sheets.column_unknown"),
    ]
