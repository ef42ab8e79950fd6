"""The pages of the link to answer: who asks, an answer in one tap, whom to ask for, when one comes, how to end it."""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.csrf import csrf_exempt

from tearoad.errors import InputError
from tearoad.matching.asking import MeetingMove
from tearoad.matching.web.actions import answering as actions
from tearoad.matching.web.actions.moves import MOST_LETTERS
from tearoad.matching.web.actions.ordering import WishDirection, move_wish
from tearoad.matching.web.queries.answering import (
    AnsweringPage,
    answering_page,
    firms_offered,
    own_order,
)
from tearoad.matching.web.queries.letters import deadline_in_zones, mission_zones
from tearoad.matching.web.queries.names import names
from tearoad.matching.web.queries.progress import rules_of, told_at
from tearoad.matching.web.views.answer_checks import asked_about, kept_message, refused_or_kept
from tearoad.matching.web.views.catalogue import PER_PAGE, catalogue_on_page
from tearoad.mission.web import queries
from tearoad.mission.web.models import Mission
from tearoad.mission.web.queries.links import link_at
from tearoad.mission.web.queries.people import days_of
from tearoad.mission.web.queries.receivers import Receiver
from tearoad.mission.web.views.portal import private, visited
from tearoad.people import Role
from tearoad.people.web.actions.limits import spend
from tearoad.people.web.models import Organisation
from tearoad.people.web.policies import ActorRequest
from tearoad.text import Text
from tearoad.web.clock import fair_now
from tearoad.web.input import MOST_LOOKED_FOR
from tearoad.web.refused import refused_in, shows_again
from tearoad.web.saving import stale
from tearoad.web.saving.once import done

TRIES, PER_SECONDS = 300, 3600
"""So many times an hour one party may send an answer."""
REPLIES = (
    (MeetingMove.WANT, "primary"),
    (MeetingMove.ACCEPT, ""),
    (MeetingMove.OTHER_TIME, ""),
    (MeetingMove.DECLINE, "quiet"),
)
"""The answers of one tap, and how their buttons look; a question is asked with a message."""
_MESSAGE = {"asking_pages.message_long": "message", "asking_pages.question_empty": "message"}
"""At which field a refusal stands."""


@shows_again(_MESSAGE, typed=("message",))
def answers(request: ActorRequest, token: str) -> HttpResponse:
    """Show the first unanswered request with its buttons, and all the others; or take an answer in."""
    mission, who = visited(request)
    if request.method == "POST":
        return _take_answer(request, mission, who, token) or private(redirect("asking-answers", token=token))
    page = answering_page(request.actor, mission, request.language)
    again = refused_in(request)
    meant = [
        answerable_request
        for answerable_request in page.every
        if again and answerable_request.firm.party == again.typed.get("party")
    ]
    first = next(iter([*meant, *page.waiting]), None)
    context = answering_context(request, mission, who, token) | {
        "page": page,
        "first": first,
        "is_of_joined": link_at(token).party != request.actor.party,
    }
    return private(render(request, "matching/asking/answers.html", context | _answer_parts(request, mission, page)))


@shows_again(_MESSAGE, typed=("message",))
def single_request(request: ActorRequest, token: str, party: str) -> HttpResponse:
    """Show one request, to change an answer or to write something with it."""
    mission, who = visited(request)
    if request.method == "POST":
        return _take_answer(request, mission, who, token) or private(redirect("asking-answers", token=token))
    page, answerable_request = (
        answering_page(request.actor, mission, request.language),
        asked_about(request, mission, party),
    )
    context = answering_context(request, mission, who, token) | {"page": page, "first": answerable_request}
    return private(
        render(request, "matching/asking/request_answer.html", context | _answer_parts(request, mission, page))
    )


@shows_again(_MESSAGE, typed=("message",))
def firms(request: ActorRequest, token: str) -> HttpResponse:
    """Show the firms of the other side that somebody may ask for, or ask for one."""
    mission, who = visited(request)
    sought = request.GET.get("q", "")[:MOST_LOOKED_FOR]
    if request.method == "POST":
        spend(f"answers:{mission.pk}/{request.actor.party}", TRIES, PER_SECONDS)
        actions.ask_for(request.actor, mission, request.POST.get("party", ""), request.POST.get("message", ""))
        messages.success(request, request.words(Text("asking_pages.asked_now")))
        return private(redirect("asking-firms", token=token))
    everyone = request.GET.get("all") == "1"
    page = answering_page(request.actor, mission, request.language)
    context: dict[str, object] = {"sought": sought, "everyone": everyone, "page": page}
    if who.role is Role.BUYER and page.may_ask:
        context |= catalogue_on_page(request, mission, sought, everyone=everyone)
    else:
        offered = firms_offered(request.actor, mission, request.language, sought, everyone=everyone)
        context["firms"] = Paginator(offered, PER_PAGE).get_page(request.GET.get("page"))
    return private(
        render(request, "matching/asking/firms.html", answering_context(request, mission, who, token) | context)
    )


@shows_again()
def order(request: ActorRequest, token: str) -> HttpResponse:
    """Let an exporter put its wishes in order, one place up or down at a time."""
    mission, who = visited(request)
    if request.method == "POST":
        spend(f"answers:{mission.pk}/{request.actor.party}", TRIES, PER_SECONDS)
        written = request.POST.get("direction", "")
        if written not in set(WishDirection):
            raise InputError(Text("asking_pages.no_such_direction"), Text("asking_pages.no_such_direction_hint"))
        buyer, read = request.POST.get("party", ""), stale.read_in(request)
        move_wish(request.actor, mission, buyer, WishDirection(written), read)
        return private(redirect("asking-order", token=token))
    wishes = own_order(request.actor, mission, request.language)
    is_over = rules_of(mission).is_over(fair_now())
    context: dict[str, object] = {"wishes": wishes.firms, "read": wishes.version, "is_over": is_over}
    return private(
        render(request, "matching/asking/order.html", answering_context(request, mission, who, token) | context)
    )


@shows_again()
def end(request: ActorRequest, token: str) -> HttpResponse:
    """Ask whether somebody wants to be left in peace; a link alone ends nothing, for programs open links too."""
    mission, who = visited(request)
    if request.method == "POST":
        actions.stop_reminders(request.actor, mission)
        messages.success(request, request.words(Text("asking_pages.ended_now")))
        return private(redirect("asking-answers", token=token))
    return private(render(request, "matching/asking/end.html", answering_context(request, mission, who, token)))


@csrf_exempt
def end_at_once(request: ActorRequest, token: str) -> HttpResponse:
    """End reminders as a mail program does at one click (RFC 8058); whoever opens the address is asked first.

    A mail program has no page of ours before it, so that it brings no token of a form; the link itself is secret.
    """
    if request.method != "POST" or request.POST.get("List-Unsubscribe") != "One-Click":
        return private(redirect("asking-end", token=token))
    mission, _who = visited(request)
    actions.stop_reminders(request.actor, mission)
    return private(done(HttpResponse(content_type="text/plain")))


def _take_answer(request: ActorRequest, mission: Mission, who: Receiver, token: str) -> HttpResponse | None:
    spend(f"answers:{mission.pk}/{request.actor.party}", TRIES, PER_SECONDS)
    written = request.POST.get("answer", "")
    if written not in set(MeetingMove):
        raise InputError(Text("asking_pages.no_such_answer"), Text("asking_pages.no_such_answer_hint"))
    around = answering_context(request, mission, who, token)
    if asks := refused_or_kept(request, mission, MeetingMove(written), around):
        return asks
    answerable_request = asked_about(request, mission, request.POST.get("party", ""))
    messages.success(request, request.words(kept_message(answerable_request)))
    return None


def answering_context(request: ActorRequest, mission: Mission, who: Receiver, token: str) -> dict[str, object]:
    """Return what every page of the link shows: the mission, whose link it is, whom to call."""
    settings, language = queries.core(mission), request.language
    place = (settings.venue.in_language(language), settings.city.in_language(language))
    return {
        "mission": mission,
        "token": token,
        "who": who,
        "house": Organisation.objects.get(pk=mission.tenant_id).in_language(language),
        "name": settings.name.in_language(language),
        "fair": settings.fair.in_language(language),
        "where": " · ".join(filter(None, place)),
        "days": days_of(settings, language),
        "contacts": settings.contacts,
        "is_buyer": who.role is Role.BUYER,
        "most_letters": MOST_LETTERS,
    }


def _answer_parts(request: ActorRequest, mission: Mission, page: AnsweringPage) -> dict[str, object]:
    at, learn_at, zones = page.rules.deadline_at, told_at(mission, page.rules), mission_zones(mission)
    return {
        "known": names(mission, request.language),
        "until": deadline_in_zones(at, zones, request.language) if at else "",
        "learn_on": deadline_in_zones(learn_at, zones, request.language) if fair_now() < learn_at else "",
        "replies": [(move.value, Text(f"asking_pages.reply_{move.value}"), look) for move, look in REPLIES],
    }
