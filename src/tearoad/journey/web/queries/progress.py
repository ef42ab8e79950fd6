"""How far missions are, and what comes next in each."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urljoin
from uuid import UUID

from django.db.models import Count

from tearoad.companies import Standing
from tearoad.companies.web.models import Side
from tearoad.matching.web.models import Matched
from tearoad.mission.web.models import Mission, Participation, Stage
from tearoad.mission.web.queries import core, missions
from tearoad.people import Actor
from tearoad.text import Text
from tearoad.timetable.web.queries.planning.plan_standing import PlanStanding, PlanStatus, plan_standings
from tearoad.timetable.web.queries.publishing.impossible import impossible_in_force
from tearoad.values import Language
from tearoad.web.clock import fair_now


@dataclass(slots=True)
class Tally:
    """What was counted for one mission."""

    exporters: int = 0
    buyers: int = 0
    unknown: int = 0
    """Companies that nobody screened."""
    held: int = 0
    matched_at: int = -1
    """The mission's revision when it was matched."""
    plan: PlanStanding = field(default_factory=PlanStanding)


@dataclass(frozen=True, slots=True)
class StageStep:
    """A stage, whether it is behind the mission, and what is otherwise than done or to do."""

    text: Text
    done: bool
    remark: Text | None = None


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a mission is, and what to do next, where."""

    stage: Stage | None
    stage_text: Text
    next_text: Text
    next_url: str
    steps: tuple[StageStep, ...] = ()


@dataclass(frozen=True, slots=True)
class Entry:
    """A mission in the list."""

    mission: Mission
    title: str
    where: str
    progress: Progress


@dataclass(slots=True)
class Groups:
    """An organisation's missions by time."""

    running: list[Entry] = field(default_factory=list)
    upcoming: list[Entry] = field(default_factory=list)
    past: list[Entry] = field(default_factory=list)
    archived: list[Entry] = field(default_factory=list)


def groups(to: Actor, language: Language) -> Groups:
    """Return an organisation's missions with how far each is.

    Five queries, however many there are; more for each that is still ahead and was changed since its plan came into
    force: only its rows say whether that plan has to be repaired.
    """
    rows = missions(to)
    tallies = tally(rows)
    found = Groups()
    for row in rows:
        settings = core(row)
        today = fair_now().astimezone(settings.fair_zone).date()
        title, where = settings.name.in_language(language), settings.city.in_language(language)
        entry = Entry(row, title, where, progress(row, tallies[row.id], impossible_by_now(row, tallies[row.id])))
        if row.archived_at is not None:
            found.archived.append(entry)
        elif row.ends_on < today:
            found.past.append(entry)
        elif row.starts_on > today:
            found.upcoming.insert(0, entry)  # the next one first
        else:
            found.running.append(entry)
    return found


def tally(rows: Iterable[Mission]) -> dict[UUID, Tally]:
    """Count what says how far missions are, a company under two ids once in each; four queries."""
    known = tuple(rows)
    found = {row.id: Tally() for row in known}
    here: Any = {"mission_id__in": list(found)}
    sides = Participation.objects.filter(**here).order_by().values("mission_id", "company__side", "company__standing")
    for participation in sides.annotate(count=Count("company", distinct=True)):
        mine = found[participation["mission_id"]]
        if participation["company__side"] == Side.EXPORTER:
            mine.exporters += participation["count"]
        else:
            mine.buyers += participation["count"]
        if participation["company__standing"] == Standing.UNKNOWN:
            mine.unknown += participation["count"]
        elif participation["company__standing"] == Standing.HELD:
            mine.held += participation["count"]
    for mission_id, revision in Matched.objects.filter(**here).values_list("mission_id", "mission_revision"):
        found[mission_id].matched_at = revision
    for mission_id, standing in plan_standings(known).items():
        found[mission_id].plan = standing
    return found


def progress(row: Mission, counted: Tally, impossible: int = 0) -> Progress:
    """Return how far a mission is, and its next step; so many meetings of its plan in force are `impossible` by now."""
    broken = Text("journey_pages.meetings_impossible", count=impossible) if impossible else None
    steps = {
        Stage.COMPANIES: (bool(counted.exporters and counted.buyers), None),
        Stage.SCREENED: _screened(counted),
        Stage.MATCHED: _matched(row, counted),
        Stage.PLANNED: _planned(counted.plan),
        Stage.PUBLISHED: (bool(counted.plan.plan), broken),
    }
    reached = [stage for stage, (done, _remark) in steps.items() if done]
    stage = reached[-1] if reached else None
    code, address = _next(counted, impossible if _is_ahead(row) else 0)
    return Progress(
        stage,
        _stage_text(stage) if stage else Text("journey_pages.stage_none"),
        Text(code),
        urljoin(f"/missions/{row.id}/", address),
        tuple(StageStep(_stage_text(stage), done, remark) for stage, (done, remark) in steps.items()),
    )


def impossible_by_now(row: Mission, counted: Tally) -> int:
    """Return how many meetings of the plan in force cannot be held any more, of a mission that is still ahead."""
    if not counted.plan.is_overtaken or row.archived_at is not None or not _is_ahead(row):
        return 0
    return len(impossible_in_force(row).meetings)


def _is_ahead(row: Mission) -> bool:
    """Whether the fair's last day is not over: what is over is not repaired."""
    return bool(row.ends_on >= fair_now().astimezone(row.fair_zone).date())


def _stage_text(stage: Stage) -> Text:
    return Text(f"journey_pages.stage_{stage.value}")


def _screened(counted: Tally) -> tuple[bool, Text | None]:
    if counted.unknown:
        return False, Text("journey_pages.not_screened", count=counted.unknown)
    if counted.held:
        return False, Text("journey_pages.held_for_now", count=counted.held)
    return bool(counted.exporters and counted.buyers), None


def _matched(row: Mission, counted: Tally) -> tuple[bool, Text | None]:
    """Judge the matching; a plan can be made without one."""
    if counted.matched_at < 0:
        skipped = counted.plan.has_plan or counted.plan.plan
        return False, Text("journey_pages.left_out") if skipped else None
    return True, Text("journey_pages.step_overtaken") if counted.matched_at != row.revision else None


_NO_PLAN = {
    PlanStatus.PLANNING: Text("board_pages.state_planning"),
    PlanStatus.FAILED: Text("board_pages.state_failed"),
    PlanStatus.CANCELLED: Text("board_pages.state_cancelled"),
}


def _planned(plan: PlanStanding) -> tuple[bool, Text | None]:
    """Judge the planning; what is in force was planned, whatever became of later drafts."""
    if plan.status in {PlanStatus.OUT_OF_DATE, PlanStatus.CHANGED_SINCE}:
        return True, Text("journey_pages.step_overtaken")
    return plan.has_plan or bool(plan.plan), None if plan.plan else _NO_PLAN.get(plan.status)


def _next(counted: Tally, impossible: int) -> tuple[str, str]:
    """Return what to do next, and where: screening is the organisation's, all else the mission's."""
    plan = counted.plan
    if not counted.exporters or not counted.buyers:
        return "journey_pages.next_import", "tables/"
    if plan.status is PlanStatus.READY:
        return "journey_pages.next_publish", "plan/"
    if impossible:
        return "journey_pages.next_repair", "repair/"
    if plan.plan:
        return "journey_pages.next_papers", "papers/"
    return _before_the_plan(counted)


def _before_the_plan(counted: Tally) -> tuple[str, str]:
    if counted.plan.status is PlanStatus.PLANNING:
        return "board_pages.to_plan", "plan/"
    if (counted.unknown or counted.held) and not counted.plan.has_plan:
        return "journey_pages.next_screen", "/screening/"
    if counted.matched_at < 0 and not counted.plan.has_plan:
        return "journey_pages.next_match", "matches/"
    return "journey_pages.next_plan", "plan/"


def card(_request: Any, row: Mission) -> dict[str, Any]:
    """Return the next step of one mission; five queries while nothing has changed since its plan was published."""
    return {"progress": progress(row, tally([row])[row.id], len(impossible_in_force(row).meetings))}
