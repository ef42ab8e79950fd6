"""Totals that can be traced: each names the rows it is made of and the rates it used."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TypeVar

from tearoad.costs.item import CostId, CostItem, CostKind, CostState
from tearoad.costs.rounding import parts_of
from tearoad.reference.exchange import Converted, ExchangeRate, MissingRate, RateBook
from tearoad.values import Language, LocalText, Money, PartyId

_T = TypeVar("_T")
_K = TypeVar("_K")


class By(StrEnum):
    """By what rows are grouped."""

    FIRM = "firm"
    PAYER = "payer"
    KIND = "kind"
    CURRENCY = "currency"


@dataclass(frozen=True, slots=True)
class Portion:
    """What an item means for one firm or office: the whole of it, or a share."""

    item: CostId
    what: LocalText
    kind: CostKind
    state: CostState
    payer: LocalText
    on: date | None
    money: Money
    firm: PartyId | None = None
    office: LocalText = LocalText()
    is_share: bool = False

    def key(self, by: By) -> str:
        """Return the group it belongs to."""
        return {
            By.FIRM: self.firm or self.office.in_language(Language.EN),
            By.PAYER: self.payer.in_language(Language.EN),
            By.KIND: self.kind.value,
            By.CURRENCY: self.money.currency,
        }[by]


@dataclass(frozen=True, slots=True)
class TotalRow:
    """One row of a total: the portion, and what it is in the home currency or which rate is missing."""

    portion: Portion
    home: Converted | MissingRate


@dataclass(frozen=True, slots=True)
class Total:
    """The sum of the rows of one state. `home` is None where no row of it could be converted."""

    state: CostState
    rows: tuple[TotalRow, ...]
    sums: tuple[Money, ...]
    """In each currency that occurs, in the order of first appearance."""
    home: Money | None
    """Of the rows that could be converted; `missing` says which could not."""

    @property
    def missing(self) -> tuple[MissingRate, ...]:
        """The rates that are missing, each once."""
        return tuple(dict.fromkeys(row.home for row in self.rows if isinstance(row.home, MissingRate)))

    @property
    def rates(self) -> tuple[ExchangeRate, ...]:
        """The rates that were used, each once."""
        used = (row.home.rate for row in self.rows if isinstance(row.home, Converted))
        return tuple(dict.fromkeys(rate for rate in used if rate is not None))


@dataclass(frozen=True, slots=True)
class TotalGroup:
    """The totals of one firm, payer, kind or currency: one for each state that occurs, never added together."""

    key: str
    totals: tuple[Total, ...]

    def of(self, state: CostState) -> Total | None:
        """Return the total of a state."""
        return next((total for total in self.totals if total.state is state), None)


@dataclass(frozen=True, slots=True)
class Ledger:
    """Everything a total depends on."""

    items: tuple[CostItem, ...]
    rates: RateBook
    home: str
    """The currency of home."""
    firms: tuple[PartyId, ...]
    """Every firm of the mission, in its order."""
    people: Mapping[str, int]
    """How many travel for each firm."""


def portions(ledger: Ledger) -> tuple[Portion, ...]:
    """Return the items, shared ones parted among their firms: the portions of an item add up to it."""
    return tuple(portion for item in ledger.items for portion in _portions(item, ledger))


def whole_items(ledger: Ledger) -> tuple[Portion, ...]:
    """Return the items unparted, for totals that are not by firm."""
    return tuple(_portion(item, item.money) for item in ledger.items)


def totals(ledger: Ledger, by: By) -> tuple[TotalGroup, ...]:
    """Return the totals group by group, in the order in which the groups first occur.

    By firm, a shared item counts for each firm with its share; otherwise each item counts once. Linear in the rows.
    """
    found = portions(ledger) if by is By.FIRM else whole_items(ledger)
    groups = _grouped(found, lambda portion: portion.key(by))
    return tuple(TotalGroup(key, _by_state(ledger, rows)) for key, rows in groups.items())


def overall(ledger: Ledger) -> TotalGroup:
    """Return the totals of the whole mission."""
    return TotalGroup("", _by_state(ledger, whole_items(ledger)))


def of_firm(ledger: Ledger, firm: PartyId) -> TotalGroup:
    """Return one firm's totals."""
    return TotalGroup(firm, _by_state(ledger, [portion for portion in portions(ledger) if portion.firm == firm]))


def _portions(item: CostItem, ledger: Ledger) -> tuple[Portion, ...]:
    among = item.shared_by(ledger.firms)
    if len(among) < 2:
        return (_portion(item, item.money, among[0] if among else None),)
    parts = parts_of(item.money, item.weight_of(ledger.firms, ledger.people))
    return tuple(_portion(item, part, firm, is_share=True) for firm, part in zip(among, parts, strict=True))


def _portion(item: CostItem, money: Money, firm: PartyId | None = None, *, is_share: bool = False) -> Portion:
    office = LocalText() if firm else item.office
    return Portion(
        item.id, item.what, item.kind, item.state, item.payer, item.on, money, firm, office, is_share=is_share
    )


def _by_state(ledger: Ledger, found: Sequence[Portion]) -> tuple[Total, ...]:
    by_state = _grouped(found, lambda portion: portion.state)
    return tuple(_total(ledger, state, by_state[state]) for state in CostState if state in by_state)


def _total(ledger: Ledger, state: CostState, found: Sequence[Portion]) -> Total:
    rows = tuple(TotalRow(portion, ledger.rates.convert(portion.money, ledger.home, portion.on)) for portion in found)
    by_currency = _grouped([portion.money for portion in found], lambda money: money.currency)
    home = [row.home.money for row in rows if isinstance(row.home, Converted)]
    return Total(state, rows, tuple(map(_sum, by_currency.values())), _sum(home) if home else None)


def _sum(found: Sequence[Money]) -> Money:
    first, *others = found
    for money in others:
        first += money
    return first


def _grouped(found: Iterable[_T], key: Callable[[_T], _K]) -> dict[_K, list[_T]]:
    groups: dict[_K, list[_T]] = {}
    for item in found:
        groups.setdefault(key(item), []).append(item)
    return groups
