from __future__ import annotations

from pathlib import Path

from tearoad.journey.kinds import SHEETS
from tearoad.paper.sheets.reference_page import sheets_page
from tearoad.values import Language
from tearoad.words.catalogue import say

PAGE = Path(__file__).parents[3] / "docs" / "reference" / "sheets.md"


def test_the_page_is_current() -> None:
    assert PAGE.read_text(encoding="utf-8") == sheets_page(SHEETS)


def test_every_column_is_explained_in_three_languages() -> None:
    for spec in SHEETS:
        for language in Language:
            assert say(spec.explanation, language)
            for column in spec.columns:
                assert say(column.explanation, language)
