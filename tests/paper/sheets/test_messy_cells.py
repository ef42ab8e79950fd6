"""What people write into the wrong place, in signs instead of digits, or as two tables of one sheet; all fictional."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tearoad.companies.exporters_sheet import EXPORTERS
from tearoad.errors import InputError
from tearoad.journey.kinds import SHEETS
from tearoad.mission.interpreters_sheet import read_pairs, read_pairs_of
from tearoad.paper.sheets.cells import Cell, Grid
from tearoad.paper.sheets.files.several_tables import tables_of
from tearoad.paper.sheets.headers import find_layout
from tearoad.paper.sheets.record import Placed
from tearoad.paper.sheets.running_numbers import are_running, running_number
from tearoad.paper.sheets.short_cuts import exchanged, without_placeholders
from tearoad.paper.sheets.written.codes import read_country, read_known_languages
from tearoad.paper.sheets.written.emails import read_email
from tearoad.paper.sheets.written.numerals import in_digits

BUYERS = (("№", "Компания", "Страна", "E-mail"), (1, "Пример", "KZ", "a@example.org"))
INTERPRETERS = (("№", "Имя", "Языки", "Часы"), (1, "Ван", "кит/рус", "9-17"))


@pytest.mark.parametrize(
    ("written", "digits"),
    [
        ("两人", "2人"),
        ("十", "10"),
        ("十一人", "11人"),
        ("二十三", "23"),
        ("两千", "两千"),
        ("三七", "三七"),
        ("two", "2"),
        ("три человека", "3 человека"),
        ("tonne", "tonne"),
        ("１２", "12"),
    ],
)
def test_a_number_in_signs_or_words_is_read_as_in_digits(written: str, digits: str) -> None:
    assert in_digits(written) == digits


def test_rows_are_numbered_in_any_digits() -> None:
    assert [running_number(text) for text in ("3", "3.", "３", "三", "十二、", "4)", "E1", "1001000", "")] == [
        *(3, 3, 3, 3, 12, 4),
        *(None, None, None),
    ]


@pytest.mark.parametrize(
    ("written", "address", "doubts"),
    [
        ("a@example.org", "a@example.org", 0),
        ("a @example.org ", "a@example.org", 1),
        ("a(at)example.org", "a@example.org", 1),
        ("Wang <wang@example.org>", "wang@example.org", 1),
        ("a@example.org; b@example.org", "a@example.org", 1),
        ("a@example.org/b@example.org", "a@example.org", 1),
        ("mailto:a@example.org", "a@example.org", 1),
    ],
)
def test_an_address_is_found_in_what_is_written(written: str, address: str, doubts: int) -> None:
    found = read_email(written)
    assert (found.value, len(found.doubts)) == (address, doubts)


@given(st.text(alphabet="abc .,;0123+", max_size=20))
def test_without_an_at_sign_there_is_no_address(written: str) -> None:
    with pytest.raises(InputError):
        read_email(written)


@pytest.mark.parametrize(
    ("phone", "email", "found"),
    [
        ("wang@example.org", "13800000002", {"phone": "13800000002", "email": "wang@example.org"}),
        ("", "+996 555 000002", {"phone": "+996 555 000002"}),
        ("wang@example.org", "", {"email": "wang@example.org"}),
        ("wang@example.org", "zhang@example.org", {}),
        ("13800000002", "13900000003", {}),
        ("13800000002", "wang@example.org", {}),
    ],
)
def test_telephone_and_address_in_each_others_column_are_exchanged(
    phone: str, email: str, found: dict[str, str]
) -> None:
    cells = {name: Placed(text, 2, 1) for name, text in (("phone", phone), ("email", email)) if text}
    assert {name: cell.value for name, cell in exchanged(cells).items()} == found


def test_words_for_none_are_nothing_under_an_address_alone() -> None:
    cells = {name: Placed("нет", 2, 1) for name in ("phone", "email", "private_label")}
    assert list(without_placeholders(cells)) == ["private_label"]


def test_two_tables_of_one_sheet_are_read_apart_where_they_stand() -> None:
    grid = Grid("list.xlsx", "Закупщики", (*BUYERS, (), ("Переводчики",), *INTERPRETERS))
    first, second = tables_of(grid, SHEETS)
    assert (first.sheet, first.rows) == ("Закупщики", (*BUYERS, ()))
    assert (second.sheet, second.kind, second.rows) == (
        "Переводчики",
        "interpreters",
        ((), (), (), ("Переводчики",), *INTERPRETERS),
    )


def test_a_second_table_without_a_title_is_named_by_its_row() -> None:
    first, second = tables_of(Grid("list.xlsx", "List", (*BUYERS, (), *INTERPRETERS)), SHEETS)
    assert (first.sheet, second.sheet, second.kind) == ("List", "List 4", "interpreters")


def test_headers_said_again_at_a_new_page_begin_no_table() -> None:
    further = (2, "Образец", "KG", "b@example.org")
    (grid,) = tables_of(Grid("list.xlsx", "Buyers", (*BUYERS, (), BUYERS[0], further)), SHEETS)
    assert grid.rows == (*BUYERS, (), (), further)
    plain = Grid("list.xlsx", "Buyers", (*BUYERS, further))
    assert [*tables_of(plain, SHEETS)] == [plain]


@pytest.mark.parametrize(
    ("label", "column"),
    [
        ("主要产品", "product_native"),
        ("Контактное лицо, должность", "contact_name"),
        ("Languages they speak", "languages"),
        ("Company phone", "phone"),
        ("联系人手机", "phone"),
        ("Kontakt", None),
        ("Примечание", None),
        ("Не встречаться ни с кем", None),
    ],
)
def test_a_header_is_taken_for_the_column_that_is_its_chief_part(label: str, column: str | None) -> None:
    grid = Grid("list.xlsx", "Exporters", (("ID", "Name", label), ("E1", "Example Tea (fictional)", "x")))
    layout = find_layout(grid, EXPORTERS.spec, {})
    assert layout is not None
    assert {field for field, index in layout.columns.items() if index == 2} == ({column} - {None})


@pytest.mark.parametrize(
    ("written", "code"), [("Китай, Гуйян", "CN"), ("哈萨克斯坦（阿拉木图）", "KZ"), ("哈国", "KZ"), ("Kirgizia", "KG")]
)
def test_a_country_is_known_beside_its_city_and_by_its_short_name(written: str, code: str) -> None:
    assert str(read_country(written)) == code


def test_of_languages_in_a_list_the_known_ones_are_kept() -> None:
    found = read_known_languages("Mandarin, some Russian, English (C1)")
    assert (found.value, [doubt["found"] for doubt in found.doubts]) == (("zh", "en"), ["some Russian"])


def test_an_interpreter_of_one_language_interprets_for_those_at_home() -> None:
    both = read_pairs("zh<>ru")
    assert [read_pairs_of(written, "zh", "ru").value for written in ("русский", "俄语", "Chinese", "中文/俄文")] == [
        both
    ] * 4
    with pytest.raises(InputError):
        read_pairs_of("Chinese", "zh", "zh")


def test_a_number_that_slipped_in_twice_makes_no_ids_of_running_numbers() -> None:
    def rows(*numbers: int) -> list[tuple[Cell, tuple[str, ...]]]:
        return [(number, (f"name {place}",)) for place, number in enumerate(numbers)]

    assert are_running(rows(1, 2, 2, 3))
    assert not are_running(rows(1, 1, 1, 1))
    assert not are_running(rows(1001, 1002))
