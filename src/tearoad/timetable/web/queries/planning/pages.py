"""The pages about drafts: everything a template shows, found in a fixed number of queries."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from tearoad.mission.web.models import Mission
from tearoad.text import Ref, Text
from tearoad.timetable.plan import Plan, broken_rules_sentence, cut_levels
from tearoad.timetable.problem import Problem
from tearoad.timetable.problem_building import wish_id
from tearoad.timetable.problem_building.quotas_and_precedences import beyond_wishes
from tearoad.timetable.problem_building.spoken import taken_to_speak
from tearoad.timetable.rules import pair
from tearoad.timetable.rules.pauses import soft_pauses_missed
from tearoad.timetable.web.models import Draft, DraftState, Pin, Published
from tearoad.timetable.web.queries.loading import plan_of, problem_of
from tearoad.timetable.web.queries.planning import drafts as queries
from tearoad.timetable.web.queries.planning import levels
from tearoad.timetable.web.queries.planning.crowd import crowd
from tearoad.timetable.web.queries.planning.remedies import ObstacleWithRemedy, obstacles_with_remedies
from tearoad.values import Language, PartyId, WishId
from tearoad.values.document import text_from_document
from tearoad.words import Words


@dataclass(frozen=True, slots=True)
class DraftLine:
    """A draft in the list."""

    number: int
    state: DraftState
    state_text: Text
    colour: str
    made_at: datetime
    repairs: bool
    """Whether it mends a plan that was published."""
    out_of_date: bool
    stopped_early: bool
    edits: int
    meetings: int
    left_out: int
    headline: tuple[levels.LevelLine, ...]
    """Musts and value: what an officer compares drafts by."""


@dataclass(frozen=True, slots=True)
class PinLine:
    """A pin in the list."""

    id: UUID
    wish: WishId
    meeting: Text
    at: Text | None
    place: Text | None
    interpreter: Text | None


@dataclass(frozen=True, slots=True)
class PlanPage:
    """The plan's page of a mission."""

    words: Words
    drafts: tuple[DraftLine, ...]
    """Without repairs, unless they were published."""
    repairs: tuple[DraftLine, ...]
    """Proposed for the plan in force and not published; of a plan that is in force no more, nobody needs one."""
    running: Draft | None
    standing: queries.PlanningProgress | None
    pins: tuple[PinLine, ...]


@dataclass(frozen=True, slots=True)
class Left:
    """A wish that was left out, and why."""

    wish: WishId
    meeting: Text
    value: int
    must: bool
    text: Text | None
    obstacles: tuple[ObstacleWithRemedy, ...]


@dataclass(frozen=True, slots=True)
class DraftPage:
    """One draft's page."""

    words: Words
    draft: Draft
    line: DraftLine
    failure: queries.Failure | None
    standing: queries.PlanningProgress | None
    not_kept: Text | None
    was_cut: bool
    """Whether the clock, or somebody, ended the search before its work was done."""
    taken_to_speak: Text | None
    """Firms of whose people it is not known what they speak."""
    pauses_missed: tuple[Text, ...]
    """Soft pauses that the plan does without."""
    beyond: tuple[Text, ...]
    """Quotas that ask for more meetings than are wished for."""
    levels: tuple[levels.LevelLine, ...]
    left_out: tuple[Left, ...]
    clash: tuple[Text, ...]
    pins: tuple[PinLine, ...]
    pairs: tuple[tuple[str, str], ...]
    """Who meets whom, firm first."""


_COLOURS = {
    DraftState.PLANNING: "info",
    DraftState.READY: "good",
    DraftState.FAILED: "bad",
    DraftState.CANCELLED: "quiet",
}
_PROPOSED = frozenset({DraftState.PLANNING, DraftState.READY})


def plan_page(mission: Mission, language: Language) -> PlanPage:
    """Return the plan's page; six queries where the people are known to this process."""
    rows = queries.drafts(mission)
    running = next((row for row in rows if not row.repair and queries.state_of(row) is DraftState.PLANNING), None)
    people = crowd(mission)
    published = dict(Published.objects.filter(mission=mission).values_list("draft_id", "number"))
    return PlanPage(
        words=Words(language, people.names(language)),
        drafts=tuple(_line(mission, row) for row in rows if not row.repair or row.pk in published),
        repairs=tuple(
            _line(mission, row)
            for row in rows
            if row.pk not in published
            and queries.mends(row) == max(published.values(), default=0)
            and queries.state_of(row) in _PROPOSED
        ),
        running=running,
        standing=queries.standing(running) if running else None,
        pins=_pins(mission, people.roster.mission.fair_zone),
    )


def draft_page(mission: Mission, draft: Draft, language: Language) -> DraftPage:
    """Return one draft's page; four queries where the people are known to this process."""
    ready = draft.state == DraftState.READY and draft.problem is not None
    planning = queries.state_of(draft) is DraftState.PLANNING
    problem, plan = (problem_of(draft), plan_of(draft)) if ready else (None, None)
    people = crowd(mission)
    return DraftPage(
        words=Words(language, people.names(language)),
        draft=draft,
        line=_line(mission, draft),
        failure=queries.failure_of(draft),
        standing=queries.standing(draft) if planning else None,
        not_kept=broken_rules_sentence(plan) if plan else None,
        was_cut=bool(plan and cut_levels(plan)),
        taken_to_speak=taken_to_speak(problem) if problem else None,
        pauses_missed=_pauses_missed(problem, plan) if plan and problem else (),
        beyond=tuple(beyond_wishes(problem)) if problem else (),
        levels=levels.lines(plan.levels, len(problem.previous)) if plan and problem else (),
        left_out=_left_out(mission, problem, plan, draft.explanations) if plan and problem else (),
        clash=tuple(pair(problem.lookup.wish[wish]) for wish in _known(draft.clash, problem)) if problem else (),
        pins=_pins(mission, people.roster.mission.fair_zone),
        pairs=_pairs(problem, plan) if problem and plan else (),
    )


def _pairs(problem: Problem, plan: Plan) -> tuple[tuple[str, str], ...]:
    wishes = (problem.lookup.wish[meeting.wish] for meeting in plan.meetings)
    return tuple((str(wish.exporter), str(wish.buyer)) for wish in wishes)


def _pauses_missed(problem: Problem, plan: Plan) -> tuple[Text, ...]:
    return tuple(missed.text for missed in soft_pauses_missed(problem, plan.meetings))


def _known(wishes: list[str], problem: Problem) -> list[WishId]:
    return [WishId(wish) for wish in wishes if wish in problem.lookup.wish]


def _line(mission: Mission, row: Draft) -> DraftLine:
    state = queries.state_of(row)
    ready = state is DraftState.READY
    plan: Plan | None = plan_of(row) if ready else None
    held = {"musts", "value"}
    announced = 0  # neither musts nor value count people
    return DraftLine(
        number=row.number,
        state=state,
        state_text=Text(f"board_pages.state_{state.value}"),
        colour=_COLOURS[state],
        made_at=row.made_at,
        repairs=bool(row.repair),
        out_of_date=ready and row.mission_revision != mission.revision,
        stopped_early=row.stopped_early,
        edits=max(0, row.revision - 1),
        meetings=len(plan.meetings) if plan else 0,
        left_out=len(plan.unplaced) if plan else 0,
        headline=tuple(levels.line(level, announced) for level in plan.levels if level.objective in held)
        if plan
        else (),
    )


def _pins(mission: Mission, clock: ZoneInfo) -> tuple[PinLine, ...]:
    return tuple(_pin(row, clock) for row in queries.pins(mission))


def _pin(row: Pin, clock: ZoneInfo) -> PinLine:
    meeting = Text("timetable.pair", exporter=Ref(row.exporter), buyer=Ref(row.buyer))
    only = "board_pages.only"
    return PinLine(
        id=row.pk,
        wish=wish_id(PartyId(row.exporter), PartyId(row.buyer)),
        meeting=meeting,
        at=Text("board_pages.moment", at=row.start_at.astimezone(clock)) if row.start_at else None,
        place=Text(only, who=Ref(row.place)) if row.place else None,
        interpreter=Text(only, who=Ref(row.interpreter)) if row.interpreter else None,
    )


def _left_out(mission: Mission, problem: Problem, plan: Plan, explanations: Mapping[str, Any]) -> tuple[Left, ...]:
    look = problem.lookup
    gone = sorted(
        (look.wish[wish_id] for wish_id in plan.unplaced if wish_id in look.wish),
        key=lambda wish: (wish.id not in look.musts, -wish.value, wish.id),
    )
    found = []
    for wish in gone:
        explanation = explanations.get(wish.id)
        text = text_from_document(explanation["text"]) if explanation else None
        obstacles = (
            obstacles_with_remedies(mission, map(text_from_document, explanation["obstacles"])) if explanation else ()
        )
        found.append(Left(wish.id, pair(wish), wish.value, wish.id in look.musts, text, obstacles))
    return tuple(found)
