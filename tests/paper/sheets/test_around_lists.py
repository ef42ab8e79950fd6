"""What stands in a list and is none of its rows; what stands in one cell and belongs into two."""

from __future__ import annotations

import pytest

from tearoad.paper.sheets.around_lists import stands_around
from tearoad.paper.sheets.record import Placed
from tearoad.paper.sheets.running_numbers import are_running
from tearoad.paper.sheets.short_cuts import parted, place_parts


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        (("（一）茶叶类", "", ""), True),
        (("II. Продукты питания", "", ""), True),
        (("Food and drink", "", ""), True),
        (("填表人：张三", "", "联系电话：0851-12345678"), True),
        (("", "Исполнитель: Сидорова", ""), True),
        (("Note: prices without tax", "", ""), True),
        (("E05", "", ""), False),
        (("3", "", ""), False),
        (("合计", "", ""), False),
        (("", "Прополис", ""), False),
        (("（一）茶叶类", "Чай (вымышл.)", ""), False),
        (("Note: Ltd (fictional)", "a@example.org", ""), False),
    ],
)
def test_a_heading_and_a_signature_are_no_rows_of_a_list(row: tuple[str, ...], expected: object) -> None:
    assert stands_around(row, 0) is expected


def test_numbers_that_begin_anew_in_each_part_of_a_list_are_nobody_s_ids() -> None:
    rows = [(cell, (f"name {place}",)) for place, cell in enumerate(("1", "2", "1", "2", "3"))]
    assert are_running([("（一）茶叶类", ("",)), *rows])
    assert not are_running([("E01", ("a",)), *rows])


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        ({"phone": "тел. +7 495 000-00-01, a@example.org"}, ("+7 495 000-00-01", "a@example.org")),
        ({"email": "a@example.org / 138 0000 0001"}, ("138 0000 0001", "a@example.org")),
        ({"phone": "a@example.org"}, None),
        ({"phone": "+7 495 000-00-01"}, None),
        ({"phone": "+7 495 000-00-01 a@example.org", "email": "b@example.org"}, None),
    ],
)
def test_a_telephone_and_an_e_mail_of_one_cell_come_where_they_belong(
    cells: dict[str, str], expected: tuple[str, str] | None
) -> None:
    found = parted({name: Placed(text, 1, 1) for name, text in cells.items()})
    assert (tuple(found[name].value for name in ("phone", "email")) if found else None) == expected


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("Казахстан, Алматы", ("Казахстан", "Алматы")),
        ("吉尔吉斯（比什凯克）", ("吉尔吉斯", "比什凯克")),
        ("Kazakhstan / Almaty", ("Kazakhstan", "Almaty")),
        ("Казахстан", ("Казахстан", None)),
    ],
)
def test_a_country_and_a_city_of_one_cell_come_where_they_belong(written: str, expected: tuple[str, str]) -> None:
    found = place_parts({"country": Placed(written, 1, 1)}, {"country": "city"})
    assert (found["country"].value, found["city"].value if "city" in found else None) == expected
