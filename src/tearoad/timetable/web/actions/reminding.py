"""Remind everybody of their meetings before the fair: one mail each, with the files for their calendar."""

from __future__ import annotations

from django.db import transaction

from tearoad.errors import Conflict
from tearoad.mission.web.actions.links import link_for
from tearoad.mission.web.policies import refuse_archived
from tearoad.mission.web.queries.missions import answers_to
from tearoad.office.web.actions.messages import post
from tearoad.office.web.models import Secret
from tearoad.people import Actor, Policy
from tearoad.people.web.actions import ledger
from tearoad.people.web.policies import require
from tearoad.text import Text
from tearoad.timetable.web.models import Published
from tearoad.timetable.web.queries.publishing.in_force import in_force
from tearoad.timetable.web.queries.publishing.own_calendars.mails import plan_parts
from tearoad.timetable.web.queries.publishing.reminders import reminder_key, reminder_mail, to_remind
from tearoad.web.clock import fair_now

KIND = "fair.reminder"
"""The kind of these messages in the outbox."""


@transaction.atomic
def remind_before_fair(by: Actor, row: Published) -> int:
    """Write to everybody who has meetings and was not reminded yet; a second press writes nothing. Return how many.

    Raises:
        Conflict: the plan is not in force any more, the fair has begun, or the mission is archived.

    """
    require(by, Policy.SEND_LINKS)
    mission = row.mission
    refuse_archived(mission)
    Published.objects.select_for_update().get(pk=row.pk)
    newest = in_force(mission, whole=False)
    if newest is None or newest.pk != row.pk:
        raise Conflict(Text("publish_pages.remind_old_plan"), Text("publish_pages.look_again_hint"))
    if fair_now().astimezone(mission.fair_zone).date() >= mission.starts_on:
        raise Conflict(Text("publish_pages.remind_late"), Text("publish_pages.remind_late_hint"))
    found = to_remind(row)
    for reminder in found:
        role, party, email = reminder.person.role, reminder.person.party, reminder.person.contact.email
        address = link_for(by, mission, role, party)
        made = reminder_mail(row, reminder, address)
        post(
            by,
            key=reminder_key(row, role, party),
            kind=KIND,
            to=email,
            language=reminder.person.language,
            subject=made.subject,
            body=made.body,
            secret=Secret.LINK,
            link=address,
            calendars=plan_parts(row, role, party, email, since=0),
            reply_to=answers_to(mission),
        )
    if found:
        ledger.append(by, "plan.reminded", "published", row.id, {"mails": len(found)})
    return len(found)
