"""What passes between the board's script and its pages, called alike on both sides."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import TypeVar

from django.http import QueryDict

_Sent = TypeVar("_Sent", "OptionsWanted", "Move")


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of the board for a meeting in hand: what would stand there, and why it cannot."""

    row: str
    start: int
    place: str
    interpreter: str
    why: tuple[str, ...]
    """Empty where it fits."""


@dataclass(frozen=True, slots=True)
class Options:
    """Every cell of a day for a meeting, and what is in the way in all others."""

    cells: tuple[Cell, ...]
    elsewhere: str


@dataclass(frozen=True, slots=True)
class OptionsWanted:
    """For which meeting and day options are wanted: an address."""

    wish: str
    day: str
    by: str


@dataclass(frozen=True, slots=True)
class Move:
    """Where a meeting is to stand: a form, or the script's own."""

    wish: str
    start: str
    place: str
    interpreter: str
    read_version: str
    """The mark of what its maker saw, for `read_in`."""


def sent(kind: type[_Sent], said: QueryDict) -> _Sent:
    """Read what was sent; what is absent is empty."""
    return kind(**{field.name: said.get(field.name, "") for field in fields(kind)})
