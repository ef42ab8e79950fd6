"""Let the programme as it stands be what people are told, and tell those whose day it changes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from tearoad.errors import Conflict, InputError, NotFoundError
from tearoad.mission.web import models as mission_rows
from tearoad.mission.web.actions.links import link_for
from tearoad.office.reach import Delivery
from tearoad.office.web.actions.messages import post, withdraw
from tearoad.office.web.models import Secret
from tearoad.people import Actor, Policy
from tearoad.people.web.actions import ledger
from tearoad.people.web.policies import require
from tearoad.programme.web import models as rows
from tearoad.programme.web.queries.announced import announced_number, latest_revisions
from tearoad.programme.web.queries.letters import ProgrammeLetter, ProgrammeNotifications, body, programme_notifications
from tearoad.programme.web.queries.reached import Notice, NotificationState, mail_key, notices
from tearoad.text import Text
from tearoad.web import registry
from tearoad.web.clock import now
from tearoad.web.registry import Event, emit

KIND = "programme"
"""The kind of these messages in the outbox."""


@dataclass(frozen=True, slots=True)
class ProgrammeAnnounced(Event):
    """The programme that people know has changed; told inside the transaction in which it did."""

    mission_id: UUID
    number: int
    by: Actor


@transaction.atomic
def announce(
    by: Actor, row: mission_rows.Mission, *, seen_revision: int | None = None, at: datetime | None = None
) -> int:
    """Make the programme as it stands the one that day pages, calendars and papers show; nobody is written to.

    Args:
        by: who announces it.
        row: the mission.
        seen_revision: the state of the mission whose changes were looked at; None where nobody looked.
        at: when; None for now. A plan and the programme told with it are of one moment.

    Returns:
        The number of the announcement in force; a second press, or a programme that nothing changed in, makes none.

    Raises:
        Conflict: the mission changed in the meantime.

    """
    require(by, Policy.PUBLISH)
    mission = mission_rows.Mission.objects.select_for_update().get(pk=row.pk)
    before = latest_revisions(mission)
    number = announced_number(mission)
    changed = _changed(mission, before)
    if not changed:
        return number
    if seen_revision is not None and seen_revision != mission.revision:
        raise Conflict(Text("programme_pages.changed_meanwhile"), Text("programme_pages.look_again_hint"))
    number += 1
    _write(mission, number, changed, at or now())
    mission_rows.Mission.objects.filter(pk=mission.pk).update(changed_at=now())
    ledger.append(by, "mission.programme_announced", "mission", mission.id, {"number": number, "items": len(changed)})
    emit(ProgrammeAnnounced(mission.id, number, by))
    return number


@dataclass(frozen=True, slots=True)
class _Changed:
    """An item whose announced state differs from what stands now."""

    code: str
    position: int
    document: Any
    removed: bool
    before: rows.ProgrammeRevision | None


def _changed(mission: mission_rows.Mission, before: Sequence[rows.ProgrammeRevision]) -> list[_Changed]:
    now_there = {
        programme_item.code: programme_item
        for programme_item in mission_rows.ProgrammeItem.objects.filter(mission=mission)
    }
    known = {revision.code: revision for revision in before}
    found = [
        _Changed(code, item.position, item.document, removed=False, before=known.get(code))
        for code, item in now_there.items()
        if code not in known or known[code].removed or known[code].document != item.document
    ]
    gone = [
        _Changed(code, revision.position, revision.document, removed=True, before=revision)
        for code, revision in known.items()
        if code not in now_there and not revision.removed
    ]
    return found + gone


def _write(mission: mission_rows.Mission, number: int, changed: Sequence[_Changed], at: datetime) -> None:
    rows.ProgrammeRevision.objects.filter(
        mission=mission, latest=True, code__in=[change.code for change in changed]
    ).update(latest=False)
    rows.ProgrammeRevision.objects.bulk_create(
        rows.ProgrammeRevision(
            mission=mission,
            code=change.code,
            position=change.position,
            number=number,
            sequence=change.before.sequence + 1 if change.before else 0,
            document=change.document,
            removed=change.removed,
            told_at=at,
        )
        for change in changed
    )


@transaction.atomic
def announce_and_notify(by: Actor, row: mission_rows.Mission, seen_revision: int) -> int:
    """Announce the programme and write a mail to everyone whose day it changes; returns how many were written.

    Raises:
        Conflict: the mission changed in the meantime.

    """
    number = announce(by, row, seen_revision=seen_revision)
    return notify(by, row, number)


@transaction.atomic
def notify(by: Actor, row: mission_rows.Mission, number: int) -> int:
    """Write a mail to everyone who waits for one, again where the last was not sent; a second press writes none.

    A mail that still waits and whose news has changed is withdrawn: the new one says all that changed.
    """
    require(by, Policy.SEND_LINKS)
    mission = _lock(row)
    all_of_it, had = programme_notifications(mission, number), notices(mission)
    gone = _withdraw(by, all_of_it.overtaken)
    for letter in all_of_it.waiting:
        before = sum(len(notice.mails) for notice in had.get(letter.who.key, ()) if notice.number == number)
        _mail(by, mission, letter, all_of_it, before)
    if all_of_it.waiting or gone:
        facts = {"number": number, "mails": len(all_of_it.waiting), "withdrawn": gone}
        ledger.append(by, "mission.programme_told", "mission", mission.id, facts)
    return len(all_of_it.waiting)


def _withdraw(by: Actor, overtaken: Sequence[Notice]) -> int:
    gone = [notice for notice in overtaken if notice.mail is not None and withdraw(by, notice.mail)]
    for notice in gone:
        notice.row.delete()
    return len(gone)


def _mail(
    by: Actor, mission: mission_rows.Mission, letter: ProgrammeLetter, all_of_it: ProgrammeNotifications, before: int
) -> None:
    address = link_for(by, mission, letter.role, letter.party)
    post(
        by,
        key=mail_key(mission, all_of_it.number, letter.role.value, letter.party, before),
        kind=KIND,
        to=letter.who.email,
        language=letter.who.language,
        subject=letter.subject,
        body=body(letter, all_of_it, address),
        secret=Secret.LINK,
        link=address,
        calendars=registry.ask("calendar_mails", mission, letter.role, letter.party, letter.who.email, letter.items),
    )
    _mark_notified(by, mission, all_of_it.number, letter, by_mail=True)


@transaction.atomic
def mark_notified_by_hand(by: Actor, row: mission_rows.Mission, number: int, role: str, party: str) -> None:
    """Keep that somebody was told all they did not know by telephone, messenger or in person; told once is told.

    Raises:
        NotFoundError: there is nothing they are to be told.

    """
    require(by, Policy.SEND_LINKS)
    mission = _lock(row)
    letters = {
        (programme_letter.role.value, programme_letter.party): programme_letter
        for programme_letter in programme_notifications(mission, number).letters
    }
    letter = letters.get((role, party))
    if letter is None:
        raise NotFoundError(Text("programme_pages.nobody_to_tell"), Text("programme_pages.look_again_hint"))
    if letter.state is not NotificationState.TOLD:
        _mark_notified(by, mission, number, letter, by_mail=False)
        facts = {"number": number, "role": role, "party": party}
        ledger.append(by, "mission.programme_told_by_hand", "mission", mission.id, facts)


@transaction.atomic
def take_back(by: Actor, row: mission_rows.Mission, number: int, role: str, party: str) -> None:
    """Take back a tick that was set by mistake; what went out by mail cannot be taken back.

    Raises:
        InputError: they were told by mail.

    """
    require(by, Policy.SEND_LINKS)
    mission = _lock(row)
    kept = next((notice for notice in notices(mission).get((role, party), ()) if notice.number == number), None)
    if kept is None:
        return
    if not kept.by_hand:
        raise InputError(Text("programme_pages.mailed"), Text("programme_pages.look_again_hint"))
    if kept.mail is not None and kept.mail.delivery is not Delivery.FAILED:
        kept.row.by_mail = True  # written to as before the tick
        kept.row.save()
    else:
        kept.row.delete()
    facts = {"number": number, "role": role, "party": party}
    ledger.append(by, "mission.programme_told_taken_back", "mission", mission.id, facts)


def _lock(row: mission_rows.Mission) -> mission_rows.Mission:
    mission: mission_rows.Mission = mission_rows.Mission.objects.select_for_update().get(pk=row.pk)
    return mission


def _mark_notified(
    by: Actor, mission: mission_rows.Mission, number: int, letter: ProgrammeLetter, *, by_mail: bool
) -> None:
    rows.ProgrammeTold.objects.update_or_create(
        mission=mission,
        number=number,
        role=letter.role.value,
        party=letter.party,
        defaults={"by_mail": by_mail, "told_at": now(), "told_by": by.user},
    )
