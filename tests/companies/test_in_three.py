from __future__ import annotations

from decimal import Decimal

import pytest

from tearoad.companies import Price
from tearoad.companies.party_columns import write_offer
from tearoad.delegation.delegates_sheet import DELEGATES
from tearoad.journey.kinds import SHEETS
from tearoad.paper.sheets import Grid, SheetSpec, SheetWords
from tearoad.paper.sheets.cells import folded
from tearoad.paper.sheets.headers import find_layout
from tearoad.rows.in_three import in_three
from tearoad.values import Incoterm, LocalText, Money

ENGLISH = ("Role", "Position", "Job title", "Post")
THREE = in_three("role", SheetWords("sheet_words.role"), "role")


def test_every_word_of_a_text_is_understood_with_each_language() -> None:
    assert {column.field: column.header.every for column in THREE} == {
        "role_zh": (
            *(f"{word} (Chinese)" for word in ENGLISH),
            *("职务（中文）", "职位（中文）", "身份（中文）", "中文职务", "中文职位", "中文身份"),
            *("Роль (по-китайски)", "Должность (по-китайски)"),
        ),
        "role_ru": (
            *(f"{word} (Russian)" for word in ENGLISH),
            *("职务（俄文）", "职位（俄文）", "身份（俄文）", "俄文职务", "俄文职位", "俄文身份"),
            *("Роль (по-русски)", "Должность (по-русски)"),
        ),
        "role_en": (
            *(f"{word} (English)" for word in ENGLISH),
            *("职务（英文）", "职位（英文）", "身份（英文）", "英文职务", "英文职位", "英文身份"),
            *("Роль (по-английски)", "Должность (по-английски)"),
        ),
        "role": (*ENGLISH, "职务", "职位", "身份", "Роль", "Должность"),
    }


@pytest.mark.parametrize(
    ("header", "field"),
    [
        ("Post (Chinese)", "role_zh"),
        ("职位（俄文）", "role_ru"),
        ("英文职位", "role_en"),
        ("Должность (по-русски)", "role_ru"),
        ("Department (Chinese)", "office_zh"),
        ("Post", "role"),
    ],
)
def test_a_second_name_of_a_column_is_read_in_its_language(header: str, field: str) -> None:
    grid = Grid("delegates.csv", "", (("ID", header), ("D01", "-")))
    layout = find_layout(grid, DELEGATES.spec, {})
    assert layout is not None
    assert layout.columns == {"id": 0, field: 1}


@pytest.mark.parametrize("spec", SHEETS, ids=lambda spec: spec.name)
def test_no_header_with_a_language_belongs_to_two_columns(spec: SheetSpec) -> None:
    three = [column for column in spec.columns if column.field.endswith(("_zh", "_ru", "_en"))]
    assert [
        (word, column.field)
        for column in three
        for word in column.header.every
        if spec.by_header[folded(word)] != column.field
    ] == []


@pytest.mark.parametrize(
    ("amount", "incoterm", "places", "cells"),
    [
        ("4.55", None, LocalText(), {"price": "USD 4.55/kg", "delivery_en": ""}),
        ("4.55", Incoterm.FOB, LocalText(), {"price": "USD 4.55/kg", "delivery_en": "FOB"}),
        (
            "4.55",
            Incoterm.FOB,
            LocalText(zh="上海", ru="Шанхай"),
            {"price": "USD 4.55/kg", "delivery_zh": "FOB 上海", "delivery_ru": "FOB Шанхай"},
        ),
        ("4.555", None, LocalText(en="Omsk"), {"price": "USD 4.5550/kg", "delivery_en": "Omsk"}),
    ],
)
def test_terms_without_a_place_stand_in_the_english_column(
    amount: str, incoterm: Incoterm | None, places: LocalText, cells: dict[str, str]
) -> None:
    """Finds terms of delivery that are written into a column of another language, or nowhere."""
    price = Price(Money(Decimal(amount), "USD"), "kg", incoterm, places)
    assert write_offer(price, "price", "delivery") == cells
