"""Storms of programme changes through the web: each change and each announcement judged against what ought to be.

    python lab/benchmarks/programme_storm.py --changes 200 --seeds 3 [--whole]

At the end of each storm the plan is made anew and published: then no meeting may be displaced. Figures go to standard
output, the last line as JSON; the exit code says whether anything was wrong.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
import tempfile
from datetime import datetime, time, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

sys.path.insert(0, str(Path(__file__).parents[2]))
os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"

if TYPE_CHECKING:
    from tearoad.journey.files import MissionFiles
    from tearoad.mission.web.models import Mission
    from tearoad.people import Actor
    from tests.timetable.web.storm.storm import Storm


def main() -> int:
    """Blow the storms; return 1 where anything was wrong."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--changes", type=int, default=200)
    asked.add_argument("--seeds", type=int, default=3)
    asked.add_argument("--whole", action="store_true", help="the whole demo mission, not a third of it")
    said = asked.parse_args()
    storms = [_storm(seed, said.changes, said.whole) for seed in range(1, said.seeds + 1)]
    total = {name: sum(storm[name] for storm in storms) for name in storms[0] if name not in {"kinds", "seed"}}
    print(json.dumps({"storms": len(storms), **total, "seconds": round(total["seconds"], 1)}))
    return 1 if total["faults"] else 0


def _storm(seed: int, changes: int, whole: bool) -> dict[str, Any]:  # noqa: FBT001  # a switch of the command line
    import django  # noqa: PLC0415  # settings are named first

    django.setup()
    from django.db import connection  # noqa: PLC0415  # settings are named first
    from django.test import override_settings  # noqa: PLC0415  # settings are named first
    from django.test.utils import setup_test_environment, teardown_test_environment  # noqa: PLC0415  # settings are named first

    setup_test_environment()
    connection.creation.create_test_db(verbosity=0)
    try:
        from tearoad.web.clock import now  # noqa: PLC0415  # models are there only now

        files = _files(whole)
        eve = datetime.combine(files.mission.days[0].on - timedelta(days=1), time(18), files.mission.fair_zone)
        with override_settings(CLOCK_OFFSET=eve - now()):
            return _blown(files, seed, changes)
    finally:
        connection.creation.destroy_test_db(str(connection.settings_dict["NAME"]), verbosity=0)
        teardown_test_environment()


def _files(whole: bool) -> MissionFiles:  # noqa: FBT001  # a switch of the command line
    from tearoad.demo import make_mission  # noqa: PLC0415  # models are there only now
    from tests.journey.small_demo import small_demo  # noqa: PLC0415  # models are there only now

    return make_mission(2023) if whole else small_demo()


def _blown(files: MissionFiles, seed: int, changes: int) -> dict[str, Any]:
    from tearoad.people.web.models import acting_for  # noqa: PLC0415  # models are there only now
    from tests.timetable.web.storm.beginning import begin, plan_anew  # noqa: PLC0415  # models are there only now

    begun = begin(files)
    with acting_for(begun.actor.tenant):
        storm = begun.storm(seed)
        figures = storm.blow(changes)
        _after(storm, begun.mission, begun.actor, plan_anew)
    for fault in figures.faults:
        print(f"seed {seed}: {fault}")
    print(f"seed {seed}: {json.dumps(figures.as_json())}", flush=True)
    return figures.as_json() | {"seed": seed}


def _after(storm: Storm, mission: Mission, actor: Actor, plan_anew: Any) -> None:  # noqa: ANN401  # a function of the tests
    left = plan_anew(actor, mission)
    if left:
        storm.figures.faults.append(f"planned anew, and still displaced: {left}")
    storm.tell_plan()
    storm.days.look(storm.told())


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as data:
        os.environ.setdefault("TEAROAD_DATA", data)
        sys.exit(main())
