"""An amount in a currency."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from tearoad.errors import InputError
from tearoad.text import Text


@dataclass(frozen=True, slots=True)
class Money:
    """An exact amount in an ISO 4217 currency. Amounts in different currencies do not add."""

    amount: Decimal
    currency: str

    def __post_init__(self) -> None:
        """Refuse an amount that is no number and a currency that is no code."""
        if not self.amount.is_finite():
            raise InputError(Text("values.amount", found=str(self.amount)), Text("values.amount_hint"))
        if not (
            len(self.currency) == 3 and self.currency.isascii() and self.currency.isalpha() and self.currency.isupper()
        ):
            raise InputError(Text("values.currency", found=self.currency), Text("values.currency_hint"))

    def __add__(self, other: Money) -> Money:
        """Add an amount in the same currency."""
        if other.currency != self.currency:
            raise InputError(Text("values.currencies_mixed", first=self.currency, second=other.currency))
        return Money(self.amount + other.amount, self.currency)
