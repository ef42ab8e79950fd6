"""Rows of text, before anybody knows which list they are."""

from __future__ import annotations

from pathlib import Path

from tearoad.screening.lists.content import read_rows


def test_a_cell_over_two_lines_is_one_cell_and_its_words_stay_apart() -> None:
    assert read_rows('id;name\n1;"DEMO\nSTAR"\n', Path("a.csv")) == [["id", "name"], ["1", "DEMO\nSTAR"]]
