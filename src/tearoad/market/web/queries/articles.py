"""Articles, the facts that they state, and those that were accepted for a page."""

from __future__ import annotations

from collections.abc import Collection
from uuid import UUID

from django.db.models import Count, Q, QuerySet

from tearoad.errors import NotFoundError
from tearoad.market.facts.checking import ImpliedBase, check_numbers
from tearoad.market.facts.document import AcceptedFact, ProposedFact
from tearoad.market.web.models import ArticleFact, FactState, NewsArticle
from tearoad.people import Actor
from tearoad.text import Text
from tearoad.values.document import from_document
from tearoad.web.saving.stale import version_of

_MOST_SHOWN = 200


def articles(to: Actor) -> QuerySet[NewsArticle]:
    """Return the organisation's articles, the newest first, each with how many of its facts are open and accepted."""
    del to
    known: QuerySet[NewsArticle] = NewsArticle.objects.defer("content").annotate(
        open_facts=Count("facts", filter=Q(facts__state=FactState.PROPOSED.value)),
        accepted_facts=Count("facts", filter=Q(facts__state=FactState.ACCEPTED.value)),
    )
    return known.order_by("-added_at", "-id")  # a count takes the model's own order away


def article(to: Actor, article_id: UUID) -> NewsArticle:
    """Return one article.

    Raises:
        NotFoundError: it is not there, or not theirs.

    """
    del to
    news_article: NewsArticle | None = NewsArticle.objects.filter(pk=article_id).first()
    if news_article is None:
        raise NotFoundError(Text("market_pages.article_gone"), Text("market_pages.article_gone_hint"))
    return news_article


def facts_of_article(row: NewsArticle) -> list[ArticleFact]:
    """Return the facts of an article in its order."""
    return list(ArticleFact.objects.filter(article=row).order_by("position"))


def fact_of_article(row: NewsArticle, fact_id: UUID) -> ArticleFact:
    """Return one fact of an article.

    Raises:
        NotFoundError: the article has no such.

    """
    fact: ArticleFact | None = ArticleFact.objects.filter(article=row, pk=fact_id).first()
    if fact is None:
        raise NotFoundError(Text("market_pages.fact_gone"), Text("market_pages.fact_gone_hint"))
    return fact


def proposal(row: ArticleFact) -> ProposedFact:
    """Return a fact as it was proposed."""
    made: ProposedFact = from_document(ProposedFact, row.document)
    return made


def implied_by_sentence(rows: Collection[ArticleFact]) -> dict[str, list[ImpliedBase]]:
    """Return what follows from the numbers of each sentence, by the sentence."""
    found: dict[str, list[ImpliedBase]] = {}
    for number in check_numbers(proposal(row) for row in rows):
        found.setdefault(number.change.sentence, []).append(number)
    return found


def fact_as_kept(row: ArticleFact) -> dict[str, object]:
    """Return what a person may change of a fact."""
    return {
        "statement": row.statement,
        "speaker": row.speaker,
        "cites": row.cites,
        "since": row.since,
        "market": row.market,
        "on_brief": row.on_brief,
        "on_posts": row.on_posts,
        "on_road": row.on_road,
        "state": row.state,
    }


def facts_as_kept(rows: Collection[ArticleFact]) -> dict[str, str]:
    """Return the mark of each fact of an article by its id, for a form that decides several."""
    return {str(row.pk): version_of(fact_as_kept(row)) for row in rows}


def accepted_for_brief(to: Actor, markets: Collection[str]) -> tuple[AcceptedFact, ...]:
    """Return what was accepted to stand on briefs of these markets."""
    del to
    return _accepted(ArticleFact.objects.filter(on_brief=True, market__in=markets))


def accepted_for_posts(to: Actor, market: str) -> tuple[AcceptedFact, ...]:
    """Return what was accepted to stand beside the diplomatic posts in a market."""
    del to
    return _accepted(ArticleFact.objects.filter(on_posts=True, market=market))


def accepted_for_road(to: Actor, market: str) -> tuple[AcceptedFact, ...]:
    """Return what was accepted to stand beside the routes to a market."""
    del to
    return _accepted(ArticleFact.objects.filter(on_road=True, market=market))


def _accepted(rows: QuerySet[ArticleFact]) -> tuple[AcceptedFact, ...]:
    chosen = rows.filter(state=FactState.ACCEPTED.value).select_related("article").defer("article__content")
    return tuple(
        AcceptedFact(
            market=row.market,
            statement=row.statement,
            sentence=row.document.get("sentence", ""),
            speaker=row.speaker,
            cites=row.cites,
            since=row.since,
            source=row.article.source,
            published_on=row.article.published_on,
        )
        for row in chosen.order_by("market", "-article__added_at", "article", "position")[:_MOST_SHOWN]
    )
