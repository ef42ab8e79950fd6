"""The reference page is the table of keys, and nothing else."""

from __future__ import annotations

from pathlib import Path

from tearoad.journey.kinds import SHEETS
from tearoad.mission.toml.reference import reference_page

PAGE = Path(__file__).parents[3] / "docs" / "reference" / "mission-toml.md"


def test_the_reference_page_is_current() -> None:
    assert PAGE.read_text(encoding="utf-8") == reference_page(SHEETS)
