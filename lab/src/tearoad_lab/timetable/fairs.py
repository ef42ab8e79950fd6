"""Made-up fairs of many thousand wishes: parts that are missions of their own, and some who go from part to part.

A part is a few dozen firms of one trade who meet in one way, in zones of their own; its buyers speak one language. One
wish in eight goes to a buyer of another part who comes to stands or tables, so that the parts hang together. Each
language has a pool of interpreters, who work in every part where it is spoken. All names are fictional.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import combinations

from tearoad.mission import LanguagePair, Walk
from tearoad.timetable.problem import Party, Problem, Wish
from tearoad.values import InterpreterId, LanguageCode, PartyId, PersonId, PlaceId, WishId
from tearoad_lab.timetable.missions import DIRECT, Format, mission

_FORMATS = (Format.STAND, Format.STAND, Format.TABLE, Format.STAND, Format.DESK, Format.STAND, Format.OFF_SITE)
"""The formats of the parts, in turn."""
_CODES = tuple(map(LanguageCode, ("ru", "en", "es", "ar", "fr")))
"""Languages of buyers, in turn."""
_ZH = LanguageCode("zh")
_FEWEST, _MOST = 30, 60
"""Firms of a part."""
_DAYS, _MINUTES = (14, 14, 14, 14, 8), 30
"""Slots of each day of a fair, and from one to the next."""
_TO_OTHERS = 0.125
"""Of the wishes of stands and tables, so many go to buyers of other parts."""
_NEXT_HALL, _FARTHER = 10, 15
"""Minutes from part to part."""


def fair(wishes: int, seed: int) -> Problem:
    """Return a fair of so many wishes; the same one for the same numbers. Time O(wishes)."""
    dice = random.Random(f"fair {wishes} {seed}")  # noqa: S311  # made-up data
    parts: list[Problem] = []
    left = wishes
    while left > 0:
        kind, firms = _FORMATS[len(parts) % len(_FORMATS)], dice.randint(_FEWEST, _MOST)
        whole = mission(kind, firms, dice.randrange(2**31), days=_DAYS, minutes=_MINUTES)
        parts.append(_named(replace(whole, wishes=whole.wishes[:left]), len(parts)))
        left -= len(parts[-1].wishes)
    return Problem(
        slots=parts[0].slots,
        places=tuple(place for part in parts for place in part.places),
        parties=tuple(party for part in parts for party in part.parties),
        wishes=tuple(_mixed(parts, dice)),
        interpreters=tuple(interpreter for part in parts for interpreter in part.interpreters),
        persons=tuple(person for part in parts for person in part.persons),
        walks=tuple(walk for part in parts for walk in part.walks) + tuple(_between(parts)),
    )


def _named(part: Problem, nth: int) -> Problem:
    """Return a part with ids, zones and a language of its own."""

    def own(name: str) -> str:
        return f"{nth:02}-{name}"

    def base(place: PlaceId | None) -> PlaceId | None:
        return place and PlaceId(own(place))

    def firm(party: PartyId | None) -> PartyId | None:
        return party and PartyId(own(party))

    code = _CODES[nth % len(_CODES)]
    pairs = frozenset({LanguagePair(_ZH, code), LanguagePair(code, _ZH)})
    return replace(
        part,
        places=tuple(
            replace(place, id=PlaceId(own(place.id)), zone=own(place.zone), owner=firm(place.owner))
            for place in part.places
        ),
        parties=tuple(replace(party, id=PartyId(own(party.id)), base=base(party.base)) for party in part.parties),
        wishes=tuple(
            replace(
                wish,
                id=WishId(own(wish.id)),
                exporter=PartyId(own(wish.exporter)),
                buyer=PartyId(own(wish.buyer)),
                places=tuple(PlaceId(own(place)) for place in wish.places),
                interpreting=(pairs,) if wish.interpreting else (),
                direct=frozenset({code}) if wish.direct else wish.direct,
            )
            for wish in part.wishes
        ),
        interpreters=tuple(
            replace(
                interpreter,
                id=InterpreterId(own(interpreter.id)),
                pairs=pairs,
                attached_to=firm(interpreter.attached_to),
            )
            for interpreter in part.interpreters
        ),
        persons=tuple(
            replace(
                person,
                id=PersonId(own(person.id)),
                party=PartyId(own(person.party)),
                languages=frozenset(code if spoken == DIRECT else spoken for spoken in person.languages),
            )
            for person in part.persons
        ),
        walks=tuple(Walk(own(walk.here), own(walk.there), walk.minutes) for walk in part.walks),
    )


def _mixed(parts: Sequence[Problem], dice: random.Random) -> Iterator[Wish]:
    """Yield all wishes, some of them to a buyer of another part where the same language is spoken."""
    come = {party.id: party for part in parts for party in part.parties}
    moving = [_moving_buyers(part, come) for part in parts]
    for nth, part in enumerate(parts):
        alike = (far for far in range(nth % len(_CODES), len(parts), len(_CODES)) if far != nth)
        others = [buyer for far in alike for buyer in moving[far]]
        wanted = {(wish.exporter, wish.buyer) for wish in part.wishes}
        for wish in part.wishes:
            other = wish.buyer
            if others and other in moving[nth] and dice.random() < _TO_OTHERS:
                other = dice.choice(others)
            if (wish.exporter, other) in wanted:
                yield wish
            else:
                wanted.add((wish.exporter, other))
                there = frozenset(slot for slot, people in enumerate(come[other].staff) if people)
                yield replace(wish, buyer=other, starts=there)


def _moving_buyers(part: Problem, come: Mapping[PartyId, Party]) -> dict[PartyId, None]:
    """Return the buyers of a part's wishes who come to firms."""
    return {wish.buyer: None for wish in part.wishes if come[wish.buyer].base is None}


def _between(parts: Sequence[Problem]) -> Iterator[Walk]:
    zones = [sorted({place.zone for place in part.places}) for part in parts]
    for (here, mine), (there, theirs) in combinations(enumerate(zones), 2):
        minutes = _NEXT_HALL if there == here + 1 else _FARTHER
        yield from (Walk(zone, other, minutes) for zone in mine for other in theirs)
