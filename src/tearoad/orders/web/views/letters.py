"""First letters: read, changed, sent, or copied into whatever the contact reads."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render

from tearoad.errors import NotFoundError
from tearoad.mission.web import queries
from tearoad.orders.first_letter import LetterWay
from tearoad.orders.letter_template import MOST_BODY, MOST_SUBJECT, DraftLetter
from tearoad.orders.web.actions.letters import write_letter
from tearoad.orders.web.queries.letters import letters_page
from tearoad.orders.web.views.lists import may_edit
from tearoad.people.web.policies import ActorRequest
from tearoad.text import Text
from tearoad.values import Language
from tearoad.web.refused import shows_again

SHOWN = 20
"""Letters at once: who has written these sees the next."""

_LANGUAGES = {language.value: language for language in Language}
_FIELDS = {"orders.letter_subject_long": "subject", "orders.letter_long": "body"}
"""At which field a refusal stands."""


@shows_again(_FIELDS, typed=("subject", "body"))
def letters(request: ActorRequest, mission_id: UUID) -> HttpResponse:
    """Show who waits for a first letter; send one, or note by which way it went."""
    mission = queries.mission(request.actor, mission_id)
    if request.method == "POST":
        way = request.POST.get("way", "")
        if way not in set(LetterWay):
            raise NotFoundError(Text("orders.no_letter_waits"), Text("orders.no_letter_waits_hint"))
        letter = DraftLetter(request.POST.get("subject", ""), request.POST.get("body", ""))
        whose = (request.POST.get("firm", ""), _report(request))
        language = _LANGUAGES.get(request.POST.get("language", ""))
        write_letter(request.actor, mission, whose, letter, LetterWay(way), language=language)
        said = "letter_waits" if way == LetterWay.EMAIL.value else "letter_written"
        messages.success(request, request.words(Text(f"orders_pages.{said}")))
        return redirect("orders-letters", mission_id=mission.id)
    page = letters_page(mission, request.language, _chosen(request.POST) or _chosen(request.GET))
    context = {
        "mission": mission,
        "letters": page,
        "shown": page.waiting[:SHOWN],
        "ways": [
            (letter_way.value, Text(f"orders.way_{letter_way.value}"))
            for letter_way in LetterWay
            if letter_way is not LetterWay.EMAIL
        ],
        "may_edit": may_edit(request, mission),
        "languages": tuple(Language),
        "most_subject": MOST_SUBJECT,
        "most_body": MOST_BODY,
    }
    return render(request, "orders/letters.html", context)


def _chosen(said: QueryDict) -> dict[tuple[str, str], Language]:
    """Return of which letter a person chose the language; what nobody offers is passed over."""
    language = _LANGUAGES.get(said.get("language", ""))
    return {(said.get("firm", ""), said.get("report", "")): language} if language else {}


def _report(request: ActorRequest) -> UUID:
    try:
        return UUID(request.POST.get("report", ""))
    except ValueError as wrong:
        raise NotFoundError(Text("orders.no_letter_waits"), Text("orders.no_letter_waits_hint")) from wrong
