"""Tell the owners of late tasks, and those above them: one mail for each receiver and day, never a second."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date

from django.conf import settings
from django.db import transaction

from tearoad.checklist import Owner, Reminder, Task, escalate
from tearoad.checklist.web import models as rows
from tearoad.checklist.web.queries.people import (
    Colleague,
    Travellers,
    colleagues,
    is_word,
    strangers,
    today,
    travellers,
)
from tearoad.checklist.web.queries.tasks import task_of
from tearoad.mission import Mission
from tearoad.mission.span import day_in_sentence
from tearoad.mission.web import models as mission_rows
from tearoad.mission.web.queries.missions import core
from tearoad.office.web.actions.messages import post
from tearoad.office.web.models import Message
from tearoad.people import Actor, Policy, Role
from tearoad.people.web.actions import ledger
from tearoad.people.web.models import Organisation
from tearoad.people.web.policies import require
from tearoad.text import Text
from tearoad.values import Language
from tearoad.web.clock import fair_now
from tearoad.words import Words

KIND = "checklist"
"""The kind of these messages in the outbox."""
_NOT_BEFORE = 7
"""The hour at home from which on mails are written."""
_MOST_LINES = 60


@dataclass(slots=True)
class _Mail:
    """What one receiver is told of all missions."""

    language: Language
    office: bool
    parts: list[tuple[mission_rows.Mission, Mission, Travellers, Reminder]] = field(default_factory=list)


@transaction.atomic
def remind(by: Actor) -> int:
    """Write today's mails about late tasks of every mission; a second call on the same day writes none."""
    require(by, Policy.EDIT_MISSION)
    known = colleagues(by.tenant)
    mails: dict[str, _Mail] = {}
    days: list[date] = []
    for row in mission_rows.Mission.objects.filter(archived_at=None):
        if fair_now().astimezone(core(row).home_zone).hour >= _NOT_BEFORE:
            days.append(today(row))
            _gather(row, known, mails)
    written = sum(_post(by, to, mail, max(days)) for to, mail in sorted(mails.items()))
    if written:
        ledger.append(by, "mission.tasks_escalated", "organisation", by.tenant, {"mails": written})
    return written


def _gather(row: mission_rows.Mission, known: tuple[Colleague, ...], mails: dict[str, _Mail]) -> None:
    """Add what a mission has to say to each receiver."""
    tasks = [task_of(checklist_task) for checklist_task in rows.ChecklistTask.objects.filter(mission=row)]
    late = [task for task in tasks if task.days_late(today(row))]
    if not late:
        return
    people, settings_ = travellers(row), core(row)
    named = {to for task in tasks for to in (task.owner, task.escalate_to) if not is_word(to)}
    left = strangers(named, known)
    languages = {colleague.address: colleague.language for colleague in known}

    def receivers(task: Task, owner: str) -> Iterable[str]:
        return tuple(_addresses(task, owner, people, known, left))

    for reminder in escalate(tasks, today(row), receivers):
        mail = mails.setdefault(
            reminder.to, _Mail(languages.get(reminder.to, settings_.home_language), office=reminder.to in languages)
        )
        mail.parts.append((row, settings_, people, reminder))


def _addresses(
    task: Task, owner: str, people: Travellers, known: tuple[Colleague, ...], left: frozenset[str]
) -> Iterator[str]:
    """Yield the addresses behind an owner; where there is none, the officers': nothing is late unheard."""
    found: list[str] = []
    if owner == Owner.FIRM:
        firm = people.firms.get(people.firm_of(task))
        found = [firm.contact.email] if firm and firm.contact.email else []
    elif owner == Owner.MANAGER:
        found = [colleague.address for colleague in known if colleague.role is Role.MANAGER]
    elif owner not in left and not is_word(owner):
        found = [owner]
    yield from found or [colleague.address for colleague in known if colleague.role is Role.OFFICER]


def _post(by: Actor, to: str, mail: _Mail, on: date) -> int:
    key = f"checklist:{hashlib.sha256(to.casefold().encode()).hexdigest()[:32]}:{on.isoformat()}"
    if Message.objects.filter(key=key).exists():
        return 0
    words = Words(mail.language)
    count = sum(len(part.late) + len(part.escalated) for *_, part in mail.parts)
    house = Organisation.objects.get(pk=by.tenant).in_language(mail.language)
    body = words(Text("checklist_pages.mail_body", parts="\n\n".join(_parts(mail, words, on)), house=house))
    post(
        by,
        key=key,
        kind=KIND,
        to=to,
        language=mail.language,
        subject=words(Text("checklist_pages.mail_subject", count=count)),
        body=body,
    )
    return 1


def _parts(mail: _Mail, words: Words, on: date) -> Iterator[str]:
    for row, mission, people, reminder in mail.parts:
        lines = [mission.name.in_language(words.language)]
        for heading, tasks in (("late", reminder.late), ("escalated", reminder.escalated), ("soon", reminder.soon)):
            if tasks:
                lines += ["", words(Text(f"checklist_pages.mail_{heading}", count=len(tasks)))]
                lines += [_line(task, people, words, on, mission) for task in tasks[:_MOST_LINES]]
        if mail.office:
            lines += ["", f"{settings.CONFIG.address.rstrip('/')}/missions/{row.id}/checklist/?state=late"]
        yield "\n".join(lines)


def _line(task: Task, people: Travellers, words: Words, on: date, mission: Mission) -> str:
    whom = people.name(task.whom, words.language) if task.whom else ""
    title = ": ".join(filter(None, (whom, task.title.in_language(words.language))))
    late, due = task.days_late(on), day_in_sentence(task.due_on, mission)
    if late:
        return words(Text("checklist_pages.mail_line_late", title=title, on=due, count=late))
    return words(Text("checklist_pages.mail_line", title=title, on=due))
