"""Whom mails reach: a mail that is written is not sent yet, and one that came back reached nobody."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum

from tearoad.text import Text

_PLACES = Decimal("0.01")


class Delivery(StrEnum):
    """How far the mails to somebody got."""

    SENT = "sent"
    """A mail server took one, and it did not come back."""
    WAITING = "waiting"
    """It is written and waits in the outbox."""
    FAILED = "failed"
    """It was refused, given up, taken out of the outbox, or came back."""


_FURTHEST = (Delivery.SENT, Delivery.WAITING, Delivery.FAILED)


def furthest(mails: Iterable[Delivery]) -> Delivery | None:
    """Return how far the mails to one person got; None where none was written."""
    return min(mails, key=_FURTHEST.index, default=None)


@dataclass(frozen=True, slots=True)
class Reach:
    """Of how many a letter was written to, how far it got, and how many answered."""

    written: int
    waiting: int
    sent: int
    failed: int
    reached: int
    """To whom a mail was sent that did not come back, or who opened a link or answered."""
    answered: int

    @property
    def rate(self) -> Decimal | None:
        """How many of a hundred who were reached answered; None where nobody was reached."""
        return rate_of(self.answered, self.reached)

    @property
    def figures(self) -> tuple[tuple[Text, int], ...]:
        """Every count with its name, in the order of the page."""
        return tuple(
            (Text(f"office.reach_{name}"), getattr(self, name))
            for name in ("written", "waiting", "sent", "failed", "answered")
        )


def rate_of(answered: int, reached: int) -> Decimal | None:
    """Return how many of a hundred who were reached answered, with two decimals; None where nobody was reached."""
    return (Decimal(100) * answered / reached).quantize(_PLACES, ROUND_HALF_UP) if reached else None
