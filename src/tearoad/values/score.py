"""A score never comes without its reasons."""

from __future__ import annotations

from dataclasses import dataclass

from tearoad.text import Text


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a score is what it is: so many points (they may be negative) for this."""

    text: Text
    points: int


@dataclass(frozen=True, slots=True)
class Score:
    """An integer, 0 to 1000, with its reasons, the heaviest first."""

    value: int
    reasons: tuple[Reason, ...]
