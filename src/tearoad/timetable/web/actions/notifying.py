"""Tell those whose day a published plan changed, and nobody else."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import transaction

from tearoad.errors import InputError, NotFoundError
from tearoad.mission.web.actions.links import link_for
from tearoad.mission.web.policies import refuse_archived
from tearoad.office.reach import Delivery
from tearoad.office.web.actions.messages import post, withdraw
from tearoad.office.web.models import Secret
from tearoad.people import Actor, Policy
from tearoad.people.web.actions import ledger
from tearoad.people.web.policies import require
from tearoad.programme.web.queries.reached import NotificationState
from tearoad.text import Text
from tearoad.timetable.web.actions.following import follow_notices
from tearoad.timetable.web.models import NotificationWay, Published, Told
from tearoad.timetable.web.queries.publishing.letters import Notice, body, plan_notifications
from tearoad.timetable.web.queries.publishing.mails import mail_key, mails_of
from tearoad.timetable.web.queries.publishing.own_calendars.mails import plan_parts
from tearoad.web.clock import now

KIND = "told"
"""The kind of these messages in the outbox."""


@transaction.atomic
def notify(by: Actor, row: Published) -> int:
    """Write a mail to everybody who waits for one, again where the last one was not sent; returns how many.

    A second press writes none. A mail about an earlier plan that still waits and whose news has changed is withdrawn:
    the new one says all that changed.
    """
    require(by, Policy.SEND_LINKS)
    _lock(row)
    all_of_it = plan_notifications(row.mission, row)
    gone = _withdraw(by, all_of_it.overtaken)
    written = mails_of([row])
    for letter in all_of_it.waiting:
        address = link_for(by, row.mission, letter.role, letter.party)
        post(
            by,
            key=mail_key(
                row, letter.role.value, letter.party, len(written.get((row.pk, letter.role.value, letter.party), ()))
            ),
            kind=KIND,
            to=letter.person.contact.email,
            language=letter.person.language,
            subject=letter.subject,
            body=body(letter, all_of_it, address),
            secret=Secret.LINK,
            link=address,
            calendars=plan_parts(row, letter.role, letter.party, letter.person.contact.email, letter.since),
        )
        _mark_notified(by, row, letter.role.value, letter.party, NotificationWay.MAIL)
    if all_of_it.waiting:
        follow_notices(by, row.mission)
    if all_of_it.waiting or gone:
        ledger.append(by, "plan.told", "published", row.id, {"mails": len(all_of_it.waiting), "withdrawn": gone})
    return len(all_of_it.waiting)


@transaction.atomic
def mark_notified_by_hand(by: Actor, row: Published, role: str, party: str) -> None:
    """Keep that somebody was told by telephone, messenger or in person; told once is told.

    Raises:
        NotFoundError: there is nothing they are to be told.

    """
    require(by, Policy.SEND_LINKS)
    _lock(row)
    letters = {(letter.role.value, letter.party): letter for letter in plan_notifications(row.mission, row).letters}
    if (role, party) not in letters:
        raise NotFoundError(Text("publish_pages.nobody_to_tell"), Text("publish_pages.look_again_hint"))
    if letters[role, party].state is not NotificationState.TOLD:
        _mark_notified(by, row, role, party, NotificationWay.HAND)
        follow_notices(by, row.mission)
        ledger.append(by, "plan.told_by_hand", "published", row.id, {"role": role, "party": party})


@transaction.atomic
def take_back(by: Actor, row: Published, role: str, party: str) -> None:
    """Take back a tick that was set by mistake; what went out by mail cannot be taken back.

    Who was also written a mail that is not refused counts as written to, as before the tick.

    Raises:
        InputError: they were told by mail.

    """
    require(by, Policy.SEND_LINKS)
    _lock(row)
    kept = Told.objects.filter(published=row, role=role, party=party)
    if kept.filter(way=NotificationWay.MAIL).exists():
        raise InputError(Text("publish_pages.mailed"), Text("publish_pages.look_again_hint"))
    mails = mails_of([row]).get((row.pk, role, party), ())
    written = bool(mails) and mails[-1].delivery is not Delivery.FAILED
    if kept.update(way=NotificationWay.MAIL) if written else kept.delete()[0]:
        follow_notices(by, row.mission)
        ledger.append(by, "plan.told_taken_back", "published", row.id, {"role": role, "party": party})


def _withdraw(by: Actor, overtaken: Sequence[Notice]) -> int:
    gone = [notice for notice in overtaken if notice.mail is not None and withdraw(by, notice.mail)]
    for notice in gone:
        notice.told.delete()
    return len(gone)


def _lock(row: Published) -> None:
    """Let two officers who press at once come one after the other."""
    refuse_archived(row.mission)
    Published.objects.select_for_update().get(pk=row.pk)


def _mark_notified(by: Actor, row: Published, role: str, party: str, way: NotificationWay) -> None:
    said = {"way": way, "told_at": now(), "told_by": by.user}
    Told.objects.update_or_create(published=row, role=role, party=party, defaults=said)
