"""What a person does at each stage after the sheets are in, by the same actions."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from django.conf import settings

from tearoad.delegation.web.actions.papers import ask_for_papers
from tearoad.demo.make import Demo
from tearoad.demo.watch_list import write_watch_list
from tearoad.errors import Conflict
from tearoad.journey.web.actions.write_files import write_files
from tearoad.matching.web.actions.inviting import prepare
from tearoad.matching.web.actions.matching import ask_to_match
from tearoad.mission.web.models import Mission, Participation
from tearoad.office.web.models import Job, JobState
from tearoad.office.web.tasks.worker import run_waiting
from tearoad.people import Actor
from tearoad.screening.web.actions.lists import add_list
from tearoad.screening.web.actions.rulings import rule
from tearoad.screening.web.models import Hit
from tearoad.site.play.calling import call_for_firms, select_firms
from tearoad.site.play.dossiers import fill_dossiers
from tearoad.site.play.following import follow
from tearoad.site.play.place import Stage, clock_offset
from tearoad.site.play.visiting import write_down
from tearoad.text import Text
from tearoad.timetable.web.actions.planning import ask_for_plan
from tearoad.timetable.web.actions.publishing import publish
from tearoad.timetable.web.models import Draft
from tearoad.web import registry
from tearoad.web.clock import now

PLAN_SECONDS, PLAN_SECONDS_OF_A_FEW = 20, 5
"""Enough for a plan near its bound; a person gives a real mission more."""
_FEW = 5
_PUBLISHED_BEFORE = timedelta(days=3)


@dataclass(frozen=True, slots=True)
class Played:
    """A mission that is being played in."""

    officer: Actor
    mission: Mission
    demo: Demo
    papers: bool = True
    moves_clock: bool = False
    """Whether each stage is played on a day of its own, so that what is done stands in its order."""

    def on(self, day: date) -> None:
        """Let the pages' clock stand at one o'clock of a day of the mission."""
        if self.moves_clock:
            settings.CLOCK_OFFSET = clock_offset(self.demo.files.mission, day, now())


def screen(played: Played) -> None:
    """Take the watch list into use, let every company be compared, and decide what the demo decides."""
    with tempfile.TemporaryDirectory() as folder:
        path = write_watch_list(played.demo.watch_list, Path(folder))
        add_list(played.officer, path.name, path.read_bytes())
    _work()
    companies = dict(Participation.objects.filter(mission=played.mission).values_list("code", "company_id"))
    for decision in played.demo.files.decisions:
        hit = Hit.objects.filter(company_id=companies.get(decision.party), entry_id=decision.entry_id).first()
        if hit is not None:
            rule(played.officer, hit, decision.ruling, decision.why)


def match(played: Played) -> None:
    """Let every pair be scored, and put requests and proposals before those whom they concern."""
    ask_to_match(played.officer, played.mission)
    _work()
    prepare(played.officer, played.mission)


def plan(played: Played) -> None:
    """Let a plan be made."""
    mission = Mission.objects.get(pk=played.mission.pk)
    small = len(played.demo.files.exporters) <= _FEW
    ask_for_plan(played.officer, mission, seconds=PLAN_SECONDS_OF_A_FEW if small else PLAN_SECONDS)
    _work()


def publish_plan(played: Played) -> None:
    """Publish the plan, let the papers be made, and let the first day's visitors be written down."""
    opens = played.demo.files.mission.days[0].on
    played.on(opens - _PUBLISHED_BEFORE)
    draft = Draft.objects.filter(mission=played.mission).latest("number")
    publish(played.officer, draft, draft.revision)
    fill_dossiers(played.officer, played.mission)
    played.on(opens)
    write_down(played.officer, played.mission, played.demo)
    if played.papers:
        ask_for_papers(played.officer, played.mission)
        _work()


def _work() -> None:
    """Do what waits, here and now.

    Raises:
        Conflict: a job failed.

    """
    run_waiting()
    failed = Job.objects.filter(state=JobState.FAILED).first()
    if failed is not None:
        raise Conflict(Text("site.play_failed", job=registry.jobs()[failed.kind].label), Text("site.play_failed_hint"))


def companies(played: Played) -> None:
    """Let every sheet be read."""
    write_files(played.officer, played.mission, played.demo.files)


STAGES: Mapping[Stage, Callable[[Played], None]] = {
    Stage.CALLED: lambda played: call_for_firms(played.officer, played.mission, played.demo),
    Stage.SELECTED: lambda played: select_firms(played.officer, played.mission, played.demo),
    Stage.COMPANIES: companies,
    Stage.SCREENED: screen,
    Stage.MATCHED: match,
    Stage.PLANNED: plan,
    Stage.PUBLISHED: publish_plan,
    Stage.FOLLOWED: lambda played: follow(played.officer, played.mission),
}
