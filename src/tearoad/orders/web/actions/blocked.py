"""What still waits for somebody whom screening blocked does not go out."""

from __future__ import annotations

from django.db import transaction

from tearoad.companies import Standing
from tearoad.companies.web.models import Company, Side
from tearoad.companies.web.queries.register import buyer_of, exporter_of
from tearoad.mission.web.models import Participation
from tearoad.office.web.actions.messages import withdraw
from tearoad.office.web.models import Message, MessageState
from tearoad.people import Actor, Role
from tearoad.people.web.actions import ledger
from tearoad.screening.web.actions.standing import StandingChanged


@transaction.atomic
def withdraw_waiting_mails(event: StandingChanged) -> None:
    """Take mails to a company that was blocked out of the outbox, to every address that is known of it."""
    company = Company.objects.get(pk=event.company_id)
    if company.standing != Standing.BLOCKED:
        return
    read = exporter_of if company.side == Side.EXPORTER else buyer_of
    parts = [participation.document for participation in Participation.objects.filter(company=company)] or [{}]
    known = [read(company, document) for document in parts]
    emails = {contact.email for party in known for contact in (party.contact, *party.other_contacts) if contact.email}
    by = Actor(company.tenant_id, Role.SYSTEM)
    waiting = Message.objects.filter(to__in=emails, state=MessageState.WAITING)
    taken_out = sum(withdraw(by, message) for message in waiting)
    if taken_out:
        ledger.append(by, "orders.mails_withdrawn", "company", company.pk, {"mails": taken_out})
