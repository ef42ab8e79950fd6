"""A fifth of the demo mission, small enough to be planned in a second or two."""

from __future__ import annotations

import sys
from dataclasses import replace
from functools import cache
from pathlib import Path

from tearoad.demo import make_mission
from tearoad.journey.files import MissionFiles
from tearoad.journey.outcome import Outcome
from tearoad.journey.plan_file import plan_file
from tearoad.journey.run import Options, run
from tearoad.journey.watch import Unwatched
from tearoad.journey.write_folder import write_folder
from tearoad.mission.toml import write_mission
from tearoad.values import Language, PartyId

FIRMS, BUYERS = 4, 20


@cache
def small_demo(seed: int = 2023, firm_count: int = FIRMS, buyer_count: int = BUYERS) -> MissionFiles:
    """Return the first firms of the demo, the buyers they have to do with, and everything said between them."""
    files = make_mission(seed)
    firms = {exporter.id for exporter in files.exporters[:firm_count]}
    pairs = [
        (request.asker, request.asked)
        for request in files.requests
        if not firms.isdisjoint({request.asker, request.asked})
    ]
    guests = sorted({party for pair in pairs for party in pair} - firms)[:buyer_count]
    kept = firms | set(guests)
    return replace(
        files,
        mission=replace(files.mission, proposals_per_exporter=2),
        exporters=files.exporters[:firm_count],
        buyers=tuple(buyer for buyer in files.buyers if buyer.id in kept),
        delegates=tuple(delegate for delegate in files.delegates if delegate.firm is None or delegate.firm in firms),
        programme=tuple(
            replace(
                item,
                must=_known(item.must, kept, files),
                may=_known(item.may, kept, files),
                speaks=_known(item.speaks, kept, files),
            )
            for item in files.programme
        ),
        requests=tuple(request for request in files.requests if {request.asker, request.asked} <= kept),
        interpreters=tuple(
            replace(interpreter, not_for=tuple(party for party in interpreter.not_for if party in kept))
            for interpreter in files.interpreters
            if interpreter.attached_to is None or interpreter.attached_to in firms
        ),
        absences=(),
        tasks=tuple(task for task in files.tasks if not task.whom or task.whom in _of_the_firms(firms, files)),
        samples=tuple(sample for sample in files.samples if sample.firm in firms),
        decisions=(),
        pins=(),
    )


def _of_the_firms(firms: set[PartyId], files: MissionFiles) -> set[str]:
    return {delegate.id for delegate in files.delegates if delegate.firm is None or delegate.firm in firms} | firms


def _known(ids: tuple[str, ...], kept: set[PartyId], files: MissionFiles) -> tuple[str, ...]:
    known: set[str] = {delegate.id for delegate in files.delegates if delegate.firm is None or delegate.firm in kept}
    known |= kept
    return tuple(text for text in ids if text in known)


def write(files: MissionFiles, folder: Path) -> Path:
    """Write a mission as a folder, in English."""
    folder.mkdir(parents=True)
    write_mission(files.mission, folder / "mission.toml", Language.EN)
    write_folder(files, folder, Language.EN, "csv")
    return folder


def plan(files: MissionFiles, folder: Path, previous: Path | None = None, effort: float = 3.0) -> tuple[Outcome, Path]:
    """Write and plan a mission; return the outcome and its plan.json."""
    outcome = run(write(files, folder), Options(previous=previous, effort=effort), Unwatched())
    path = folder / "plan.json"
    path.write_bytes(plan_file(outcome.problem, outcome.plan, {}, outcome.roster.programme))
    return outcome, path


if __name__ == "__main__":
    write(small_demo(), Path(sys.argv[1]))
