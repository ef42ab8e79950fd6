"""Random small problems with every rule in play."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import datetime, timedelta, timezone
from decimal import Decimal

from tearoad.mission import LanguagePair, Objective, PlaceKind, Walk
from tearoad.timetable.plan import Meeting
from tearoad.timetable.problem import (
    MeetingInterpreter,
    MeetingPlace,
    Party,
    Pauses,
    Person,
    Pin,
    Precedence,
    Problem,
    Quota,
    Side,
    Switch,
    Wish,
)
from tearoad.values import (
    InterpreterId,
    LanguageCode,
    PartyId,
    PersonId,
    PlaceId,
    Share,
    Slot,
    Window,
    WishId,
)

ZH, RU, EN = LanguageCode("zh"), LanguageCode("ru"), LanguageCode("en")
ZH_RU, ZH_EN = frozenset({LanguagePair(ZH, RU)}), frozenset({LanguagePair(ZH, EN)})
SLOTS = 5
PLACES = ("S0", "S1", "T0", "T1", "D0", "N0")


def slots(lengths: tuple[int, ...]) -> tuple[Slot, ...]:
    opens = datetime(2023, 2, 6, 10, tzinfo=timezone(timedelta(hours=3)))
    found: list[Slot] = []
    for day, length in enumerate(lengths):
        for nth in range(length):
            begins = opens + timedelta(days=day, minutes=30 * nth)
            found.append(Slot(len(found), day, Window(begins, begins + timedelta(minutes=25))))
    return tuple(found)


def small_problem(seed: int) -> Problem:
    dice = random.Random(seed)
    days = dice.choice(((5,), (5,), (3, 2), (2, 3)))
    exporters = [_exporter(nth, dice) for nth in range(dice.choice((1, 2)))]
    buyers = [_buyer(nth, dice) for nth in range(dice.choice((1, 2)))]
    interpreters = tuple(_interpreter(nth, dice, exporters + buyers) for nth in range(dice.choice((0, 1, 2))))
    persons = tuple(
        Person(PersonId(f"P{nth}"), firm.id, frozenset(dice.sample(range(SLOTS), dice.choice((0, 1)))))
        for nth, firm in enumerate(exporters)
    )
    grid = slots(days)
    wishes = tuple(_wish(nth, dice, exporters, buyers, days) for nth in range(dice.randint(2, 5)))
    spoken = random.Random(f"spoken {seed}")
    persons = (*(_speaking(person, spoken) for person in persons), *_colleagues(spoken, exporters))
    wishes = tuple(_with_languages(wish, spoken, persons) for wish in wishes)
    wider = random.Random(f"wider {seed}")
    wishes = tuple(_with_others(wish, wider, exporters + buyers) for wish in wishes)
    return Problem(
        grid,
        _places(dice, spoken),
        (*exporters, *buyers),
        wishes,
        interpreters,
        persons,
        _walks(dice),
        _pins(dice, wishes, interpreters),
        _previous(dice, wishes, interpreters, persons),
        _objectives(dice),
        _quotas(wider, exporters + buyers),
        _precedences(wider, wishes),
        frozenset(switch for switch in Switch if wider.random() < 0.2),
        _pauses(random.Random(f"pauses {seed}")),
    )


def _exporter(nth: int, dice: random.Random) -> Party:
    if dice.random() < 0.25:
        staff = tuple(int(dice.random() < 0.85) for _ in range(SLOTS))
        return Party(PartyId(f"E{nth}"), Side.EXPORTER, staff, None, 0, dice.choice((1, 2, 9)))
    staff = tuple(dice.choice((0, 1, 2, 2)) for _ in range(SLOTS))
    share = Share(Decimal(dice.choice(("0", "0", "0.3", "0.5"))))
    base = PlaceId(f"S{nth}")
    return Party(PartyId(f"E{nth}"), Side.EXPORTER, staff, base, dice.choice((0, 1)), dice.choice((1, 2, 9)), share)


def _buyer(nth: int, dice: random.Random) -> Party:
    party = PartyId(f"B{nth}")
    if dice.random() < 0.25:
        staff = tuple(dice.choice((1, 2)) for _ in range(SLOTS))
        return Party(party, Side.BUYER, staff, PlaceId("D0"), dice.choice((0, 1)), 9)
    staff = tuple(int(dice.random() < 0.9) for _ in range(SLOTS))
    share = Share(Decimal(dice.choice(("0", "0", "0", "0.4"))))
    return Party(party, Side.BUYER, staff, None, 0, dice.choice((1, 2, 3)), share)


def _interpreter(nth: int, dice: random.Random, parties: list[Party]) -> MeetingInterpreter:
    speaks = dice.choice((ZH_RU, ZH_RU, ZH_RU | ZH_EN))
    hours = frozenset(slot for slot in range(SLOTS) if dice.random() < 0.9)
    # Of every second one the hours that are missing are the programme's.
    programme = frozenset(range(SLOTS)) - hours if nth % 2 else frozenset()
    return MeetingInterpreter(
        InterpreterId(f"I{nth}"),
        speaks,
        hours,
        dice.choice((None, None, parties[0].id)),
        dice.choice((1, 2, 3, 12)),
        dice.choice((1, 2, 3)),
        frozenset({dice.choice(parties).id}) if dice.random() < 0.15 else frozenset(),
        programme,
        (min(len(programme), 2),) if programme else (),
    )


def _speaking(person: Person, dice: random.Random) -> Person:
    """Return the person with what they speak; of some nothing is known."""
    return replace(person, languages=dice.choice((frozenset(), frozenset({RU}), frozenset({EN}), frozenset({RU, EN}))))


def _colleagues(dice: random.Random, exporters: list[Party]) -> list[Person]:
    """Return second persons of some firms, who speak a language too, or the mission's own."""
    return [
        Person(
            PersonId(f"Q{firm.id[1:]}"),
            firm.id,
            frozenset(dice.sample(range(SLOTS), dice.choice((0, 2)))),
            frozenset({dice.choice((RU, EN, ZH))}),
        )
        for firm in exporters
        if dice.random() < 0.4
    ]


def _with_languages(wish: Wish, dice: random.Random, persons: tuple[Person, ...]) -> Wish:
    """Return the wish with the languages that somebody of the firm could speak with the buyer."""
    known = {code for person in persons if person.party == wish.exporter for code in person.languages} - {ZH}
    if not known or dice.random() < 0.3:
        return wish
    return replace(wish, direct=frozenset(dice.sample(sorted(known), dice.randint(1, len(known)))))


def _places(dice: random.Random, rooms: random.Random) -> tuple[MeetingPlace, ...]:
    closed = frozenset(dice.sample(range(SLOTS), dice.choice((0, 0, 1))))
    halls = ("a", dice.choice(("a", "b")))
    stands = (MeetingPlace(PlaceId(f"S{nth}"), PlaceKind.STAND, halls[nth], dice.choice((1, 2))) for nth in range(2))
    tables = (MeetingPlace(PlaceId(f"T{nth}"), PlaceKind.TABLE, "t", 1, None, closed) for nth in range(2))
    desk = MeetingPlace(PlaceId("D0"), PlaceKind.DESK, dice.choice(("", "d")), dice.choice((1, 2)))
    # Calls are held from anywhere, or in a room with one line or two.
    anywhere = rooms.random() < 0.5
    lines = 99 if anywhere else rooms.choice((1, 2))
    calls = MeetingPlace(
        PlaceId("N0"), PlaceKind.ONLINE, "" if anywhere else rooms.choice(("", "t", "d")), lines, anywhere=anywhere
    )
    return (*stands, *tables, desk, calls)


def _walks(dice: random.Random) -> tuple[Walk, ...]:
    told = [Walk("a", "t", dice.choice((0, 5, 10, 40))), Walk("a", "b", dice.choice((5, 10))), Walk("b", "t", 10)]
    told.append(Walk("a", "d", dice.choice((10, 20, 40))))
    if dice.random() < 0.3:
        told.append(Walk("S0", "T0", dice.choice((0, 10))))
    return tuple(told)


def _wish(nth: int, dice: random.Random, exporters: list[Party], buyers: list[Party], days: tuple[int, ...]) -> Wish:
    exporter, buyer = dice.choice(exporters), dice.choice(buyers)
    length = dice.choice((1, 1, 1, 2))
    ends = [sum(days[: day + 1]) for day in range(len(days))]
    possible = [s for s in range(SLOTS) if not any(s < end < s + length for end in ends) and s + length <= SLOTS]
    places = dice.sample([PlaceId(place) for place in PLACES], dice.choice((1, 2, 2, 3)))
    if dice.random() < 0.4:
        places = [PlaceId("T0"), PlaceId("T1")]
    return Wish(
        WishId(f"W{nth}"),
        exporter.id,
        buyer.id,
        dice.choice((1, 5, 5, 10, 100)),
        frozenset(dice.sample(possible, min(len(possible), dice.randint(1, 3)))),
        tuple(places),
        dice.random() < 0.2,
        length,
        PersonId(f"P{exporter.id[1:]}") if dice.random() < 0.2 else None,
        dice.choice(((), (), (ZH_RU,), (ZH_RU, ZH_EN))),
    )


def _with_others(wish: Wish, dice: random.Random, parties: list[Party]) -> Wish:
    if dice.random() < 0.7:
        return wish
    free = [party.id for party in parties if party.id not in wish.parties]
    return replace(wish, others=tuple(dice.sample(free, dice.randint(0, len(free)))))


def _quotas(dice: random.Random, parties: list[Party]) -> tuple[Quota, ...]:
    found = []
    for _ in range(dice.choice((0, 1, 2, 3))):
        counted = frozenset(slot for slot in range(SLOTS) if dice.random() < 0.8)
        least = dice.choice((0, 1, 2))
        most = dice.choice((max(1, least), max(1, least), least, 9))
        found.append(Quota(dice.choice(parties).id, counted, least, most))
    return tuple(found)


def _precedences(dice: random.Random, wishes: tuple[Wish, ...]) -> tuple[Precedence, ...]:
    order = dice.sample(wishes, len(wishes))  # of a row, so that no two contradict each other
    pairs = [(first, second) for nth, first in enumerate(order) for second in order[nth + 1 :]]
    told = dice.sample(pairs, min(len(pairs), dice.choice((0, 0, 1, 2))))
    return tuple(Precedence(first.id, second.id) for first, second in told)


def _pauses(dice: random.Random) -> Pauses | None:
    if dice.random() < 0.4:
        return None
    first, slots = dice.choice((0, 1, 2)), dice.choice((1, 1, 2))
    within = frozenset(range(first, dice.randint(first + slots, SLOTS)))
    return Pauses(slots, within, dice.choice((1, 2, 3, 9)), dice.random() < 0.5)


def _pins(dice: random.Random, wishes: tuple[Wish, ...], ones: tuple[MeetingInterpreter, ...]) -> tuple[Pin, ...]:
    if dice.random() < 0.6:
        return ()
    wish = dice.choice(wishes)
    interpreter = dice.choice(ones).id if ones and dice.random() < 0.3 else None
    start = dice.choice(sorted(wish.starts)) if wish.starts and dice.random() < 0.5 else None
    return (Pin(wish.id, start, dice.choice((None, *wish.places)), interpreter),)


def _previous(
    dice: random.Random, wishes: tuple[Wish, ...], ones: tuple[MeetingInterpreter, ...], persons: tuple[Person, ...]
) -> tuple[Meeting, ...]:
    if dice.random() < 0.5:
        return ()
    told = dice.sample(wishes, dice.randint(1, len(wishes)))
    speakers = [interpreter.id for interpreter in ones] + [InterpreterId("I9")]
    speakers += [InterpreterId(person.id) for person in persons if person.languages]
    return tuple(
        Meeting(
            wish.id,
            dice.choice(sorted(wish.starts)) if wish.starts else 0,
            dice.choice(wish.places),
            dice.choice(speakers) if wish.needs_speaker else None,
        )
        for wish in told
    )


def _objectives(dice: random.Random) -> tuple[Objective, ...]:
    order = list(Objective)
    if dice.random() < 0.3:
        dice.shuffle(order)
    return tuple(order)
