"""Servers in halls: the officer's page of them, and the way by which they reach home."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from tearoad.capture.files import FileKind, is_digest
from tearoad.capture.web.actions.files import Claim
from tearoad.capture.web.actions.hubs import copies, home, lost, pairing
from tearoad.capture.web.actions.hubs.files import Parcel, take_parcel
from tearoad.capture.web.models import Hub
from tearoad.capture.web.queries import hubs as queries_of_hubs
from tearoad.capture.web.views.marks import marked, read
from tearoad.errors import InputError, SignedOut, TooLarge
from tearoad.mission.web import queries
from tearoad.mission.web.models import Mission
from tearoad.people import Policy, allowed
from tearoad.people.web.actions.limits import place_of, spend
from tearoad.people.web.models import acting_for
from tearoad.people.web.policies import ActorRequest
from tearoad.text import Text
from tearoad.values.json_data import NoJson, data_of
from tearoad.web.confirm import require_name
from tearoad.web.input import reads_late
from tearoad.web.saving.once import done

MOST_BYTES = 20_000_000
MOST_FILE_BYTES = 5_000_000
"""A photo that a hub painted anew may be larger than what a phone sends."""
LETTERS, GUESSES, IN_SECONDS = 2400, 60, 600
"""So many letters of one hub, and wrong keys from one address, in ten minutes."""


def hubs(request: ActorRequest, mission_id: UUID) -> HttpResponse:
    """Show a mission's hubs; a POST makes one and shows its key, once."""
    mission = queries.mission(request.actor, mission_id)
    made, error = None, None
    if request.method == "POST":
        try:
            made = pairing.make(request.actor, mission, request.POST.get("name", ""))
        except InputError as wrong:
            error = wrong
    context = _context(request, mission) | {"made": made, "error": error, "settings": _settings(made)}
    response = render(request, "capture/hubs.html", context, status=422 if error else 200)
    return done(response) if made else response


def end(request: ActorRequest, mission_id: UUID, hub_id: UUID) -> HttpResponse:
    """Ask for the hub's name, and let it in no more."""
    mission = queries.mission(request.actor, mission_id)
    hub, error = queries_of_hubs.hub_of(mission, hub_id), None
    if request.method == "POST":
        try:
            require_name(request.POST.get("confirm", ""), hub.name)
        except InputError as wrong:
            error = wrong.text
        else:
            pairing.end(request.actor, hub)
            messages.success(request, request.words(Text("hub_pages.was_ended", hub=hub.name)))
            _renew(request, mission)
            return redirect("capture-hubs", mission_id=mission.id)
    context = {
        "mission": mission,
        "hub": hub,
        "name": hub.name,
        "held": _held(hub),
        "more_fields": "capture/_renew.html",
        "error": error,
        "text": Text("hub_pages.end_text", hub=hub.name),
        "hint": Text("hub_pages.end_hint"),
        "label": Text("hub_pages.end"),
    }
    return render(request, "capture/end_hub.html", context, status=422 if error else 200)


def _renew(request: ActorRequest, mission: Mission) -> None:
    """Renew what the officer ticked, and say what became of it."""
    new_links, stop_phones = "links" in request.POST, "phones" in request.POST
    if new_links or stop_phones:
        done = lost.renew_ways_in(request.actor, mission, new_links=new_links, stop_phones=stop_phones)
        messages.success(request, request.words(Text("hub_pages.was_renewed", **asdict(done))))


def _held(hub: Hub) -> tuple[tuple[Text, int, int], ...]:
    """Return of whom the laptop's copy tells: how many when it was made, and at most how many today."""
    today = asdict(queries_of_hubs.holding(hub.mission)) if hub.copied_at else {}
    return tuple((Text(f"hub_pages.holds_{name}"), hub.held.get(name, 0), count) for name, count in today.items())


@require_POST
def make_copy(request: ActorRequest, mission_id: UUID, hub_id: UUID) -> HttpResponse:
    """Have the copy for a hub's laptop made."""
    mission = queries.mission(request.actor, mission_id)
    copies.ask_copy(request.actor, queries_of_hubs.hub_of(mission, hub_id))
    return redirect("capture-hubs", mission_id=mission.id)


@require_POST
def hand(request: ActorRequest, mission_id: UUID, hub_id: UUID) -> HttpResponse:
    """Let a hub publish the plan to the end of a day."""
    mission = queries.mission(request.actor, mission_id)
    hub, until = queries_of_hubs.hub_of(mission, hub_id), request.POST.get("until", "")
    days = queries_of_hubs.ends_of_days(mission)
    if until not in days:
        raise InputError(Text("hub_pages.no_day"), Text("hub_pages.no_day_hint"))
    pairing.hand_plan(request.actor, hub, days[until])
    messages.success(request, request.words(Text("hub_pages.was_handed", hub=hub.name)))
    return redirect("capture-hubs", mission_id=mission.id)


@require_POST
def take_back(request: ActorRequest, mission_id: UUID) -> HttpResponse:
    """Let home publish the plan again."""
    mission = queries.mission(request.actor, mission_id)
    pairing.take_plan_back(request.actor, mission)
    messages.success(request, request.words(Text("hub_pages.was_taken_back")))
    return redirect("capture-hubs", mission_id=mission.id)


@reads_late
@csrf_exempt
@require_POST
@marked
def exchange(request: HttpRequest) -> JsonResponse:
    """Take in a hub's letter and answer it; one that is none, or of nobody, changes nothing (401, 413, 422, 429)."""
    hub = _hub(request)
    with acting_for(hub.tenant_id):
        spend(f"hub:{hub.pk}", LETTERS, IN_SECONDS)
        return JsonResponse(home.answered(hub, _letter(read(request, MOST_BYTES))))


@reads_late
@csrf_exempt
@require_POST
@marked
def exchange_file(request: HttpRequest, digest: str) -> JsonResponse:
    """Take in a photo or voice memo that a hub brings; one that is refused (401, 404, 413, 422) changes nothing."""
    hub = _hub(request)
    with acting_for(hub.tenant_id):
        spend(f"hub:{hub.pk}", LETTERS, IN_SECONDS)
        kept = take_parcel(hub.mission, _parcel(request, digest))
    return JsonResponse({"kept": kept.digest})


def _parcel(request: HttpRequest, digest: str) -> Parcel:
    immutable_query_dict = request.GET
    content = read(request, MOST_FILE_BYTES)
    if len(content) > MOST_FILE_BYTES:
        most = MOST_FILE_BYTES // 1000
        raise TooLarge(Text("floor_pages.file_large", most=most), Text("floor_pages.file_hint"))
    try:
        claim, phone = (
            Claim(digest, FileKind(immutable_query_dict.get("kind", ""))),
            UUID(immutable_query_dict.get("phone", "")),
        )
    except ValueError as error:
        raise _no_file() from error
    if not is_digest(digest):
        raise _no_file()
    return Parcel(claim, phone, is_aside=immutable_query_dict.get("aside") == "1", content=content)


def _no_file() -> InputError:
    return InputError(Text("floor_pages.file_kind"), Text("floor_pages.file_hint"))


def _settings(made: pairing.PairedHub | None) -> tuple[str, ...]:
    """Return the settings that make a laptop this hub, as they are written into a file."""
    if made is None:
        return ()
    return f"TEAROAD_HUB_KEY={made.key}", f"TEAROAD_HOME_ADDRESS={settings.CONFIG.address}"


def _context(request: ActorRequest, mission: Mission) -> dict[str, Any]:
    is_open = mission.archived_at is None and queries_of_hubs.here() is None
    return {
        "mission": mission,
        "hubs": queries_of_hubs.hubs(mission),
        "days": queries_of_hubs.ends_of_days(mission),
        "may_make": is_open and allowed(request.actor.role, Policy.SEND_LINKS),
        "may_hand": is_open and allowed(request.actor.role, Policy.PUBLISH),
        "is_hub": queries_of_hubs.here() is not None,
    }


def _hub(request: HttpRequest) -> Hub:
    """Return which hub speaks: `Authorization: Hub <id>.<secret>`.

    Raises:
        SignedOut: none that is known here.

    """
    hub = queries_of_hubs.hub_of_key(request.headers.get("Authorization", ""))
    if hub is None:
        spend(f"hub-secret:{place_of(request)}", GUESSES, IN_SECONDS)
        raise SignedOut(Text("hub_pages.unknown_hub"), Text("hub_pages.unknown_hub_hint"))
    return hub


def _letter(body: bytes) -> object:
    if len(body) > MOST_BYTES:
        raise TooLarge(Text("floor_pages.letter_large", most=MOST_BYTES // 1000), Text("floor_pages.letter_large_hint"))
    try:
        return data_of(body)
    except NoJson as wrong:
        raise InputError(Text("floor_pages.no_letter"), Text("floor_pages.no_letter_hint")) from wrong
