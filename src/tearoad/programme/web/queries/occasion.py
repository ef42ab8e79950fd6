"""Letters of one occasion: to whom a mail goes, who is told by hand, who is still to be told."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Generic, Protocol, TypeVar

from tearoad.programme.web.queries.reached import NotificationState
from tearoad.values import Language


class AnyLetter(Protocol):
    """What one person is told of a changed programme or of a plan."""

    @property
    def state(self) -> NotificationState:
        """How far they have been told."""

    @property
    def to_tell(self) -> bool:
        """Whether they are still to be told, or to be told again."""

    @property
    def by_mail(self) -> bool:
        """Whether a mail can reach them and may be sent."""


LetterT = TypeVar("LetterT", bound=AnyLetter)


@dataclass(frozen=True, slots=True)
class Letters(Generic[LetterT]):
    """Everybody to be told on one occasion."""

    letters: tuple[LetterT, ...]
    mission_name: Mapping[Language, str]
    callers: Mapping[Language, tuple[str, ...]]
    """Whom to call, as it stands at the end of a letter."""

    @property
    def by_mail(self) -> tuple[LetterT, ...]:
        """Those whom a mail reaches."""
        return tuple(letter for letter in self.letters if letter.by_mail)

    @property
    def by_hand(self) -> tuple[LetterT, ...]:
        """Those to be told by telephone, messenger or in person."""
        return tuple(letter for letter in self.letters if not letter.by_mail)

    @property
    def waiting(self) -> tuple[LetterT, ...]:
        """Those to be written to, for the first time or again."""
        return tuple(letter for letter in self.by_mail if letter.to_tell)

    @property
    def still_to_tell(self) -> int:
        """How many have not been told, by mail or otherwise."""
        return sum(letter.to_tell for letter in self.letters)

    @property
    def queued(self) -> int:
        """How many mails no mail server has yet."""
        return sum(letter.state is NotificationState.QUEUED for letter in self.letters)

    @property
    def not_sent(self) -> int:
        """How many mails were refused or given up."""
        return sum(letter.state is NotificationState.NOT_SENT for letter in self.letters)
