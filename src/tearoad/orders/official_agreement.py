"""What officials agreed with officials: who said what to whom, and what is due. It has no amount and joins no total."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import NewType

from tearoad.values import LocalText

AgreementId = NewType("AgreementId", str)


class AgreementState(StrEnum):
    """How far it is."""

    OVERDUE = "overdue"
    OPEN = "open"
    NOTHING_DUE = "nothing_due"
    DONE = "done"


@dataclass(frozen=True, slots=True)
class OfficialAgreement:
    """One thing that an official said to an official."""

    id: AgreementId
    subject: LocalText
    """What was said."""
    said_by: str
    """Who said it: name and office."""
    said_to: str
    """To whom."""
    agreed_on: date | None
    to_do: LocalText = LocalText()
    """What is to be done because of it."""
    due_by: str = ""
    """Who has to do it."""
    due_on: date | None = None
    done_on: date | None = None
    source: str = ""
    """Where it can be read: minutes, a press release."""
    note: str = ""

    def state_on(self, today: date) -> AgreementState:
        """Return how far it is on a day."""
        if self.done_on is not None and self.done_on <= today:
            return AgreementState.DONE
        if not self.is_something_due:
            return AgreementState.NOTHING_DUE
        late = self.due_on is not None and self.due_on < today
        return AgreementState.OVERDUE if late else AgreementState.OPEN

    @property
    def is_something_due(self) -> bool:
        """Whether somebody has to do something because of it."""
        return bool(self.to_do or self.due_by or self.due_on)
