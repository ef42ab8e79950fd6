"""What a mail server can say to a letter."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from types import TracebackType
from typing import Protocol, Self

from tearoad.office.mail.letter import Letter


class Outcome(StrEnum):
    """What became of a letter."""

    TAKEN = "taken"
    REFUSED = "refused"
    """For good: it is not sent again."""
    LATER = "later"
    """Not now: it is sent again."""
    UNKNOWN = "unknown"
    """The connection broke after the letter was handed over and before the answer: it is sent again, perhaps twice."""


@dataclass(frozen=True, slots=True)
class ServerAnswer:
    """What became of a letter, in the server's own words."""

    outcome: Outcome
    said: str


class UnreachableError(Exception):
    """No letter gets through now: there is no connection, or the server does not know us."""


class MailServer(Protocol):
    """A connection for a batch of letters; left, it is closed."""

    def __enter__(self) -> Self:
        """Take the connection up; UnreachableError is raised by the first `send` only."""

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        """Close the connection."""

    def send(self, letter: Letter) -> ServerAnswer:
        """Hand a letter over; UnreachableError where there is no server to hand it to."""
