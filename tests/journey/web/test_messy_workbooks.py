"""What a messy workbook leaves to ask: its row is held for a cell only where the row says nothing without it."""

from __future__ import annotations

from pathlib import Path

import pytest

from tearoad.journey.example import example_mission
from tearoad.journey.read import read_folder
from tests.journey.web.messier_workbooks import GROUPED, SECTIONS
from tests.journey.web.messy_workbooks import CHINESE, ENGLISH, RUSSIAN, MessyWorkbook

HELD = {
    CHINESE.name: [],
    RUSSIAN.name: ["Экспортёры › B5", "Закупщики › F3", "Переводчики › D3", "Пожелания › C3"],
    ENGLISH.name: ["Interpreters › C12", "Wishes › B3", "Wishes › C3"],
    SECTIONS.name: [],
    GROUPED.name: [],
}

BUYERS = {
    CHINESE.name: [("alma@example.org", "", "KZ"), ("", "+996555000002", "KG"), ("nur@example.org", "", "")],
    RUSSIAN.name: [("b1@example.org", "", "KZ"), ("b2@example.org", "", "KG"), ("b3@example.org", "", "KZ")],
    ENGLISH.name: [
        ("alma@example.org", "+77010000001", "KZ"),
        ("info@example.org", "info2@example.org", "KG"),
        ("", "+77010000003", "KZ"),
    ],
    SECTIONS.name: [
        ("shai@example.org", "+77010000001", "KZ 阿拉木图"),
        ("dostyk@example.org", "+996555000002", "KG 比什凯克"),
        ("", "+73830000003", "RU"),
    ],
    GROUPED.name: [
        ("bereke@example.org", "+77010000001", "KZ Алматы"),
        ("trade@example.org", "+77010000002", "KZ"),
        ("silk@example.org", "+971500000003", "AE"),
    ],
}
"""E-mail, telephone, country and city."""
EXPORTERS = {
    CHINESE.name: [(("zh", "en"), (2,)), (("zh", "ru"), (3,)), (("zh",), (4,)), (("zh", "ru"), (2,))],
    RUSSIAN.name: [(("zh", "ru"), (1,)), (("zh", "ru"), (1,)), (("zh", "en"), (1,))],
    ENGLISH.name: [(("zh", "en"), (2,)), (("zh",), (2,)), (("zh",), (1,)), (("zh",), (1,))],
    SECTIONS.name: [((), (1,)), (("zh",), (1,)), (("zh", "ru"), (1,)), ((), (1,))],
    GROUPED.name: [((), (2,)), ((), (1,))],
}
"""Languages, and people at the stand."""
PRODUCTS = {
    SECTIONS.name: [["红茶", "绿茶"], ["绿茶、茉莉花茶"], ["泡菜"], ["辣椒酱"]],
    GROUPED.name: [["чай чёрный", "чай зелёный", "чай травяной"], ["мёд", "прополис"]],
}
HOURS = {SECTIONS.name: [2, 1], GROUPED.name: [2, 1]}
"""How many stretches each interpreter works."""


@pytest.mark.parametrize("book", [CHINESE, RUSSIAN, ENGLISH, SECTIONS, GROUPED], ids=str)
def test_a_messy_workbook_is_read_but_for_cells_that_nobody_can_read(book: MessyWorkbook, tmp_path: Path) -> None:
    path = book.write(tmp_path)
    files = read_folder(tmp_path, example_mission())
    held = [problem.where.removeprefix(f"{path.name} › ") for problem in files.problems if problem.severity == "error"]
    assert held == HELD[book.name]
    assert [
        (buyer.contact.email, buyer.contact.phone, f"{buyer.country or ''} {buyer.city}".strip())
        for buyer in files.buyers
    ] == BUYERS[book.name]
    assert [(exporter.languages, exporter.staff_per_day) for exporter in files.exporters] == EXPORTERS[book.name]
    products = [[name for said in exporter.products for name in said.name.written] for exporter in files.exporters]
    assert products == PRODUCTS.get(book.name, products)
    hours = [len(interpreter.hours) for interpreter in files.interpreters]
    assert hours == HOURS.get(book.name, hours)
