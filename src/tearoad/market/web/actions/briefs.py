"""Ask for a brief and keep it once it is made; choose a market of it."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction

from tearoad.errors import InputError
from tearoad.market.brief.document import BriefRequest, MarketBrief
from tearoad.market.brief.firms import NO_FIRMS, BriefFirms, firms_asked_for
from tearoad.market.web.models import MarketChoice, SavedBrief
from tearoad.market.web.queries.briefs import MAKE_BRIEF, BriefWanted, remarks_as_kept
from tearoad.market.web.queries.choices import ProposedMarket
from tearoad.office.web.actions import jobs
from tearoad.people import Actor, Policy
from tearoad.people.web.actions import ledger
from tearoad.people.web.policies import require
from tearoad.text import Text
from tearoad.values.document import to_document
from tearoad.web.clock import now
from tearoad.web.saving.stale import require_unchanged

MOST_REMARKS = 4000


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
    jobs.ask(by, MAKE_BRIEF, str(made.pk), BriefWanted(brief=str(made.pk)))
    return made


@transaction.atomic
def keep_brief(by: Actor, brief_id: UUID, brief: MarketBrief) -> bool:
    """Keep the figures of a brief; False where it was kept already: a job may run twice."""
    require(by, Policy.MAKE_BRIEFS)
    changed = SavedBrief.objects.filter(pk=brief_id, made_at=None).update(document=to_document(brief), made_at=now())
    return bool(changed)


@transaction.atomic
def keep_remarks(by: Actor, brief_id: UUID, remarks: str, *, read: str | None) -> None:
    """Keep what colleagues write beside a brief.

    Raises:
        InputError: it is longer than a page.
        Stale: somebody else wrote in the meantime.

    """
    require(by, Policy.MAKE_BRIEFS)
    if len(remarks) > MOST_REMARKS:
        text = Text("market_pages.remarks_long", count=len(remarks), most=MOST_REMARKS)
        raise InputError(text, Text("market_pages.remarks_long_hint"))
    row = SavedBrief.objects.select_for_update().get(pk=brief_id)
    require_unchanged(read, remarks_as_kept(row), {"remarks": remarks})
    if row.remarks != remarks:
        row.remarks = remarks
        row.save(update_fields=["remarks"])
        ledger.append(by, "market.remarks_kept", "market_brief", row.pk, {"signs": len(remarks)})


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
