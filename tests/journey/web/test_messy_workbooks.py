"""What a messy workbook leaves to ask: its row is held for a cell only where the row says nothing without it."""

from __future__ import annotations

from pathlib import Path

import pytest

from tearoad.journey.example import example_mission
from tearoad.journey.read import read_folder
from tests.journey.web.messy_workbooks import CHINESE, ENGLISH, RUSSIAN, MessyWorkbook

HELD = {
    CHINESE.language: [],
    RUSSIAN.language: ["Экспортёры › B5", "Закупщики › F3", "Переводчики › D3", "Пожелания › C3"],
    ENGLISH.language: ["Interpreters › C12", "Wishes › B3", "Wishes › C3"],
}

BUYERS = {
    CHINESE.language: [("alma@example.org", "", "KZ"), ("", "+996555000002", "KG"), ("nur@example.org", "", "")],
    RUSSIAN.language: [("b1@example.org", "", "KZ"), ("b2@example.org", "", "KG"), ("b3@example.org", "", "KZ")],
    ENGLISH.language: [
        ("alma@example.org", "+77010000001", "KZ"),
        ("info@example.org", "info2@example.org", "KG"),
        ("", "+77010000003", "KZ"),
    ],
}
"""E-mail, telephone and country."""
EXPORTERS = {
    CHINESE.language: [(("zh", "en"), (2,)), (("zh", "ru"), (3,)), (("zh",), (4,)), (("zh", "ru"), (2,))],
    RUSSIAN.language: [(("zh", "ru"), (1,)), (("zh", "ru"), (1,)), (("zh", "en"), (1,))],
    ENGLISH.language: [(("zh", "en"), (2,)), (("zh",), (2,)), (("zh",), (1,)), (("zh",), (1,))],
}
"""Languages, and people at the stand."""


@pytest.mark.parametrize("book", [CHINESE, RUSSIAN, ENGLISH], ids=str)
def test_a_messy_workbook_is_read_but_for_cells_that_nobody_can_read(book: MessyWorkbook, tmp_path: Path) -> None:
    path = book.write(tmp_path)
    files = read_folder(tmp_path, example_mission())
    held = [one.where.removeprefix(f"{path.name} › ") for one in files.problems if one.severity == "error"]
    assert held == HELD[book.language]
    assert [(one.contact.email, one.contact.phone, str(one.country or "")) for one in files.buyers] == BUYERS[
        book.language
    ]
    assert [(one.languages, one.staff_per_day) for one in files.exporters] == EXPORTERS[book.language]
