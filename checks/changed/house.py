"""The house as it stands in a folder: its files, who uses what, and what its tests cost."""

from __future__ import annotations

import tomllib
from collections import defaultdict
from collections.abc import Iterable, Mapping
from pathlib import Path, PurePosixPath

from checks.changed import text_uses
from checks.changed.choosing import PAGES, House
from checks.changed.python_uses import TESTS, Sources
from checks.finding import ROOT, files_of
from tests.suite.kept_costs import costs, file_of

COSTS = (("_browser.py", 20.0), ("tests/site/", 20.0), ("tests/cli/", 5.0), ("/web/", 4.0), ("tests/", 1.5))
"""CPU seconds of a file of tests that has not run here yet, by a part of its path; the first that fits counts."""
WHOLE_HOUSE = ("tests/upgrade", "tests/architecture/test_contracts.py", "tests/architecture/test_setup.py")
"""Tests of the whole house, beside the folders of `tests/site` that have no counterpart in `src/tearoad/site`."""
JUDGES, QUICK_S = "tests/architecture/", 4.0
"""Tests that judge every change, where they are quick."""


def house(root: Path = ROOT, within: tuple[str, ...] = ("src/tearoad/", "tests/", "checks/", "lab/")) -> House:
    """Read the house, or a part of it."""
    paths = [path.relative_to(root).as_posix() for path in files_of(root)]
    ours = [path for path in paths if path.startswith(within)]
    tests = tuple(path for path in ours if path.startswith(TESTS) and PurePosixPath(path).name.startswith("test_"))
    tests = tuple(path for path in tests if path.endswith(".py"))
    whole = (*_whole(root, tests), *WHOLE_HOUSE)
    cost = seconds(tests, costs())
    judges = tuple(test for test in tests if test.startswith(JUDGES) and not test.startswith(whole))
    always = tuple(test for test in judges if cost[test] <= QUICK_S)
    return House(tests, _users(root, ours, tests), cost, whole, always)


def seconds(tests: Iterable[str], known: Mapping[str, float]) -> dict[str, float]:
    """Return what each file of tests costs: as it last did here, else as its kind does."""
    found: dict[str, float] = defaultdict(float)
    for name, cost in known.items():
        found[file_of(name)] += cost
    return {
        test: found[test] if test in found else next(cost for part, cost in COSTS if part in test) for test in tests
    }


def _users(root: Path, paths: list[str], tests: Iterable[str]) -> dict[str, dict[str, int]]:
    users: dict[str, dict[str, int]] = defaultdict(dict)
    for user, used in (*Sources(root, paths).uses(), *text_uses.uses(root, paths)):
        users[used][user] = 1
    for test in tests:
        room, _, rest = test.removeprefix("tests/").partition("/")
        for name in ("urls", "apps") if rest.startswith("web/") else ():
            users[f"src/tearoad/{room}/web/{name}.py"].setdefault(test, PAGES)
    return users


def _whole(root: Path, tests: Iterable[str]) -> list[str]:
    """Return what the night runs, and the folders of `tests/site` that stand for nothing in `src/tearoad/site`."""
    night = tomllib.loads((root / "tests/suite/nightly.toml").read_text(encoding="utf-8"))
    nightly = [name for part in night.values() for name in part if name.startswith("tests/") and "::" not in name]
    folders = {parts[2] for test in tests if (parts := test.split("/"))[:2] == ["tests", "site"] and len(parts) > 3}
    return [
        *nightly,
        *sorted(f"tests/site/{folder}" for folder in folders if not (root / "src/tearoad/site" / folder).is_dir()),
    ]
