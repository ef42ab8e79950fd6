"""A made-up mission through the actions that a person's clicks call, stage by stage; jobs run here and now."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from tearoad.demo.make import Demo, make_demo
from tearoad.journey.files import MissionFiles
from tearoad.journey.web.actions.write_files import write_files
from tearoad.mission.web.actions.missions import make
from tearoad.people import Actor
from tearoad.people.web.models import acting_for
from tearoad.site.play.organisation import FIRST, SECOND, found
from tearoad.site.play.place import Stage, Wanted
from tearoad.site.play.stages import STAGES, Played
from tearoad.text import Text

Telling = Callable[[Text], None]
_FEW_FIRMS, _FEW_BUYERS = 3, 12


def play(wanted: Wanted, tell: Telling) -> None:
    """Play the demo into an empty database."""
    demo = make_demo(wanted.seed)
    _play(found(FIRST), demo, wanted.stage, tell)
    if wanted.two_organisations:
        other = make_demo(wanted.seed + 1)
        _play(found(SECOND), replace(other, files=few(other.files)), wanted.stage, tell)


def _play(officer: Actor, demo: Demo, stage: Stage, tell: Telling) -> None:
    with acting_for(officer.tenant):
        tell(Text("site.play_companies"))
        row = make(officer, demo.files.mission)
        write_files(officer, row, demo.files)
        played = Played(officer, row, demo)
        for one in list(Stage)[1 : list(Stage).index(stage) + 1]:
            tell(Text(f"site.play_{one.value}"))
            STAGES[one](played)


def few(files: MissionFiles) -> MissionFiles:
    """Return a small mission cut out of a whole one: a few firms, a few buyers, and what is among them."""
    exporters = files.exporters[:_FEW_FIRMS]
    asked = {frozenset((one.asker, one.asked)) for one in files.requests}
    near = [b for b in files.buyers if any(frozenset((e.id, b.id)) in asked for e in exporters)]
    buyers = tuple(near[:_FEW_BUYERS])
    ids = {one.id for one in (*exporters, *buyers)}
    delegates = tuple(one for one in files.delegates if one.firm is None or one.firm in ids)
    known = ids | {one.id for one in delegates} | {one.id for one in files.interpreters}
    return replace(
        files,
        exporters=tuple(replace(one, do_not_meet=()) for one in exporters),
        buyers=tuple(replace(one, desk="") for one in buyers),
        delegates=delegates,
        programme=(),
        requests=tuple(one for one in files.requests if {one.asker, one.asked} <= ids),
        absences=tuple(one for one in files.absences if one.who in known),
        decisions=(),
        pins=(),
    )
