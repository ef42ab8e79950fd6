"""Tell everybody concerned at once that a planned meeting was cancelled, and note that the office has acted."""

from __future__ import annotations

from django.conf import settings

from tearoad.matching.asking import MeetingMove
from tearoad.matching.web.actions.cancelling import close
from tearoad.matching.web.actions.moves import MeetingCancelled, MeetingsReturned
from tearoad.matching.web.models import MeetingStep
from tearoad.matching.web.queries.cancellations import mail_keys, open_cancellations
from tearoad.mission.web.queries.missions import answers_to
from tearoad.office.web.actions.messages import post, withdraw
from tearoad.office.web.models import Message, MessageState
from tearoad.people import Actor, Role
from tearoad.text import Text
from tearoad.timetable.web.actions.publishing import PlanPublished
from tearoad.timetable.web.models import Meeting, Published
from tearoad.timetable.web.queries.publishing.cancellations import cancellation_mails
from tearoad.values import Language
from tearoad.words import Words

KIND = "meeting.cancelled"
"""The kind of these messages in the outbox."""


def write_cancellation_mails(event: MeetingCancelled) -> None:
    """Write to the office, the other side and the interpreter, in the transaction in which a meeting was cancelled."""
    step = MeetingStep.objects.select_related("progress__mission").get(pk=event.step_id)
    if settings.HUB is not None:
        return  # home writes, as soon as it hears of it
    mission = step.progress.mission
    by = Actor(mission.tenant_id, Role.SYSTEM)
    for mail in cancellation_mails(step):
        post(
            by, key=mail.key, kind=KIND, to=mail.to, language=mail.language, subject=mail.subject, body=mail.body,
            reply_to=answers_to(mission),
        )  # fmt: skip


def correct_cancellation_mails(event: MeetingsReturned) -> None:
    """Withdraw the mails about a meeting that stands again; to whom one went, another one says so."""
    for exporter, buyer in event.since:
        undone = MeetingStep.objects.filter(
            progress__mission=event.mission_id, progress__exporter=exporter, progress__buyer=buyer,
            move__in=[MeetingMove.WITHDRAW, MeetingMove.DECLINE], undone_at__isnull=False,
        )  # fmt: skip
        for step in undone:
            _correct(step)


def _correct(step: MeetingStep) -> None:
    by = Actor(step.tenant_id, Role.SYSTEM)
    for message in Message.objects.filter(key__startswith=mail_keys(step)):
        if message.state == MessageState.WAITING and withdraw(by, message):
            continue
        words = Words(Language(message.language))
        body = words(Text("publish_pages.stands_again", subject=message.subject))
        post(
            by, key=f"stands-again/{message.key}", kind=KIND, to=message.to, language=Language(message.language),
            subject=words(Text("publish_pages.stands_again_subject", subject=message.subject)), body=body,
        )  # fmt: skip


def close_replanned(event: PlanPublished) -> None:
    """Count a cancellation as acted on once a plan without that meeting is in force."""
    row = Published.objects.select_related("mission").get(pk=event.published_id)
    planned = set(Meeting.objects.filter(published=row).values_list("exporter", "buyer"))
    steps = open_cancellations(row.mission)
    close(step for step in steps if (step.progress.exporter, step.progress.buyer) not in planned)
