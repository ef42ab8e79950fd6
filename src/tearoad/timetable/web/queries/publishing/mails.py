"""What became of the mails that tell people: written is not sent, and who got none is still to be told."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from uuid import UUID

from django.db.models import Q

from tearoad.office.web.models import Message, MessageState
from tearoad.programme.web.queries.reached import NotificationState
from tearoad.timetable.web.models import NotificationWay, Published, Told

Whom = tuple[UUID, str, str]
"""A published plan, a role and an id."""


def mail_key(row: Published, role: str, party: str, before: int) -> str:
    """Return the key of a mail to somebody about a plan, after so many that went before it."""
    again = f"~{before + 1}" if before else ""
    return f"published/{row.pk}{again}/{role}/{party}"


def mails_of(rows: Iterable[Published]) -> Mapping[Whom, Sequence[Message]]:
    """Return the mails about plans by whom they tell, the latest last; one query."""
    found: dict[Whom, list[Message]] = {}
    wanted = Q(pk__in=())
    for row in rows:
        wanted |= Q(key__startswith=f"published/{row.pk}")
    for one in Message.objects.filter(wanted).defer("body", "calendars").order_by("written_at", "pk"):
        _, plan, role, party = one.key.split("/", 3)
        found.setdefault((UUID(plan.partition("~")[0]), role, party), []).append(one)
    return found


def notification_state(noted: Told | None, mail: Message | None) -> NotificationState:
    """Return how far somebody has been told, from what was noted and the latest mail to them."""
    if noted is None:
        return NotificationState.WAITS
    if noted.way == NotificationWay.HAND or mail is None or mail.state == MessageState.SENT:
        return NotificationState.TOLD
    return NotificationState.NOT_SENT if mail.state == MessageState.FAILED else NotificationState.QUEUED


def notification_counts(rows: Sequence[Published]) -> Mapping[UUID, Counter[NotificationState]]:
    """Return for each plan how many people were told how far; two queries."""
    mails = mails_of(rows)
    found: dict[UUID, Counter[NotificationState]] = {row.pk: Counter() for row in rows}
    for one in Told.objects.filter(published__in=[row.pk for row in rows]):
        sent = mails.get((one.published_id, one.role, one.party))
        found[one.published_id][notification_state(one, sent[-1] if sent else None)] += 1
    return found
