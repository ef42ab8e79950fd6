"""A firm's name cut at the words many firms share."""

from __future__ import annotations

import pytest

from tearoad.names.parsed import parse_firm


def words(written: str) -> list[tuple[str, ...]]:
    return [reading.words for reading in parse_firm(written).readings]


def test_a_name_of_five_thousand_han_characters_is_cut_at_every_word() -> None:
    assert words("贸易" * 2500) == [("trading",) * 2500]


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("绿岭茶", ("luling", "tea")),
        ("茶绿茶", ("tea", "lu", "tea")),
        ("进出口贸易", ("impex", "trading")),
        ("茶", ("tea",)),
    ],
)
def test_words_before_between_and_behind_are_kept_in_their_order(written: str, expected: tuple[str, ...]) -> None:
    assert words(written)[0] == expected
