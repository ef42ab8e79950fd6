"""Totals that carry their rung in their type: adding two rungs neither type-checks nor runs (decision 0036)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Generic, TypeVar

from tearoad.costs import Converted, ExchangeRate, MissingRate, RateBook
from tearoad.errors import InputError
from tearoad.orders.history import CONFIRMED, EventConfirmation, OpportunityHistory, confirmation_of
from tearoad.orders.order_event import EventId, EventType, Informant, OrderEvent
from tearoad.orders.rungs import Agreed, AtRung, Contracted, Deposited, Intended, Paid, Shipped, SoldAtStand
from tearoad.text import Text
from tearoad.values import Money, PartyId

R = TypeVar("R", bound=AtRung)


@dataclass(frozen=True, slots=True)
class CountedEvent:
    """An event that counts in a total, with whose it is and what it is in the currency of home."""

    event: OrderEvent
    opportunity: str
    firm: PartyId
    buyer: PartyId
    confirmation: EventConfirmation
    home: Converted | MissingRate
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
        found = _sums(row.signed_home for row in self.rows if row.signed_home is not None)
        return found[0] if found else None

    @property
    def confirmed_home(self) -> Money | None:
        """The part of `home` that more than one side says."""
        found = _sums(
            row.signed_home for row in self.rows if row.signed_home is not None and row.confirmation in CONFIRMED
        )
        return found[0] if found else None

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

    def only(self, wanted: Callable[[CountedEvent], bool]) -> LadderTotals:
        """Return the ladder of some rows."""
        return LadderTotals(
            self.intended.only(wanted),
            self.memorandum.only(wanted),
            self.contract.only(wanted),
            self.deposit.only(wanted),
            self.shipped.only(wanted),
            self.paid.only(wanted),
            self.sold_at_stand.only(wanted),
        )


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
    kept = {event: min(group) for group in groups for event in group}
    told = _informants(rows, groups)

    def total(at: type[R]) -> RungTotal[R]:
        return RungTotal(
            at,
            tuple(
                _counted(whose, event, rates.convert(event.money, home, event.on), told, groups)
                for whose, event in rows
                if event.rung is at.rung and event.money is not None and kept.get(event.id, event.id) == event.id
            ),
        )

    return LadderTotals(
        total(Intended),
        total(Agreed),
        total(Contracted),
        total(Deposited),
        total(Shipped),
        total(Paid),
        total(SoldAtStand),
    )


def _groups_that_count(same: Sequence[frozenset[EventId]], standing: set[EventId]) -> tuple[frozenset[EventId], ...]:
    """Leave withdrawn events out of the groups, so that the others count."""
    return tuple(group for one in same if len(group := one & standing) > 1)


def _informants(
    rows: Sequence[tuple[OpportunityEvents, OrderEvent]], groups: Sequence[frozenset[EventId]]
) -> Mapping[EventId, frozenset[Informant]]:
    own = {event.id: whose.history.informants(event.id) for whose, event in rows}
    joined = {
        event: frozenset().union(*(own.get(one, frozenset()) for one in group)) for group in groups for event in group
    }
    return own | joined


def _counted(
    whose: OpportunityEvents,
    event: OrderEvent,
    home: Converted | MissingRate,
    informants: Mapping[EventId, frozenset[Informant]],
    groups: Sequence[frozenset[EventId]],
) -> CountedEvent:
    others = next((group - {event.id} for group in groups if event.id in group), frozenset[EventId]())
    return CountedEvent(
        event, whose.id, whose.firm, whose.buyer, confirmation_of(informants[event.id]), home, tuple(sorted(others))
    )


def _signed(event: OrderEvent, money: Money) -> Money:
    return money if event.type is EventType.FORWARD else Money(-money.amount, money.currency)


def _sums(found: Iterable[Money]) -> tuple[Money, ...]:
    sums: dict[str, Decimal] = {}
    for one in found:
        sums[one.currency] = sums.get(one.currency, Decimal(0)) + one.amount
    return tuple(Money(amount, currency) for currency, amount in sums.items())
