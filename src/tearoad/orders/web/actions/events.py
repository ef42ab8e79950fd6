"""Write down what happened to an opportunity. Nothing is changed or taken away: a correction is an event too."""

from __future__ import annotations

from dataclasses import dataclass, replace
from uuid import UUID

from django.db import transaction
from uuid_utils.compat import uuid7

from tearoad import orders as core
from tearoad.costs.rounding import refuse_slip
from tearoad.errors import InputError, NotFoundError
from tearoad.mission.web.policies import refuse_archived
from tearoad.office.files.judging import Flaw, flaw_of, refusal
from tearoad.office.files.names import clean_name
from tearoad.office.files.sniffing import PDF, PICTURES
from tearoad.office.web.actions.files import keep
from tearoad.office.web.actions.webhooks import announce
from tearoad.office.webhooks.kinds import NoticeKind
from tearoad.orders.order_event import SECOND_VOICES, judge_goods
from tearoad.orders.web.models import Opportunity, OpportunityEvent
from tearoad.orders.web.queries.opportunities import opportunity, own_ids, today_of
from tearoad.people import Actor, Policy, Role
from tearoad.people.web.actions import ledger
from tearoad.people.web.policies import require
from tearoad.rows.codecs import currency_code
from tearoad.text import Text
from tearoad.values.document import to_document
from tearoad.web.clock import fair_now

EVIDENCE = "order_evidence"
MOST_BYTES = 20_000_000
TAKEN = frozenset({*PICTURES, PDF})


@dataclass(frozen=True, slots=True)
class SentEvidence:
    """A file as a browser sent it."""

    name: str
    content: bytes
    media_type: str = ""


@transaction.atomic
def write_event(
    by: Actor,
    row: Opportunity,
    wanted: core.OrderEvent,
    evidence: SentEvidence | None = None,
    *,
    copied_from: str = "",
) -> OpportunityEvent:
    """Write down what happened. A firm speaks for itself, by its link; an officer says whose word it is.

    A buyer says by a link that something is so, or otherwise, and nothing else.

    Raises:
        InputError: a day on which it cannot have happened, an amount nobody can pay, too many goods, or evidence that
            is not taken.
        NotFoundError: it is about an event that is not there.
        Conflict: the mission is archived, or it is about an event that counts no more.

    """
    if by.role in {Role.EXPORTER, Role.BUYER}:
        require(by, Policy.REPORT_ORDERS)
        _require_own_voice(by, row, wanted)
    else:
        require(by, Policy.EDIT_ORDERS)
    refuse_archived(row.mission)
    held = Opportunity.objects.select_for_update().select_related("mission").get(pk=row.pk)
    core.judge_day(wanted, held.mission.starts_on, today_of(held.mission))
    judge_goods(wanted)
    if wanted.money is not None:
        currency_code(wanted.money.currency)  # as forms and sheets read it: gold and "no currency" are none
        refuse_slip(wanted.money)
    history = opportunity(held.mission, held.pk).history
    core.judge_about(history, wanted)
    core.judge_said(history, wanted)
    key = uuid7()
    file = None if evidence is None else _store_evidence(by, evidence)
    made: OpportunityEvent = OpportunityEvent.objects.create(
        pk=UUID(str(key)),
        opportunity=held,
        document=to_document(replace(wanted, id=core.EventId(str(key)))),
        file=file,
        recorded_at=fair_now(),
        recorded_by=by.name or by.party,
        copied_from=copied_from,
    )
    facts = {"event": str(key), "type": wanted.type.value, "rung": wanted.rung.value if wanted.rung else ""}
    ledger.append(by, "orders.event_written", "opportunity", held.pk, facts)
    announce(NoticeKind.ORDER_EVENT_WRITTEN, facts | _for_other_programs(held, wanted))
    return made


def _require_own_voice(by: Actor, row: Opportunity, wanted: core.OrderEvent) -> None:
    own = {Role.EXPORTER: (row.firm, core.Informant.EXPORTER), Role.BUYER: (row.buyer, core.Informant.BUYER)}
    party, informant = own[by.role]
    is_own = wanted.said_by is informant and by.party in own_ids(row.mission, party)
    if not is_own or (by.role is Role.BUYER and wanted.type not in SECOND_VOICES):
        raise NotFoundError(Text("orders.no_such_opportunity"), Text("orders.no_such_opportunity_hint"))


def _for_other_programs(row: Opportunity, event: core.OrderEvent) -> dict[str, str]:
    """Return what other programs are told: ids, and an amount beside its currency; the rung stands among the facts."""
    money = event.money
    said = {"amount": f"{money.amount:f}" if money else "", "currency": money.currency if money else ""}
    about = {"about": event.about} if event.about else {}
    return said | about | {"mission": str(row.mission_id), "opportunity": str(row.pk), "said_by": event.said_by.value}


def _store_evidence(by: Actor, evidence: SentEvidence) -> object:
    flaw = flaw_of(evidence.name, evidence.content, TAKEN)
    if flaw is not None:
        name = clean_name(evidence.name)
        text = Text("orders.evidence_kind", name=name) if flaw is Flaw.KIND else refusal(flaw, name)
        raise InputError(text, Text("orders.evidence_kind_hint"))
    return keep(by, name=evidence.name, content=evidence.content, kind=EVIDENCE, media_type=evidence.media_type)
