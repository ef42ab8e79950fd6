"""Run the tests that the change since main can affect, nearest first: a minute for a change in one room.

The change is what differs from the commit at which this branch left main, committed or not. This is no `make test`:
what is left out is named.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from checks.changed.choosing import ALWAYS, Choice, choose
from checks.changed.house import house
from checks.finding import ROOT

SHOWN = 5
"""How many files are named where many are left out."""


def main() -> int:
    """Choose, say what was chosen, and run it."""
    options = _options()
    changed = changed_since(options.since or left_main())
    here = house()
    choice = choose(changed, here)
    print("\n".join(described(choice, changed, len(here.tests))), flush=True)
    if options.list or not choice.chosen:
        return 0
    command = [sys.executable, "-m", "pytest", "-n", "2", "--dist", "worksteal", "--suite", "fast", "--suite", "site"]
    return subprocess.call([*command, *options.more, *(chosen.test for chosen in choice.chosen)], cwd=ROOT)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m checks.changed", description=__doc__)
    parser.add_argument("--since", default="", help="a commit; where none is named, the one at which main was left")
    parser.add_argument("--list", action="store_true", help="only say what would run")
    parser.add_argument("more", nargs="*", help="what else pytest is told, after --")
    return parser.parse_args()


def left_main(root: Path = ROOT) -> str:
    """Return the commit at which this branch left main; on main itself, the last one that others have."""
    for name in ("origin/main", "main"):
        base = _git(root, "merge-base", "HEAD", name, ask=True)
        if base:
            return base[0]
    sys.exit("There is no main to compare with: name a commit, as in `make test-changed SINCE=HEAD~3`.")


def changed_since(commit: str, root: Path = ROOT) -> list[str]:
    """Return the files that differ from a commit, those that git does not know yet among them."""
    if not _git(root, "rev-parse", "--verify", "--quiet", f"{commit}^{{commit}}", ask=True):
        sys.exit(f"{commit} is no commit here: name one that `git log` shows, as in `make test-changed SINCE=HEAD~3`.")
    differing = _git(root, "diff", "--name-only", "--no-renames", "-z", commit)
    return sorted({*differing, *_git(root, "ls-files", "--others", "--exclude-standard", "-z")})


def described(choice: Choice, changed: Sequence[str], every: int) -> Iterator[str]:
    """Yield the choice in words."""
    yield f"Changed files: {len(changed)}. Of {every} files of tests {len(choice.chosen)} run:"
    always = [chosen for chosen in choice.chosen if chosen.why == ALWAYS]
    yield from (f"  {chosen.test}  ({chosen.why})" for chosen in choice.chosen if chosen.why != ALWAYS)
    yield f"  and {len(always)} quick ones that judge every change, in tests/architecture"
    yield from _left("may be affected too: farther off, or there is no time for them", choice.no_time)
    yield from _left("judge the whole house", choice.whole)
    yield "This is no `make test`: run that before you ask for a review."


def _left(why: str, tests: Sequence[str]) -> Iterator[str]:
    if tests:
        yield f"Left to `make test`: {len(tests)} files that {why}: {', '.join(tests[:SHOWN])}" + (
            ", ..." if len(tests) > SHOWN else ""
        )


def _git(root: Path, *words: str, ask: bool = False) -> list[str]:
    """Return what git answers, line by line; `ask`: it may answer nothing."""
    done = subprocess.run(["git", *words], cwd=root, capture_output=True, text=True, check=not ask)  # noqa: S607  # git is asked for
    return [line for line in done.stdout.replace("\0", "\n").splitlines() if line]


if __name__ == "__main__":
    sys.exit(main())
