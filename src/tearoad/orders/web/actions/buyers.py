"""Ask a buyer whether what firms say of business with them is so."""

from __future__ import annotations

from django.db import transaction

from tearoad.companies import Standing
from tearoad.errors import Conflict
from tearoad.mission.web.actions.links import house_of, link_for
from tearoad.mission.web.models import Participation
from tearoad.mission.web.policies import open_mission
from tearoad.mission.web.queries import core as mission_of
from tearoad.mission.web.queries.receivers import receiver
from tearoad.mission.web.queries.same_company import counting_id
from tearoad.office.web.actions.messages import post
from tearoad.office.web.models import Message, Secret
from tearoad.orders.web.actions.follow_up_mails import KIND
from tearoad.orders.web.models import Opportunity
from tearoad.orders.web.queries.buyers import open_for_buyer
from tearoad.orders.web.queries.opportunities import opportunity, today_of
from tearoad.people import Actor, Policy, Role, Scope
from tearoad.people.web.actions import ledger
from tearoad.people.web.policies import require
from tearoad.text import Text
from tearoad.words import Words


@transaction.atomic
def ask_buyer(by: Actor, row: Opportunity) -> bool:
    """Write to the buyer with a link to what firms say; return False where they were written to today already.

    Raises:
        Conflict: the mission is archived, screening blocked one of the two, the buyer has no address, or there is
            nothing to confirm.

    """
    require(by, Policy.SEND_LINKS)
    held = open_mission(row.mission)
    buyer = counting_id(held, row.buyer)
    who = receiver(held, Role.BUYER, buyer)
    if who is None or not who.email:
        raise Conflict(Text("portal_pages.no_email"), Text("portal_pages.no_email_hint"))
    if Participation.objects.filter(mission=held, code=row.firm, company__standing=Standing.BLOCKED).exists():
        raise Conflict(Text("orders.is_blocked", found=row.firm), Text("orders.is_blocked_hint"))
    if not open_for_buyer(opportunity(held, row.pk).history):
        raise Conflict(Text("orders.nothing_to_confirm"), Text("orders.nothing_to_confirm_hint"))
    key = f"orders-buyer:{held.pk}:{buyer}:{today_of(held)}"
    if Message.objects.filter(key=key).exists():
        return False
    words, name = Words(who.language), mission_of(held).name.in_language(who.language)
    link = link_for(by, held, Role.BUYER, who.party, Scope.FOLLOW)
    body = Text(
        "orders_pages.buyer_body",
        name=who.name.main,
        mission=name,
        address=link,
        house=house_of(by, who.language),
    )
    post(
        by,
        key=key,
        kind=KIND,
        to=who.email,
        language=who.language,
        subject=words(Text("orders_pages.buyer_subject", mission=name)),
        body=words(body),
        secret=Secret.LINK,
        link=link,
    )
    ledger.append(by, "orders.buyer_asked", "opportunity", row.pk, {"buyer": buyer})
    return True
