"""A part of a whole."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from tearoad.errors import InputError
from tearoad.text import Text


@dataclass(frozen=True, slots=True, order=True)
class Share:
    """A number from 0 to 1, exact."""

    value: Decimal

    def __post_init__(self) -> None:
        """Refuse what is outside 0 to 1."""
        if not (self.value.is_finite() and 0 <= self.value <= 1):
            raise InputError(Text("values.share", found=str(self.value)), Text("values.share_hint"))

    def rest_of(self, total: int) -> int:
        """Return what is left of a whole number when this share is kept free, rounded down: 30 % of 16 leaves 11."""
        return int((1 - self.value) * total)


NOTHING = Share(Decimal(0))
"""No part of it."""
