"""Plays a made-up mission into a place, with one of everything that a page can show, and lists every page.

Prints, as JSON, the cookie of everyone who looks, the pages with who opens them, and the addresses that are no pages.
`whole` takes the whole demo instead of a small one.
"""

from __future__ import annotations

import json
import sys
from dataclasses import replace
from pathlib import Path

from tearoad.site import manage

sys.path.insert(0, str(Path(__file__).parents[3]))
manage.start()


from tearoad.demo.make import Demo, make_demo  # noqa: E402  # settings are named first
from tearoad.mission.web.models import Mission  # noqa: E402  # settings are named first
from tearoad.office.web.actions.jobs import cancel  # noqa: E402  # settings are named first
from tearoad.office.web.models import Job, JobState  # noqa: E402  # settings are named first
from tearoad.office.web.tasks.worker import run_waiting  # noqa: E402  # settings are named first
from tearoad.people import Actor  # noqa: E402  # settings are named first
from tearoad.people.web.models import acting_for  # noqa: E402  # settings are named first
from tearoad.site.play.organisation import FIRST, found_organisation  # noqa: E402  # settings are named first
from tearoad.site.play.place import Stage  # noqa: E402  # settings are named first
from tearoad.site.play.playing import play_stages  # noqa: E402  # settings are named first
from tearoad.site.play.stages import Played, publish_plan  # noqa: E402  # settings are named first
from tearoad.timetable.web.actions.planning import ask_for_plan  # noqa: E402  # settings are named first
from tests.journey.small_demo import small_demo  # noqa: E402  # settings are named first
from tests.site.access.furniture import furnish  # noqa: E402  # settings are named first
from tests.site.access.pages import every_page  # noqa: E402  # settings are named first


def _played(officer: Actor, demo: Demo, stage: Stage) -> Mission:
    play_stages(officer, demo, stage, lambda _text: None)
    mission: Mission = Mission.objects.get()
    return mission


def main() -> None:
    """Play, furnish, list."""
    demo = make_demo()
    officer = found_organisation(FIRST)
    with acting_for(officer.tenant):
        if "whole" in sys.argv:
            mission = _played(officer, demo, Stage.PUBLISHED)
        else:
            demo = replace(demo, files=small_demo(firm_count=4, buyer_count=8))
            mission = _played(officer, demo, Stage.MATCHED)
            ask_for_plan(officer, mission, seconds=1)
            run_waiting()
            publish_plan(Played(officer, mission, demo, papers=False))
            for job in Job.objects.filter(state=JobState.WAITING):  # the next plan's papers are enough
                cancel(officer, job)
        things = furnish(officer, mission)
    print(json.dumps(every_page(things)))  # noqa: T201  # read by whoever asked


if __name__ == "__main__":
    main()
