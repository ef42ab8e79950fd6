"""The fair's own list: which columns it has, which code means whom."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tearoad.capture.fair import BETWEEN, Badge, FairList, key_of, keys_in, read_fair_list
from tearoad.errors import InputError
from tearoad.paper.sheets import Grid


def grid(*rows: tuple[str | int | float, ...]) -> Grid:
    return Grid("visitors.xlsx", "Visitors", rows)


@pytest.mark.parametrize(
    "heads",
    [
        ("Badge", "Name", "Company", "Job title", "E-mail", "Mobile", "Country"),
        ("胸卡号", "姓名", "公司", "职务", "邮箱", "手机", "国家"),
        ("Код бейджа", "ФИО", "Компания", "Должность", "Почта", "Телефон", "Страна"),
    ],
)
def test_the_columns_are_known_in_three_languages(heads: tuple[str, ...]) -> None:
    row = ("PX-0017", "李明", "示例茶业", "经理", "li@example.org", "+86 1", "CN")
    assert read_fair_list(grid(("Fair 2027",), heads, row)).badges == (Badge(*row),)


def test_a_code_counts_once_and_rows_without_one_are_told() -> None:
    found = read_fair_list(grid(("Code", "Name"), (17, "A"), ("17", "B"), ("", "C"), ("", ""), (18.0, "D")))
    assert found == FairList((Badge("17", "A"), Badge("18", "D")), doubled=1, without=1)


@pytest.mark.parametrize("rows", [(), (("Name", "Firm"), ("A", "B")), (("x", "y"),)])
def test_a_list_without_codes_is_refused_and_says_what_it_lacks(rows: tuple[tuple[str, ...], ...]) -> None:
    with pytest.raises(InputError) as refused:
        read_fair_list(grid(*rows))
    assert refused.value.text.code == "fair_file.no_code_column"


@given(st.lists(st.text(st.characters(categories=["L", "N"]), min_size=1), min_size=2, max_size=4, unique=True))
def test_each_of_several_scanned_codes_is_found(codes: list[str]) -> None:
    assert {key_of(code) for code in codes} <= set(keys_in(BETWEEN.join(codes)))
    assert list(keys_in(codes[0])) == [key_of(codes[0])]


def test_no_code_has_no_key() -> None:
    assert list(keys_in("")) == []
