"""Let no link to answer open any more that opened until now, and write everybody a new one."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import transaction

from tearoad.matching.web.actions.profiles import send_colleague_link
from tearoad.matching.web.queries.letters import renewal_letter
from tearoad.matching.web.queries.profiles import colleagues_of
from tearoad.mission.web import models as mission_rows
from tearoad.mission.web.actions.links import house_of, make, revoke
from tearoad.mission.web.queries.links import holders
from tearoad.mission.web.queries.missions import answers_to
from tearoad.office.web.actions.messages import post
from tearoad.office.web.models import Secret
from tearoad.people import Actor, Policy, Scope
from tearoad.people.web.policies import require

RENEWAL = "asking.renewal"
"""The kind of these mails in the outbox."""


@dataclass(frozen=True, slots=True)
class RenewedAnswerLinks:
    """What became of the links to answer that opened."""

    sent: int
    """New links on their way by mail."""
    unsent: int
    """Links that were taken back from who has no e-mail address, or may not be met any more."""


@transaction.atomic
def renew_answer_links(by: Actor, mission: mission_rows.Mission) -> RenewedAnswerLinks:
    """Replace every link to answer that opens now; what was answered by the old ones stays.

    Raises:
        Conflict: the mission is archived.

    """
    require(by, Policy.SEND_LINKS)
    sent = unsent = 0
    for holder in holders(mission, Scope.ANSWER):
        if not holder.opens:
            continue
        if not (holder.who.email and holder.who.may_be_met):
            revoke(by, mission, holder.who.role, holder.who.party, Scope.ANSWER)
            unsent += 1
            continue
        made = make(by, mission, holder.who.role, holder.who.party, Scope.ANSWER)
        written = renewal_letter(mission, made.who, made.address, house_of(by, made.who.language))
        post(
            by,
            key=f"asking:renewed:{made.link.pk}",
            kind=RENEWAL,
            to=made.who.email,
            language=made.who.language,
            subject=written.subject,
            body=written.body,
            secret=Secret.LINK,
            link=made.address,
            reply_to=answers_to(mission),
        )
        sent += 1
        for colleague in colleagues_of(mission).filter(role=holder.who.role.value, party=holder.who.party):
            if colleague.sent_at is not None:
                send_colleague_link(by, mission, colleague)
                sent += 1
    return RenewedAnswerLinks(sent, unsent)
