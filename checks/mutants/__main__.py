"""Plant seeded faults in the product, one at a time, and see whether the tests that run through them find them.

`--entered` writes down which functions each test enters, which takes as long as the tests; without it what was written
down last is used. A mutant that these tests leave alive is tried by those that are near it by imports and names. Needs
Python 3.12, which tells what is entered at next to no cost.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from checks.changed.house import house
from checks.finding import ROOT
from checks.mutants.choosing import chosen, room_of
from checks.mutants.entering import FOLDER
from checks.mutants.nearest import Entered, near
from checks.mutants.survivors import drafted, key, known
from checks.mutants.trying import Copy, Tried, red_without, tried

ENTERED = ROOT / "build" / "entered"
APART = ("--ignore-glob=*_browser.py", *(f"--ignore=tests/{name}" for name in ("architecture", "upgrade", "site/walk")))
"""Tests in a browser walk through everything and are too slow to be run for a mutant."""
LEAST = 0.9
"""The share of mutants that must be killed; those that make no difference do not count."""


def main() -> int:
    """Try the mutants that the command line asks for."""
    asked = _arguments()
    if asked.entered:
        _write_down()
    entered, here, outcomes = Entered(ENTERED), house(), []
    with tempfile.TemporaryDirectory(prefix="tearoad-mutants-") as folder:
        copy = Copy(Path(folder))
        for number, site in enumerate(chosen(asked.count, asked.seed, tuple(asked.within)), start=1):
            if number <= asked.after:
                continue
            outcome = tried(copy, site, entered.tests_of(site), near(site, here))
            outcomes.append(outcome)
            said = "killed" if outcome.killed else "LIVES "
            print(f"{number:>4} {said} {site.path}:{site.line} {site.change[:90]}  [{outcome.by[-80:]}]", flush=True)
        red = red_without(copy, outcomes)
    return _judged(outcomes, red)


def _arguments() -> argparse.Namespace:
    asked = argparse.ArgumentParser(prog="python -m checks.mutants", description=__doc__)
    asked.add_argument("within", nargs="*", help="rooms (names, people/web) or files; all where none is named")
    asked.add_argument("--count", type=int, default=150, help="how many faults are planted; 150 where nothing is said")
    asked.add_argument("--seed", type=int, default=1, help="which faults: the same for the same number; 1 at first")
    asked.add_argument("--after", type=int, default=0, help="go on after this number of them")
    asked.add_argument("--entered", action="store_true", help="write down anew which functions each test enters")
    return asked.parse_args()


def _write_down() -> None:
    shutil.rmtree(ENTERED, ignore_errors=True)
    ENTERED.mkdir(parents=True)
    command = [
        sys.executable,
        "-m",
        "pytest",
        "--suite",
        "fast",
        "--suite",
        "site",
        "--nomigrations",
        "-n",
        "2",
        *APART,
    ]
    # A test that fails enters functions too; what it kills afterwards is judged by `red_without`.
    subprocess.run(
        [*command, "-p", "checks.mutants.entering"], cwd=ROOT, env=os.environ | {FOLDER: str(ENTERED)}, check=False
    )


def _judged(outcomes: list[Tried], red: set[str]) -> int:
    """Print the table of the rooms and the survivors that nobody has judged yet; 1 where too few were killed."""
    listed = known()
    equal = [
        outcome
        for outcome in outcomes
        if not outcome.killed and key(outcome.site) in listed and listed[key(outcome.site)].equivalent
    ]
    counted = [outcome for outcome in outcomes if outcome not in equal]
    killed = [one for one in counted if one.killed and one.by not in red]
    print("\n".join(_table(counted, killed)))
    print(drafted(one.site for one in counted if not one.killed and key(one.site) not in listed))
    for test in sorted(red):
        print(f"fails in the unchanged product: {test}")
    share = len(killed) / max(1, len(counted))
    print(f"{len(killed)} of {len(counted)} killed ({share:.0%}), {len(equal)} more make no difference")
    return 0 if share >= LEAST else 1


def _table(counted: list[Tried], killed: list[Tried]) -> Iterator[str]:
    every, dead = (Counter(room_of(one.site.path) for one in some) for some in (counted, killed))
    yield f"{'room':<20}{'mutants':>8}{'killed':>8}"
    for room, number in sorted(every.items()):
        yield f"{room:<20}{number:>8}{dead[room]:>8}"


if __name__ == "__main__":
    sys.exit(main())
