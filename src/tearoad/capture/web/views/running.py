"""The officer's page of the day as it runs, made for a phone in a hall."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render

from tearoad.capture.web.queries.running import RunningMeeting, Turn, running
from tearoad.mission.web import queries
from tearoad.people.web.policies import ActorRequest
from tearoad.text import Text
from tearoad.timetable.web.views.surroundings import may_plan
from tearoad.web.clock import fair_now

_ALWAYS = frozenset({Turn.TROUBLE, Turn.NOW})
_FOLDED = frozenset({Turn.LATER, Turn.OVER})


@dataclass(frozen=True, slots=True)
class Group:
    """Meetings of the day that stand alike."""

    turn: str
    title: Text
    none: Text
    lines: tuple[RunningMeeting, ...]
    always: bool
    """Whether it is shown empty too: that nobody is missing is worth knowing."""
    may_act: bool


def day(request: ActorRequest, mission_id: UUID) -> HttpResponse:
    """Show which meetings need somebody, which go on, which come next, and whose phone has an older plan."""
    mission = queries.mission(request.actor, mission_id)
    found = running(mission, fair_now(), request.language)
    may_act = may_plan(request, mission)
    groups = {turn: _group(turn, found.of(turn), may_act=may_act) for turn in Turn} if found else {}
    context = {
        "mission": mission,
        "day": found,
        "groups": [group for turn, group in groups.items() if turn not in _FOLDED],
        "folded": [group for turn, group in groups.items() if turn in _FOLDED],
    }
    return render(request, "capture/running.html", context)


def _group(turn: Turn, lines: tuple[RunningMeeting, ...], *, may_act: bool) -> Group:
    title = Text(f"capture_pages.turn_{turn.value}")
    none = Text(f"capture_pages.none_{turn.value}") if turn in _ALWAYS else title
    return Group(turn.value, title, none, lines, turn in _ALWAYS, may_act and turn is Turn.TROUBLE)
