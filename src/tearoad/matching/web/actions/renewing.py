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
from tearoad.mission.web.queries.receivers import Receiver
from tearoad.mission.web.queries.same_company import same_in
from tearoad.office.web.actions.messages import post
from tearoad.office.web.models import Secret
from tearoad.people import Actor, Policy, Scope
from tearoad.people.web.policies import require
from tearoad.values import PartyId

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

    A company that takes part under two ids gets one new link, under the id that counts.

    Raises:
        Conflict: the mission is archived.

    """
    require(by, Policy.SEND_LINKS)
    sent = unsent = 0
    same, opening = same_in(mission), [holder for holder in holders(mission, Scope.ANSWER) if holder.opens]
    renewed = {holder.who.key for holder in opening if holder.who.email and holder.who.may_be_met}
    for holder in opening:
        if (holder.who.role.value, same.get(PartyId(holder.who.party), "")) in renewed:
            revoke(by, mission, holder.who.role, holder.who.party, Scope.ANSWER)
            sent += _renew_colleagues(by, mission, holder.who)
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
        sent += _renew_colleagues(by, mission, holder.who)
    return RenewedAnswerLinks(sent, unsent)


def _renew_colleagues(by: Actor, mission: mission_rows.Mission, who: Receiver) -> int:
    """Write to every further person of a company who had a link; return to how many."""
    query = colleagues_of(mission).filter(role=who.role.value, party=who.party)
    colleagues = [colleague for colleague in query if colleague.sent_at is not None]
    for colleague in colleagues:
        send_colleague_link(by, mission, colleague)
    return len(colleagues)
