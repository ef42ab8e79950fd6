"""What-if questions and a year's fairs, planned here and by a Dask cluster of two workers: are the plans equal?

What goes to the cluster is the library call itself. Dask is no dependency: `make bench-elsewhere` puts it into a place
of its own. A line a kind of plan, the last one is JSON.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from itertools import islice
from typing import Any, TypeVar

from tearoad.timetable.problem import Problem
from tearoad.timetable.solve import solve
from tearoad.timetable.what_if import changes_for
from tearoad_lab.matchmaking import Event, fewest_breaks
from tearoad_lab.timetable.made_up_events import Size, made_up_event
from tearoad_lab.timetable.missions import mission, sizes

_FAR_S = 36_000.0
_FAIR = Size(60, 240, 14, 25)
_SMALL = 12
"""Firms of a mission, at most: it is asked about often."""
Asked = TypeVar("Asked")


def main() -> int:
    """Plan all of it twice; 1 where a plan differs."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--questions", type=int, default=30, help="so many changed missions")
    arguments.add_argument("--fairs", type=int, default=12, help="so many events")
    arguments.add_argument("--work", type=float, default=2.0, help="of each plan, counted")
    given = arguments.parse_args()
    from dask.distributed import Client, LocalCluster  # noqa: PLC0415  # `--help` needs no Dask

    asked = [*islice(questions(), given.questions)]
    fairs = [made_up_event(_FAIR, seed) for seed in range(given.fairs)]
    with LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=None) as cluster, Client(cluster) as client:
        different = planned("questions", partial(answered, work=given.work), asked, client)
        different += planned("fairs", partial(placed, work=given.work), fairs, client)
    sys.stdout.write(json.dumps({"plans": len(asked) + len(fairs), "workers": 2, "different": different}) + "\n")
    return bool(different)


def questions() -> Iterator[Problem]:
    """Yield made-up missions, each with every change that can be asked of it."""
    for kind, firms, seed in sizes(10_000, 1):
        if firms <= _SMALL:
            problem = mission(kind, firms, seed)
            yield problem
            yield from (change.applied(problem) for change in changes_for(problem))


def answered(problem: Problem, work: float) -> object:
    """Return what a mission's plan says, but for the seconds it took."""
    plan = solve(problem, work=work, time_limit_s=_FAR_S)
    return plan.meetings, [(level.objective, level.value, level.bound) for level in plan.levels]


def placed(event: Event, work: float) -> object:
    """Return what an event's plan says, but for the seconds it took."""
    found = fewest_breaks(event, work=work, time_limit_s=_FAR_S)
    return found.outcome, found.plan, found.value, found.bound


def planned(name: str, plan: Callable[[Asked], object], asked: Sequence[Asked], client: Any) -> int:  # noqa: ANN401  # Dask is not there to be typed
    """Plan by the cluster, then here; print seconds, return how many plans differ."""
    began = time.monotonic()
    elsewhere = client.gather(client.map(plan, asked, pure=False))
    ended = time.monotonic()
    here = [*map(plan, asked)]
    row = {
        "plans": name,
        "count": len(asked),
        "cluster_s": round(ended - began, 1),
        "here_s": round(time.monotonic() - ended, 1),
        "different": sum(there != mine for there, mine in zip(elsewhere, here, strict=True)),
    }
    sys.stdout.write(json.dumps(row) + "\n")
    sys.stdout.flush()
    return int(str(row["different"]))


if __name__ == "__main__":
    sys.exit(main())
