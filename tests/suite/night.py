"""What the other commands leave out, in turns: ten runs ask for everything once.

Each entry of `nightly.toml` is a test, a folder of tests or the smallest setting of a bench. When each was last green
stands in `last_green.txt`, which is committed with the change that it was green for. A run takes the tenth that has
waited longest. A run whose record is thrown away, as that of a clone, moves on by the day and by the commits since the
record was written; so it does not ask for the same tenth for ever.
"""

from __future__ import annotations

import argparse
import os
import shlex
import subprocess
import sys
import threading
import time
import tomllib
from collections.abc import Collection, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

from tests.suite.places import ROOT
from tests.suite.split import BENCHES, HERE, reasons

RECORD = HERE / "last_green.txt"
PARTS = 10
USUAL_S = 30.0
"""What an entry is taken to cost that was never green."""
AT_ONCE = 2


@dataclass(frozen=True, order=True, slots=True)
class Green:
    """When an entry was last green, at which commit, and what it took."""

    day: date
    commit: str
    seconds: float


def main() -> int:
    """Run a tenth, or everything; tell since when each entry is green."""
    asked = argparse.ArgumentParser(prog="python -m tests.suite.night", description=__doc__)
    asked.add_argument("--all", action="store_true", help="every entry, not a tenth")
    asked.add_argument("--list", action="store_true", help="only say what would run, and since when each is green")
    options = asked.parse_args()
    listed, greens = entries(), read_record()
    parts = in_parts(listed, greens)
    turn = turn_of(greens, _today(), _commits_since_record())
    due = listed if options.all else parts[turn % len(parts)]
    print("\n".join(described(listed, due, greens)), flush=True)
    if options.list:
        return 0
    red = [entry for entry, seconds in _results(due) if seconds is None]
    print("\n".join(f"red: {shlex.join(command_of(entry))}" for entry in red), flush=True)
    return 1 if red else 0


def entries() -> list[str]:
    """Return every entry: the tests, then the benches."""
    return [*reasons("nightly.toml"), *tomllib.loads((HERE / "nightly.toml").read_text("utf-8"))[BENCHES]]


def command_of(entry: str) -> list[str]:
    """Return what runs an entry."""
    if entry.startswith("make "):
        return shlex.split(entry)
    return [sys.executable, "-m", "pytest", "-q", "--suite", "nightly", entry]


def read_record(path: Path = RECORD) -> dict[str, Green]:
    """Return when each entry was last green; of several lines on one, as after a merge, the latest counts."""
    found: dict[str, Green] = {}
    for line in path.read_text("utf-8").splitlines() if path.is_file() else ():
        day, commit, seconds, entry = line.split(maxsplit=3)
        green = Green(date.fromisoformat(day), commit, float(seconds))
        found[entry] = max(green, found.get(entry, green))
    return found


def write_record(greens: Mapping[str, Green], listed: Collection[str], path: Path = RECORD) -> None:
    """Write it down, and forget entries that are gone."""
    lines = [
        f"{green.day} {green.commit} {green.seconds:.0f} {entry}\n"
        for entry, green in sorted(greens.items())
        if entry in listed
    ]
    unfinished = path.with_suffix(".unfinished")
    unfinished.write_text("".join(lines), encoding="utf-8")
    unfinished.replace(path)


def in_parts(listed: Sequence[str], greens: Mapping[str, Green]) -> list[list[str]]:
    """Cut the entries, those that wait longest first, into ten parts of about the same cost; none is empty.

    The first costs a tenth at least: ten runs, each of the first part of its day, come to everything.
    """
    waiting = sorted(listed, key=lambda entry: (greens[entry].day if entry in greens else date.min, entry))
    cost = {entry: greens[entry].seconds if entry in greens else USUAL_S for entry in listed}
    share, before = sum(cost.values()) / PARTS, 0.0
    parts: list[list[str]] = [[] for _ in range(PARTS)]
    for entry in waiting:
        parts[min(PARTS - 1, int(before / share))].append(entry)
        before += cost[entry]
    return [part for part in parts if part]


def turn_of(greens: Mapping[str, Green], today: date, commits: int) -> int:
    """Return how many parts a run moves on from the one that waits longest."""
    latest = max((green.day for green in greens.values()), default=today)
    return max((today - latest).days, commits, 0)


def described(listed: Sequence[str], due: Collection[str], greens: Mapping[str, Green]) -> Iterator[str]:
    """Yield since when each entry is green, those that run marked."""
    for entry in sorted(listed, key=lambda entry: (greens[entry].day if entry in greens else date.min, entry)):
        green = greens.get(entry)
        since = f"green {green.day} at {green.commit}" if green else "not yet green"
        yield f"{'runs' if entry in due else '    '} {since:30} {entry}"


def _results(due: Sequence[str]) -> Iterator[tuple[str, float | None]]:
    """Run entries, two at once, benches one by one; yield what each took, nothing where it was red."""
    alone = threading.Lock()
    with ThreadPoolExecutor(AT_ONCE) as threads:
        for entry, (seconds, text) in zip(due, threads.map(lambda entry: _run(entry, alone), due), strict=True):
            print(f"{entry}: {'red' if seconds is None else f'green, {seconds:.0f} s'}", flush=True)
            if seconds is None:
                print(text, flush=True)
            else:
                now = Green(_today(), _git("rev-parse", "--short=8", "HEAD") or "unknown", seconds)
                write_record(read_record() | {entry: now}, entries())
            yield entry, seconds


def _run(entry: str, alone: threading.Lock) -> tuple[float | None, str]:
    if entry.startswith("make "):
        with alone:
            return _timed(command_of(entry))
    return _timed(command_of(entry))


def _timed(command: Sequence[str]) -> tuple[float | None, str]:
    began = time.monotonic()
    done = subprocess.run(
        command, cwd=ROOT, env=os.environ, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False
    )
    return (time.monotonic() - began if done.returncode == 0 else None), done.stdout


def _today() -> date:
    return datetime.now(UTC).date()  # noqa: TID251  # a command is run on some day


def _commits_since_record() -> int:
    """Return how many landings and commits of this branch there are since the record was last committed."""
    written = _git("log", "-1", "--format=%H", "--", str(RECORD))
    return int(_git("rev-list", "--count", "--first-parent", f"{written}..HEAD") or 0) if written else 0


def _git(*words: str) -> str:
    """Return what git answers; nothing where this is no checkout."""
    done = subprocess.run(["git", *words], cwd=ROOT, capture_output=True, text=True, check=False)  # noqa: S607  # git is asked for
    return done.stdout.strip()


if __name__ == "__main__":
    sys.exit(main())
