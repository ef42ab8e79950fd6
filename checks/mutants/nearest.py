"""Which tests can notice a mutant: those that enter its function, those beside its file first; then those near by use.

What a process of its own runs (a command, a served site) is not written down as entered: such tests are near by use.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from checks.changed.choosing import House, choose
from checks.mutants.choosing import SOURCE
from checks.mutants.sites import Site

MOST_SECONDS = 60.0
"""What the tests of one mutant may take, by the time they took before; the nearest and quickest are kept."""


def near(site: Site, here: House) -> list[str]:
    """Return the files of tests near a mutant by imports, names and folders, as they are chosen for a change."""
    chosen = choose([site.path], replace(here, always=())).chosen
    return [one.test for one in chosen if not one.test.endswith("_browser.py")]


class Entered:
    """What each function is entered by, as the plugin `entering` wrote it down."""

    def __init__(self, folder: Path) -> None:
        self._by: dict[str, set[str]] = defaultdict(set)
        self._seconds: dict[str, float] = defaultdict(float)
        self._tests: dict[str, list[str]] = defaultdict(list)
        for file in sorted(folder.glob("*.jsonl")):
            for line in file.read_text(encoding="utf-8").splitlines():
                self._take(json.loads(line))

    def _take(self, line: dict[str, object]) -> None:
        if "test" in line:
            test = str(line["test"])
            self._seconds[test] += float(str(line["seconds"]))
            self._tests[test.partition("::")[0]].append(test)
        else:
            for function in line["entered"]:  # type: ignore[attr-defined]  # a list of names
                self._by[function].add(str(line["by"]))

    def tests_of(self, site: Site) -> list[str]:
        """Return the tests to try, nearest first: those that enter the function."""
        inside = site.path.removeprefix("src/")
        names = {f"{inside}:{site.function}"} if site.function else self._functions_of(inside)
        names = names if names & self._by.keys() else {f"{inside}:{_whole(site.function)}"}
        found = {test for name in names for test in self._by.get(name, ())}
        itself = {test for test in found if "::" in test}
        files = {test for file in found - itself for test in self._tests[file]} - itself
        return [*self._affordable(itself, site, MOST_SECONDS), *self._affordable(files, site, MOST_SECONDS / 2)]

    def _functions_of(self, inside: str) -> set[str]:
        return {name for name in self._by if name.startswith(f"{inside}:")}

    def _affordable(self, tests: Iterable[str], site: Site, seconds: float) -> list[str]:
        kept: list[str] = []
        spent = 0.0
        for test in sorted(tests, key=lambda text: (-_shared(text, site.path), self._seconds[text], text)):
            spent += self._seconds[test]
            if kept and spent > seconds:
                break
            kept.append(test)
        return kept


def _whole(function: str) -> str:
    """Return the outermost function: a lambda or a class inside it has no line of its own."""
    return function.partition(".<locals>")[0]


def _shared(test: str, path: str) -> int:
    """Return how many folders the test has in common with the source."""
    ours, theirs = Path(path.removeprefix(SOURCE)).parts, Path(test.partition("::")[0].removeprefix("tests/")).parts
    shared = 0
    for text, other in zip(ours, theirs, strict=False):
        if text != other:
            return shared + (other == f"test_{text}")
        shared += 1
    return shared
