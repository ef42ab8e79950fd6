"""Missions of any size as folders, each read, matched and built, or planned to all papers: CPU seconds and memory.

    python lab/benchmarks/sizes.py --firms 60 --buyers 600 [--plan] [--keep DIR]

A mission of a size is several demo missions of different seeds at one fair, with every id told apart: firms of one
may be matched with buyers of another. Prints one line of JSON. All names are fictional.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping
from dataclasses import fields, is_dataclass, replace
from pathlib import Path
from typing import Any

from tearoad.demo import SEED, make_mission
from tearoad.journey.files import MissionFiles
from tearoad.journey.run import Options, prepare
from tearoad.journey.watch import Unwatched
from tearoad.journey.write_folder import write_folder
from tearoad.mission import Mission
from tearoad.mission.toml import write_mission
from tearoad.timetable.solve import DEFAULT_WORK
from tearoad.values import Language, LocalLines, LocalText
from tearoad.words import Words
from tearoad_lab.timetable.events import MethodResult
from tearoad_lab.timetable.plot import BY_SIZE, SIZE_PANELS, plot

JOINED = ("exporters", "buyers", "delegates", "programme", "requests", "interpreters", "absences", "decisions", "pins")
"""What of a mission's files every demo brings along."""


def sized(firms: int, buyers: int) -> MissionFiles:
    """Return a mission with so many firms and buyers; what names anybody else is left out."""
    parts = [_told_apart(make_mission(SEED + nth), nth) for nth in range(-(-max(10 * firms, buyers) // 150) + 1)]
    joined: dict[str, Any] = {name: tuple(one for part in parts for one in getattr(part, name)) for name in JOINED}
    files = replace(parts[0], **joined)
    everybody: list[Any] = [place for part in parts for place in part.mission.places]
    everybody += [one for name in JOINED for one in joined[name]]
    gone = {str(exporter.id) for exporter in files.exporters[firms:]} | {
        str(buyer.id) for buyer in files.buyers[buyers:]
    }
    left_out: set[str] = set()
    while gone:  # who belongs to somebody left out is left out as well
        left_out |= gone
        gone = {str(getattr(one, "id", "")) for one in everybody if _names(one, left_out)} - left_out - {""}
    found: dict[str, Any] = {
        name: tuple(one for one in getattr(files, name) if not _names(one, left_out)) for name in JOINED
    }
    return replace(files, mission=_mission(parts, left_out), **found)


def _mission(parts: list[MissionFiles], left_out: set[str]) -> Mission:
    places = tuple(place for part in parts for place in part.mission.places if place.owner not in left_out)
    kept = {place.id for place in places} | {place.zone for place in places} | {place.hall for place in places}
    walks = {frozenset((w.here, w.there)): w for part in parts for w in part.mission.walks}
    gone = {place.id for part in parts for place in part.mission.places} - kept
    inside = tuple(w for ends, w in walks.items() if gone.isdisjoint(ends))
    return replace(parts[0].mission, places=places, walks=inside)


def _names(one: object, ids: set[str]) -> bool:
    """Whether something names one of these ids anywhere."""
    if isinstance(one, str):
        return one in ids
    if isinstance(one, tuple | frozenset):
        return any(_names(part, ids) for part in one)
    return (
        is_dataclass(one)
        and not isinstance(one, type)
        and any(_names(getattr(one, field.name), ids) for field in fields(one))
    )


def _told_apart(files: MissionFiles, nth: int) -> MissionFiles:
    """Return a demo with a number of its own behind every id."""
    named: tuple[Any, ...] = (
        *files.exporters,
        *files.buyers,
        *files.delegates,
        *files.interpreters,
        *files.programme,
        *files.requests,
    )
    ids = {str(one.id) for one in (*named, *files.mission.places)} | {
        exporter.stand for exporter in files.exporters if exporter.stand
    }
    new = {name: f"{name}x{nth}" for name in ids}
    joined: dict[str, Any] = {name: tuple(_renamed(one, new) for one in getattr(files, name)) for name in JOINED}
    return replace(files, mission=_renamed(files.mission, new), **joined)


def _renamed(one: Any, new: Mapping[str, str]) -> Any:  # noqa: ANN401  # any part of a mission
    if type(one) is str:
        return new.get(one, one)
    if isinstance(one, tuple | frozenset):
        return type(one)(_renamed(part, new) for part in one)
    if not is_dataclass(one) or isinstance(one, type | LocalText | LocalLines):
        return one
    return replace(one, **{field.name: _renamed(getattr(one, field.name), new) for field in fields(one) if field.init})


def write_sized(folder: Path, firms: int, buyers: int) -> None:
    """Write a mission of a size as a folder that `tearoad plan` reads."""
    files = sized(firms, buyers)
    folder.mkdir(parents=True, exist_ok=True)
    write_mission(files.mission, folder / "mission.toml", Language.EN)
    write_folder(files, folder, Language.EN)


def built(folder: Path) -> dict[str, object]:
    """Read, screen, match a folder and build its problem in this process; return the figures."""
    before = time.process_time()
    ready = prepare(folder, Options(), Unwatched())
    return {
        "wishes": len(ready.problem.wishes),
        "cpu_s": round(time.process_time() - before, 1),
        "peak_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
    }


def planned(folder: Path, effort: float) -> dict[str, object]:
    """Plan a folder to all papers in a process of its own; return the figures."""
    command = [sys.executable, "-m", "tearoad", "plan", str(folder), "--json", "--quiet", "--effort", str(effort)]
    began = time.monotonic()
    run = subprocess.Popen(command, stdout=subprocess.PIPE)
    said = run.stdout.read() if run.stdout else b""
    _, status, used = os.wait4(run.pid, 0)
    run.returncode = os.waitstatus_to_exitcode(status)
    told = json.loads(said.splitlines()[-1])
    return {
        "cpu_s": round(used.ru_utime + used.ru_stime, 1),
        "wall_s": round(time.monotonic() - began, 1),
        "peak_mb": used.ru_maxrss // 1024,
        "exit": run.returncode,
        **{name: told[name] for name in ("meetings", "unplaced", "violations", "gap")},
    }


def picture(figures: Path) -> str:
    """Draw the lines of figures that runs of several sizes printed: CPU seconds and memory by the number of wishes."""
    rows = []
    for line in figures.read_text(encoding="utf-8").splitlines():
        told = json.loads(line)
        wishes = told["wishes"] if "wishes" in told else told["meetings"] + told["unplaced"]
        method = "read, screened, matched" if "wishes" in told else "planned to all papers"
        rows.append(
            MethodResult(
                instance=f"{told['firms']}/{told['buyers']}",
                fairness=None,
                method=method,
                status="",
                value=None,
                bound=None,
                unplaced=told.get("unplaced", 0),
                cpu_s=told["cpu_s"],
                wall_s=0,
                peak_mb=told["peak_mb"],
                asked=wishes,
            )
        )
    return plot(rows, Words(Language.EN), SIZE_PANELS, BY_SIZE)


def main() -> None:
    """Read the arguments, make the mission, measure, print; or draw what was printed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--firms", type=int, default=60)
    parser.add_argument("--buyers", type=int, default=600)
    parser.add_argument("--plan", action="store_true")
    parser.add_argument("--effort", type=float, default=DEFAULT_WORK)
    parser.add_argument("--keep", type=Path)
    parser.add_argument("--draw", type=Path, metavar="FIGURES", help="a file of printed lines: prints their picture")
    said = parser.parse_args()
    if said.draw:
        print(picture(said.draw), end="")
        return
    with tempfile.TemporaryDirectory() as place:
        folder = said.keep or Path(place) / "mission"
        if not (folder / "mission.toml").exists():
            write_sized(folder, said.firms, said.buyers)
        found = planned(folder, said.effort) if said.plan else built(folder)
    print(json.dumps({"firms": said.firms, "buyers": said.buyers, **found}))  # a benchmark tells its figures


if __name__ == "__main__":
    main()
