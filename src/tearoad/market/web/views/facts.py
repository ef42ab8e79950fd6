"""The page on which the facts of a pasted article are proposed; nothing is kept."""

from __future__ import annotations

from dataclasses import dataclass, field

from django.http import HttpResponse
from django.shortcuts import render

from tearoad.market.facts.checking import check_numbers
from tearoad.market.facts.document import ProposedFact
from tearoad.market.facts.reading import read_facts
from tearoad.market.facts.wording import fact_line, implied_line
from tearoad.market.web.forms import ArticleForm
from tearoad.people.web.policies import ActorRequest
from tearoad.text import Text
from tearoad.web.input import tells_nul


@dataclass(slots=True)
class SentenceOfArticle:
    """A sentence with the facts in it, and who says it."""

    text: str
    speaker: str
    cites: str
    facts: list[Text] = field(default_factory=list)


@tells_nul
def facts(request: ActorRequest) -> HttpResponse:
    """Show the form, and below it what the pasted article states."""
    if request.method != "POST":
        return render(request, "market/facts.html", {"form": ArticleForm(request.words)})
    form = ArticleForm(request.words, request.POST)
    if not form.is_valid():
        return render(request, "market/facts.html", {"form": form}, status=422)
    found = read_facts(form.cleaned_data["text"], form.cleaned_data["on"])
    implied = [
        (implied_line(one, request.words), [Text(f"market.facts_{warning}") for warning in one.warnings])
        for one in check_numbers(found)
    ]
    context = {"form": form, "read": True, "count": len(found), "sentences": _by_sentence(found), "implied": implied}
    return render(request, "market/facts.html", context)


def _by_sentence(found: tuple[ProposedFact, ...]) -> list[SentenceOfArticle]:
    made: list[SentenceOfArticle] = []
    for fact in found:
        if not made or made[-1].text != fact.sentence:
            made.append(SentenceOfArticle(fact.sentence, fact.speaker, fact.cites))
        made[-1].facts.append(fact_line(fact))
    return made
