"""What was read, and what about it is doubtful."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Generic, TypeVar

from tearoad.text import Text

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Understood(Generic[T]):
    """A value that was read, with what the officer should look at again."""

    value: T
    doubts: tuple[Text, ...] = ()
