"""Mails that were sent elsewhere, written down by a copy: who wrote to whom, when, about what. No text, no file."""

from __future__ import annotations

import secrets
from datetime import date, timedelta

from django.db import transaction

from tearoad import orders as core
from tearoad.errors import Conflict
from tearoad.mission.web.policies import refuse_archived
from tearoad.office.web.actions.messages import post
from tearoad.office.web.actions.returned_mails import MailArrived
from tearoad.orders.mail_copy import TOKEN_LENGTH, TOKEN_SIGNS, MailCopy, read_copy
from tearoad.orders.web.actions.events import write_event
from tearoad.orders.web.models import Opportunity, OpportunityEvent
from tearoad.orders.web.queries.opportunities import today_of
from tearoad.people import Actor, Policy, Role
from tearoad.people.web.actions import ledger
from tearoad.people.web.models import Membership, acting_for
from tearoad.people.web.policies import require
from tearoad.text import Text
from tearoad.values import Language
from tearoad.web.clock import now
from tearoad.words import Words

KIND = "orders"
"""The kind of these answers in the outbox."""
MOST_A_DAY = 50
"""So many copies of one opportunity are written down within a day."""


@transaction.atomic
def open_copy_address(by: Actor, row: Opportunity) -> str:
    """Return the token by which copies name an opportunity; it is made once, and stays.

    Raises:
        Conflict: the mission is archived.

    """
    require(by, Policy.EDIT_ORDERS)
    refuse_archived(row.mission)
    held = Opportunity.objects.select_for_update().get(pk=row.pk)
    if not held.copy_token:
        held.copy_token = "".join(secrets.choice(TOKEN_SIGNS) for _ in range(TOKEN_LENGTH))
        held.save(update_fields=["copy_token"])
        ledger.append(by, "orders.copy_address_opened", "opportunity", held.pk, {})
    return str(held.copy_token)


def take_copies(event: MailArrived) -> None:
    """Write a copied mail down with every opportunity that it names; tell an officer why one was not taken."""
    copied = read_copy(event.content)
    if copied is None or copied.is_automatic:
        return
    for token in copied.tokens:
        row = Opportunity.across_tenants.select_related("mission").filter(copy_token=token).first()
        if row is None:
            _answer(copied, Text("orders_pages.copy_unknown"))
            continue
        with acting_for(row.tenant_id):
            refused = _take(row, copied)
        if refused is not None:
            _answer(copied, refused)


@transaction.atomic
def _take(row: Opportunity, copied: MailCopy) -> Text | None:
    """Write one copy down; return why not where it is refused, and nothing where it stands there already."""
    by = Actor(row.tenant_id, Role.SYSTEM, name=copied.copied_by)
    Opportunity.objects.select_for_update().get(pk=row.pk)
    copies = OpportunityEvent.objects.filter(opportunity=row).exclude(copied_from="")
    if copies.filter(copied_from=copied.digest).exists():
        return None
    if copies.filter(recorded_at__gt=now() - timedelta(days=1)).count() >= MOST_A_DAY:
        return Text("orders_pages.copy_too_many", most=MOST_A_DAY)
    wanted = core.OrderEvent(
        core.EventId(""),
        core.EventType.MESSAGE,
        _day(row, copied),
        core.Informant.OFFICER,
        note=copied.note[: core.MOST_IN_A_NOTE],
    )
    try:
        write_event(by, row, wanted, copied_from=copied.digest)
    except Conflict:
        return Text("orders_pages.copy_archived")
    return None


def _day(row: Opportunity, copied: MailCopy) -> date:
    """Return the day at home on which the mail says it was sent; today where it cannot have been sent then."""
    today, starts_on = today_of(row.mission), row.mission.starts_on
    if copied.sent_at is None:
        return today
    on = copied.sent_at.astimezone(row.mission.home_zone).date()
    return on if starts_on - core.EARLIEST_BEFORE_FAIR <= on <= today else today


def _answer(copied: MailCopy, why: Text) -> None:
    """Tell whoever sent the copy and has an account, once a day for each reason; nobody else is written to."""
    member = (
        Membership.objects.select_related("user")
        .filter(user__email=copied.copied_by.casefold(), user__is_active=True, pending=False)
        .first()
    )
    if member is None:
        return
    words = Words(Language(member.user.language))
    with acting_for(member.organisation_id):
        post(
            Actor(member.organisation_id, Role.SYSTEM),
            key=f"orders-copy:{why.code}:{member.user.pk}:{now():%Y-%m-%d}",
            kind=KIND,
            to=member.user.email,
            language=words.language,
            subject=words(Text("orders_pages.copy_refused_subject")),
            body=words(Text("orders_pages.copy_refused_body", why=words(why), subject=copied.subject)),
        )
