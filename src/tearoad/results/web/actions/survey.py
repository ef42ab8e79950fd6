"""Ask firms and buyers how it was, and take their answers without saying whose they are."""

from __future__ import annotations

from dataclasses import replace

from django.db import transaction

from tearoad import results as core
from tearoad.capture.web.actions.hubs.lost import WaysInRenewed
from tearoad.errors import Conflict
from tearoad.mission.web import models as rows
from tearoad.mission.web.actions.links import house_of, link_for, make, revoke
from tearoad.mission.web.policies import open_mission
from tearoad.mission.web.queries import core as mission_of
from tearoad.mission.web.queries.links import holders
from tearoad.mission.web.queries.receivers import Receiver, receivers
from tearoad.office.web.actions.messages import post
from tearoad.office.web.models import Secret
from tearoad.orders.web.queries.opportunities import today_of
from tearoad.people import Actor, Policy, Role, Scope
from tearoad.people.web.actions import ledger
from tearoad.people.web.policies import require
from tearoad.results.web.models import SurveyAnswer, SurveyInvitation
from tearoad.results.web.queries.survey import invitation_of, mail_key
from tearoad.text import Text
from tearoad.values.document import to_document
from tearoad.words import Words

KIND = "survey"
"""The kind of these messages in the outbox."""
PARTICIPANTS = frozenset({Role.EXPORTER, Role.BUYER})


@transaction.atomic
def send_survey(by: Actor, mission: rows.Mission) -> int:
    """Write to every firm and buyer who was not asked yet, and once more to those who did not answer; return how many.

    Raises:
        Conflict: the mission is archived, or its last day has not come.

    """
    require(by, Policy.SEND_LINKS)
    held = open_mission(mission)
    today = today_of(held)
    if today < held.ends_on:
        raise Conflict(Text("results.survey_too_early", on=held.ends_on), Text("results.survey_too_early_hint"))
    invitations = {
        (invitation.role, invitation.party): invitation for invitation in SurveyInvitation.objects.filter(mission=held)
    }
    written = 0
    for who in receivers(held):
        if who.role not in PARTICIPANTS or not who.may_be_met or not who.email:
            continue
        known = invitations.get(who.key)
        if known is None:
            role, party = who.key
            known = SurveyInvitation.objects.create(mission=held, role=role, party=party, sent_on=today)
        elif known.is_answered or not core.may_remind(known.mails, known.sent_on, today):
            continue
        known.mails, known.sent_on = known.mails + 1, today
        known.save()
        link = link_for(by, held, who.role, who.party, Scope.SURVEY)
        _post(by, held, who, link, mail_key(known, known.mails))
        written += 1
    if written:
        ledger.append(by, "results.survey_sent", "mission", held.pk, {"mails": written})
    return written


@transaction.atomic
def answer_survey(by: Actor, mission: rows.Mission, wanted: core.SurveyAnswer) -> bool:
    """Keep an answer; return False where this link was answered before: the first answer stays.

    Raises:
        NotFoundError: nobody asked them.
        Conflict: the mission is archived.

    """
    require(by, Policy.ANSWER_SURVEY)
    held = open_mission(mission)
    invitation = SurveyInvitation.objects.select_for_update().get(pk=invitation_of(held, by).pk)
    if invitation.is_answered:
        return False
    invitation.is_answered = True
    invitation.save()
    SurveyAnswer.objects.create(mission=held, document=to_document(wanted))
    nobody = replace(by, role=Role.SYSTEM, party="", name="")  # the chain says that, and never whose
    ledger.append(nobody, "results.survey_answered", "mission", held.pk, {})
    return True


def renew_survey_links(event: WaysInRenewed) -> None:
    """After a laptop was lost: replace every link to the survey that opens; what was answered by it stays.

    Who answered already, has no e-mail address, or may not be met any more, only loses theirs.
    """
    mission = rows.Mission.objects.get(pk=event.mission_id)
    silent = SurveyInvitation.objects.filter(mission=mission, is_answered=False)
    waiting = {(invitation.role, invitation.party) for invitation in silent}
    for holder in holders(mission, Scope.SURVEY):
        who = holder.who
        if not holder.opens:
            continue
        if who.email and who.may_be_met and who.key in waiting:
            made = make(event.by, mission, who.role, who.party, Scope.SURVEY)
            _post(event.by, mission, who, made.address, f"survey-link:{made.link.pk}")
        else:
            revoke(event.by, mission, who.role, who.party, Scope.SURVEY)


def _post(by: Actor, mission: rows.Mission, who: Receiver, link: str, key: str) -> None:
    words = Words(who.language)
    name = mission_of(mission).name.in_language(who.language)
    house = house_of(by, who.language)
    body = Text("results_pages.survey_mail_body", name=who.name.main, mission=name, address=link, house=house)
    post(
        by,
        key=key,
        kind=KIND,
        to=who.email,
        language=who.language,
        subject=words(Text("results_pages.survey_mail_subject", mission=name)),
        body=words(body),
        secret=Secret.LINK,
        link=link,
    )
