"""How few suppliers share a market, and what a kilogram costs there."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal


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
