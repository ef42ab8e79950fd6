"""Pages of reference say what the program does, and the glossary speaks three languages."""

from __future__ import annotations

import re
from pathlib import Path

from tearoad.cli.exit_codes import ExitCode

REFERENCE = Path(__file__).parents[2] / "docs" / "reference"


def rows(page: str) -> list[list[str]]:
    """The cells of a page's table, without its head."""
    lines = [line for line in (REFERENCE / page).read_text(encoding="utf-8").splitlines() if line.startswith("|")]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines[2:]]


def test_every_exit_code_stands_on_its_page_once_and_in_order() -> None:
    assert [int(row[0]) for row in rows("exit-codes.md")] == [code.value for code in ExitCode]


def test_every_term_of_the_glossary_is_there_once_and_in_three_languages() -> None:
    terms = rows("glossary.md")
    assert len(terms) >= 60
    for english, chinese, russian in terms:
        assert english.isascii()
        assert re.search(r"[一-鿿]", chinese), english
        assert re.search(r"[а-яё]", russian), english
    for column in zip(*terms, strict=True):
        assert [term for term in column if column.count(term) > 1] == []
