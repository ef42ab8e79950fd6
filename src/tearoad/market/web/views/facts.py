"""Articles, and the pages on which a person decides about the facts that they state."""

from __future__ import annotations

from dataclasses import dataclass, field
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from tearoad.errors import InputError
from tearoad.market.brief.figure_wording import area_names
from tearoad.market.facts.checking import ImpliedBase
from tearoad.market.facts.packed import packed_words
from tearoad.market.facts.wording import fact_line, implied_line
from tearoad.market.web.actions import articles as actions
from tearoad.market.web.forms.articles import ArticleForm, FactForm, FactPlacesForm, chosen_in, decision_in, fact_values
from tearoad.market.web.models import ArticleFact, FactState, NewsArticle
from tearoad.market.web.queries import articles as queries
from tearoad.office.web.queries.uploads import look_ahead
from tearoad.people import Policy, allowed
from tearoad.people.web.policies import ActorRequest
from tearoad.text import Text
from tearoad.web.input import tells_nul
from tearoad.web.routes import first
from tearoad.web.saving import stale
from tearoad.words import Words

PER_PAGE = 25


@dataclass(frozen=True, slots=True)
class FactOnPage:
    """A fact beside its tick."""

    row: ArticleFact
    line: Text
    market: str
    is_edited: bool


@dataclass(frozen=True, slots=True)
class NumberFinding:
    """What numbers imply, with what is to be looked at."""

    line: Text
    warnings: tuple[Text, ...]


@dataclass(slots=True)
class SentenceOfArticle:
    """A sentence with the facts in it, who says it, and what its numbers imply."""

    text: str
    speaker: str
    cites: str
    findings: tuple[NumberFinding, ...]
    facts: list[FactOnPage] = field(default_factory=list)


def _read_ahead(request: HttpRequest) -> None:
    """Read an uploaded article before anything is locked; what it cannot be read for the form tells."""
    look_ahead(request, packed_words.ahead, most=1)


@first(_read_ahead)
@tells_nul
def facts(request: ActorRequest) -> HttpResponse:
    """Show the articles and the form for one more; keep it with what it proposes."""
    if request.method != "POST":
        return _list_page(request, ArticleForm(request.words))
    form = ArticleForm(request.words, request.POST, request.FILES)
    if not form.is_valid():
        return _list_page(request, form)
    data = form.cleaned_data
    try:
        made = actions.add_article(request.actor, data["title"], data["source"], data["on"], form.words_of_it)
    except InputError as wrong:
        form.add_error(None, [request.words(text) for text in (wrong.text, wrong.hint) if text])
        return _list_page(request, form)
    return redirect("market-article", article_id=made.pk)


@tells_nul
def article(request: ActorRequest, article_id: UUID) -> HttpResponse:
    """Show an article's facts sentence by sentence; decide about those that are ticked."""
    row = queries.article(request.actor, article_id)
    if request.method != "POST":
        return _article_page(request, row, FactPlacesForm(request.words))
    form = FactPlacesForm(request.words, request.POST)
    decision = decision_in(request.POST)
    if decision is FactState.ACCEPTED and not form.is_valid():
        return _article_page(request, row, form)
    chosen, shown = chosen_in(request.POST), form.cleaned_data if form.is_valid() else {}
    try:
        count = actions.decide_facts(request.actor, row, chosen, decision, placement=shown, read=stale.read_in(request))
    except InputError as wrong:
        form.add_error(None, [request.words(text) for text in (wrong.text, wrong.hint) if text])
        return _article_page(request, row, form)
    messages.success(request, request.words(Text(f"market_pages.facts_{decision}", count=count)))
    return redirect("market-article", article_id=row.pk)


@tells_nul
def fact(request: ActorRequest, article_id: UUID, fact_id: UUID) -> HttpResponse:
    """Show one fact with its sentence; keep it as a person words it."""
    row = queries.article(request.actor, article_id)
    article_fact = queries.fact_of_article(row, fact_id)
    market = area_names(request.language)(article_fact.market) if article_fact.market else ""
    if request.method != "POST":
        return _fact_page(
            request, row, article_fact, FactForm(request.words, initial=fact_values(article_fact, market))
        )
    form = FactForm(request.words, request.POST)
    decision = decision_in(request.POST)
    if not form.is_valid():
        return _fact_page(request, row, article_fact, form)
    actions.change_fact(request.actor, article_fact, form.wanted(decision), read=stale.read_in(request))
    messages.success(request, request.words(Text("market_pages.fact_kept")))
    return redirect("market-article", article_id=row.pk)


def remove(request: ActorRequest, article_id: UUID) -> HttpResponse:
    """Remove an article of which nothing was accepted, once its title was typed."""
    row, error = queries.article(request.actor, article_id), None
    if request.method == "POST":
        try:
            actions.remove_article(request.actor, row, request.POST.get("confirm", ""))
        except InputError as wrong:
            error = wrong.text
        else:
            messages.success(request, request.words(Text("market_pages.article_removed")))
            return redirect("market-facts")
    return render(request, "market/article_remove.html", {"row": row, "error": error}, status=422 if error else 200)


def _list_page(request: ActorRequest, form: ArticleForm) -> HttpResponse:
    page = Paginator(queries.articles(request.actor), PER_PAGE).get_page(request.GET.get("page"))
    may_make = allowed(request.actor.role, Policy.MAKE_BRIEFS)
    context = {"page": page, "rows": list(page), "form": form, "may_make": may_make}
    return render(request, "market/facts.html", context, status=422 if form.errors else 200)


def _article_page(request: ActorRequest, row: NewsArticle, form: FactPlacesForm) -> HttpResponse:
    found = queries.facts_of_article(row)
    context = {
        "row": row,
        "form": form,
        "sentences": _by_sentence(request, found),
        "chosen": {str(uuid) for uuid in chosen_in(request.POST)},
        "read": stale.stored_mark(request, queries.facts_as_kept(found)),
        "may_make": allowed(request.actor.role, Policy.MAKE_BRIEFS),
        "decided": any(article_fact.state != FactState.PROPOSED for article_fact in found),
    }
    return render(request, "market/article.html", context, status=422 if form.errors else 200)


def _fact_page(request: ActorRequest, row: NewsArticle, article_fact: ArticleFact, form: FactForm) -> HttpResponse:
    proposed = queries.proposal(article_fact)
    implied = queries.implied_by_sentence(queries.facts_of_article(row)).get(proposed.sentence, [])
    context = {
        "row": row,
        "fact": article_fact,
        "form": form,
        "proposed": proposed,
        "line": fact_line(proposed),
        "findings": _findings(implied, request.words),
        "read": stale.stored_mark(request, queries.fact_as_kept(article_fact)),
    }
    return render(request, "market/fact.html", context, status=422 if form.errors else 200)


def _findings(implied: list[ImpliedBase], words: Words) -> tuple[NumberFinding, ...]:
    return tuple(
        NumberFinding(implied_line(base, words), tuple(Text(f"market.facts_{warning}") for warning in base.warnings))
        for base in implied
    )


def _by_sentence(request: ActorRequest, rows: list[ArticleFact]) -> list[SentenceOfArticle]:
    named, implied = area_names(request.language), queries.implied_by_sentence(rows)
    made: list[SentenceOfArticle] = []
    for row in rows:
        proposed = queries.proposal(row)
        if not made or made[-1].text != proposed.sentence:
            findings = _findings(implied.get(proposed.sentence, []), request.words)
            made.append(SentenceOfArticle(proposed.sentence, proposed.speaker, proposed.cites, findings))
        edited = row.statement != proposed.sentence[:600]
        made[-1].facts.append(FactOnPage(row, fact_line(proposed), named(row.market) if row.market else "", edited))
    return made
