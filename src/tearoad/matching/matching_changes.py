"""What a matching finds otherwise than the one before it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from tearoad.values import PartyId

MOST_GONE = 200
"""So many pairs that are no match any more are named; the others are counted."""
ScoresByPair = Mapping[tuple[PartyId, PartyId], int]


class MatchChange(StrEnum):
    """What a matching changed about a pair."""

    NEW = "new"
    HIGHER = "higher"
    LOWER = "lower"


@dataclass(frozen=True, slots=True)
class GoneMatch:
    """A pair that was a match before and is none now."""

    exporter: PartyId
    buyer: PartyId
    score: int


@dataclass(frozen=True, slots=True)
class MatchingChanges:
    """How two matchings of one mission differ."""

    compared_at: datetime | None = None
    """When the matching before was made; None where this is the first."""
    new: int = 0
    higher: int = 0
    lower: int = 0
    gone: int = 0
    gone_matches: tuple[GoneMatch, ...] = ()
    """Those that scored highest before."""

    @property
    def nothing(self) -> bool:
        """Whether both found the same."""
        return not (self.new or self.higher or self.lower or self.gone)


def change_of(before: int | None, now: int) -> MatchChange | None:
    """Return what became of a pair's score; `before` is None where it was no match."""
    if before is None:
        return MatchChange.NEW
    if before == now:
        return None
    return MatchChange.HIGHER if now > before else MatchChange.LOWER


def changes_between(before: ScoresByPair, now: ScoresByPair, compared_at: datetime) -> MatchingChanges:
    """Return how the scores of two matchings differ; time O(pairs)."""
    counted = Counter(change_of(before.get(pair), score) for pair, score in now.items())
    gone = [GoneMatch(*pair, score) for pair, score in before.items() if pair not in now]
    gone.sort(key=lambda match: (-match.score, match.exporter, match.buyer))
    return MatchingChanges(
        compared_at,
        counted[MatchChange.NEW],
        counted[MatchChange.HIGHER],
        counted[MatchChange.LOWER],
        len(gone),
        tuple(gone[:MOST_GONE]),
    )
