"""How far missions are, and what comes next in each."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.db.models import Count, Max

from tearoad.companies import Standing
from tearoad.companies.web.models import Side
from tearoad.matching.web.models import Matched
from tearoad.mission.web.models import Mission, Participation, Stage
from tearoad.mission.web.queries import core, missions
from tearoad.people import Actor
from tearoad.text import Text
from tearoad.timetable.web.models import Draft, DraftState, Published
from tearoad.values import Language
from tearoad.web.clock import fair_now


@dataclass(slots=True)
class Tally:
    """What was counted for one mission."""

    exporters: int = 0
    buyers: int = 0
    open: int = 0
    """Companies that nobody screened, or that wait for a decision."""
    matched_at: int = -1
    """The mission's revision when it was matched."""
    drafted_at: int = -1
    draft: int = 0
    published: int = 0


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a mission is, and what to do next, where."""

    stage: Stage | None
    stage_text: Text
    next_text: Text
    next_url: str
    steps: tuple[tuple[Text, bool], ...] = ()


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
    """Return an organisation's missions with how far each is; five queries, however many there are."""
    rows = missions(to)
    tallies = tally(row.id for row in rows)
    found = Groups()
    for row in rows:
        settings = core(row)
        today = fair_now().astimezone(settings.fair_zone).date()
        title, where = settings.name.in_language(language), settings.city.in_language(language)
        entry = Entry(row, title, where, progress(row, tallies[row.id]))
        if row.archived_at is not None:
            found.archived.append(entry)
        elif row.ends_on < today:
            found.past.append(entry)
        elif row.starts_on > today:
            found.upcoming.insert(0, entry)  # the next one first
        else:
            found.running.append(entry)
    return found


def tally(mission_ids: Iterable[UUID]) -> dict[UUID, Tally]:
    """Count what says how far missions are; four queries."""
    found = {one: Tally() for one in mission_ids}
    here: Any = {"mission_id__in": list(found)}
    sides = Participation.objects.filter(**here).order_by().values("mission_id", "company__side", "company__standing")
    for one in sides.annotate(count=Count("id")):
        mine = found[one["mission_id"]]
        if one["company__side"] == Side.EXPORTER:
            mine.exporters += one["count"]
        else:
            mine.buyers += one["count"]
        if one["company__standing"] in {Standing.UNKNOWN, Standing.HELD}:
            mine.open += one["count"]
    for mission_id, revision in Matched.objects.filter(**here).values_list("mission_id", "mission_revision"):
        found[mission_id].matched_at = revision
    ready = Draft.objects.filter(state=DraftState.READY, **here).order_by()
    for one in ready.values("mission_id").annotate(number=Max("number"), revision=Max("mission_revision")):
        found[one["mission_id"]].draft, found[one["mission_id"]].drafted_at = one["number"], one["revision"]
    for one in Published.objects.filter(**here).order_by().values("mission_id").annotate(number=Max("number")):
        found[one["mission_id"]].published = one["number"]
    return found


def progress(row: Mission, counted: Tally) -> Progress:
    """Return how far a mission is, and its next step."""
    reached = _reached(counted)
    code, address = _next(counted)
    steps = tuple((Text(f"journey_pages.stage_{stage.value}"), stage in reached) for stage in Stage)
    stage = reached[-1] if reached else None
    stage_text = Text(f"journey_pages.stage_{stage.value}") if stage else Text("journey_pages.stage_none")
    return Progress(stage, stage_text, Text(code), f"/missions/{row.id}/{address}", steps)


def _reached(counted: Tally) -> list[Stage]:
    """Return the stages that are behind a mission, up to the first that is not."""
    filled = bool(counted.exporters and counted.buyers)
    done = (
        (Stage.COMPANIES, filled),
        (Stage.SCREENED, filled and not counted.open),
        (Stage.MATCHED, counted.matched_at >= 0),
        (Stage.PLANNED, bool(counted.draft)),
        (Stage.PUBLISHED, bool(counted.published)),
    )
    return [stage for stage, is_done in done if is_done]


def _next(counted: Tally) -> tuple[str, str]:
    if not counted.exporters or not counted.buyers:
        return "journey_pages.next_import", "tables/"
    if counted.published:
        return "journey_pages.next_papers", "papers/"
    if counted.open and not counted.draft:
        return "journey_pages.next_screen", "screening/"
    if counted.matched_at < 0 and not counted.draft:
        return "journey_pages.next_match", "matches/"
    if not counted.draft:
        return "journey_pages.next_plan", "plan/"
    return "journey_pages.next_publish", "plan/"


def card(_request: Any, row: Mission) -> dict[str, Any]:
    """Return the next step of one mission; four queries."""
    return {"progress": progress(row, tally([row.id])[row.id])}
