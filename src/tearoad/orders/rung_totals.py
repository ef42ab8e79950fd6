"""Totals that carry their rung in their type: adding two rungs neither type-checks nor runs (decision 0036)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any, Generic, TypeVar

from tearoad.errors import InputError
from tearoad.orders.history import CONFIRMED, EventConfirmation, OpportunityHistory, confirmation_of
from tearoad.orders.order_event import EventId, EventType, Informant, OrderEvent
from tearoad.orders.returned import BusinessEntry, TakenBack, business_of_returns, taken_back
from tearoad.orders.rungs import Agreed, AtRung, Contracted, Deposited, Intended, Paid, Rung, Shipped, SoldAtStand
from tearoad.reference.exchange import Converted, ExchangeRate, MissingRate, RateBook
from tearoad.text import Text
from tearoad.values import HSCode, Money, PartyId

R = TypeVar("R", bound=AtRung)


@dataclass(frozen=True, slots=True)
class CountedEvent:
    """An event that counts in a total, with whose it is and what it is in the currency of home."""

    event: OrderEvent
    opportunity: str
    """The opportunity at which it counts: a return follows what it takes back, wherever a person joined the two."""
    firm: PartyId
    buyer: PartyId
    confirmation: EventConfirmation
    home: Converted | MissingRate
    left: Converted | MissingRate | None
    """What returns left of it, at home; None of a return."""
    is_left: bool
    """It brought business, and not all of it was taken back."""
    goods: tuple[HSCode, ...]
    """Its own; those that it takes back, where a return names none."""
    took_from: frozenset[EventConfirmation] = frozenset()
    """By whom those entries are said from which this return took."""
    same_as: tuple[EventId, ...] = ()
    """The events that tell of the same business, as a person decided: they are not counted again."""

    @property
    def signed(self) -> Money:
        """The amount with its sign: what went back counts below nothing."""
        assert self.event.money is not None  # noqa: S101  # only events with an amount are counted
        return _signed(self.event, self.event.money)

    @property
    def signed_home(self) -> Money | None:
        """The same in the currency of home; None without a rate."""
        return _signed(self.event, self.home.money) if isinstance(self.home, Converted) else None

    @property
    def is_converted(self) -> bool:
        """There was a rate, or none was needed."""
        return isinstance(self.home, Converted)

    @property
    def left_home(self) -> Decimal:
        """What returns left of it, at home; nothing of a return, and where there is no rate."""
        return self.left.money.amount if isinstance(self.left, Converted) else Decimal(0)

    def is_of(self, wanted: frozenset[EventConfirmation]) -> bool:
        """Whether it brought, or took back, business that is said by these."""
        return self.confirmation in wanted if self.event.type is EventType.FORWARD else bool(self.took_from & wanted)


@dataclass(frozen=True, slots=True)
class RungTotal(Generic[R]):
    """The sum of what stands at one rung. `RungTotal[Paid] + RungTotal[Shipped]` is an error of types."""

    at: type[R]
    rows: tuple[CountedEvent, ...]

    def __add__(self, other: RungTotal[R]) -> RungTotal[R]:
        """Join two totals of one rung.

        Raises:
            InputError: they are of two rungs: there is no such sum.

        """
        if other.at is not self.at:
            raise InputError(
                Text(
                    "orders.rungs_mixed",
                    first=Text(f"orders.rung_{self.at.rung.value}"),
                    second=Text(f"orders.rung_{other.at.rung.value}"),
                ),
                Text("orders.rungs_mixed_hint"),
            )
        known = {row.event.id for row in self.rows}
        return RungTotal(self.at, self.rows + tuple(row for row in other.rows if row.event.id not in known))

    @property
    def sums(self) -> tuple[Money, ...]:
        """The sum in each currency that occurs, in the order of first appearance."""
        return _sums(row.signed for row in self.rows)

    @property
    def home(self) -> Money | None:
        """The sum at home of the rows that could be converted; None where none could. `missing` names the others."""
        return _home_sum(self.rows)

    @property
    def confirmed_home(self) -> Money | None:
        """The part of `home` that more than one side says and nobody took back: between nothing and the whole."""
        if (home := self.home) is None:
            return None
        left = sum((row.left_home for row in self.rows if row.is_of(CONFIRMED)), Decimal(0))
        return Money(min(left, max(home.amount, Decimal(0))), home.currency)

    @property
    def missing(self) -> tuple[MissingRate, ...]:
        """The rates that are missing, each once."""
        return tuple(dict.fromkeys(row.home for row in self.rows if isinstance(row.home, MissingRate)))

    @property
    def rates(self) -> tuple[ExchangeRate, ...]:
        """The rates that were used, each once."""
        used = (row.home.rate for row in self.rows if isinstance(row.home, Converted))
        return tuple(dict.fromkeys(rate for rate in used if rate is not None))

    def only(self, wanted: Callable[[CountedEvent], bool]) -> RungTotal[R]:
        """Return the total of some rows: of a firm, a product, a market."""
        return RungTotal(self.at, tuple(row for row in self.rows if wanted(row)))

    def parted(self, part_of: Callable[[CountedEvent], str]) -> Mapping[str, RungTotal[R]]:
        """Return the total of each part, in one pass over the rows."""
        parts: dict[str, list[CountedEvent]] = {}
        for row in self.rows:
            parts.setdefault(part_of(row), []).append(row)
        return {part: RungTotal(self.at, tuple(rows)) for part, rows in parts.items()}


@dataclass(frozen=True, slots=True)
class LadderTotals:
    """The ladder rung by rung. There is no sum over it, and no field to put one in."""

    intended: RungTotal[Intended]
    memorandum: RungTotal[Agreed]
    contract: RungTotal[Contracted]
    deposit: RungTotal[Deposited]
    shipped: RungTotal[Shipped]
    paid: RungTotal[Paid]
    sold_at_stand: RungTotal[SoldAtStand]

    def every(self) -> tuple[RungTotal[Any], ...]:
        """Return the totals in the order of the ladder, to be shown one beside the other."""
        return (
            self.intended,
            self.memorandum,
            self.contract,
            self.deposit,
            self.shipped,
            self.paid,
            self.sold_at_stand,
        )

    def parted(self, part_of: Callable[[CountedEvent], str]) -> Mapping[str, LadderTotals]:
        """Return the ladder of each part: of each firm, product or market. Linear in the rows."""
        intended, memorandum = self.intended.parted(part_of), self.memorandum.parted(part_of)
        contract, deposit = self.contract.parted(part_of), self.deposit.parted(part_of)
        shipped, paid = self.shipped.parted(part_of), self.paid.parted(part_of)
        sold = self.sold_at_stand.parted(part_of)
        return {
            part: LadderTotals(
                intended.get(part, RungTotal(Intended, ())),
                memorandum.get(part, RungTotal(Agreed, ())),
                contract.get(part, RungTotal(Contracted, ())),
                deposit.get(part, RungTotal(Deposited, ())),
                shipped.get(part, RungTotal(Shipped, ())),
                paid.get(part, RungTotal(Paid, ())),
                sold.get(part, RungTotal(SoldAtStand, ())),
            )
            for part in {
                part for each in (intended, memorandum, contract, deposit, shipped, paid, sold) for part in each
            }
        }


@dataclass(frozen=True, slots=True)
class OpportunityEvents:
    """One opportunity as totals need it."""

    id: str
    firm: PartyId
    buyer: PartyId
    history: OpportunityHistory


def ladder_totals(
    found: Iterable[OpportunityEvents], rates: RateBook, home: str, same: Sequence[frozenset[EventId]] = ()
) -> LadderTotals:
    """Return what stands at each rung.

    Args:
        found: the opportunities.
        rates: what was written down of exchange rates; an amount takes the latest rate of its own day or before.
        home: the currency of home.
        same: groups of events that tell of the same business; of each the event that was written down first counts,
            confirmed by all who told it.

    """
    rows = [(whose, event) for whose in found for event in whose.history.counted if event.money is not None]
    groups = _groups_that_count(same, {event.id for _, event in rows})
    first_of = {event: min(group) for group in groups for event in group}
    informants = _informants(rows, groups)
    whose_is = {event.id: whose for whose, event in rows}
    repeated = {event: whose_is[first].id for event, first in first_of.items() if event != first}
    moved = business_of_returns([(whose.id, event) for whose, event in rows], repeated)
    of_id = {whose.id: whose for whose, _event in rows}
    kept = [(of_id[moved.get(event.id, whose.id)], event) for whose, event in rows if event.id not in repeated]
    said = {event.id: confirmation_of(informants[event.id]) for _whose, event in kept}
    taken = taken_back(BusinessEntry(event, whose.id, said[event.id] in CONFIRMED) for whose, event in kept)
    group_of, conversion = {event: group for group in groups for event in group}, _Conversion(rates, home)
    by_rung: dict[Rung, list[CountedEvent]] = {}
    for whose, event in kept:
        assert event.rung is not None  # noqa: S101  # what counts is at a rung
        counted = _counted(whose, event, conversion, said, taken)
        others = tuple(sorted(group_of.get(event.id, frozenset()) - {event.id}))
        by_rung.setdefault(event.rung, []).append(replace(counted, same_as=others) if others else counted)

    def total(at: type[R]) -> RungTotal[R]:
        return RungTotal(at, tuple(by_rung.get(at.rung, ())))

    return LadderTotals(
        total(Intended),
        total(Agreed),
        total(Contracted),
        total(Deposited),
        total(Shipped),
        total(Paid),
        total(SoldAtStand),
    )


def wholly_taken_back(found: Sequence[OpportunityEvents], same: Sequence[frozenset[EventId]]) -> frozenset[EventId]:
    """Return the events that tell of business of which nothing is left, whichever of those that tell of it says so.

    Args:
        found: opportunities that persons joined.
        same: groups of events that tell of the same business.

    """
    totals = ladder_totals(found, RateBook(()), "", same)
    forward = (row for total in totals.every() for row in total.rows if row.event.type is EventType.FORWARD)
    gone = {event for row in forward if not row.is_left for event in (row.event.id, *row.same_as)}
    for whose in found:
        counted = whose.history.counted
        whole = {event.rung for event in counted if event.type is EventType.BACK and event.money is None}
        gone |= {event.id for event in counted if event.rung in whole}
    return frozenset(gone.union(*(group for group in same if group & gone)))


def _groups_that_count(same: Sequence[frozenset[EventId]], standing: set[EventId]) -> tuple[frozenset[EventId], ...]:
    """Leave withdrawn events out of the groups, so that the others count."""
    return tuple(group for events in same if len(group := events & standing) > 1)


def _informants(
    rows: Sequence[tuple[OpportunityEvents, OrderEvent]], groups: Sequence[frozenset[EventId]]
) -> Mapping[EventId, frozenset[Informant]]:
    each = {whose.id: whose.history for whose, _ in rows}
    own = {event: informants for history in each.values() for event, informants in history.informants_of_each().items()}
    joined = {
        event: frozenset().union(*(own.get(event_id, frozenset()) for event_id in group))
        for group in groups
        for event in group
    }
    return own | joined


@dataclass(frozen=True, slots=True)
class _Conversion:
    rates: RateBook
    home: str

    def of(self, event: OrderEvent, amount: Decimal | None = None) -> Converted | MissingRate:
        """Return the event's amount, or a part of it, at home by the rate of its day."""
        assert event.money is not None  # noqa: S101  # only events with an amount are counted
        money = event.money if amount is None else Money(amount, event.money.currency)
        return self.rates.convert(money, self.home, event.on)


def _counted(
    whose: OpportunityEvents,
    event: OrderEvent,
    conversion: _Conversion,
    said: Mapping[EventId, EventConfirmation],
    taken: TakenBack,
) -> CountedEvent:
    at_home, left = conversion.of(event), taken.left.get(event.id)
    is_whole = event.money is not None and left == event.money.amount
    return CountedEvent(
        event,
        whose.id,
        whose.firm,
        whose.buyer,
        said[event.id],
        at_home,
        left=None if left is None else at_home if is_whole else conversion.of(event, left),
        is_left=bool(left),
        goods=taken.goods(event),
        took_from=frozenset(said[from_.id] for from_ in taken.took_from.get(event.id, ())),
    )


def _signed(event: OrderEvent, money: Money) -> Money:
    return money if event.type is EventType.FORWARD else Money(-money.amount, money.currency)


def _sums(found: Iterable[Money]) -> tuple[Money, ...]:
    sums: dict[str, Decimal] = {}
    for money in found:
        sums[money.currency] = sums.get(money.currency, Decimal(0)) + money.amount
    return tuple(Money(amount, currency) for currency, amount in sums.items())


def _home_sum(rows: Iterable[CountedEvent]) -> Money | None:
    """Return the sum at home of what could be converted; None where nothing could."""
    amount, currency = Decimal(0), ""
    for row in rows:
        if isinstance(row.home, Converted):
            part, currency = row.home.money.amount, row.home.money.currency
            amount = amount + part if row.event.type is EventType.FORWARD else amount - part
    return Money(amount, currency) if currency else None
