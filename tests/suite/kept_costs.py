"""What each test cost when it last ran here, kept in `build` from run to run."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping

from tests.suite.places import ROOT

FILE = ROOT / "build" / "costs.json"


def costs() -> dict[str, float]:
    """Return the CPU seconds of every test that ran here, by its name, and of what was made for a whole file."""
    try:
        kept = json.loads(FILE.read_text(encoding="utf-8"))
    except (FileNotFoundError, json.JSONDecodeError):  # nothing has run yet, or a run was broken off
        return {}
    return {str(name): float(cost) for name, cost in kept.items()}


def keep(found: Mapping[str, float]) -> None:
    """Keep what was found, and forget tests whose file is gone."""
    every = costs() | dict(found)
    there = {file for file in set(map(file_of, every)) if (ROOT / file).is_file()}
    kept = {name: round(cost, 2) for name, cost in every.items() if file_of(name) in there}
    FILE.parent.mkdir(exist_ok=True)
    unfinished = FILE.with_suffix(f".{os.getpid()}")
    unfinished.write_text(json.dumps(kept, indent=0, sort_keys=True), encoding="utf-8")
    unfinished.replace(FILE)  # another run may read or write at the same time


def file_of(name: str) -> str:
    """Return the file of a test, or of the fixture that was made for it."""
    return name.partition("::")[0].rpartition(" ")[2]
