"""The meetings of a mission by their state, and one of them with its history."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import urlencode
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from tearoad.errors import InputError
from tearoad.matching.asking import (
    MeetingMove,
    MeetingPhase,
    MeetingSide,
    MeetingStatus,
    MoveChannel,
    PairState,
    RecordedMove,
    SideAnswer,
    status_after,
)
from tearoad.matching.asking.transitions import possible_moves
from tearoad.matching.web import models as rows
from tearoad.matching.web.actions.moves import MOST_LETTERS, NewMove, as_typed, make_move, undo_last
from tearoad.matching.web.queries.answers_live import FIGURES, listed_meetings, narrowed
from tearoad.matching.web.queries.names import PartyName, company_pages, names, sides_offered
from tearoad.matching.web.queries.progress import (
    confirmed_sides,
    meetings_between,
    moves_mark,
    progress_of,
    recorded,
    said_in_sheets,
    steps_of,
    undoable,
)
from tearoad.matching.web.queries.questions import open_questions
from tearoad.matching.web.queries.reaching import UNSENT, is_unsent, reached
from tearoad.mission.web.models import Mission
from tearoad.mission.web.queries import mission
from tearoad.people import Policy, allowed
from tearoad.people.web.policies import ActorRequest
from tearoad.text import Text
from tearoad.web.refused import refused_in, shows_again
from tearoad.web.saving import stale

PER_PAGE = 50
_TONES = {
    PairState.AGREED: "good",
    PairState.CONFIRMED: "good",
    PairState.KEPT: "good",
    PairState.NOT_THIS_TIME: "bad",
    PairState.CANCELLED: "bad",
    PairState.MISSED: "bad",
    PairState.ASKS_BACK: "warn",
    PairState.ANOTHER_TIME: "warn",
}
_BY_HAND = frozenset(MeetingMove) - {
    MeetingMove.TAKE_BACK,
    MeetingMove.PLAN,
    MeetingMove.UNPLAN,
    MeetingMove.RESCHEDULE,
    MeetingMove.NOTIFY,
    MeetingMove.RUN_LATE,
    MeetingMove.ASK_WHERE,
}
"""What an officer writes down; publishing writes plans and notices, the table of requests says what is taken out of it,
and who is late or waits says so for a time."""


_IN_PLAN = frozenset({PairState.PLANNED, PairState.NOTIFIED, PairState.CONFIRMED})


@dataclass(frozen=True, slots=True)
class SideInList:
    """One side of a meeting in a list."""

    name: PartyName
    said: Text
    question: str
    """What it asks back; empty where nothing."""
    in_sheet: bool
    """Whether a sheet alone says so."""
    comes: bool
    """Whether it said that it comes to the meeting as planned."""


@dataclass(frozen=True, slots=True)
class MeetingLine:
    """One meeting in the list."""

    exporter: SideInList
    buyer: SideInList
    address: str
    state: Text
    tone: str

    @property
    def sides(self) -> tuple[SideInList, SideInList]:
        """Both sides in the order of the columns."""
        return self.exporter, self.buyer


def meetings(request: ActorRequest, mission_id: UUID) -> HttpResponse:
    """Show the meetings somebody said anything of, fifty a page; with who said no, for the office alone."""
    row = mission(request.actor, mission_id)
    return _meetings_page(request, row, names(row, request.language))


def _meetings_page(
    request: ActorRequest, row: Mission, known: Mapping[str, str], wrong: tuple[Text, Text] | None = None
) -> HttpResponse:
    query, state = listed_meetings(row), request.GET.get("state", "")
    if state in {UNSENT, PairState.ASKED}:
        had, asked = reached(row), query.filter(state=PairState.ASKED)
        query = asked.filter(pk__in=[each.pk for each in asked if is_unsent(each, had) == (state == UNSENT)])
    elif state in set(PairState):
        query = query.filter(state=state)
    query = narrowed(query, row, request.GET)
    page = Paginator(query, PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "mission": row,
        "page": page,
        "lines": lines_of(row, list(page), known),
        "state": state,
        "narrowed": bool(state) or any(request.GET.get(figure) for figure in FIGURES),
        "states": [(each, Text(f"matching.state_{each}")) for each in (UNSENT, *(state.value for state in PairState))],
    }
    return render(request, "matching/asking/meetings.html", context | {"wrong": wrong}, status=404 if wrong else 200)


@shows_again({"asking_pages.message_long": "message"}, typed=("message",))
def meeting(request: ActorRequest, mission_id: UUID) -> HttpResponse:
    """Show one meeting with every move; write one down, or undo the last."""
    row = mission(request.actor, mission_id)
    sent = request.POST or request.GET
    pair = sent.get("exporter", ""), sent.get("buyer", "")
    if request.method == "POST":
        if sent.get("do") == "undo":
            undo_last(request.actor, row, *pair, stale.read_in(request))
            messages.success(request, request.words(Text("asking_pages.undone")))
        else:
            new = _new(pair, sent.get("do", ""), sent.get("channel", ""), sent.get("message", ""))
            make_move(request.actor, row, new, stale.read_in(request))
            messages.success(request, request.words(Text("asking_pages.move_kept")))
        return redirect(address(row.pk, *pair))
    progress = progress_of(row, *pair)
    if progress is None:
        return _no_such_meeting(request, row, pair)
    known = names(row, request.language)
    steps = steps_of(progress)
    moves = recorded(steps)
    status = status_after(moves)
    context = {
        "mission": row,
        "progress": progress,
        "line": lines_of(row, [progress], known)[0],
        "same_companies": [
            (address(row.pk, other.exporter, other.buyer), f"{other.exporter} – {other.buyer}", _state(other))
            for other in meetings_between(row, MeetingSide.EXPORTER, *pair).exclude(pk=progress.pk)
        ],
        "steps": [(move, _move_in_words(move, pair, known)) for move in moves],
        "moves_mark": moves_mark(steps),
        "can_undo": undoable(moves) is not None,
        "moves": [_offer(move, side, pair, known) for move, side in _by_hand(status)],
        "channels": [(channel.value, Text(f"asking_pages.channel_{channel.value}")) for channel in _CHANNELS],
        "most_letters": MOST_LETTERS,
        "may_plan": row.archived_at is None and allowed(request.actor.role, Policy.PLAN),
    }
    return render(request, "matching/asking/meeting.html", context)


def _state(progress: rows.MeetingProgress) -> Text:
    return Text(f"matching.state_{progress.state}")


def _no_such_meeting(request: ActorRequest, row: Mission, pair: tuple[str, str]) -> HttpResponse:
    """Show the list of meetings, with what is wrong with the address: who takes no part, or that nobody said a word."""
    known = names(row, request.language)
    for code, offered in zip(pair, sides_offered(row, known), strict=True):
        if code not in dict(offered):
            wrong = Text("asking_pages.not_taking_part", found=code[:80]), Text("asking_pages.no_such_meeting_hint")
            break
    else:
        wrong = Text("asking_pages.no_such_meeting"), Text("asking_pages.no_such_meeting_hint")
    return _meetings_page(request, row, known, None if refused_in(request) else wrong)


def _by_hand(status: MeetingStatus) -> list[tuple[MeetingMove, MeetingSide | None]]:
    """Return what an officer may write down now: that somebody comes only of a meeting that stands, and once."""
    is_off = status.phase is MeetingPhase.CANCELLED
    return [
        (move, side)
        for move, side in possible_moves(status)
        if move in _BY_HAND and not (move is MeetingMove.CONFIRM and (is_off or side in status.confirmed))
    ]


_CHANNELS = (MoveChannel.OFFICER, MoveChannel.CALL)


def _new(pair: tuple[str, str], written: str, channel: str, message: str) -> NewMove:
    move, _, side = written.partition("/")
    try:
        how = MoveChannel.CALL if channel == MoveChannel.CALL.value else MoveChannel.OFFICER
        whose = MeetingSide(side) if side else None
        return NewMove(
            exporter=pair[0], buyer=pair[1], move=MeetingMove(move), side=whose, channel=how, message=as_typed(message)
        )
    except ValueError as wrong:
        raise InputError(Text("asking_pages.no_such_answer"), Text("asking_pages.no_such_answer_hint")) from wrong


def _offer(
    move: MeetingMove, side: MeetingSide | None, pair: tuple[str, str], known: Mapping[str, str]
) -> tuple[str, Text, str]:
    value = f"{move.value}/{side.value}" if side else move.value
    return value, Text(f"matching.move_{move.value}"), _whose(side, pair, known)


def _move_in_words(move: RecordedMove, pair: tuple[str, str], known: Mapping[str, str]) -> tuple[Text, str, Text]:
    return (
        Text(f"matching.move_{move.move.value}"),
        _whose(move.side, pair, known),
        Text(f"asking_pages.channel_{move.channel.value}"),
    )


def _whose(side: MeetingSide | None, pair: tuple[str, str], known: Mapping[str, str]) -> str:
    if side is None:
        return ""
    code = pair[0] if side is MeetingSide.EXPORTER else pair[1]
    return known.get(code, code)


def lines_of(row: Mission, found: Sequence[rows.MeetingProgress], known: Mapping[str, str]) -> list[MeetingLine]:
    """Return meetings as they stand in a list, each with what is asked back and who comes; nine queries."""
    pages, steps = company_pages(row), rows.MeetingStep.objects.filter(progress__in=found)
    questions = {
        (question.exporter, question.buyer, question.side): question.text for question in open_questions(found)
    }
    in_sheets, comes, had = said_in_sheets(steps), confirmed_sides(steps), reached(row)

    def answer_of(progress: rows.MeetingProgress, side: MeetingSide) -> str:
        answer: str = getattr(progress, f"{side.value}_answer")
        is_asked = answer != SideAnswer.WAITING or (side.value, getattr(progress, side.value)) in had
        return answer if is_asked else UNSENT

    def side_of(progress: rows.MeetingProgress, side: MeetingSide) -> SideInList:
        code = getattr(progress, side.value)
        return SideInList(
            PartyName(known.get(code, code), pages.get(code, "")),
            Text(f"asking_pages.said_{answer_of(progress, side)}"),
            question=questions.get((progress.exporter, progress.buyer, side), ""),
            in_sheet=(progress.pk, side) in in_sheets,
            comes=(progress.pk, side) in comes and PairState(progress.state) in _IN_PLAN,
        )

    return [
        MeetingLine(
            side_of(progress, MeetingSide.EXPORTER),
            side_of(progress, MeetingSide.BUYER),
            address(row.pk, progress.exporter, progress.buyer),
            Text(f"matching.state_{UNSENT}") if is_unsent(progress, had) else _state(progress),
            _TONES.get(PairState(progress.state), "quiet"),
        )
        for progress in found
    ]


def address(mission_id: UUID, exporter: str, buyer: str) -> str:
    """Return the address of one meeting's page."""
    query = urlencode({"exporter": exporter, "buyer": buyer})
    return f"{reverse('asking-meeting', args=[mission_id])}?{query}"
