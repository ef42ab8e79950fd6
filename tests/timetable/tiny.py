"""One small mission on which each rule is shown; all names are fictional.

Two exporters with stands in hall a (two people, one stays), three buyers who walk, two tables in hall t ten minutes
away, a desk of a chain, calls from anywhere, two interpreters. Six slots of half an hour on two days, five minutes of
pause.
"""

from __future__ import annotations

from dataclasses import replace

from tearoad.mission import LanguagePair, PlaceKind, Walk
from tearoad.timetable.plan import Meeting
from tearoad.timetable.problem import MeetingInterpreter, MeetingPlace, Party, Person, Problem, Side, Wish
from tearoad.values import InterpreterId, LanguageCode, PartyId, PersonId, PlaceId, WishId
from tests.timetable.small_problems import slots

ZH, RU, EN = LanguageCode("zh"), LanguageCode("ru"), LanguageCode("en")
ZH_RU, ZH_EN = frozenset({LanguagePair(ZH, RU)}), frozenset({LanguagePair(ZH, EN)})
E0, E1, B0, B1, B2 = (PartyId(name) for name in ("E0", "E1", "B0", "B1", "B2"))
S0, S1, T0, T1, D2, N0 = (PlaceId(name) for name in ("S0", "S1", "T0", "T1", "D2", "N0"))
I0, I1 = InterpreterId("I0"), InterpreterId("I1")
P0 = PersonId("P0")
ALL = frozenset(range(6))
EVERYWHERE = (S0, S1, T0, T1, D2, N0)


def tiny(*wishes: Wish) -> Problem:
    """Return the mission with these wishes."""
    return Problem(
        slots=slots((4, 2)),
        places=(
            MeetingPlace(S0, PlaceKind.STAND, "a", 2, E0),
            MeetingPlace(S1, PlaceKind.STAND, "a", 2, E1),
            MeetingPlace(T0, PlaceKind.TABLE, "t"),
            MeetingPlace(T1, PlaceKind.TABLE, "t"),
            MeetingPlace(D2, PlaceKind.DESK, "d", 2, B2),
            MeetingPlace(N0, PlaceKind.ONLINE, "", 99, anywhere=True),
        ),
        parties=(
            Party(E0, Side.EXPORTER, (2,) * 6, S0, 1),
            Party(E1, Side.EXPORTER, (2,) * 6, S1, 1),
            Party(B0, Side.BUYER, (1,) * 6),
            Party(B1, Side.BUYER, (1,) * 6),
            Party(B2, Side.BUYER, (2,) * 6, D2),
        ),
        wishes=wishes,
        interpreters=(MeetingInterpreter(I0, ZH_RU, ALL), MeetingInterpreter(I1, ZH_RU | ZH_EN, ALL)),
        persons=(Person(P0, E0),),
        walks=(Walk("a", "t", 10), Walk("a", "d", 40)),
    )


def wish(name: str, exporter: PartyId = E0, buyer: PartyId = B0) -> Wish:
    """Return a wish that may be granted anywhere at any time."""
    return Wish(WishId(name), exporter, buyer, 10, ALL, EVERYWHERE)


def at(name: str, start: int, place: PlaceId = S0, interpreter: InterpreterId | None = None) -> Meeting:
    """Return a meeting."""
    return Meeting(WishId(name), start, place, interpreter)


def with_party(problem: Problem, changed: Party) -> Problem:
    """Return the problem with one party changed."""
    return replace(problem, parties=tuple(changed if party.id == changed.id else party for party in problem.parties))


def with_place(problem: Problem, changed: MeetingPlace) -> Problem:
    """Return the problem with one place changed."""
    return replace(problem, places=tuple(changed if place.id == changed.id else place for place in problem.places))


def with_interpreter(problem: Problem, changed: MeetingInterpreter) -> Problem:
    """Return the problem with one interpreter changed."""
    others = tuple(changed if interpreter.id == changed.id else interpreter for interpreter in problem.interpreters)
    return replace(problem, interpreters=others)
