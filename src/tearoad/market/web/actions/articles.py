"""Keep an article with the facts that it proposes, decide them, and take a decision back."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date
from typing import Any
from uuid import UUID

from django.db import transaction

from tearoad.errors import Conflict, InputError
from tearoad.market.facts.document import ProposedFact
from tearoad.market.facts.reading import read_facts
from tearoad.market.web.models import FACT_PLACES, ArticleFact, FactState, NewsArticle
from tearoad.market.web.queries import articles as queries
from tearoad.people import Actor, Policy
from tearoad.people.web.actions import ledger
from tearoad.people.web.policies import require
from tearoad.text import Text
from tearoad.values.document import to_document
from tearoad.web.clock import now
from tearoad.web.confirm import require_name
from tearoad.web.saving.stale import require_unchanged

MOST_FACTS = 400
"""Of one article: a person reads each of them."""
_LONGEST_STATEMENT, _LONGEST_NAME = 600, 300


@transaction.atomic
def add_article(by: Actor, title: str, source: str, published_on: date | None, text: str) -> NewsArticle:
    """Keep an article and what it proposes.

    Raises:
        InputError: it is empty, too long, states nothing, or states more than a person can read.

    """
    require(by, Policy.MAKE_BRIEFS)
    found = read_facts(text, published_on)
    if not found:
        raise InputError(Text("market.facts_none"), Text("market.facts_none_hint"))
    if len(found) > MOST_FACTS:
        raise InputError(Text("market.facts_many", count=len(found), most=MOST_FACTS), Text("market.facts_many_hint"))
    row: NewsArticle = NewsArticle.objects.create(
        title=title, source=source, published_on=published_on, content=text, added_at=now()
    )
    ArticleFact.objects.bulk_create(_fact_row(row, place, fact) for place, fact in enumerate(found))
    ledger.append(by, "market.article_added", "market_article", row.pk, {"facts": len(found)})
    return row


def _fact_row(article: NewsArticle, place: int, fact: ProposedFact) -> ArticleFact:
    return ArticleFact(
        article=article,
        position=place,
        document=to_document(fact),
        statement=fact.sentence[:_LONGEST_STATEMENT],
        speaker=fact.speaker[:_LONGEST_NAME],
        cites=fact.cites[:_LONGEST_NAME],
        since=_since(fact),
    )


def _since(fact: ProposedFact) -> str:
    """Return since when it holds, where the year is known: a month of no year says little later on."""
    return str(fact.since) if fact.since is not None and fact.since.year is not None else ""


@transaction.atomic
def decide_facts(
    by: Actor,
    article: NewsArticle,
    chosen: Collection[UUID],
    decision: FactState,
    *,
    placement: Mapping[str, Any],
    read: str | None = None,
) -> int:
    """Accept facts, refuse them, or take that back; return how many changed. What was decided so already stays.

    Args:
        by: who decides.
        article: whose facts they are.
        chosen: the facts.
        decision: `PROPOSED` takes a decision back.
        placement: of accepted ones, `market` and the places (`FACT_PLACES`).
        read: the mark of what the form showed.

    Raises:
        InputError: none was chosen, or what is shown somewhere has no market.
        Stale: somebody decided in the meantime.

    """
    require(by, Policy.MAKE_BRIEFS)
    rows = list(ArticleFact.objects.select_for_update().filter(article=article).order_by("position"))
    require_unchanged(read, queries.facts_as_kept(rows))
    wanted = [row for row in rows if row.pk in set(chosen)]
    if not wanted:
        raise InputError(Text("market.facts_none_chosen"), Text("market.facts_none_chosen_hint"))
    changed = [row for row in wanted if _decide(row, by, decision, placement if decision is FactState.ACCEPTED else {})]
    if changed:
        facts = {"facts": len(changed), "state": decision.value}
        ledger.append(by, "market.facts_decided", "market_article", article.pk, facts)
    return len(changed)


@transaction.atomic
def change_fact(by: Actor, fact: ArticleFact, wanted: Mapping[str, Any], *, read: str | None) -> None:
    """Keep a fact as a person words it, with their decision.

    Raises:
        InputError: it is to be shown on a market's page, and the market is missing.
        Stale: somebody changed it in the meantime.

    """
    require(by, Policy.MAKE_BRIEFS)
    row: ArticleFact = ArticleFact.objects.select_for_update().get(pk=fact.pk)
    before = queries.fact_as_kept(row)
    require_unchanged(read, before, dict(wanted))
    if _decide(row, by, FactState(wanted["state"]), {k: v for k, v in wanted.items() if k != "state"}):
        facts = {"fact": str(row.pk), "state": row.state}
        ledger.append(by, "market.fact_changed", "market_article", row.article_id, facts)


def _decide(row: ArticleFact, by: Actor, decision: FactState, values: Mapping[str, Any]) -> bool:
    """Write a decision; False where everything stands so already."""
    before = queries.fact_as_kept(row)
    for name, value in values.items():
        setattr(row, name, value)
    row.state = decision.value
    if decision is FactState.ACCEPTED and any(getattr(row, place) for place in FACT_PLACES) and not row.market:
        raise InputError(Text("market.facts_no_market"), Text("market.facts_no_market_hint"))
    if queries.fact_as_kept(row) == before:
        return False
    decided = decision is not FactState.PROPOSED
    row.decided_at = now() if decided else None
    row.decided_by = by.name[:200] if decided else ""
    row.decided_by_user = by.user if decided else None
    row.save()
    return True


@transaction.atomic
def remove_article(by: Actor, article: NewsArticle, typed: str) -> None:
    """Remove an article with what it proposed, once its title was typed.

    Raises:
        InputError: something else was typed.
        Conflict: facts of it were accepted: pages show them with it as their source.

    """
    require(by, Policy.MAKE_BRIEFS)
    require_name(typed, article.title)
    if ArticleFact.objects.select_for_update().filter(article=article, state=FactState.ACCEPTED.value).exists():
        raise Conflict(Text("market.article_used"), Text("market.article_used_hint"))
    ledger.append(by, "market.article_removed", "market_article", article.pk, {})
    article.delete()
