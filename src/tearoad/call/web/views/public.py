"""The public form: no account, three languages; what a machine sends in masses is refused before it is read."""

from __future__ import annotations

from functools import partial

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.csrf import csrf_exempt

from tearoad.call import Application
from tearoad.call.letters import firm_name
from tearoad.call.uploads import MOST_BYTES, MOST_FILES
from tearoad.call.web import models as rows
from tearoad.call.web.actions import receiving
from tearoad.call.web.actions.refusals import (
    Sender,
    count_refusal,
    mailbox_of,
    may_mail,
    remember_mailbox,
    sender_of,
    spend_form,
    spend_post,
)
from tearoad.call.web.forms.applying import ApplyForm
from tearoad.call.web.forms.files import files_of_draft, signed, take
from tearoad.call.web.queries import calls
from tearoad.errors import Conflict, NotFoundError, TooMany
from tearoad.mission.web.queries.missions import core
from tearoad.office.web.models import StoredFile
from tearoad.office.web.queries.uploads import look_ahead
from tearoad.paper.sheets.written.phones import region_of
from tearoad.people.web.actions.limits import place_of, spend
from tearoad.people.web.models import acting_for
from tearoad.people.web.policies import ActorRequest
from tearoad.text import Text
from tearoad.values import Language
from tearoad.values.document import from_document
from tearoad.web.clock import fair_now
from tearoad.web.input import reads_late
from tearoad.web.language import COOKIE, speak
from tearoad.web.pages.choices import remember
from tearoad.web.routes import counts_refused
from tearoad.web.saving.once import Repeat, answer_once

GUESSES, GUESS_SECONDS = 60, 600
_OUTSIDE = {"Cache-Control": "private, no-store", "Referrer-Policy": "no-referrer"}


def count_too_large(times: int, slug: str) -> None:
    """Count what was refused for its size, before anybody read it: the office sees it beside all else that was."""
    call = calls.call_at(slug)
    if call is not None:
        with acting_for(call.tenant_id):
            count_refusal(call, times)


@counts_refused(count_too_large)
@reads_late
@csrf_exempt
def apply(request: ActorRequest, slug: str) -> HttpResponseBase:
    """Show a call's form, or take in what a firm sends.

    Nobody is signed in here, so that a forged post can do no more than a typed one; the token is left out, because it
    would make the whole body be read before the limits are asked.
    """
    call = _call_or_404(request, slug)
    with acting_for(call.tenant_id):
        if not calls.core_call(call).is_open(fair_now()):
            return _answer(request, call, "call/closed.html", {"call": calls.core_call(call)}, status=200)
        if request.method == "POST":
            return _posted(request, call)
        response = _form_page(request, call, _form(request, call, None), ())
        # Nobody's data is on it; a browser that may not store a page forgets what was typed when somebody goes back.
        response["Cache-Control"] = "private, no-cache"
        return response


def thanks(request: ActorRequest, slug: str) -> HttpResponse:
    """Say that the form came in, and that a link was sent. It says nothing about who applied before."""
    call = _call_or_404(request, slug)
    with acting_for(call.tenant_id):
        return _answer(request, call, "call/thanks.html", {})


@csrf_exempt
def confirm(request: ActorRequest, proof: str) -> HttpResponse:
    """Show what a link confirms; it is confirmed by a button, because mail programs open links on their own."""
    try:
        revision = receiving.proven(proof)
    except NotFoundError:
        spend(f"apply-proof:{place_of(request)}", GUESSES, GUESS_SECONDS)
        raise
    with acting_for(revision.tenant_id):
        call = rows.Call.objects.select_related("mission", "tenant").get(mission=revision.application.mission_id)
        others = receiving.sent_to_the_same_mailbox(revision)
        if request.method == "POST":
            return _confirmed(request, call, revision, others)
        application = from_document(Application, revision.document)
        context = {
            "application": application,
            "name": firm_name(application),
            "done": revision.confirmed_at is not None,
            "waits": revision.is_strange,
            "others": [_waiting(other) for other in others],
        }
        return _answer(request, call, "call/confirm.html", context)


def _waiting(revision: rows.Revision) -> tuple[rows.Revision, str, str]:
    """Return a form that waits with its firm's name and what tells it from another one in the same name."""
    application = from_document(Application, revision.document)
    goods = [product.name.native or product.name.latin for product in application.products[:2]]
    facts = (
        application.registration_number,
        application.city,
        application.contact.person.native,
        application.contact.phone,
        *goods,
    )
    return revision, firm_name(application), " · ".join(filter(None, facts))


def _confirmed(
    request: HttpRequest, call: rows.Call, proof: rows.Revision, others: tuple[rows.Revision, ...]
) -> HttpResponse:
    """Confirm the form that was chosen, the link's own where none was; this browser has proved to read the mailbox."""
    wanted = request.POST.get("revision", "")
    chosen = next((revision for revision in others if str(revision.pk) == wanted), None if wanted else proof)
    if chosen is None:
        raise NotFoundError(Text("apply_pages.no_such_link"), Text("apply_pages.no_such_link_hint"))
    receiving.confirm(chosen)
    response = redirect(request.path)
    email = from_document(Application, proof.document).contact.email
    remember_mailbox(request, response, mailbox_of(call, email))
    return response


def _call_or_404(request: HttpRequest, slug: str) -> rows.Call:
    call = calls.call_at(slug)
    if call is None:
        spend(f"apply-guess:{place_of(request)}", GUESSES, GUESS_SECONDS)
        raise NotFoundError(Text("apply_pages.no_such_call"), Text("apply_pages.no_such_call_hint"))
    return call


def _posted(request: ActorRequest, call: rows.Call) -> HttpResponseBase:
    """Ask the limits first, then read; whatever is refused is counted, in one row."""
    sender = sender_of(request)
    try:
        spend_post(call, sender)
        look_ahead(request, most=MOST_FILES)
    except TooMany:
        count_refusal(call)
        raise
    chosen = request.POST.get("speak", "")
    if chosen in set(Language):
        return _in_another_language(request, call, Language(chosen))
    # A firm that mends what it sent sends it anew; the same once more is a second click.
    return answer_once(request, partial(_taken_in, request, call, sender), Repeat.BY_CONTENT)


def _taken_in(request: ActorRequest, call: rows.Call, sender: Sender) -> HttpResponse:
    form = _form(request, call, request)
    kept, problems = take(call, request.FILES, files_of_draft(call, request.POST.get("kept", "")))
    is_good = form.is_valid() and not problems
    if not is_good:
        if form.fell_into_trap or problems:
            count_refusal(call)
        return _form_page(request, call, form, kept, problems, 422)
    sent = form.application_at(fair_now(), request.language)
    try:
        spend_form(call, sender, sent.contact.email)
        receiving.receive(call, sent, kept, may_mail=may_mail(call, sender, sent.contact.email))
    except (TooMany, Conflict):
        count_refusal(call)
        raise
    return redirect("apply-thanks", slug=call.address)


def _in_another_language(request: ActorRequest, call: rows.Call, language: Language) -> HttpResponse:
    """Show what was typed and the files that came with it once more, in another language."""
    speak(request, language)
    form = _form(request, call, request)
    form.as_typed()
    kept, problems = take(call, request.FILES, files_of_draft(call, request.POST.get("kept", "")))
    response = _form_page(request, call, form, kept, problems)
    remember(response, COOKIE, language.value)
    return response


def _form(request: ActorRequest, call: rows.Call, sent: HttpRequest | None) -> ApplyForm:
    mission = core(call.mission)
    home = region_of(mission.home_zone) or "CN"
    known = calls.core_call(call)
    # In the time of the fair, as the sheets of the mission are.
    return ApplyForm(request.words, known, mission.fair_zone, home, sent.POST if sent is not None else None)


def _form_page(
    request: ActorRequest,
    call: rows.Call,
    form: ApplyForm,
    kept: tuple[StoredFile, ...],
    problems: tuple[Text, ...] | list[Text] = (),
    status: int = 200,
) -> HttpResponse:
    known = calls.core_call(call)
    context = {
        "call": known,
        "form": form,
        "kept": kept,
        "kept_signed": signed(call, kept),
        "problems": problems,
        "intro": known.intro.in_language(request.language),
        "purpose": known.purpose.in_language(request.language),
        "most_files": MOST_FILES,
        "most_mb": MOST_BYTES // 1_000_000,
    }
    return _answer(request, call, "call/apply.html", context, status)


def _answer(
    request: ActorRequest, call: rows.Call, template: str, context: dict[str, object], status: int = 200
) -> HttpResponse:
    mission = core(call.mission)
    shown = {
        "slug": call.address,
        "organiser": call.tenant.in_language(request.language),
        "mission_name": mission.name.in_language(request.language),
        "fair": mission.fair.in_language(request.language),
        "mission_row": call.mission,
    }
    response = render(request, template, shown | context, status=status)
    for name, value in _OUTSIDE.items():
        response[name] = value
    return response
