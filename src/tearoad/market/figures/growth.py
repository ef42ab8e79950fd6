"""How fast a value grew, and how few suppliers share a market."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal


def yearly_growth(values: Mapping[int, float]) -> float | None:
    """Return the compound growth a year between the first and the last year; None where it says nothing.

    0.05 means five per cent a year. A first value of zero, a single year, or a last value of zero has no such rate.
    """
    years = sorted(values)
    if len(years) < 2 or values[years[0]] <= 0 or values[years[-1]] <= 0:
        return None
    ratio: float = (values[years[-1]] / values[years[0]]) ** (1 / (years[-1] - years[0]))
    return ratio - 1


def concentration(values: Iterable[float]) -> float | None:
    """Return the Herfindahl-Hirschman index of shares: 1 is one supplier alone; None where there is no trade."""
    found = [value for value in values if value > 0]
    total = sum(found)
    return sum((value / total) ** 2 for value in found) if total else None


def unit_value(value: float, weight_kg: float | None) -> Decimal | None:
    """Return dollars a kilogram to the cent; None where no weight is known."""
    if not weight_kg or weight_kg <= 0:
        return None
    return (Decimal(repr(value)) / Decimal(repr(weight_kg))).quantize(Decimal("0.01"))
