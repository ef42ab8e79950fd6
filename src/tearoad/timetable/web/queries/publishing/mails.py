"""What became of the mails that tell people: written is not sent, and who got none is still to be told."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from uuid import UUID

from django.db.models import Q

from tearoad.mission.web.models import Mission
from tearoad.office.web.models import Message
from tearoad.programme.web.queries.reached import NotificationState, state_of_mail
from tearoad.timetable.web.models import Meeting, NotificationWay, Published, Told

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
    for message in Message.objects.filter(wanted).defer("body", "calendars").order_by("written_at", "pk"):
        _, plan, role, party = message.key.split("/", 3)
        found.setdefault((UUID(plan.partition("~")[0]), role, party), []).append(message)
    return found


def plan_of_mail(key: str) -> UUID | None:
    """Return which plan a mail tells of, by its key; None where it tells of none."""
    kind, _, rest = key.partition("/")
    return UUID(rest.partition("/")[0].partition("~")[0]) if kind == "published" else None


def times_and_places(rows: Iterable[Published]) -> Mapping[UUID, Mapping[tuple[str, str], tuple[datetime, str]]]:
    """Return by plan and pair when and where they meet; one query."""
    found: dict[UUID, dict[tuple[str, str], tuple[datetime, str]]] = {}
    columns = ("published_id", "exporter", "buyer", "start_at", "place")
    for plan, exporter, buyer, at, place in Meeting.objects.filter(published__in=list(rows)).values_list(*columns):
        found.setdefault(plan, {})[exporter, buyer] = (at, place)
    return found


def known_to_both(mission: Mission) -> frozenset[tuple[str, str]]:
    """Return the pairs of the plan in force whose two sides were told when and where they meet; four queries.

    Who was told of an earlier plan knows it as far as the meeting stands there as it does now.
    """
    plans = {published.pk: published.number for published in Published.objects.filter(mission=mission).only("number")}
    if not plans:
        return frozenset()
    rows = [Published(pk=pk, mission=mission, number=number) for pk, number in plans.items()]
    mails, at, last = mails_of(rows), times_and_places(rows), max(plans, key=plans.__getitem__)
    last_told: dict[tuple[str, str], UUID] = {}
    for notification in sorted(Told.objects.filter(published__in=plans), key=lambda row: plans[row.published_id]):
        sent = mails.get((notification.published_id, notification.role, notification.party))
        if notification_state(notification, sent[-1] if sent else None) is NotificationState.TOLD:
            last_told[notification.role, notification.party] = notification.published_id

    def knows(role: str, party: str, pair: tuple[str, str]) -> bool:
        plan = last_told.get((role, party))
        return plan is not None and at.get(plan, {}).get(pair) == at[last][pair]

    return frozenset(
        (exporter, buyer)
        for exporter, buyer in at.get(last, {})
        if knows("exporter", exporter, (exporter, buyer)) and knows("buyer", buyer, (exporter, buyer))
    )


def notification_state(noted: Told | None, mail: Message | None) -> NotificationState:
    """Return how far somebody has been told, from what was noted and the latest mail to them."""
    if noted is None:
        return NotificationState.WAITS
    return state_of_mail(None if noted.way == NotificationWay.HAND else mail)


def notification_counts(rows: Sequence[Published]) -> Mapping[UUID, Counter[NotificationState]]:
    """Return for each plan how many people were told how far; two queries."""
    mails = mails_of(rows)
    found: dict[UUID, Counter[NotificationState]] = {row.pk: Counter() for row in rows}
    for notification in Told.objects.filter(published__in=[row.pk for row in rows]):
        sent = mails.get((notification.published_id, notification.role, notification.party))
        found[notification.published_id][notification_state(notification, sent[-1] if sent else None)] += 1
    return found
