"""What an interpreter is owed, day by day: what was worked, the minimum that is paid all the same, and the rate.

The hours come in as values: who plans the meetings knows them, this page does not.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction

from tearoad.costs.item import CostId, CostItem, CostKind, CostState
from tearoad.errors import InputError
from tearoad.mission.people import Interpreter, RatePer
from tearoad.reference.rounding import rounded
from tearoad.text import Text
from tearoad.values import InterpreterId, LocalText, Money

_HOUR_DIGITS = 6
MOST_HOURS = 24
"""In one day."""
_HUNDREDTH = Decimal("0.01")


@dataclass(frozen=True, slots=True)
class BookedHours:
    """Hours that a plan books for an interpreter on a day on which they are engaged."""

    interpreter: InterpreterId
    on: date
    hours: Fraction


@dataclass(frozen=True, slots=True)
class WorkedHours:
    """The hours that an interpreter really worked on a day, as somebody wrote them down."""

    interpreter: InterpreterId
    on: date
    hours: Decimal

    def __post_init__(self) -> None:
        """Keep hundredths of an hour, and no more hours than a day has.

        Raises:
            InputError: fewer than none, more than a day has, or parts smaller than a hundredth.

        """
        if not 0 <= self.hours <= MOST_HOURS or self.hours != round(self.hours, 2):
            raise InputError(Text("costs.bad_hours", most=MOST_HOURS), Text("costs.bad_hours_hint"))
        object.__setattr__(self, "hours", self.hours.quantize(_HUNDREDTH))

    @property
    def id(self) -> str:
        """What it is found by: who and when."""
        return f"{self.interpreter} {self.on.isoformat()}"


@dataclass(frozen=True, slots=True)
class WorkedDay:
    """One day on which an interpreter is engaged: hours booked by the plan, and hours worked where somebody said so."""

    on: date
    booked_hours: Fraction
    worked_hours: Fraction | None = None
    """What was really worked; None takes what was booked."""

    @property
    def hours(self) -> Fraction:
        """The hours that count."""
        return self.booked_hours if self.worked_hours is None else self.worked_hours


@dataclass(frozen=True, slots=True)
class SettledDay:
    """One day as it is paid."""

    day: WorkedDay
    paid_hours: Fraction
    """What counts, and at least the minimum."""
    money: Money | None
    """None where no rate was agreed."""

    @property
    def is_minimum(self) -> bool:
        """Whether the minimum is paid although less was worked."""
        return self.paid_hours > self.day.hours

    @property
    def is_idle(self) -> bool:
        """Whether it is paid although no hour counts: by the day, or by the minimum."""
        return not self.day.hours and self.money is not None and self.money.amount > 0


@dataclass(frozen=True, slots=True)
class Settlement:
    """All days of one interpreter."""

    interpreter: Interpreter
    days: tuple[SettledDay, ...]

    @property
    def booked_hours(self) -> Fraction:
        """Hours that count."""
        return sum((day.day.hours for day in self.days), Fraction(0))

    @property
    def paid_hours(self) -> Fraction:
        """Hours to be paid."""
        return sum((day.paid_hours for day in self.days), Fraction(0))

    @property
    def money(self) -> Money | None:
        """What is owed: the sum of the days as they were rounded; None where no rate was agreed or no day counts."""
        owed = [day.money for day in self.days if day.money is not None]
        if not owed:
            return None
        return Money(sum((money.amount for money in owed), Decimal(0)), owed[0].currency)


def settle(interpreter: Interpreter, days: Iterable[WorkedDay]) -> Settlement:
    """Return what an interpreter is owed for the days on which they are engaged.

    By the hour, each day is paid for the hours that count and at least for the minimum; by the day, each day counts
    whole. Each day is rounded by itself to the smallest unit of the currency, halves away from zero.
    """
    return Settlement(
        interpreter, tuple(_settled(interpreter, worked_day) for worked_day in sorted(days, key=lambda day: day.on))
    )


def as_item(settlement: Settlement, what: LocalText) -> CostItem | None:
    """Return the settlement as one cost item; None where nothing is owed.

    An interpreter who is attached to a firm is that firm's; one of the pool is shared by all firms equally. The id is
    the interpreter's, so that settling once more changes the same item.
    """
    money = settlement.money
    if money is None:
        return None
    firm = settlement.interpreter.attached_to
    return CostItem(
        item_id(settlement.interpreter),
        what,
        CostKind.INTERPRETER,
        money,
        CostState.AGREED,
        (firm,) if firm else (),
        all_firms=firm is None,
        on=settlement.days[-1].day.on,
    )


def item_id(interpreter: Interpreter) -> CostId:
    """Return the id of the cost item of an interpreter's settlement."""
    return CostId(f"{interpreter.id}-hours")


def _settled(interpreter: Interpreter, day: WorkedDay) -> SettledDay:
    paid = max(day.hours, Fraction(interpreter.min_hours_per_day))
    rate = interpreter.rate
    if rate is None:
        return SettledDay(day, paid, None)
    if interpreter.rate_per is RatePer.DAY:
        return SettledDay(day, paid, rounded(rate.amount, rate.currency))
    return SettledDay(day, paid, _owed(rate, paid))


def _owed(rate: Money, hours: Fraction) -> Money:
    """Hours are halves and quarters nearly always; thirds are paid to the sixth digit, long behind the last cent."""
    exact = Fraction(rate.amount) * hours
    digits = Decimal(round(exact * 10**_HOUR_DIGITS)).scaleb(-_HOUR_DIGITS)
    return rounded(digits, rate.currency)
