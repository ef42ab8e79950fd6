"""Whom to remind before the fair, and how that mail reads: their own meetings of the plan in force, once a mission."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from tearoad.companies import may_be_planned
from tearoad.matching.web.queries.progress import SIDES, seen_called_off
from tearoad.mission import Mission
from tearoad.mission.papers import spelling
from tearoad.mission.web.queries import core, parties
from tearoad.mission.web.queries.receivers import is_address
from tearoad.office.web.models import Message
from tearoad.people import Role
from tearoad.text import Text
from tearoad.timetable.web.models import Meeting, Published
from tearoad.timetable.web.queries.publishing.days import COLUMN
from tearoad.timetable.web.queries.publishing.everyone import Everyone, PersonWithDay, companies, greeted
from tearoad.values import Language
from tearoad.words import Words
from tearoad.words.catalogue import moment

Whom = tuple[Role, str]


@dataclass(frozen=True, slots=True)
class FairReminder:
    """Somebody to be reminded of their meetings."""

    person: PersonWithDay
    name: str
    """As the letter's language spells it."""
    meetings: int
    first_at: datetime
    """When the first of them begins, by the fair's clock."""


def reminder_key(row: Published, role: Role, party: str) -> str:
    """Return the key of the mail that reminds somebody: one a mission, whatever plan comes into force later."""
    return f"fair-reminder/{row.mission_id}/{role.value}/{party}"


def to_remind(row: Published) -> tuple[FairReminder, ...]:
    """Return who has meetings in a plan, an address, and no reminder yet; twelve queries at least."""
    found = parties(row.mission)
    everyone, own = Everyone(found), _own_meetings(row)
    held = {str(company.id) for company in companies(found) if not may_be_planned(company)}
    written = set(
        Message.objects.filter(key__startswith=reminder_key(row, Role.BUYER, "").partition("/buyer/")[0]).values_list(
            "key", flat=True
        )
    )
    return tuple(
        FairReminder(person, everyone.names(person.language).get(party, party), len(starts), min(starts))
        for (role, party), person in everyone.persons.items()
        if (starts := own.get((role, party)))
        and party not in held
        and is_address(person.contact.email)
        and reminder_key(row, role, party) not in written
    )


def _own_meetings(row: Published) -> Mapping[Whom, list[datetime]]:
    """Return when everybody's meetings begin; of those called off, only what one may not know of yet."""
    zone = row.mission.fair_zone
    off = {side: seen_called_off(row.mission, side) for side in {SIDES.get(role) for role in COLUMN}}
    found: dict[Whom, list[datetime]] = {}
    for meeting in Meeting.objects.filter(published=row).defer("facts"):
        for role, column in COLUMN.items():
            is_off = (meeting.exporter, meeting.buyer) in off[SIDES.get(role)]
            if (party := getattr(meeting, column)) and not is_off:
                found.setdefault((role, party), []).append(meeting.start_at.astimezone(zone))
    return found


@dataclass(frozen=True, slots=True)
class ReminderMail:
    """A reminder as its receiver gets it."""

    subject: str
    body: str


def reminder_mail(row: Published, reminder: FairReminder, address: str) -> ReminderMail:
    """Return the mail: how many meetings, when the first begins, the link to their day, whom to call."""
    trip, language = core(row.mission), reminder.person.language
    words, fair = Words(language), trip.fair.in_language(language)
    body = Text(
        "publish_pages.remind_body",
        hello=words(Text("publish_pages.mail_hello", who=greeted(reminder.person) or reminder.name)),
        what=words(Text("publish_pages.remind_meetings", count=reminder.meetings, fair=fair)),
        first=moment(reminder.first_at, language),
        address=address,
        come=words(Text("publish_pages.remind_come", address=f"{address}day/notice/"))
        if reminder.person.role in SIDES
        else "",
        callers="\n".join(_callers(trip, language)),
        mission=trip.name.in_language(language),
    )
    return ReminderMail(words(Text("publish_pages.remind_subject", fair=fair)), words(body))


def _callers(trip: Mission, language: Language) -> list[str]:
    return [
        " · ".join(filter(None, (spelling.person(contact.person, language).main, contact.phone, contact.messenger)))
        for contact in trip.contacts[:3]
    ]
