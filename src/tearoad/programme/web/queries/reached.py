"""How far people have been told of the announcements of a programme: written is not sent, and who got none waits."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from tearoad.mission.web import models as mission_rows
from tearoad.office.reach import Delivery
from tearoad.office.web.models import Message
from tearoad.programme.web import models as rows


class NotificationState(StrEnum):
    """How far somebody has been told of a plan or a programme."""

    WAITS = "waits"
    """Nobody told them yet."""
    QUEUED = "queued"
    """A mail to them is written, and no mail server has it yet."""
    TOLD = "told"
    """A mail server took the mail, or a person told them."""
    NOT_SENT = "not_sent"
    """The mail was refused, given up, or came back."""


_OF_MAIL = {
    Delivery.SENT: NotificationState.TOLD,
    Delivery.WAITING: NotificationState.QUEUED,
    Delivery.FAILED: NotificationState.NOT_SENT,
}


def state_of_mail(mail: Message | None) -> NotificationState:
    """Return how far the latest mail tells somebody; whoever was told without one is told."""
    return NotificationState.TOLD if mail is None else _OF_MAIL[mail.delivery]


Whom = tuple[str, str]
"""A role and an id."""
FIRST = 1
"""The first announcement is told with the plan and the link to their day."""


@dataclass(frozen=True, slots=True)
class Notice:
    """That somebody was told, or written to, of one announcement."""

    row: rows.ProgrammeTold
    mails: Sequence[Message] = ()
    """The mails written to them about it, the latest last."""

    @property
    def number(self) -> int:
        """The announcement."""
        found: int = self.row.number
        return found

    @property
    def mail(self) -> Message | None:
        """The latest mail to them."""
        return self.mails[-1] if self.mails else None

    @property
    def by_hand(self) -> bool:
        """Whether a person noted that they told them: that can be taken back."""
        return not self.row.by_mail

    @property
    def state(self) -> NotificationState:
        """How far they have been told of it."""
        return state_of_mail(None if self.by_hand else self.mail)

    @property
    def told_at(self) -> datetime | None:
        """When a mail server took the mail, or a person said that they told them."""
        if self.state is not NotificationState.TOLD:
            return None
        moment: datetime | None = self.row.told_at if self.by_hand or self.mail is None else self.mail.sent_at
        return moment


def mail_key(mission: mission_rows.Mission, number: int, role: str, party: str, before: int) -> str:
    """Return the key of a mail to somebody about an announcement, after so many that went before it."""
    again = f"~{before + 1}" if before else ""
    return f"programme/{mission.pk}/{number}{again}/{role}/{party}"


def notices(mission: mission_rows.Mission) -> Mapping[Whom, Sequence[Notice]]:
    """Return by person what they were told of, in the order of the announcements; two queries."""
    mails: dict[tuple[int, str, str], list[Message]] = {}
    written = Message.objects.filter(key__startswith=f"programme/{mission.pk}/")
    for mail in written.defer("body", "calendars").order_by("written_at", "pk"):
        _, _, number, role, party = mail.key.split("/", 4)
        mails.setdefault((int(number.partition("~")[0]), role, party), []).append(mail)
    found: dict[Whom, list[Notice]] = {}
    for programme_told in rows.ProgrammeTold.objects.filter(mission=mission).order_by("number"):
        notice = Notice(
            programme_told, mails.get((programme_told.number, programme_told.role, programme_told.party), ())
        )
        found.setdefault((programme_told.role, programme_told.party), []).append(notice)
    return found


def known_until(had: Iterable[Notice]) -> int:
    """Return the last announcement that reached somebody; what came later is still to be told."""
    return max((notice.number for notice in had if notice.state is NotificationState.TOLD), default=FIRST)
