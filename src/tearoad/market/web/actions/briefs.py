"""Ask for a brief and keep it once it is made; choose a market of it."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction

from tearoad.market.brief.document import BriefRequest, MarketBrief
from tearoad.market.brief.firms import NO_FIRMS, BriefFirms, firms_asked_for
from tearoad.market.web.models import MarketChoice, SavedBrief
from tearoad.market.web.queries.briefs import MAKE_BRIEF
from tearoad.market.web.queries.choices import ProposedMarket
from tearoad.office.web.actions import jobs
from tearoad.people import Actor, Policy
from tearoad.people.web.actions import ledger
from tearoad.people.web.policies import require
from tearoad.values.document import to_document
from tearoad.web.clock import now


@transaction.atomic
def ask_for_brief(by: Actor, request: BriefRequest, firms: BriefFirms = NO_FIRMS) -> SavedBrief:
    """Write down what is asked for, and let a worker make it."""
    require(by, Policy.MAKE_BRIEFS)
    made: SavedBrief = SavedBrief.objects.create(
        exporter=request.exporter,
        products=",".join(request.products),
        markets=",".join(request.markets),
        year=request.year,
        firms=to_document(firms_asked_for(firms, request.products)),
        asked_at=now(),
    )
    ledger.append(
        by,
        "market.brief_asked",
        "market_brief",
        made.pk,
        {"exporter": made.exporter, "products": made.products, "markets": made.markets},
    )
    jobs.ask(by, MAKE_BRIEF, str(made.pk), {"brief": str(made.pk)})
    return made


@transaction.atomic
def keep_brief(by: Actor, brief_id: UUID, brief: MarketBrief) -> bool:
    """Keep the figures of a brief; False where it was kept already: a job may run twice."""
    require(by, Policy.MAKE_BRIEFS)
    changed = SavedBrief.objects.filter(pk=brief_id, made_at=None).update(document=to_document(brief), made_at=now())
    return bool(changed)


@transaction.atomic
def choose_market(by: Actor, proposed: ProposedMarket, subject: str, subject_id: UUID) -> None:
    """Write down for which market of which brief a mission or a campaign was begun; once for each."""
    require(by, Policy.EDIT_MISSION)
    _, is_new = MarketChoice.objects.get_or_create(
        subject=subject,
        subject_id=subject_id,
        defaults={"brief": proposed.row, "market": proposed.market, "chosen_at": now()},
    )
    if is_new:
        facts = {"market": proposed.market, "snapshot": proposed.brief.snapshot, "brief": str(proposed.row.pk)}
        ledger.append(by, "market.market_chosen", subject, subject_id, facts)
