"""Which of several readings of one row is taken."""

from __future__ import annotations

import pytest

from tearoad.capture.cards.protocol import Box, Word, WordLine
from tearoad.capture.cards.seeing.weighing import surest

ROW = Box(100, 0, 300, 21)


def line(text: str, beyond: int = 0) -> WordLine:
    box = Box(ROW.left, ROW.top, ROW.right + beyond, ROW.bottom)
    return WordLine((Word(text, 90, box),))


@pytest.mark.parametrize(("beyond", "is_taken"), [(0, True), (9, True), (10, False), (40, False)])
def test_what_was_read_beyond_half_a_row_s_height_counts_against_a_line(beyond: int, is_taken: bool) -> None:  # noqa: FBT001  # a case
    """Finds a longer reading that is taken although part of it stands in the row beside, or refused for a blot."""
    longer, shorter = line("TeaRoadTrade", beyond), line("TeaRoadTrad")
    assert (surest(ROW, (shorter, longer, None)) is longer) is is_taken
