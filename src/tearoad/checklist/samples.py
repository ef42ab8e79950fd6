"""Samples: what travels, what it is worth, by which road, and what becomes of it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import NewType

from tearoad.companies import Quantity
from tearoad.text import Text
from tearoad.values import HSCode, LocalText, Money, PartyId

SampleId = NewType("SampleId", str)


class Road(StrEnum):
    """How a sample crosses the border."""

    CARNET = "carnet"
    """ATA carnet: comes back whole."""
    CARGO = "cargo"
    COURIER = "courier"
    LUGGAGE = "luggage"
    BOUGHT_THERE = "bought_there"
    UNKNOWN = "unknown"


class Fate(StrEnum):
    """What becomes of a sample."""

    RETURNED = "returned"
    GIVEN = "given"
    TASTED = "tasted"
    DESTROYED = "destroyed"


@dataclass(frozen=True, slots=True)
class Sample:
    """One line of the list of samples."""

    id: SampleId
    item: LocalText
    firm: PartyId
    quantity: Quantity | None = None
    hs: HSCode | None = None
    value: Money | None = None
    """Of the whole line, for customs."""
    road: Road = Road.UNKNOWN
    meant_for: Fate | None = None
    """What is planned."""
    fate: Fate | None = None
    """What became of it; None: nobody has said yet."""
    note: str = ""


def warnings(sample: Sample) -> tuple[Text, ...]:
    """Return what an officer should look at before a sample travels.

    A carnet promises that everything comes back. Food that is tasted does not: source in `shipped.CARNETS`.
    """
    found = []
    ends = {fate for fate in (sample.meant_for, sample.fate) if fate is not None}
    if sample.road is Road.CARNET and ends - {Fate.RETURNED}:
        found.append(Text("checklist.carnet_consumed"))
    if sample.road is Road.CARNET and not ends:
        found.append(Text("checklist.carnet_unsaid"))
    if sample.value is None:
        found.append(Text("checklist.sample_without_value"))
    if sample.hs is None:
        found.append(Text("checklist.sample_without_hs"))
    return tuple(found)


@dataclass(frozen=True, slots=True)
class Total:
    """How many lines, and what they are worth; sums of different currencies stand side by side."""

    lines: int
    values: tuple[Money, ...]
    without_value: int = 0


@dataclass(frozen=True, slots=True)
class SampleTotal:
    """A total of some of the samples."""

    of: str
    """A firm's id, a road or a fate; empty where nobody has said."""
    total: Total


def total(samples: Iterable[Sample]) -> Total:
    """Return how much some samples are together."""
    sums: dict[str, Decimal] = {}
    lines = without = 0
    for sample in samples:
        lines += 1
        if sample.value is None:
            without += 1
        else:
            sums[sample.value.currency] = sums.get(sample.value.currency, Decimal(0)) + sample.value.amount
    return Total(lines, tuple(Money(amount, currency) for currency, amount in sorted(sums.items())), without)


def by_firm(samples: Iterable[Sample]) -> tuple[SampleTotal, ...]:
    """Return a total for each firm."""
    return _parts((sample.firm, sample) for sample in samples)


def by_road(samples: Iterable[Sample]) -> tuple[SampleTotal, ...]:
    """Return a total for each road."""
    return _parts((sample.road.value, sample) for sample in samples)


def by_fate(samples: Iterable[Sample]) -> tuple[SampleTotal, ...]:
    """Return a total for each fate."""
    return _parts((sample.fate.value if sample.fate else "", sample) for sample in samples)


def _parts(pairs: Iterable[tuple[str, Sample]]) -> tuple[SampleTotal, ...]:
    groups: dict[str, list[Sample]] = {}
    for of, sample in pairs:
        groups.setdefault(of, []).append(sample)
    return tuple(SampleTotal(of, total(groups[of])) for of in sorted(groups))
