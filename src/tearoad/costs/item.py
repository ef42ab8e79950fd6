"""What the mission costs: one row an item."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import NewType

from tearoad.errors import InputError
from tearoad.text import Text
from tearoad.values import LocalText, Money, PartyId

CostId = NewType("CostId", str)
_LARGEST = Decimal(10) ** 13
_DIGITS = 20
"""So many digits add up exactly, thousands of rows long."""


class CostKind(StrEnum):
    """What money is spent on."""

    STAND = "stand"
    BUILD = "build"
    TRAVEL = "travel"
    HOTEL = "hotel"
    INTERPRETER = "interpreter"
    FREIGHT = "freight"
    SAMPLES = "samples"
    VISA = "visa"
    INSURANCE = "insurance"
    CATERING = "catering"
    OTHER = "other"


class CostState(StrEnum):
    """How sure an amount is. Amounts of different states are never added up."""

    PLANNED = "planned"
    AGREED = "agreed"
    INVOICED = "invoiced"
    PAID = "paid"


class ShareKey(StrEnum):
    """By which key several firms share an item."""

    EQUALLY = "equally"
    PEOPLE = "people"
    """By the number of people who travel; a number that is written counts, else the delegates are counted."""
    AREA = "area"
    """By square metres of stand, written behind each firm."""
    NIGHTS = "nights"
    """By nights, written behind each firm."""
    WEIGHTS = "weights"
    """By other numbers, written behind each firm."""


COUNTED = frozenset({ShareKey.AREA, ShareKey.NIGHTS, ShareKey.WEIGHTS})
"""Keys that need a number for every firm."""


@dataclass(frozen=True, slots=True)
class CostItem:
    """One thing that is paid for: for one firm, for several by a key, for all of them, or for an office."""

    id: CostId
    what: LocalText
    kind: CostKind
    money: Money
    """A credit note is negative."""
    state: CostState = CostState.PLANNED
    firms: tuple[PartyId, ...] = ()
    weights: tuple[Decimal, ...] = ()
    """One for each firm, or none."""
    key: ShareKey = ShareKey.EQUALLY
    all_firms: bool = False
    """For every firm of the mission, those that join later too; `firms` is empty then."""
    office: LocalText = LocalText()
    """For whom it is where it is for no firm: the name of an office."""
    payer: LocalText = LocalText()
    """A firm's id, or the name of whoever pays; empty is the organisation."""
    on: date | None = None
    """The day on which it counts: of the payment, the invoice, the contract. Rates are looked up by it."""
    invoice: str = ""
    note: str = ""

    def __post_init__(self) -> None:
        """Refuse what contradicts itself; write the amount in its plainest form.

        Raises:
            InputError: an amount no mission has, weights that do not fit the firms, a firm twice, all and some at once.

        """
        if not -_LARGEST < self.money.amount < _LARGEST or len(self.money.amount.as_tuple().digits) > _DIGITS:
            raise InputError(Text("costs.amount_large"), Text("costs.amount_large_hint"))
        object.__setattr__(self, "money", Money(_plain(self.money.amount), self.money.currency))
        object.__setattr__(self, "weights", tuple(map(_plain, self.weights)))
        if self.all_firms and (self.firms or self.key in COUNTED):
            raise InputError(Text("costs.all_and_some"), Text("costs.all_and_some_hint"))
        if len(set(self.firms)) != len(self.firms):
            raise InputError(Text("costs.firm_twice"), Text("costs.firm_twice_hint"))
        needed = self.key in COUNTED and len(self.firms) > 1
        if (self.weights and len(self.weights) != len(self.firms)) or (needed and not self.weights):
            raise InputError(
                Text("costs.weights_missing", firms=len(self.firms), weights=len(self.weights)),
                Text("costs.weights_missing_hint"),
            )
        if any(not weight.is_finite() or weight < 0 for weight in self.weights):
            raise InputError(Text("costs.bad_weights"), Text("costs.bad_weights_hint"))

    def shared_by(self, firms: tuple[PartyId, ...]) -> tuple[PartyId, ...]:
        """Return the firms it is for, where `firms` are all that take part; none for an office's item."""
        return firms if self.all_firms else self.firms

    def weight_of(self, firms: tuple[PartyId, ...], people: Mapping[str, int]) -> tuple[Decimal, ...]:
        """Return the weight of each firm it is for; `people` says how many travel for each."""
        among = self.shared_by(firms)
        if self.key is ShareKey.EQUALLY:
            return (Decimal(1),) * len(among)
        if self.weights:
            return self.weights
        return tuple(Decimal(people.get(firm, 0)) for firm in among)


def _plain(number: Decimal) -> Decimal:
    """Return a number without needless zeros and without an exponent, so that equal amounts are written equally."""
    return Decimal(f"{number.normalize():f}") if number.is_finite() else number
