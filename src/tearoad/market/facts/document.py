"""What a text states, proposed as facts: each with its sentence, who says it and whom they cite."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum


class FactType(StrEnum):
    """What a fact is."""

    QUANTITY = "quantity"
    PERCENTAGE = "percentage"
    DATE = "date"
    PLACE = "place"


class Exactness(StrEnum):
    """How the writer limits a number."""

    ROUNDED = "rounded"
    """Nothing is said: the number is rounded to its last digit."""
    BELOW = "below"
    """`nearly`: a little less."""
    ABOVE = "above"
    """`more than`: a little more."""


@dataclass(frozen=True, slots=True)
class StatedNumber:
    """A number as it stands in a text: its value, and the step to which it was rounded."""

    value: Decimal
    step: Decimal
    exactness: Exactness = Exactness.ROUNDED

    @property
    def low(self) -> Decimal:
        """The least that it may stand for."""
        below = {Exactness.ROUNDED: self.step / 2, Exactness.BELOW: self.step, Exactness.ABOVE: Decimal(0)}
        return self.value - below[self.exactness]

    @property
    def high(self) -> Decimal:
        """The most that it may stand for."""
        above = {Exactness.ROUNDED: self.step / 2, Exactness.BELOW: Decimal(0), Exactness.ABOVE: self.step}
        return self.value + above[self.exactness]


@dataclass(frozen=True, slots=True)
class StatedDate:
    """A day, month or year as far as it is written."""

    year: int | None = None
    month: int | None = None
    day: int | None = None
    weekday: int | None = None
    """1 for Monday, where nothing but the day of the week is written."""
    part: str = ""
    """`Q1` to `Q4`, `H1`, `H2`: a quarter or a half of the year."""

    def near(self, on: date) -> StatedDate:
        """Return the date with the year that a text of a day means: the nearest one; as it is without a month."""
        if self.year is not None or self.month is None:
            return self
        found = min((abs((date(year, self.month, 15) - on).days), year) for year in (on.year - 1, on.year, on.year + 1))
        return StatedDate(found[1], self.month, self.day)

    def __str__(self) -> str:
        """Return it in the form of ISO 8601, with dashes for what is not written."""
        if self.weekday is not None:
            return f"-W-{self.weekday}"
        year = "--" if self.year is None else f"{self.year:04}"
        if self.part:
            return f"{year}-{self.part}"
        return "-".join([year, *(f"{number:02}" for number in (self.month, self.day) if number is not None)])


@dataclass(frozen=True, slots=True)
class ProposedFact:
    """One fact of a text, not accepted by anybody yet."""

    type: FactType
    written: str
    sentence: str
    number: StatedNumber | None = None
    """Of a quantity or percentage. A percentage of change is negative when it fell."""
    unit: str = ""
    """Of a quantity: `tonne`, `dollar` …; of a percentage: `change` or `share`."""
    base: bool = False
    """Of a quantity: whether it is given as what was there before."""
    date: StatedDate | None = None
    since: StatedDate | None = None
    """From when it holds, if the sentence says so."""
    speaker: str = ""
    cites: str = ""
    """Whom the speaker cites: the figure is theirs."""


@dataclass(frozen=True, slots=True)
class AcceptedFact:
    """A fact that a person accepted, as it is shown beside figures: with its sentence and where it stood."""

    market: str
    statement: str
    sentence: str
    speaker: str
    cites: str
    since: str
    """A day, month or year in the form of ISO 8601; empty where nobody says."""
    source: str
    published_on: date | None
