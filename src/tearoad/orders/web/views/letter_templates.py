"""The organisation's own first letters: written, looked at with a contact, reviewed."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from tearoad.errors import InputError
from tearoad.mission.web import queries
from tearoad.mission.web.forms.upload import errors_of
from tearoad.mission.web.models import Mission
from tearoad.orders.hand_over import as_csv
from tearoad.orders.letter_template import FIELD_OF, MOST_BODY, MOST_SUBJECT, LetterPlaceholder, read_template
from tearoad.orders.letters_sheet import SHEET, letters_table, read_letters
from tearoad.orders.web.actions.letter_templates import review_template, use_built_in, write_templates
from tearoad.orders.web.queries.letter_templates import templates_by_language, templates_on_page
from tearoad.orders.web.queries.letters import letter_preview
from tearoad.orders.web.queries.uploaded_sheets import uploaded_grid
from tearoad.orders.web.views.hand_over import file_answer
from tearoad.orders.web.views.lists import may_edit
from tearoad.paper.sheets import CellProblem
from tearoad.people.web.policies import ActorRequest
from tearoad.text import Text
from tearoad.values import Language
from tearoad.web.refused import shows_again
from tearoad.web.routes import first
from tearoad.web.saving import stale

_LANGUAGES = {language.value: language for language in Language}


@shows_again(FIELD_OF, typed=("subject", "body"))
def templates(request: ActorRequest, mission_id: UUID) -> HttpResponse:
    """Show the texts of all languages; keep one that somebody wrote."""
    mission = queries.mission(request.actor, mission_id)
    if request.method != "POST":
        return _page(request, mission, ())
    language = _language(request)
    written = read_template(request.POST.get("subject", ""), request.POST.get("body", ""))
    new = write_templates(request.actor, mission, [(language, written)], stale.read_in(request))
    messages.success(request, request.words(Text(f"orders_pages.template_{'waits' if new else 'stands'}")))
    return redirect("orders-templates", mission_id=mission.id)


def review(request: ActorRequest, mission_id: UUID, template_id: UUID) -> HttpResponse:
    """Let a text count."""
    mission = queries.mission(request.actor, mission_id)
    review_template(request.actor, mission, template_id)
    messages.success(request, request.words(Text("orders_pages.template_counts")))
    return redirect("orders-templates", mission_id=mission.id)


def built_in(request: ActorRequest, mission_id: UUID) -> HttpResponse:
    """Write by the program's own text again."""
    mission = queries.mission(request.actor, mission_id)
    use_built_in(request.actor, mission, _language(request))
    messages.success(request, request.words(Text("orders_pages.template_put_aside")))
    return redirect("orders-templates", mission_id=mission.id)


def templates_file(request: ActorRequest, mission_id: UUID) -> HttpResponse:
    """Send the texts of all languages as a table that can be taken in again."""
    queries.mission(request.actor, mission_id)
    texts = {language: found.text for language, found in templates_by_language().items()}
    content = as_csv(letters_table(texts, request.words)).encode()
    return file_answer(content, "text/csv; charset=utf-8", f"{SHEET.name}.csv")


def _read_ahead(request: HttpRequest) -> None:
    request.letters_grid = uploaded_grid(request, SHEET)  # type: ignore[attr-defined]  # for the view


@first(_read_ahead)
def take_sheet(request: ActorRequest, mission_id: UUID) -> HttpResponse:
    """Take a sheet of texts: all that is new in it, or, where something is wrong, nothing."""
    mission = queries.mission(request.actor, mission_id)
    uploaded = request.letters_grid  # type: ignore[attr-defined]  # read ahead
    written, problems = read_letters(uploaded.grid) if uploaded.grid else ((), ())
    if wrong := errors_of((*uploaded.problems, *problems)):
        return _page(request, mission, wrong)
    count = write_templates(request.actor, mission, written)
    messages.success(request, request.words(Text("orders_pages.templates_taken", count=count)))
    return redirect("orders-templates", mission_id=mission.id)


def _language(request: ActorRequest) -> Language:
    said = request.POST.get("language", "")
    if said not in _LANGUAGES:
        known = ", ".join(language.code for language in Language)
        hint = Text("orders.template_language_hint", known=known)
        raise InputError(Text("orders.template_language", found=said), hint)
    return _LANGUAGES[said]


def _page(request: ActorRequest, mission: Mission, problems: tuple[CellProblem, ...]) -> HttpResponse:
    preview = letter_preview(mission, request.language, request.GET.get("contact", ""))
    context = {
        "mission": mission,
        "templates": templates_on_page(request.actor, preview.values),
        "preview": preview,
        "placeholders": [
            (
                placeholder.written,
                Text(f"orders.placeholder_{placeholder.value}"),
                preview.values[request.language][placeholder],
            )
            for placeholder in LetterPlaceholder
        ],
        "problems": problems,
        "may_edit": may_edit(request, mission),
        "most_subject": MOST_SUBJECT,
        "most_body": MOST_BODY,
    }
    return render(request, "orders/letter_templates.html", context, status=422 if problems else 200)
