"""How many meetings a party is to have, and which meeting comes before which."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import TypeAlias

from tearoad.paper.sheets import CellPlace
from tearoad.values import PartyId, Window

Pair: TypeAlias = tuple[PartyId, PartyId]
"""Exporter and buyer."""


@dataclass(frozen=True, slots=True)
class MeetingQuota:
    """How many meetings a party has at least, as a goal, and at most, as a rule."""

    id: str
    who: PartyId
    window: Window | None = None
    """Meetings that begin in it are counted; None is the whole fair."""
    least: int = 0
    most: int | None = None
    written_at: CellPlace | None = field(default=None, compare=False)
    """The cell of the least number; None where it stands in no sheet."""


@dataclass(frozen=True, slots=True)
class MeetingPrecedence:
    """If both meetings are held, the first ends before the other begins."""

    id: str
    exporter: PartyId
    buyer: PartyId
    then_exporter: PartyId
    then_buyer: PartyId
    written_at: CellPlace | None = field(default=None, compare=False)
    """The cell of the exporter who comes later; None where it stands in no sheet."""

    @property
    def first(self) -> Pair:
        """The meeting that comes before."""
        return (self.exporter, self.buyer)

    @property
    def then(self) -> Pair:
        """The meeting that comes after."""
        return (self.then_exporter, self.then_buyer)


def at_odds(quota: MeetingQuota, others: Iterable[MeetingQuota]) -> tuple[MeetingQuota, MeetingQuota] | None:
    """Return the first two of which one asks for more meetings than the other allows; one of them is `quota`."""
    pairs = (pair for meeting_quota in others for pair in ((quota, meeting_quota), (meeting_quota, quota)))
    return next(((asking, allowing) for asking, allowing in pairs if _asks_too_much(asking, allowing)), None)


def _asks_too_much(asking: MeetingQuota, allowing: MeetingQuota) -> bool:
    """Whether everything that is asked for would be counted, and be too much, in the other's time."""
    inner, outer = asking.window, allowing.window
    inside = outer is None or (inner is not None and outer.start_at <= inner.start_at and inner.end_at <= outer.end_at)
    too_much = allowing.most is not None and asking.least > allowing.most
    return asking.who == allowing.who and inside and too_much


def circle_through(precedence: MeetingPrecedence, others: Sequence[MeetingPrecedence]) -> tuple[MeetingPrecedence, ...]:
    """Return those that would go round in a circle with one more, that one first; nothing where none would."""
    ways: list[tuple[MeetingPrecedence, ...]] = [(precedence,)]
    seen = {precedence.then}
    while ways:
        way = ways.pop()
        if way[-1].then == precedence.first:
            return way
        for meeting_precedence in others:
            if meeting_precedence.first == way[-1].then and meeting_precedence.then not in seen:
                seen.add(meeting_precedence.then)
                ways.append((*way, meeting_precedence))
    return ()


def without_circles(precedences: Iterable[MeetingPrecedence]) -> tuple[MeetingPrecedence, ...]:
    """Leave out each precedence that would close a circle with those before it."""
    kept: list[MeetingPrecedence] = []
    for precedence in precedences:
        if not circle_through(precedence, kept):
            kept.append(precedence)
    return tuple(kept)
