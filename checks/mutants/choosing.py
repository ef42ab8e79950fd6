"""Which mutants are tried: of each kind as many as of every other, of each room of the product too, by a seed.

Functions that a test names come last: that they are tested is seen without a fault in them.
"""

from __future__ import annotations

import random
import re
from collections.abc import Collection, Iterable, Iterator
from functools import cache
from itertools import chain, zip_longest
from pathlib import Path

from checks.finding import ROOT, files_of
from checks.mutants.kinds import KINDS
from checks.mutants.sites import Site, sites_of

SOURCE = "src/tearoad/"
WORD = re.compile(r"[A-Za-z_]\w+")


def room_of(path: str) -> str:
    """Return the room of a file: `names`, or `people/web` for the pages of one."""
    parts = path.removeprefix(SOURCE).split("/")
    return "/".join(parts[:2]) if parts[1:2] == ["web"] and len(parts) > 2 else parts[0].removesuffix(".py")


def chosen(count: int, seed: int, within: Collection[str] = (), kinds: Collection[str] = tuple(KINDS)) -> list[Site]:
    """Return the mutants to try; `within` names rooms or files, where only these are wanted."""
    dice = random.Random(seed)  # noqa: S311  # the same mutants for the same seed
    by_kind: dict[str, dict[str, list[Site]]] = {kind: {} for kind in sorted(kinds)}
    for path in sources(within):
        for site in sites_of(ROOT / path, path, kinds):
            by_kind[site.kind].setdefault(room_of(path), []).append(site)
    return list(_in_turn([list(_by_rooms(rooms, dice)) for rooms in by_kind.values()]))[:count]


def sources(within: Collection[str] = ()) -> Iterator[str]:
    """Yield the files of the product in which faults are planted."""
    for path in files_of(ROOT):
        shown = path.relative_to(ROOT).as_posix()
        ours = shown.startswith(SOURCE) and shown.endswith(".py") and "/migrations/" not in shown
        ours = ours and not shown.startswith(
            tuple(f"{SOURCE}{part}" for part in ("bench/", "cli/bench/", "timetable/matchmaking/", "site/rehearse/"))
        )
        if ours and Path(shown).name != "__main__.py" and (not within or room_of(shown) in within or shown in within):
            yield shown


def _by_rooms(rooms: dict[str, list[Site]], dice: random.Random) -> Iterator[Site]:
    """Yield the sites of one kind, a room after another; a room whose turn it was waits until all have had theirs."""
    drawn = []
    for _, sites in sorted(rooms.items()):
        mixed = dice.sample(sites, len(sites))
        drawn.append(sorted(mixed, key=lambda site: site.function.rpartition(".")[2] in _words_of_tests()))
    dice.shuffle(drawn)
    return _in_turn(drawn)


def _in_turn(rows: Iterable[list[Site]]) -> Iterator[Site]:
    return (site for site in chain.from_iterable(zip_longest(*rows)) if site is not None)


@cache
def _words_of_tests() -> frozenset[str]:
    """Return every name that stands in a test."""
    found: set[str] = set()
    for path in files_of(ROOT):
        if path.suffix == ".py" and path.relative_to(ROOT).parts[0] == "tests":
            found.update(WORD.findall(path.read_text(encoding="utf-8")))
    return frozenset(found)
