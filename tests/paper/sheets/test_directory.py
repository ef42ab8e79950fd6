"""Whom a text means among the rows that were read."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from tearoad.paper.sheets import Kind, Known
from tearoad.paper.sheets.directory import Directory, DirectoryAnswer
from tearoad.text import Text

MARKS = st.text("%?*-—/!🙂", min_size=1, max_size=4)


@given(MARKS, st.lists(MARKS | st.just(""), max_size=3), MARKS | st.just("D01"))
def test_marks_alone_mean_nobody_and_nobody_is_near_them(written: str, names: list[str], id_: str) -> None:
    directory = Directory()
    directory.add(Known(Kind.DELEGATE, id_, ("李示例", *names), "delegates.csv, row 2"))
    answer = directory.find(written, frozenset({Kind.DELEGATE}))
    if written != id_:
        assert answer == DirectoryAnswer(None, Text("sheets.unknown_reference", found=written))
