"""Open an opportunity, say what is to be done next, take over what the floor proposes."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from django.db import transaction
from django.db.models import QuerySet

from tearoad import orders as core
from tearoad.companies import Standing
from tearoad.companies.web.models import Side
from tearoad.errors import Conflict, InputError, NotFoundError
from tearoad.mission.web import models as rows
from tearoad.mission.web.policies import open_mission, refuse_archived
from tearoad.office.web.actions.webhooks import announce
from tearoad.office.webhooks.kinds import NoticeKind
from tearoad.orders.opportunity import judge_step_day
from tearoad.orders.web.models import Opportunity
from tearoad.orders.web.queries.opportunities import own_ids, today_of
from tearoad.orders.web.queries.proposals import proposals
from tearoad.people import Actor, Policy, Role
from tearoad.people.web.actions import ledger
from tearoad.people.web.policies import require
from tearoad.text import Text
from tearoad.values import Language
from tearoad.values.document import from_document, to_document
from tearoad.web.clock import fair_now
from tearoad.web.saving import stale


@transaction.atomic
def open_opportunity(by: Actor, mission: rows.Mission, wanted: core.Opportunity) -> Opportunity:
    """Open an opportunity between a firm and a buyer of the mission; an open one of the two for the same is used.

    Raises:
        InputError: the mission has no such firm or buyer, or the step is due on a day that cannot be.
        Conflict: the mission is archived, or screening blocked one of the two.

    """
    require(by, Policy.EDIT_ORDERS)
    open_mission(mission)
    _require_both(mission, wanted)
    judge_step_day(wanted.due_on, mission.starts_on, today_of(mission))
    for opportunity in _of_both(mission, wanted):
        if from_document(core.Opportunity, opportunity.document).about.casefold() == wanted.about.casefold():
            known: Opportunity = opportunity
            return known
    made: Opportunity = Opportunity.objects.create(
        mission=mission,
        firm=wanted.firm,
        buyer=wanted.buyer,
        document=to_document(wanted),
        opened_at=fair_now(),
        opened_by=by.name,
    )
    _note(by, made, "opened")
    return made


@transaction.atomic
def change_step(by: Actor, row: Opportunity, wanted: core.Opportunity, read: str) -> None:
    """Say what is to be done next, by whom and by when; `read` is the mark of what the form showed.

    Raises:
        Stale: somebody changed it in the meantime.
        InputError: it is due on a day that cannot be.
        Conflict: the mission is archived.

    """
    if by.role is Role.EXPORTER:
        require(by, Policy.REPORT_ORDERS)
    else:
        require(by, Policy.EDIT_ORDERS)
    refuse_archived(row.mission)
    held = Opportunity.objects.select_for_update().get(pk=row.pk)
    if by.role is Role.EXPORTER and by.party not in own_ids(row.mission, held.firm):
        raise NotFoundError(Text("orders.no_such_opportunity"), Text("orders.no_such_opportunity_hint"))
    stale.require_unchanged(read, held.document, to_document(wanted))
    if wanted.due_on.isoformat() != held.document.get("due_on"):
        judge_step_day(wanted.due_on, row.mission.starts_on, today_of(row.mission))
    held.document = to_document(wanted)
    held.save()
    _note(by, held, "step_changed")


@transaction.atomic
def accept_proposal(by: Actor, mission: rows.Mission, key: str) -> Opportunity:
    """Take over what the floor proposes; reports of an opportunity that is open already are added to it.

    Raises:
        NotFoundError: nothing is proposed for these two any more.
        Conflict: the mission is archived, or screening blocked one of the two.

    """
    require(by, Policy.EDIT_ORDERS)
    opportunity = next((proposal for proposal in proposals(mission, Language.EN) if proposal.key == key), None)
    if opportunity is None:
        raise NotFoundError(Text("orders.no_such_proposal"), Text("orders.no_such_proposal_hint"))
    if not opportunity.is_known:
        return open_opportunity(by, mission, opportunity.opportunity)
    open_mission(mission)
    row: Opportunity = (
        Opportunity.objects.select_for_update()
        .filter(pk__in=_of_both(mission, opportunity.opportunity))
        .order_by("id")[0]
    )
    return add_reports(by, row, opportunity.opportunity.reports)


@transaction.atomic
def add_reports(by: Actor, row: Opportunity, reports: Iterable[str]) -> Opportunity:
    """Say that reports from the floor speak of an opportunity; those it came of already change nothing."""
    require(by, Policy.EDIT_ORDERS)
    known = from_document(core.Opportunity, row.document)
    every = tuple(sorted({*known.reports, *reports}))
    if every != known.reports:
        row.document = to_document(replace(known, reports=every))
        row.save()
        _note(by, row, "reports_added")
    return row


def _of_both(mission: rows.Mission, wanted: core.Opportunity) -> QuerySet[Opportunity]:
    """Return the opportunities of the two, whichever id each of them has there."""
    firm, buyer = (own_ids(mission, party) for party in (wanted.firm, wanted.buyer))
    return Opportunity.objects.filter(mission=mission, firm__in=firm, buyer__in=buyer)


def _require_both(mission: rows.Mission, wanted: core.Opportunity) -> None:
    taking = rows.Participation.objects.filter(mission=mission, code__in=(wanted.firm, wanted.buyer))
    found = {participation.code: participation.company for participation in taking.select_related("company")}
    for code, side in ((wanted.firm, Side.EXPORTER), (wanted.buyer, Side.BUYER)):
        if code not in found or found[code].side != side:
            raise InputError(Text(f"orders.no_such_{side.value}", found=code), Text("orders.no_such_party_hint"))
        if found[code].standing == Standing.BLOCKED:
            raise Conflict(Text("orders.is_blocked", found=code), Text("orders.is_blocked_hint"))


def _note(by: Actor, row: Opportunity, what: str) -> None:
    facts = {"firm": row.firm, "buyer": row.buyer, "mission": str(row.mission_id)}
    ledger.append(by, f"orders.{what}", "opportunity", row.pk, facts)
    announce(NoticeKind(f"opportunity.{what}"), facts | {"opportunity": str(row.pk)})
