"""Amounts by which a sum over rungs is known wherever it stands, and the reader of numbers that looks for it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import combinations

from tearoad import orders as core

UNITS = {rung: 8**place for place, rung in enumerate(core.WITH_AMOUNT, start=6)}
"""By rung, what its amounts are multiples of. With one to three of each, every sum over rungs is its own number."""
MOST = 3
"""So many units may stand at one rung."""
_TAG = re.compile(r"<[^>]*>")
_GAP = "\N{NO-BREAK SPACE}\N{NARROW NO-BREAK SPACE}\N{THIN SPACE} ,.'"
_NUMBER = re.compile(rf"[0-9](?:[{_GAP}]?[0-9])*")
_MOST_GROUPS = 5
_CENTS = re.compile(r"[.,]([0-9]{1,2})$")


def crossing_sums(totals: Iterable[dict[core.Rung, int]]) -> frozenset[int]:
    """Return every sum of two or more rungs: of the whole, of each firm, of the part that is confirmed."""
    return frozenset(
        sum(chosen)
        for found in totals
        for count in range(2, len(found) + 1)
        for chosen in combinations([amount for amount in found.values() if amount], count)
    )


def numbers_in(text: str) -> Iterator[int]:
    """Yield the whole part of every number of a text, however a language groups its digits and whatever stands beside.

    Where it cannot be told where one number ends and the next begins, every reading is yielded.
    """
    for line in _TAG.sub("\n", text).splitlines():
        for found in _NUMBER.findall(line):
            digits = re.split(rf"[{_GAP}]", _CENTS.sub("", found))
            if len(digits[0]) <= 3 and all(len(group) == 3 for group in digits[1:]):
                yield int("".join(digits))
                continue
            for first in range(len(digits)):
                for last in range(first + 1, min(first + _MOST_GROUPS, len(digits)) + 1):
                    yield int("".join(digits[first:last]))
