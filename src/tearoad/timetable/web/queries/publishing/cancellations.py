"""The mails that tell of a cancelled meeting."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from tearoad.companies import may_be_planned
from tearoad.matching.web.models import MeetingStep
from tearoad.matching.web.queries.cancellations import is_hidden, mail_key, mail_keys, other_side, who_cancelled
from tearoad.mission.web.models import Mission
from tearoad.mission.web.queries import core, parties
from tearoad.mission.web.queries.receivers import is_address
from tearoad.people import Role
from tearoad.text import Text
from tearoad.timetable.web.models import Meeting
from tearoad.timetable.web.queries.publishing.everyone import Everyone, companies
from tearoad.timetable.web.queries.publishing.in_force import in_force
from tearoad.values import Language
from tearoad.words import Words
from tearoad.words.catalogue import moment


@dataclass(frozen=True, slots=True)
class CancellationMail:
    """A mail about a cancelled meeting."""

    key: str
    to: str
    language: Language
    subject: str
    body: str


def cancellation_mails(step: MeetingStep) -> tuple[CancellationMail, ...]:
    """Return the mails that tell the office, the other side and the interpreter; none where no plan has the meeting.

    Before all learn what became of their requests, a "no" is told to the office alone.
    """
    mission, progress = step.progress.mission, step.progress
    meeting = Meeting.objects.filter(
        published=in_force(mission, whole=False), exporter=progress.exporter, buyer=progress.buyer
    ).first()
    return tuple(_mails(step, mission, meeting)) if meeting else ()


def _mails(step: MeetingStep, mission: Mission, meeting: Meeting) -> Iterator[CancellationMail]:
    found = parties(mission)
    everyone = Everyone(found)
    who, (other_role, other) = who_cancelled(step), other_side(step)
    barred = {str(company.id) for company in companies(found) if not may_be_planned(company)}
    trip, start = core(mission), meeting.start_at.astimezone(mission.fair_zone)
    hidden = is_hidden(step)
    receivers = [] if hidden else [(other_role, other), (Role.INTERPRETER, meeting.interpreter)]
    for role, party in receivers:
        person = everyone.persons.get((role, party))
        if person is not None and party not in barred and is_address(person.contact.email):
            named = everyone.names(person.language)
            yield _mail(
                mail_key(step, role, party),
                person.contact.email,
                person.language,
                "publish_pages.cancelled_body",
                who=named.get(who, who),
                other=named.get(other, other),
                start=start,
                mission=trip.name.in_language(person.language),
            )
    named = everyone.names(trip.home_language)
    for email in sorted({contact.email for contact in trip.contacts if is_address(contact.email)}):
        yield _mail(
            f"{mail_keys(step)}office/{email}",
            email,
            trip.home_language,
            "publish_pages.refused_office" if hidden else "publish_pages.cancelled_office",
            who=named.get(who, who),
            other=named.get(other, other),
            start=start,
            mission=trip.name.in_language(trip.home_language),
            message=step.message or "–",
        )


def _mail(
    key: str, to: str, language: Language, body: str, *, who: str, start: datetime, **more: str
) -> CancellationMail:
    words, at = Words(language), moment(start, language)
    subject = Text("publish_pages.cancelled_subject", who=who, start=at)
    return CancellationMail(key, to, language, words(subject), words(Text(body, who=who, start=at, **more)))
