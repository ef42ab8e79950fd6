"""One contract told twice: by two firms, or by firm and buyer. It is found with reasons, and a person decides.

Each pair is weighed by points, as in record linkage (Fellegi and Sunter, 1969, "A theory for record linkage"): what is
alike adds, what contradicts takes away. Number and amount of a contract weigh most; a name alone proves nothing.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from typing import TypeVar

from tearoad.names import digits_and_letters, parse_firm
from tearoad.names.compare import compare
from tearoad.orders.order_event import EventId, Informant
from tearoad.orders.rungs import Rung
from tearoad.text import PriceInText, Text
from tearoad.values import HSCode, Money, Reason

ENOUGH = 600
"""From so many points a pair is shown."""
_SHORTEST_NUMBER = 4
"""`12` is the number of many contracts."""
_ALIKE_NAMES = 850
_SAME_SHARE, _CLOSE_SHARE, _NEAR_SHARE = Decimal("0.0005"), Decimal("0.006"), Decimal("0.05")
_SAME_DAYS, _NEAR_DAYS, _FAR_DAYS = 3, 10, 60


@dataclass(frozen=True, slots=True)
class ReportedBusiness:
    """What one event tells of a contract, delivery or payment, as far as it helps to know it again."""

    event: EventId
    opportunity: str
    rung: Rung
    said_by: Informant
    firm: str
    buyer: str
    """The buyer's id in the mission."""
    buyer_names: tuple[str, ...]
    on: date
    money: Money
    home: Money | None = None
    """The amount in the currency of home, where a rate is known."""
    number: str = ""
    hs: tuple[HSCode, ...] = ()


@dataclass(frozen=True, slots=True)
class LikelyDouble:
    """Two events that seem to tell of the same business."""

    first: ReportedBusiness
    second: ReportedBusiness
    points: int
    reasons: tuple[Reason, ...]


def likely_doubles(reported: Iterable[ReportedBusiness]) -> tuple[LikelyDouble, ...]:
    """Return the pairs that seem to be the same, the surest first.

    Only pairs of one rung that share a number, or whose amounts are near, are weighed: n log n.
    """
    found = [
        pair
        for business, other in _candidates(list(reported))
        if (pair := weigh_pair(business, other)).points >= ENOUGH
    ]
    surest_first = sorted(found, key=lambda pair: (-pair.points, pair.first.event, pair.second.event))
    return tuple(_of_one_number(surest_first))


def _of_one_number(surest_first: Iterable[LikelyDouble]) -> Iterator[LikelyDouble]:
    """Yield the pairs that surer ones do not contradict: one contract has one number.

    Who left out the number, and is surely the same as one that has it, is not the same as one of another number.
    """
    groups: dict[EventId, dict[EventId, str]] = {}
    for pair in surest_first:
        sides = [groups.get(side.event, {side.event: _long_number(side)}) for side in (pair.first, pair.second)]
        joined = {event: number for group in sides for event, number in group.items()}
        if len(set(filter(None, joined.values()))) <= 1:
            groups |= dict.fromkeys(joined, joined)
            yield pair


def _long_number(business: ReportedBusiness) -> str:
    number = folded_number(business.number)
    return number if len(number) >= _SHORTEST_NUMBER else ""


def weigh_pair(business: ReportedBusiness, other: ReportedBusiness) -> LikelyDouble:
    """Return how likely two events are the same, with the reasons; symmetric."""
    first, second = sorted((business, other), key=lambda side: side.event)
    reasons = tuple(
        reason
        for judged in (_number, _amount, _buyer, _day, _goods, _same_opportunity)
        if (reason := judged(first, second)) is not None
    )
    return LikelyDouble(first, second, sum(reason.points for reason in reasons), reasons)


def _candidates(reported: Sequence[ReportedBusiness]) -> Iterator[tuple[ReportedBusiness, ReportedBusiness]]:
    seen: set[tuple[EventId, EventId]] = set()
    for business, other in (*_with_number(reported), *_with_amount(reported)):
        key = (min(business.event, other.event), max(business.event, other.event))
        if key not in seen:
            seen.add(key)
            yield business, other


def _with_number(reported: Sequence[ReportedBusiness]) -> Iterator[tuple[ReportedBusiness, ReportedBusiness]]:
    groups = _grouped((business.rung, folded_number(business.number)) for business in reported)
    for (_, number), places in groups.items():
        if len(number) >= _SHORTEST_NUMBER:
            yield from ((reported[a], reported[b]) for a in places for b in places if a < b)


def _with_amount(reported: Sequence[ReportedBusiness]) -> Iterator[tuple[ReportedBusiness, ReportedBusiness]]:
    """Yield pairs of near amounts: sorted by amount, each looks ahead as far as a rate may be off."""
    values: dict[tuple[Rung, str], list[tuple[Decimal, int]]] = defaultdict(list)
    for place, business in enumerate(reported):
        values[business.rung, business.money.currency].append((business.money.amount, place))
        if business.home is not None and business.home.currency != business.money.currency:
            values[business.rung, business.home.currency].append((business.home.amount, place))
    for group in values.values():
        group.sort()
        for position, (amount, place) in enumerate(group):
            for larger, other in group[position + 1 :]:
                if larger > amount * (1 + _NEAR_SHARE):
                    break
                if place != other:
                    yield reported[place], reported[other]


K = TypeVar("K")


def _grouped(keys: Iterable[K]) -> Mapping[K, list[int]]:
    groups: dict[K, list[int]] = defaultdict(list)
    for place, key in enumerate(keys):
        groups[key].append(place)
    return groups


def folded_number(number: str) -> str:
    """Return a contract's number as two people who write it differently would both mean it: letters and digits only."""
    return digits_and_letters(number)


def _number(business: ReportedBusiness, other: ReportedBusiness) -> Reason | None:
    first, second = folded_number(business.number), folded_number(other.number)
    if not first or not second:
        return None
    if first == second:
        points = 450 if len(first) >= _SHORTEST_NUMBER else 100
        return Reason(Text("orders.same_number", number=business.number), points)
    return Reason(Text("orders.other_number", first=business.number, second=other.number), -500)


def _amount(business: ReportedBusiness, other: ReportedBusiness) -> Reason | None:
    if business.money.currency == other.money.currency:
        share = _apart(business.money.amount, other.money.amount)
        if share <= _SAME_SHARE:
            return Reason(Text("orders.same_amount", found=_price(business.money)), 350)
        if share <= _NEAR_SHARE:
            said = Text(
                "orders.near_amount",
                first=_price(business.money),
                second=_price(other.money),
            )
            return Reason(said, 200 if share <= _CLOSE_SHARE else 50)
    elif (near := _by_rate(business, other)) is None:
        return None
    elif near:
        return Reason(
            Text(
                "orders.near_by_rate",
                first=_price(business.money),
                second=_price(other.money),
            ),
            near,
        )
    return Reason(
        Text("orders.other_amount", first=_price(business.money), second=_price(other.money)),
        -400,
    )


def _by_rate(business: ReportedBusiness, other: ReportedBusiness) -> int | None:
    """Return the points of two amounts in two currencies by the rates, 0 where they are not near.

    None where no rate is known: what cannot be compared says nothing.
    """
    for first, second in ((business.home, other.home), (business.home, other.money), (business.money, other.home)):
        if first is not None and second is not None and first.currency == second.currency:
            apart = _apart(first.amount, second.amount)
            return (250 if apart <= _CLOSE_SHARE else 50) if apart <= _NEAR_SHARE else 0
    return None


def _apart(first: Decimal, second: Decimal) -> Decimal:
    return abs(first - second) / max(first, second)


def _price(money: Money) -> PriceInText:
    return PriceInText(money.amount, money.currency)


def _buyer(business: ReportedBusiness, other: ReportedBusiness) -> Reason | None:
    if business.buyer == other.buyer:
        return Reason(Text("orders.same_buyer"), 200)
    best = max(
        (_likeness(*sorted((ours, theirs))) for ours in business.buyer_names for theirs in other.buyer_names), default=0
    )
    if best >= _ALIKE_NAMES:
        return Reason(Text("orders.like_buyer", first=business.buyer_names[0], second=other.buyer_names[0]), 100)
    return Reason(Text("orders.other_buyer"), -500)


@cache
def _likeness(ours: str, theirs: str) -> int:
    return compare(parse_firm(ours), parse_firm(theirs)).value


def _day(business: ReportedBusiness, other: ReportedBusiness) -> Reason | None:
    apart = abs((business.on - other.on).days)
    if apart > _FAR_DAYS:
        return Reason(Text("orders.far_days", count=apart), -300)
    points = 150 if apart <= _SAME_DAYS else 100 if apart <= _NEAR_DAYS else -150
    return Reason(Text("orders.near_days", count=apart), points)


def _goods(business: ReportedBusiness, other: ReportedBusiness) -> Reason | None:
    ours, theirs = ({code.hs6 for code in reported_business.hs} for reported_business in (business, other))
    if not ours or not theirs:
        return None
    if ours & theirs:
        return Reason(Text("orders.same_goods", codes=", ".join(sorted(ours & theirs))), 100)
    return Reason(Text("orders.other_goods"), -250)


def _same_opportunity(business: ReportedBusiness, other: ReportedBusiness) -> Reason | None:
    """Two sides of one opportunity tell of one business; one side that tells two things means two.

    Only the same number says otherwise.
    """
    if business.firm != other.firm or business.opportunity != other.opportunity:
        return None
    if business.said_by is other.said_by:
        return Reason(Text("orders.same_voice"), -400)
    return Reason(Text("orders.same_opportunity"), 100)
