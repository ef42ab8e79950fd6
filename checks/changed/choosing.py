"""The choice of tests for a change: a pure function of the files that changed, who uses what, and what tests cost.

How far a file of tests is from a changed file is counted in steps from use to use, less the folders that both have in
common: `tests/names/test_rarity.py` is nearest to `src/tearoad/names/rarity.py`. The nearest are taken, as many as
there is time for; what judges the whole house is left to `make test`.
"""

from __future__ import annotations

import heapq
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath

from checks.changed.text_uses import room_of

SECONDS_OF_A_ROOM = 60.0
"""CPU seconds of tests for each room that changed: on two cores, with the start of pytest, some 50 seconds."""
FARTHEST = 5
"""Steps, less common folders, beyond which a test is left to `make test`."""
BESIDE = 4
"""Steps that are taken for a test which stands in the folder of a changed file and does not visibly use it."""
PAGES = 2
"""Steps from a test of a room's pages to the addresses of the room: it asks for them, it does not import them."""
PASSED_BY = {"src", "tearoad", "tearoad_lab", "lab", "tests", "templates", "static", "migrations"}
"""Folders that a test does not have in common with what it tests."""
ALWAYS = "always"

Users = Mapping[str, Mapping[str, int]]
"""By what is used: who uses it, and how many steps that is."""


@dataclass(frozen=True, slots=True)
class House:
    """What a choice is made from."""

    tests: tuple[str, ...]
    """Every file of tests, from the root of the project."""
    users: Users
    seconds: Mapping[str, float]
    """CPU seconds of each file of tests."""
    whole: tuple[str, ...] = ()
    """Folders and files of tests that take the whole house into account: chosen only where they changed themselves."""
    always: tuple[str, ...] = ()
    """Files of tests that are quick and judge the house as a whole: always chosen."""


@dataclass(frozen=True, slots=True)
class Chosen:
    """A file of tests and why it was chosen."""

    test: str
    why: str
    far: int = 0
    aside: int = 0
    """Folders of the test that do not lead to the file: those of the whole room come before its other parts."""


@dataclass(frozen=True, slots=True)
class Choice:
    """What is run and what is left."""

    chosen: tuple[Chosen, ...]
    no_time: tuple[str, ...] = ()
    """Files that the change can affect too, left out because there is no time for them; nearest first."""
    whole: tuple[str, ...] = ()
    """Files that judge the whole house."""


def choose(changed: Iterable[str], house: House) -> Choice:
    """Return the tests for a change."""
    changed = sorted(set(changed))
    whole = [test for test in house.tests if _is_below(test, house.whole)]
    own = [Chosen(test, "changed itself") for test in house.tests if test in changed]
    near: dict[str, Chosen] = {}
    for reached in (reached for path in changed for reached in _reached(path, house)):
        if reached.test not in near or reached.far < near[reached.test].far:
            near[reached.test] = reached
    set_apart = {*changed, *whole, *house.always}
    ranked = sorted(
        (reached for test, reached in near.items() if test not in set_apart),
        key=lambda reached: (reached.far, reached.aside, house.seconds[reached.test], reached.test),
    )
    time = SECONDS_OF_A_ROOM * len(rooms_of(changed)) - sum(house.seconds[chosen.test] for chosen in own)
    taken, no_time = _affordable(ranked, house, time)
    always = [Chosen(test, ALWAYS) for test in house.always if test not in changed]
    return Choice((*own, *taken, *always), tuple(no_time), tuple(test for test in whole if test not in changed))


def rooms_of(changed: Iterable[str]) -> set[str]:
    """Return the rooms that have changed; their sentences, which stand in the catalogues of all, count as theirs."""
    paths = {path for path in changed if room_of(path)}
    others = {room_of(path) for path in paths if not path.endswith(".po")}
    return others or {room_of(path) for path in paths}


def _affordable(ranked: Iterable[Chosen], house: House, seconds: float) -> tuple[list[Chosen], list[str]]:
    taken, left = [], []
    for chosen in ranked:
        if chosen.far <= FARTHEST and house.seconds[chosen.test] <= seconds:
            taken.append(chosen)
            seconds -= house.seconds[chosen.test]
        else:
            left.append(chosen.test)
    return taken, left


def _reached(path: str, house: House) -> Iterator[Chosen]:
    """Yield every file of tests that a changed file can affect."""
    steps = _steps_from(path, house.users)
    for test in house.tests:
        common, folders = _common(path, test)
        far = min(steps.get(test, 1000), BESIDE if common >= len(folders) > 0 else 1000)
        if far < 1000:
            aside = len(PurePosixPath(test).parts[1:-1]) - min(common, len(folders))
            yield Chosen(test, _why(path, steps.get(test, 1000)), far - common, max(0, aside))


def _steps_from(path: str, users: Users) -> dict[str, int]:
    """Return how many steps each file is from one, by the shortest way (Dijkstra)."""
    steps: dict[str, int] = {}
    waiting = [(0, path)]
    while waiting:
        far, text = heapq.heappop(waiting)
        if text not in steps:
            steps[text] = far
            for user, more in users.get(text, {}).items():
                heapq.heappush(waiting, (far + more, user))
    return steps


def _common(path: str, test: str) -> tuple[int, list[str]]:
    """Return how much of their paths both share, one more for the same name, and the folders of the first."""
    ours, theirs = PurePosixPath(path), PurePosixPath(test)
    folders = [part for part in ours.parts[:-1] if part not in PASSED_BY]
    if folders[-2:-1] == ["web"] and folders[-1] in folders[:-2]:
        folders = folders[:-1]  # a room's templates and scripts stand in a folder of its name
    shared = 0
    for text, other in zip(folders, theirs.parts[1:-1], strict=False):
        if text != other:
            break
        shared += 1
    named = theirs.stem.removeprefix("test_")
    return shared + (shared > 0 and len(ours.stem) > 2 and ours.stem.strip("_") in named), folders


def _why(path: str, steps: int) -> str:
    how = {1: "uses", 2: "uses what uses"}.get(steps, "stands near" if steps == 1000 else "is reached from")
    return f"{how} {path}"


def _is_below(test: str, names: Iterable[str]) -> bool:
    return any(test == name or test.startswith(f"{name}/") for name in names)
