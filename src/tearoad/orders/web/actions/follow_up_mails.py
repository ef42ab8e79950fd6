"""Ask firms, and buyers where they are asked at all, by a link what came of the fair: three mails a round at most."""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.db.models import Max

from tearoad import orders as core
from tearoad.capture.web.actions.hubs.lost import WaysInRenewed
from tearoad.mission.web import models as rows
from tearoad.mission.web.actions.links import link_for, make, revoke
from tearoad.mission.web.policies import open_mission
from tearoad.mission.web.queries import core as mission_of
from tearoad.mission.web.queries.links import holders
from tearoad.mission.web.queries.receivers import Receiver, receivers
from tearoad.mission.web.queries.same_company import same_in
from tearoad.office.web.actions.messages import post
from tearoad.office.web.models import Secret
from tearoad.orders.web.models import AskingMail, BuyerRounds, Opportunity
from tearoad.orders.web.queries.follow_up_rounds import follow_up_rounds
from tearoad.orders.web.queries.opportunities import opportunities, today_of
from tearoad.people import Actor, Policy, Role, Scope
from tearoad.people.web.actions import ledger
from tearoad.people.web.models import Organisation
from tearoad.people.web.policies import require
from tearoad.text import Text
from tearoad.values import PartyId
from tearoad.web.clock import now
from tearoad.words import Words

KIND = "orders"
"""The kind of these messages in the outbox."""
DUE = frozenset({core.FollowUpState.SEND, core.FollowUpState.SEND_AGAIN})


def ask_all_firms(by: Actor) -> int:
    """Write the mails that are due today in every mission; a second call on the same day writes none.

    Each mission is a transaction of its own: a worker that is killed in between goes on where it was.
    """
    require(by, Policy.EDIT_ORDERS)
    query = Opportunity.objects.order_by().values_list("mission_id").distinct()
    missions = rows.Mission.objects.filter(archived_at=None, pk__in=query)
    return sum(ask_firms(by, mission, today_of(mission)) for mission in missions)


@transaction.atomic
def ask_firms(by: Actor, mission: rows.Mission, today: date) -> int:
    """Write the mails of one mission that are due on a day; return how many.

    Whoever has no address, or may not be met after screening, gets none, and stands in the list of those to telephone.
    """
    require(by, Policy.EDIT_ORDERS)
    held: rows.Mission = rows.Mission.objects.select_for_update().get(pk=mission.pk)
    known = {
        (receiver.party, receiver.role): receiver
        for receiver in receivers(held)
        if receiver.may_be_met and receiver.email
    }
    written = 0
    for asking in follow_up_rounds(held, opportunities(held)):
        who = known.get((asking.party, Role.BUYER if asking.is_buyer else Role.EXPORTER))
        if who is not None and core.state_of_round(asking, held.ends_on, today) in DUE:
            _ask(by, held, who, asking, today)
            written += 1
    if written:
        ledger.append(by, "orders.firms_asked", "mission", held.pk, {"mails": written})
    return written


def _ask(by: Actor, mission: rows.Mission, who: Receiver, asking: core.FollowUpRound, today: date) -> None:
    own = AskingMail.objects.filter(mission=mission, party=who.party, months=asking.months)
    number = (own.aggregate(last=Max("number"))["last"] or 0) + 1  # mails to another id of the company have their own
    AskingMail.objects.create(mission=mission, party=who.party, months=asking.months, number=number, sent_on=today)
    link = link_for(by, mission, who.role, who.party, Scope.FOLLOW)
    _post(by, mission, who, link, f"orders:{mission.pk}:{who.party}:{asking.months}:{number}")


@transaction.atomic
def switch_buyers(by: Actor, *, is_on: bool) -> bool:
    """Ask buyers by rounds in every mission from now on, or no longer; return whether that is a change.

    Rounds that are over are over: a round closes sixty days after it was due.
    """
    require(by, Policy.SEND_LINKS)
    if is_on:
        _row, changed = BuyerRounds.objects.get_or_create(
            tenant_id=by.tenant, defaults={"since": now(), "switched_by": by.name}
        )
    else:
        changed = BuyerRounds.objects.all().delete()[0] > 0
    if changed:
        ledger.append(by, "orders.buyers_on" if is_on else "orders.buyers_off", "organisation", by.tenant, {})
    return changed


@transaction.atomic
def send_own_lists(by: Actor, mission: rows.Mission) -> int:
    """Send every firm that has an opportunity the link to its list; who has one that opens gets no other.

    Raises:
        Conflict: the mission is archived.

    """
    require(by, Policy.SEND_LINKS)
    held = open_mission(mission)
    same, found = same_in(held), holders(held, Scope.FOLLOW)
    firms = {same.get(PartyId(opportunity.row.firm), opportunity.row.firm) for opportunity in opportunities(held)}
    firms -= {same.get(PartyId(holder.who.party), "") for holder in found if holder.is_live}
    written = 0
    for holder in found:
        who = holder.who
        if who.role is Role.EXPORTER and who.party in firms and who.may_be_met and who.email and not holder.is_live:
            made = make(by, held, Role.EXPORTER, who.party, Scope.FOLLOW)
            _post(by, held, who, made.address, f"orders-list:{made.link.pk}")
            written += 1
    return written


def renew_own_lists(event: WaysInRenewed) -> None:
    """After a laptop was lost: replace every link to a firm's own list that opens; what was told by it stays.

    Who has no e-mail address, or may not be met any more, only loses theirs; a company under two ids gets one.
    """
    mission = rows.Mission.objects.get(pk=event.mission_id)
    same, opening = same_in(mission), [holder for holder in holders(mission, Scope.FOLLOW) if holder.opens]
    reached = {holder.who.key for holder in opening if holder.who.email and holder.who.may_be_met}
    for holder in opening:
        other = (holder.who.role.value, same.get(PartyId(holder.who.party), ""))
        if holder.who.key in reached and other not in reached:
            made = make(event.by, mission, holder.who.role, holder.who.party, Scope.FOLLOW)
            _post(event.by, mission, holder.who, made.address, f"orders-list:{made.link.pk}")
        else:
            revoke(event.by, mission, holder.who.role, holder.who.party, Scope.FOLLOW)


def _post(by: Actor, mission: rows.Mission, who: Receiver, link: str, key: str) -> None:
    words, name = Words(who.language), mission_of(mission).name.in_language(who.language)
    house = Organisation.objects.get(pk=by.tenant).in_language(who.language)
    said = "buyer" if who.role is Role.BUYER else "ask"
    body = Text(f"orders_pages.{said}_body", name=who.name.main, mission=name, address=link, house=house)
    post(
        by,
        key=key,
        kind=KIND,
        to=who.email,
        language=who.language,
        subject=words(Text(f"orders_pages.{said}_subject", mission=name)),
        body=words(body),
        secret=Secret.LINK,
        link=link,
    )
