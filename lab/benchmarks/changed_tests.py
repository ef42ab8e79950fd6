"""Whether `make test-changed` names every test that fails when a past commit is taken back.

Of commits that changed tests and up to three rooms of the product, a seed draws those whose part in the product can
still be taken back. For each, in a copy: the selection runs, then every other test of the commit and of its rooms. What
fails only there was missed. `--quick` runs the tests of the commit alone; what the selection costs is then reckoned.
"""

from __future__ import annotations

import argparse
import os
import random
import re
import resource
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

ROOT = Path(__file__).parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "src")]

from checks.changed.__main__ import changed_since  # noqa: E402  # the project is no installed package
from checks.changed.choosing import Choice, choose, rooms_of  # noqa: E402  # the project is no installed package
from checks.changed.house import house  # noqa: E402  # the project is no installed package
from checks.changed.text_uses import room_of  # noqa: E402  # the project is no installed package

MOST_ROOMS = 3
FAILED = re.compile(r"^(?:FAILED|ERROR) (\S.*?)(?: - .*)?$", re.MULTILINE)
TEST = re.compile(r"^tests/.*/test_\w+\.py$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a commit that was taken back."""

    commit: str
    failed: frozenset[str]
    """Every test that fails."""
    choice: Choice
    cpu_s: float
    """Of the run of the selection, with the start of pytest."""
    others: int
    """How many files ran beside the selection, or instead of it."""

    @property
    def missed(self) -> list[str]:
        """The tests that fail and are in no file of the selection."""
        files = {chosen.test for chosen in self.choice.chosen}
        return sorted(test for test in self.failed if test.partition("::")[0] not in files)


def main() -> int:
    """Take commits back until enough of them made tests fail."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--commits", type=int, default=10)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--quick", action="store_true", help="run the tests alone that the commit itself changed")
    parser.add_argument("--last", type=int, default=400, help="of how many commits they are drawn")
    options = parser.parse_args()
    outcomes: list[Outcome] = []
    with a_copy() as copy:
        for commit in drawn(options.seed, options.last):
            if len(outcomes) < options.commits and taken_back(copy, commit):
                outcome = judged(copy, commit, quick=options.quick)
                git(copy, "checkout", "--quiet", "--force", "HEAD", "--", ".")
                git(copy, "clean", "--quiet", "-fd")
                outcome = without_red(copy, outcome)
                outcomes += [outcome] if outcome.failed else []
                print(line_of(outcome), flush=True)
    for outcome in outcomes:
        for test in outcome.missed:
            print(f"missed of {outcome.commit}: {test}")
    return 1 if any(outcome.missed for outcome in outcomes) or len(outcomes) < options.commits else 0


@contextmanager
def a_copy() -> Iterator[Path]:
    """Make a copy of what is committed, with the same environment and kept databases."""
    with tempfile.TemporaryDirectory(prefix="tearoad-changed-") as folder:
        copy = Path(folder) / "copy"
        git(ROOT, "clone", "--quiet", "--shared", str(ROOT), str(copy))
        (copy / ".venv").symlink_to(ROOT / ".venv")
        (copy / "build").mkdir()
        (copy / "build/furnished").symlink_to(ROOT / "build/furnished")
        if (ROOT / "build/costs.json").is_file():
            shutil.copyfile(ROOT / "build/costs.json", copy / "build/costs.json")
        yield copy


def drawn(seed: int, last: int) -> list[str]:
    """Return commits that touched the product and a test, in the order of a seed."""
    touched = git(ROOT, "log", "--no-merges", f"-{last}", "--name-only", "--format=%x00%h").split("\0")
    both = [text.split()[0] for text in touched if "\nsrc/tearoad/" in text and TEST.search(text)]
    return random.Random(seed).sample(both, len(both))


def taken_back(copy: Path, commit: str) -> bool:
    """Take the product's part of a commit back; whether that was possible."""
    patch = git(copy, "diff", "--binary", "--no-renames", commit, f"{commit}^", "--", "src/tearoad")
    paths = git(copy, "diff", "--name-only", "--no-renames", commit, f"{commit}^", "--", "src/tearoad").splitlines()
    if len(rooms_of(paths)) > MOST_ROOMS:
        return False
    done = subprocess.run(["git", "apply"], cwd=copy, input=patch, capture_output=True, text=True, check=False)  # noqa: S607  # git is asked for
    return done.returncode == 0


def judged(copy: Path, commit: str, *, quick: bool) -> Outcome:
    """Run the selection and what else could fail."""
    changed = changed_since("HEAD", copy)
    here = house(copy)
    choice = choose(changed, here)
    selected = {chosen.test for chosen in choice.chosen}
    others = {*TEST.findall(git(copy, "show", "--name-only", "--format=", commit))} & {*here.tests}
    if quick:
        failed, _ = run(copy, others)
        return Outcome(commit, frozenset(failed), choice, sum(here.seconds[test] for test in selected), len(others))
    rooms = rooms_of(changed)
    others |= {test for test in here.tests if room_of(test) in rooms and test not in choice.whole}
    failed, cpu_s = run(copy, selected, "-n", "2", "--dist", "worksteal")
    more, _ = run(copy, others - selected) if others - selected else (set(), 0)
    return Outcome(commit, frozenset(failed | more), choice, cpu_s, len(others - selected))


def without_red(copy: Path, outcome: Outcome) -> Outcome:
    """Leave out what was missed and fails in the unchanged product too, as on a busy machine."""
    red, _ = run(copy, outcome.missed) if outcome.missed else (set(), 0)
    return replace(outcome, failed=outcome.failed - red)


def run(copy: Path, files: Iterable[str], *more: str) -> tuple[set[str], float]:
    """Run files of tests; return what failed, and the CPU seconds."""
    before = children_s()
    command = [sys.executable, "-m", "pytest", "--suite", "fast", "--suite", "site", *more]
    done = subprocess.run(
        [*command, "-p", "no:cacheprovider", "--tb=no", "-rfE", *sorted(files)],
        cwd=copy,
        env=os.environ | {"PYTHONPATH": os.pathsep.join((str(copy / "src"), str(copy)))},
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode not in {0, 1, 2, 5}:
        sys.exit(done.stdout + done.stderr)
    return {found[1] for found in FAILED.finditer(done.stdout)}, children_s() - before


def children_s() -> float:
    """Return the CPU seconds of every process that was waited for."""
    spent = resource.getrusage(resource.RUSAGE_CHILDREN)
    return spent.ru_utime + spent.ru_stime


def line_of(outcome: Outcome) -> str:
    """Return a row of the table."""
    return (
        f"{outcome.commit}  {len(outcome.failed):>3} fail  {len(outcome.failed) - len(outcome.missed):>3} named  "
        f"{len(outcome.choice.chosen):>3} files selected  {outcome.cpu_s:>5.0f} CPU s  {outcome.others:>3} other files"
    )


def git(folder: Path, *words: str) -> str:
    """Return what git answers."""
    return subprocess.run(["git", *words], cwd=folder, capture_output=True, text=True, check=True).stdout  # noqa: S607  # git is asked for


if __name__ == "__main__":
    sys.exit(main())
