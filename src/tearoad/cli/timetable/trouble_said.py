"""Trouble as it is said on the command line: `I5:17-32`, `E03=1`, slots counted from 1 over the whole fair."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from tearoad.errors import InputError
from tearoad.text import Ref, Text
from tearoad.timetable.problem import Problem
from tearoad.timetable.repair import (
    CalledOff,
    InterpreterAway,
    PartyShort,
    PersonAway,
    PlaceClosed,
    Trouble,
    WantedNow,
)
from tearoad.values import InterpreterId, PartyId, PersonId, PlaceId, WishId

_SLOTS = re.compile(r"(?P<who>.+?)(:(?P<first>\d+)(-(?P<last>\d+))?)?")
_FEWER = re.compile(r"(?P<firm>.+)=(?P<people>\d+)")


class Saying:
    """Reads what was said against one problem; what is not said of time holds from `now` to the end."""

    def __init__(self, problem: Problem, now: int) -> None:
        """Keep the problem; `now` is a slot from 0."""
        self._problem, self._now = problem, now

    def away(self, said: str) -> Trouble:
        """Read who is away: an interpreter, a named person or a party.

        Raises:
            InputError: nobody is called so, or there are no such slots.

        """
        who, slots = self._when(said)
        look = self._problem.lookup
        if who in look.interpreter and not look.is_delegate(InterpreterId(who)):
            return InterpreterAway(InterpreterId(who), slots)
        if who in look.person:
            return PersonAway(PersonId(who), slots)
        return PartyShort(PartyId(_known(who, look.party)), slots)

    def fewer(self, said: str) -> Trouble:
        """Read how many people of a party are missing.

        Raises:
            InputError: it names no party and number, or there are no such slots.

        """
        text, slots = self._when(said)
        match = _FEWER.fullmatch(text)
        if match is None:
            raise InputError(Text("cli.repair_fewer_unread", found=said), Text("cli.repair_hint"))
        firm = PartyId(_known(match["firm"], self._problem.lookup.party))
        return PartyShort(firm, slots, int(match["people"]))

    def closed(self, said: str) -> Trouble:
        """Read which place is closed.

        Raises:
            InputError: there is no such place, or there are no such slots.

        """
        place, slots = self._when(said)
        return PlaceClosed(PlaceId(_known(place, self._problem.lookup.place)), slots)

    def off(self, said: str) -> Trouble:
        """Read which meeting is off.

        Raises:
            InputError: there is no such wish.

        """
        return CalledOff(WishId(_known(said, self._problem.lookup.wish)))

    def wanted(self, said: str) -> Trouble:
        """Read which meeting has to be held.

        Raises:
            InputError: there is no such wish.

        """
        return WantedNow(WishId(_known(said, self._problem.lookup.wish)))

    def _when(self, said: str) -> tuple[str, frozenset[int]]:
        match = _SLOTS.fullmatch(said)
        if match is None or match["first"] is None:
            return said, frozenset(range(self._now, len(self._problem.slots)))
        first, last = int(match["first"]), int(match["last"] or match["first"])
        if not 1 <= first <= last <= len(self._problem.slots):
            text = Text("cli.repair_slots", found=said, slots=len(self._problem.slots))
            raise InputError(text, Text("cli.repair_hint"))
        return match["who"], frozenset(range(first - 1, last))


def _known(said: str, ids: Iterable[str]) -> str:
    if said not in ids:
        raise InputError(Text("cli.repair_unknown", found=said), Text("cli.repair_hint"))
    return said


def trouble_sentence(problem: Problem, trouble: Trouble) -> Text:
    """Return trouble as a sentence, with times instead of slots."""
    if isinstance(trouble, CalledOff):
        return Text("cli.repair_off", meeting=Ref(trouble.wish))
    if isinstance(trouble, WantedNow):
        return Text("cli.repair_wanted", meeting=Ref(trouble.wish))
    if not trouble.slots:
        return Text("cli.repair_never")
    when = {
        "start": problem.slots[min(trouble.slots)].window.start_at,
        "end": problem.slots[max(trouble.slots)].window.end_at,
    }
    if isinstance(trouble, PlaceClosed):
        return Text("cli.repair_closed", place=Ref(trouble.place), **when)
    if isinstance(trouble, PartyShort) and trouble.missing is not None:
        return Text("cli.repair_fewer", firm=Ref(trouble.party), count=trouble.missing, **when)
    who = {InterpreterAway: "interpreter", PersonAway: "person", PartyShort: "party"}[type(trouble)]
    return Text("cli.repair_away", who=Ref(getattr(trouble, who)), **when)


def parse_options(saying: Saying, said: Iterable[tuple[str, Iterable[str]]]) -> Iterator[Trouble]:
    """Yield the troubles of each option by its name, in the order given."""
    read = {
        "away": saying.away,
        "fewer": saying.fewer,
        "closed": saying.closed,
        "off": saying.off,
        "wanted": saying.wanted,
    }
    for option, values in said:
        yield from map(read[option], values)
