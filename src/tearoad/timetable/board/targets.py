"""Where a meeting may go, asked of the rules themselves: each target fits, or names what it would break."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from tearoad.text import Text
from tearoad.timetable import rules
from tearoad.timetable.plan import Meeting
from tearoad.timetable.problem import Pin, Problem
from tearoad.timetable.solvers.candidates import serves
from tearoad.values import InterpreterId, PlaceId, WishId


@dataclass(frozen=True, slots=True)
class Target:
    """A wish held there and then, and what that would break; nothing: it fits."""

    meeting: Meeting
    why: tuple[Text, ...] = ()

    @property
    def fits(self) -> bool:
        """Whether no rule is broken."""
        return not self.why


@dataclass(slots=True)
class Targets:
    """All the places and times one wish could have in a plan, whether it is held now or left out.

    Rules look at the meetings of one day that share a party, a person, an interpreter or a place, and quotas and orders
    at those they name; so only these are judged again. An edit is judged by `check` on the whole plan before
    it is kept.
    """

    problem: Problem
    wish: WishId
    now: Meeting | None
    _by_key: dict[tuple[int, str], list[Meeting]] = field(repr=False)
    speakers: tuple[InterpreterId | None, ...] = ()
    _any_day: tuple[Meeting, ...] = ()
    """What a quota or an order binds this wish to, whatever the day."""

    @classmethod
    def of(cls, problem: Problem, meetings: Sequence[Meeting], wish: WishId) -> Targets:
        """Look the plan up once; time O(meetings)."""
        look = problem.lookup
        now = next((meeting for meeting in meetings if meeting.wish == wish), None)
        by_key: dict[tuple[int, str], list[Meeting]] = defaultdict(list)
        for meeting in meetings:
            other = look.wish[meeting.wish]
            if meeting.wish != wish:
                for who in (*other.parties, other.person, meeting.interpreter):
                    if who:
                        by_key[look.day[meeting.start], f"who {who}"].append(meeting)
                by_key[look.day[meeting.start], f"at {meeting.place}"].append(meeting)
        tied = _tied(problem, wish)
        any_day = tuple(meeting for meeting in meetings if meeting.wish in tied)
        return cls(problem, wish, now, by_key, _speakers(problem, wish, now), any_day)

    def at(self, start: int, place: PlaceId, interpreter: InterpreterId | None) -> Target:
        """Judge one target as it is."""
        meeting = Meeting(self.wish, start, place, interpreter)
        found = rules.broken(self.problem, (*self._around(meeting), meeting))
        return Target(meeting, tuple(violation.text for violation in found if meeting in violation.meetings))

    def best(self, start: int, place: PlaceId) -> Target:
        """Judge a target with the interpreter who is there now or, where that does not fit, with one who is free."""
        first = self.speakers[0] if self.speakers else None
        if first is None:
            return self.at(start, place, None)
        # What stands in the way whoever interprets is told first, and no interpreter is asked in vain.
        bare = self.at(start, place, None)
        why = tuple(text for text in bare.why if text.code != "timetable.interpreter_missing")
        if why:
            return Target(Meeting(self.wish, start, place, first), why)
        refused = None
        for speaker in self.speakers:
            target = self.at(start, place, speaker)
            if target.fits:
                return target
            refused = refused or target
        return refused or bare

    def of_day(self, day: int) -> Iterator[Target]:
        """Judge every start of a day at every place the wish allows, in order of time."""
        wish = self.problem.lookup.wish[self.wish]
        for start in self.problem.lookup.days.get(day, ()):
            for place in wish.places:
                yield self.best(start, place)

    def fitting(self) -> Iterator[Target]:
        """Find the targets that fit, in order of time; at most one place a start."""
        wish = self.problem.lookup.wish[self.wish]
        for start in sorted(wish.starts):
            found = (self.best(start, place) for place in wish.places)
            fits = next((target for target in found if target.fits and target.meeting != self.now), None)
            if fits is not None:
                yield fits

    def _around(self, meeting: Meeting) -> tuple[Meeting, ...]:
        look = self.problem.lookup
        if not 0 <= meeting.start < len(look.day):
            return ()
        wish, day = look.wish[self.wish], look.day[meeting.start]
        keys = (*(f"who {who}" for who in (*wish.parties, wish.person, meeting.interpreter) if who),)
        found = [other for key in (*keys, f"at {meeting.place}") for other in self._by_key.get((day, key), ())]
        return tuple(dict.fromkeys((*found, *self._any_day)))


def _tied(problem: Problem, wish_id: WishId) -> frozenset[WishId]:
    """Return the other wishes with which a wish shares a quota or an order."""
    limited = {quota.party for quota in problem.quotas}.intersection(problem.lookup.wish[wish_id].parties)
    found = {wish.id for wish in problem.wishes if limited and not limited.isdisjoint(wish.parties)}
    for order in problem.precedences:
        if wish_id in (order.earlier, order.later):
            found |= {order.earlier, order.later}
    return frozenset(found - {wish_id})


def _speakers(problem: Problem, wish_id: WishId, now: Meeting | None) -> tuple[InterpreterId | None, ...]:
    """Who may speak for the firm: the one who is there now, then the firm's own, delegates first, then the pool."""
    wish, pin = problem.lookup.wish[wish_id], problem.lookup.pin.get(wish_id)
    if pin is not None and pin.interpreter is not None:
        return (pin.interpreter,)
    if not wish.needs_speaker:
        return ()
    able = [
        interpreter for interpreter in problem.lookup.interpreter.values() if serves(interpreter, wish, Pin(wish_id))
    ]
    present = now.interpreter if now else None
    able.sort(
        key=lambda interpreter: (
            interpreter.id != present,
            interpreter.attached_to is None,
            not interpreter.is_delegate,
            interpreter.id,
        )
    )
    return tuple(interpreter.id for interpreter in able)
