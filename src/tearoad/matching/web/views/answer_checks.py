"""What is asked before an answer is taken in: whether to set another's aside, whether to give a planned meeting up."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render

from tearoad.errors import NotFoundError
from tearoad.matching.asking import MeetingMove, MoveChannel, SideAnswer
from tearoad.matching.asking.meeting_state import ANSWERS
from tearoad.matching.web.actions.answering import GivesUpMeeting, answer
from tearoad.matching.web.queries.answering import AnswerableRequest, answering_page, last_answer
from tearoad.mission.web.models import Mission
from tearoad.mission.web.views.portal import private
from tearoad.people.web.policies import ActorRequest
from tearoad.text import Text
from tearoad.web.registry import ask
from tearoad.web.saving import stale
from tearoad.words.catalogue import on_clock


def refused_or_kept(
    request: ActorRequest, mission: Mission, reply: MeetingMove, around: dict[str, object]
) -> HttpResponse | None:
    """Take an answer in; where something is to be asked first, return the page that asks, with both answers."""
    party, message = request.POST.get("party", ""), request.POST.get("message", "")
    read = request.POST.get(stale.FIELD)
    is_sure = request.POST.get("sure") == "1"
    try:
        answer(request.actor, mission, party, reply, message, read=read, is_sure=is_sure)
    except (stale.Stale, GivesUpMeeting) as refused:
        is_other = isinstance(refused, stale.Stale)
    else:
        return None
    answerable_request = asked_about(request, mission, party)
    is_given_up = reply is MeetingMove.DECLINE and answerable_request.is_planned
    last = last_answer(request.actor, mission, party) if is_other else None
    at = ask("planned_at", mission, request.actor.role, request.actor.party, party) if is_given_up else None
    context = around | {
        "first": answerable_request,
        "wanted": ANSWERS[reply],
        "reply": reply.value,
        "message": message,
        "read": stale.version_of(answerable_request.answer.value),
        "is_by_link": last is not None and last.channel is MoveChannel.LINK,
        "answered_at": on_clock(last.at, mission.fair_zone, request.language) if last else "",
        "is_given_up": is_given_up,
        "meeting_at": on_clock(at, mission.fair_zone, request.language) if at else "",
    }
    return private(render(request, "matching/asking/answer_check.html", context, status=409))


def asked_about(request: ActorRequest, mission: Mission, party: str) -> AnswerableRequest:
    """Return what somebody is asked about a firm, or asked for itself.

    Raises:
        NotFoundError: nobody asks about such a firm.

    """
    page = answering_page(request.actor, mission, request.language)
    answerable_request = next((each for each in page.every if party in each.ids), None)
    if answerable_request is None:
        raise NotFoundError(Text("asking_pages.nobody_asks"), Text("asking_pages.nobody_asks_hint"))
    return answerable_request


def kept_message(request: AnswerableRequest) -> Text:
    """Return what is said once an answer is kept: of a meeting that was called off, that the office is asked."""
    wants = request.answer in {SideAnswer.WANTED, SideAnswer.GLADLY}
    return Text("asking_pages.answer_asks_office" if request.is_off and wants else "asking_pages.answer_kept")
