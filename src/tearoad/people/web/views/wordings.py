"""The page on which an organisation says how it writes countries and places."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from tearoad.errors import InputError
from tearoad.people.web.actions import wordings
from tearoad.people.web.policies import ActorRequest
from tearoad.people.web.queries.account import names_fields
from tearoad.reference import Wording
from tearoad.text import Text
from tearoad.values import IN_COLUMNS, Language, LocalText
from tearoad.web.saving import stale

_SPARE = 3
_LANGUAGES = {language.code: language for language in IN_COLUMNS}
_PARTS = ("written", *_LANGUAGES)


@require_http_methods(["GET", "HEAD", "POST"])
def overview(request: ActorRequest) -> HttpResponse:
    """Show and keep the organisation's wordings and the order of languages on paper."""
    organisation = request.organisation
    if request.method != "POST":
        order = tuple(map(Language, organisation.paper_languages))
        return _page(request, organisation.wordings(), order, organisation.own_name)
    names, languages, called = _names(request.POST), _languages(request.POST), _own(request.POST)
    try:
        wordings.write_names(request.actor, names, languages, called, stale.read_in(request))
    except InputError as error:
        return _page(request, names, languages, called, error)
    messages.success(request, request.words(Text("people.names_saved")))
    return HttpResponseRedirect(reverse("people-names"))


def _texts_by_language(wording: Wording) -> list[tuple[str, Language, str]]:
    return [(part, language, wording.in_language(language)) for part, language in _LANGUAGES.items()]


def _names(sent: QueryDict) -> tuple[Wording, ...]:
    """Return the lines in which anything was typed."""
    columns = [[text.strip()[: wordings.LONGEST] for text in sent.getlist(part)] for part in _PARTS]
    lines = zip(*columns, strict=False)
    named = ((written, LocalText(**dict(zip(_LANGUAGES, said, strict=True)))) for written, *said in lines)
    return tuple(Wording(written, name) for written, name in named if written or name)


def _own(sent: QueryDict) -> LocalText:
    """Return how the organisation calls itself."""
    said = {tag: sent.get(f"own_{tag}", "").strip()[: wordings.LONGEST] for tag in _LANGUAGES}
    return LocalText(**said)


def _languages(sent: QueryDict) -> tuple[Language, ...]:
    """Return the chosen languages in their order, each once; what nobody offers is passed over."""
    known = {language.value: language for language in Language}
    return tuple(dict.fromkeys(known[text] for text in sent.getlist("language") if text in known))


def _page(
    request: ActorRequest,
    names: tuple[Wording, ...],
    languages: tuple[Language, ...],
    called: LocalText,
    error: InputError | None = None,
) -> HttpResponse:
    order: tuple[Language | None, ...] = (*languages, *[None] * (len(Language) - len(languages)))
    context: dict[str, Any] = {
        "names": [(wording, _texts_by_language(wording)) for wording in (*names, *[Wording("")] * _SPARE)],
        "order": order,
        "own": [(tag, language, called[tag]) for tag, language in _LANGUAGES.items()],
        "every": tuple(Language),
        "error": error,
        "longest": wordings.LONGEST,
        "read": stale.stored_mark(request, names_fields(request.organisation)),
    }
    return render(request, "people/names.html", context, status=422 if error else 200)
