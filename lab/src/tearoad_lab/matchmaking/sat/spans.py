"""From when to when one person can be at an event, and the literals that say so."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from tearoad_lab.matchmaking.narrowing import Slots, matching
from tearoad_lab.matchmaking.sat.encoding import Encoded


@dataclass(frozen=True, slots=True)
class Span:
    """A person's first and last slot with a meeting."""

    first: int
    last: int

    def __contains__(self, slot: int) -> bool:
        """Whether the person is there in this slot."""
        return self.first <= slot <= self.last

    def idle(self, meetings: int) -> int:
        """Return how many slots without a meeting it has."""
        return self.last - self.first + 1 - meetings


def spans(mine: Sequence[int], slots: Slots) -> tuple[Span, ...]:
    """Return every span in which all of a person's meetings could be held, one of them in its first and its last slot.

    Both ends can be met together: a matching of all meetings and one of both ends make one of all that has both ends
    (Mendelsohn and Dulmage 1958).
    """
    may = sorted({slot for number in mine for slot in slots[number]})
    ends = [
        (first, last)
        for first in may
        for last in may
        if last - first + 1 >= len(mine) and _both_ends(mine, slots, first, last)
    ]
    return tuple(Span(first, last) for first, last in ends if matching(mine, slots, range(first, last + 1)) is not None)


def _both_ends(mine: Sequence[int], slots: Slots, first: int, last: int) -> bool:
    early = {number for number in mine if first in slots[number]}
    late = {number for number in mine if last in slots[number]}
    return bool(early) and bool(late) and len(early | late) > 1


class Waits:
    """Literals for "everyone waits so long at least" and "at most" on top of an event's clauses."""

    def __init__(self, encoded: Encoded, of: Mapping[int, Sequence[Span]], meetings: Mapping[int, int]) -> None:
        """Give each person one of their spans."""
        self._clauses = encoded.clauses
        longest = max((span.idle(meetings[person]) for person, mine in of.items() for span in mine), default=0)
        self.at_least = [self._clauses.variable() for _ in range(longest + 1)]
        self.at_most = [self._clauses.variable() for _ in range(longest + 1)]
        for person, mine in of.items():
            self._choose(encoded.busy[person], {span: span.idle(meetings[person]) for span in mine})

    def _choose(self, busy: Mapping[int, int], idle: Mapping[Span, int]) -> None:
        add = self._clauses.add
        chosen = {span: self._clauses.variable() for span in idle}
        add(*chosen.values())
        for span, literal in chosen.items():
            for bound in range(len(self.at_most)):
                if idle[span] > bound:
                    add(-self.at_most[bound], -literal)
                if idle[span] < bound:
                    add(-self.at_least[bound], -literal)
            self._busy_in(span, literal, busy, tight=not idle[span])
        tight = [span for span in idle if not idle[span]]
        for slot, held in busy.items():
            add(-held, *(literal for span, literal in chosen.items() if slot in span))
            # Nobody waits at all: said outright, so that the solver need not find it out slot by slot.
            add(-self.at_most[0], held, *(chosen[span] for span in tight if slot not in span))
            add(-self.at_most[0], -held, *(chosen[span] for span in tight if slot in span))

    def _busy_in(self, span: Span, chosen: int, busy: Mapping[int, int], *, tight: bool) -> None:
        """Who is there from then to then is busy at both ends and nowhere outside; without waiting, all the time."""
        for slot, held in busy.items():
            if slot in {span.first, span.last} or (tight and slot in span):
                self._clauses.add(-chosen, held)
            elif slot not in span:
                self._clauses.add(-chosen, -held)
