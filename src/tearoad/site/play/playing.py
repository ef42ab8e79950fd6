"""A made-up mission through the actions that a person's clicks call, stage by stage; jobs run here and now."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from django.conf import settings

from tearoad.demo.make import Demo, make_demo
from tearoad.mission.web.actions.missions import make
from tearoad.people import Actor
from tearoad.people.web.models import acting_for
from tearoad.site.play.calling import with_scorers
from tearoad.site.play.few import few
from tearoad.site.play.organisation import FIRST, SECOND, found_organisation
from tearoad.site.play.place import Stage, Wanted, stage_day
from tearoad.site.play.stages import STAGES, Played
from tearoad.site.play.trading import brief_markets
from tearoad.text import Text

Telling = Callable[[Text], None]


def play(wanted: Wanted, report: Telling) -> None:
    """Play the demo into an empty database."""
    demo = make_demo(wanted.seed)
    officer = found_organisation(FIRST)
    report(Text("site.play_market"))
    with acting_for(officer.tenant):
        brief_markets(officer, demo.files.exporters, wanted.seed)
    play_stages(officer, demo, wanted.stage, report, moves_clock=True)
    if wanted.two_organisations:
        other = make_demo(wanted.seed + 1)
        play_stages(
            found_organisation(SECOND),
            with_scorers(replace(other, files=few(other.files)), SECOND.names),
            wanted.stage,
            report,
            moves_clock=True,
        )


def play_stages(  # the last two by keyword
    officer: Actor, demo: Demo, stage: Stage, report: Telling, *, papers: bool = True, moves_clock: bool = False
) -> None:
    """Play one mission as far as a stage; without `papers` the printing of a published plan is left waiting.

    With `moves_clock` each stage is played on its own day.
    """
    offset = settings.CLOCK_OFFSET
    with acting_for(officer.tenant):
        played = Played(officer, make(officer, demo.files.mission), demo, papers=papers, moves_clock=moves_clock)
        for current_stage in list(Stage)[: list(Stage).index(stage) + 1]:
            report(Text(f"site.play_{current_stage.value}"))
            played.on(stage_day(demo.files.mission, current_stage))
            STAGES[current_stage](played)
    settings.CLOCK_OFFSET = offset
