"""Who wants to meet whom: about 540 requests, with musts, agreed times, named people and secret noes."""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from tearoad.companies import Buyer, BuyerCategory
from tearoad.demo.agenda import Agenda
from tearoad.demo.exporters import Firm
from tearoad.demo.fair import DESK_BUYERS, OFFICE_BUYERS, SLOT, window
from tearoad.demo.goods import Good
from tearoad.demo.invented.chance import stream
from tearoad.demo.traps import CLASH, TEA, TRAPS
from tearoad.matching import Request, Strength
from tearoad.mission import PlaceKind
from tearoad.timetable.pinned import PinnedMeeting
from tearoad.values import PartyId, PersonId, PlaceId, Window, WishId

PAIRS = 440
MUSTS, AGREED, NOES, NAMED, LONG = 28, 12, 14, 24, 10
ASKED_AND_REFUSED = 4
"""Pairs of which one side wishes and one says no."""
ONE_SIDED = 0.82
_NOTES = ("Met at an earlier fair", "Sample sent in January", "Asked for a price list", "Wants to taste first")
_NO_NOTES = ("Paid late before", "Sells against our distributor", "Did not come last time")


@dataclass(frozen=True, slots=True)
class GoodPair:
    """A firm and a buyer who have a good in common."""

    firm: Firm
    buyer: Buyer
    good: Good
    wanted: str
    """The good in the buyer's words."""


@dataclass(frozen=True, slots=True)
class Wishes:
    """All requests and the pins on top of them."""

    requests: tuple[Request, ...]
    pins: tuple[PinnedMeeting, ...]


def make_requests(seed: int, firms: Sequence[Firm], buyers: Sequence[Buyer], agenda: Agenda) -> Wishes:
    """Make up the requests; every must and every pin has a time at which it can be held beside all the others."""
    random_ = stream(seed, "requests")
    pairs = list(_fitting(random_, firms, buyers))
    random_.shuffle(pairs)
    # The pairs of the traps come last of those taken: they are all there, and no must is spent on them.
    plain = [pair for pair in pairs if pair.buyer.id not in TRAPS.buyers]
    trapped = [pair for pair in pairs if pair.buyer.id in TRAPS.buyers]
    taken, rest = [*plain[: PAIRS - len(trapped)], *trapped], plain[PAIRS - len(trapped) :]
    held = _held(random_, taken, agenda)
    requests = [request for pair in taken for request in _both_sides(random_, pair, held)]
    requests = _with_length(random_, list(_with_visits(requests)), held)
    requests = list(_with_people(random_, requests, firms, held))
    requests += _noes(random_, rest, NOES - ASKED_AND_REFUSED)
    requests += _refusals(random_, [pair for pair in taken if not held.holds(pair)], requests)
    requests += _clash(firms, buyers)
    random_.shuffle(requests)
    numbered = tuple(replace(request, id=WishId(f"R{number:03d}")) for number, request in enumerate(requests, start=1))
    return Wishes(numbered, held.pins)


def _fitting(random_: random.Random, firms: Sequence[Firm], buyers: Sequence[Buyer]) -> Iterator[GoodPair]:
    """Pair each buyer with the firms of the trades it buys from."""
    for buyer in buyers:
        wanted = {want.product for want in buyer.wants}
        for firm in firms if buyer.id != TRAPS.clashing else ():
            common = [good for good in firm.trade.goods if {good.ru, good.en} & wanted]
            if common:
                good = random_.choice(common)
                yield GoodPair(firm, buyer, good, good.ru if good.ru in wanted else good.en)


@dataclass(frozen=True, slots=True)
class _Held:
    """Pairs for which a time is held: musts, some of them agreed, and pins."""

    musts: Mapping[tuple[PartyId, PartyId], Window | None]
    pins: tuple[PinnedMeeting, ...]

    def holds(self, pair: GoodPair) -> bool:
        """Whether a time is held for these two."""
        return self.holds_ids(pair.firm.exporter.id, pair.buyer.id)

    def holds_ids(self, party: PartyId, other: PartyId) -> bool:
        """Whether a time is held for these two, whichever is the firm."""
        held = {*self.musts, *((pin.exporter, pin.buyer) for pin in self.pins)}
        return (party, other) in held or (other, party) in held


def _held(random_: random.Random, pairs: Sequence[GoodPair], agenda: Agenda) -> _Held:
    musts: dict[tuple[PartyId, PartyId], Window | None] = {}
    pins: list[PinnedMeeting] = []
    apart = TRAPS.set_apart | set(OFFICE_BUYERS) | set(DESK_BUYERS)
    for pair in pairs:
        firm, buyer = pair.firm.exporter, pair.buyer
        if buyer.id in apart or len(pins) == 2:
            continue
        held = agenda.hold(firm, buyer, skip=random_.randint(0, 3))
        if held is None:
            continue
        if len(musts) < MUSTS:
            musts[firm.id, buyer.id] = held if len(musts) < AGREED else None
        else:
            place = PlaceId(firm.stand) if not pins else None
            pins.append(PinnedMeeting(firm.id, buyer.id, held.start_at, place))
    return _Held(musts, tuple(pins))


def _both_sides(random_: random.Random, pair: GoodPair, held: _Held) -> Iterator[Request]:
    """One or both sides ask; of a must the first asker says so. Where a time is held, nothing else is asked for."""
    firm, buyer = pair.firm.exporter.id, pair.buyer.id
    sides = [(firm, buyer), (buyer, firm)]
    random_.shuffle(sides)
    is_must, is_held = (firm, buyer) in held.musts, held.holds(pair)
    form = None if is_held else _format(random_, pair.buyer)
    for number, (asker, party) in enumerate(sides[: 1 if random_.random() < ONE_SIDED else 2]):
        yield Request(
            id=WishId(""),
            asker=asker,
            asked=party,
            strength=Strength.MUST if is_must and number == 0 else Strength.WISH,
            product=pair.good.zh if asker == firm else pair.wanted,
            format=form,
            window=None if is_held else _window(random_, pair.buyer),
            agreed=held.musts.get((firm, buyer)) if number == 0 else None,
            note=random_.choice(_NOTES) if random_.random() < 0.12 else "",
        )


def _format(random_: random.Random, buyer: Buyer) -> PlaceKind | None:
    if buyer.id in DESK_BUYERS:
        return PlaceKind.DESK
    if buyer.id in OFFICE_BUYERS:
        return random_.choice((PlaceKind.OFFSITE, None, None))
    far = buyer.country is not None and buyer.country.alpha2 in {"KZ", "UZ", "TR", "AM"}
    if far or buyer.category is BuyerCategory.ONLINE:
        return random_.choice((PlaceKind.ONLINE, None, None))
    return random_.choices((None, PlaceKind.STAND, PlaceKind.TABLE), (70, 18, 12))[0]


def _window(random_: random.Random, buyer: Buyer) -> Window | None:
    """Some askers name a stretch, always one in which the buyer is there."""
    if random_.random() > 0.12:
        return None
    return random_.choice(buyer.windows) if buyer.windows else window(random_.randrange(4), "10", "14")


def _with_visits(requests: Sequence[Request]) -> Iterator[Request]:
    """The first firm to come up for each office goes there."""
    first: dict[PartyId, frozenset[PartyId]] = {}
    for request in requests:
        pair = frozenset((request.asker, request.asked))
        office = next((party for party in pair if party in OFFICE_BUYERS), None)
        if office and first.setdefault(office, pair) == pair:
            yield replace(request, format=PlaceKind.OFFSITE, window=None)
        else:
            yield request


def _with_length(random_: random.Random, requests: Sequence[Request], held: _Held) -> list[Request]:
    """Let a few meetings take two slots; a held time is for one slot, so those stay short."""
    free = [index for index, request in enumerate(requests) if not held.holds_ids(request.asker, request.asked)]
    chosen = set(random_.sample(free, LONG))
    return [replace(request, slots=2) if index in chosen else request for index, request in enumerate(requests)]


def _with_people(
    random_: random.Random, requests: Sequence[Request], firms: Sequence[Firm], held: _Held
) -> Iterator[Request]:
    """Name a delegate in some requests."""
    heads = {firm.exporter.id: len(firm.people) for firm in firms}
    chosen = set(random_.sample(range(len(requests)), NAMED))
    for index, request in enumerate(requests):
        firm = request.asker if request.asker in heads else request.asked
        # The head of a firm stays to the end; others may fly on Thursday, so a held time is with the head.
        is_held = held.holds_ids(request.asker, request.asked)
        number = 1 if is_held else random_.randint(1, min(2, heads[firm]))
        person = PersonId(f"{firm}-{number}")
        yield replace(request, person=person) if index in chosen else request


def _noes(random_: random.Random, pairs: Sequence[GoodPair], count: int) -> list[Request]:
    """Say no, from either side, where nobody asked."""
    made = []
    for pair in pairs[:count]:
        sides = [pair.firm.exporter.id, pair.buyer.id]
        random_.shuffle(sides)
        made.append(Request(WishId(""), sides[0], sides[1], Strength.NO, note=random_.choice(_NO_NOTES)))
    return made


def _refusals(random_: random.Random, pairs: Iterable[GoodPair], requests: Sequence[Request]) -> list[Request]:
    """Answer a few wishes with a no: one side asked, the other refuses."""
    requested = {(request.asker, request.asked) for request in requests}
    made: list[Request] = []
    for pair in pairs:
        firm, buyer = pair.firm.exporter.id, pair.buyer.id
        one_sided = ((firm, buyer) in requested) != ((buyer, firm) in requested)
        if one_sided and buyer not in TRAPS.buyers and len(made) < ASKED_AND_REFUSED:
            asker, refuser = (firm, buyer) if (firm, buyer) in requested else (buyer, firm)
            made.append(Request(WishId(""), refuser, asker, Strength.NO, note=random_.choice(_NO_NOTES)))
    return made


def _clash(firms: Sequence[Firm], buyers: Sequence[Buyer]) -> list[Request]:
    """One buyer agreed the same hour with two firms: tea firms whose language it speaks, as far as there are two."""
    buyer = next(buyer for buyer in buyers if buyer.id == TRAPS.clashing)
    first = sorted(
        firms, key=lambda f: (not set(f.exporter.languages) & set(buyer.languages), TEA not in f.trade.goods)
    )
    return [
        Request(WishId(""), buyer.id, firm.exporter.id, Strength.WISH, TEA.ru, agreed=Window(CLASH, CLASH + SLOT))
        for firm in first[:2]
    ]
