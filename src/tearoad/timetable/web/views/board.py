"""The board: see a day, move a meeting by mouse, by keyboard or by a form, take the last edit back."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict
from urllib.parse import urlencode
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import render
from django.urls import reverse

from tearoad.errors import InputError, NotFoundError
from tearoad.mission.web.queries import mission
from tearoad.people.web.policies import ActorRequest
from tearoad.text import Text
from tearoad.timetable.board import By
from tearoad.timetable.web.actions import moves, pins
from tearoad.timetable.web.answers import Cell, Move, Options, OptionsWanted, sent
from tearoad.timetable.web.models import Draft
from tearoad.timetable.web.queries.planning.board import Board
from tearoad.timetable.web.queries.planning.board import board as board_of
from tearoad.timetable.web.queries.planning.options import elsewhere, options
from tearoad.timetable.web.queries.planning.screens import board_screen, meeting_screen
from tearoad.timetable.web.views.surroundings import may_plan, may_publish
from tearoad.values import InterpreterId, PlaceId, WishId
from tearoad.web.numbers import whole
from tearoad.web.saving.stale import read_in


def board(request: ActorRequest, mission_id: UUID, number: int) -> HttpResponse:
    """Show one day of a draft."""
    found = _board(request, mission_id, number)
    screen = board_screen(found, request.GET.dict())
    shown = {
        "mission": found.mission,
        "draft": found.draft,
        "screen": screen,
        "may_plan": may_plan(request, found.mission),
        "may_publish": may_publish(request, found.mission),
    }
    return render(request, "timetable/board.html", shown)


def meeting(request: ActorRequest, mission_id: UUID, number: int) -> HttpResponse:
    """Show one meeting or one wish left out, with a plain form that moves or places it."""
    found = _board(request, mission_id, number)
    screen = meeting_screen(found, _wish(found, request.GET.get("wish", "")), request.GET.dict())
    shown = {
        "mission": found.mission,
        "draft": found.draft,
        "screen": screen,
        "may_plan": may_plan(request, found.mission),
    }
    return render(request, "timetable/meeting.html", shown)


def targets(request: ActorRequest, mission_id: UUID, number: int) -> HttpResponse:
    """Tell, cell by cell of a day, whether a meeting fits there or which rule is in the way."""
    found = _board(request, mission_id, number)
    wanted = sent(OptionsWanted, request.GET)
    wish = _wish(found, wanted.wish)
    cells = tuple(
        Cell(
            row=option.row,
            start=option.target.meeting.start,
            place=option.target.meeting.place,
            interpreter=option.target.meeting.interpreter or "",
            why=tuple(found.words(text) for text in option.target.why),
        )
        for option in options(found, wish, found.day(wanted.day), _by(wanted.by))
    )
    answer = Options(cells, found.words(elsewhere(found, wish)))
    return JsonResponse(asdict(answer), headers={"Cache-Control": "no-store"})


def move(request: ActorRequest, mission_id: UUID, number: int) -> HttpResponse:
    """Move a meeting, or place a wish that was left out."""
    found = _board(request, mission_id, number)
    said = sent(Move, request.POST)
    wish, slot = _wish(found, said.wish), whole(said.start)
    if slot is None or slot >= len(found.problem.slots):
        raise InputError(Text("board_pages.no_such_time"), Text("board_pages.edited_hint"))
    place, interpreter = PlaceId(said.place), InterpreterId(said.interpreter)
    who = found.targets(wish).best(slot, place).meeting.interpreter if interpreter == "any" else interpreter or None
    return _edited(
        request,
        found,
        lambda seen: moves.move(request.actor, found.draft, wish, slot, place, who, seen_revision=seen),
    )


def unplace(request: ActorRequest, mission_id: UUID, number: int) -> HttpResponse:
    """Take a meeting out."""
    found = _board(request, mission_id, number)
    wish = _wish(found, request.POST.get("wish", ""))
    return _edited(request, found, lambda seen: moves.unplace(request.actor, found.draft, wish, seen_revision=seen))


def pin(request: ActorRequest, mission_id: UUID, number: int) -> HttpResponse:
    """Fix a meeting where it stands, or let it go again."""
    found = _board(request, mission_id, number)
    wish = _wish(found, request.POST.get("wish", ""))
    act = pins.unpin if wish in found.problem.lookup.pin else pins.pin
    return _edited(request, found, lambda seen: act(request.actor, found.draft, wish, seen_revision=seen))


def undo(request: ActorRequest, mission_id: UUID, number: int) -> HttpResponse:
    """Take the last edit back."""
    found = _board(request, mission_id, number)
    return _edited(request, found, lambda seen: moves.undo(request.actor, found.draft, seen_revision=seen))


def _board(request: ActorRequest, mission_id: UUID, number: int) -> Board:
    """Return the board, and let the rest of the answer, errors as well, call everybody by name."""
    found = board_of(mission(request.actor, mission_id), number, request.language)
    request.words = found.words
    return found


def _edited(request: ActorRequest, found: Board, act: Callable[[int], Draft]) -> HttpResponse:
    """Do an edit with the revision its maker saw; a part of a page gets JSON, a form goes back to the day."""
    row = act(whole(read_in(request)) or 0)
    if request.headers.get("Accept") == "application/json":
        return JsonResponse({"revision": row.revision})
    messages.success(request, request.words(Text("board_pages.saved")))
    back = {name: request.POST.get(name, "") for name in ("day", "by", "row", "q")}
    query = urlencode({name: value for name, value in back.items() if value})
    address = reverse("timetable-board", args=[found.mission.pk, found.draft.number])
    return HttpResponseRedirect(f"{address}?{query}" if query else address)


def _wish(found: Board, wish: str) -> WishId:
    if wish not in found.problem.lookup.wish:
        raise NotFoundError(Text("board_pages.no_such_wish"), Text("board_pages.edited_hint"))
    return WishId(wish)


def _by(said: str) -> By:
    return By(said) if said in set(By) else By.PLACE
