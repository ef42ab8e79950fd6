"""Which mutants are tried: as many of each room, and of its pages, as of every other, by a seed."""

from __future__ import annotations

import random
from collections.abc import Iterable
from itertools import chain, zip_longest
from pathlib import Path

from checks.finding import ROOT, files_of
from checks.mutants.sites import Site, sites_of

SOURCE = "src/tearoad/"


def room_of(path: str) -> str:
    """Return the room of a file: `names`, or `people/web` for the pages of one."""
    parts = path.removeprefix(SOURCE).split("/")
    return "/".join(parts[:2]) if parts[1:2] == ["web"] and len(parts) > 2 else parts[0].removesuffix(".py")


def chosen(count: int, seed: int, within: tuple[str, ...] = ()) -> list[Site]:
    """Return the mutants to try; `within` names rooms or files, where only these are wanted."""
    dice = random.Random(seed)  # noqa: S311  # the same mutants for the same seed
    rooms: dict[str, list[str]] = {}
    for path in _sources(within):
        rooms.setdefault(room_of(path), []).append(path)
    drawn = []
    for _, paths in sorted(rooms.items()):
        sites = [site for path in paths for site in sites_of(ROOT / path, path)]
        drawn.append(dice.sample(sites, len(sites)))
    dice.shuffle(drawn)
    turns = chain.from_iterable(zip_longest(*drawn))
    return [site for site in turns if site is not None][:count]


def _sources(within: tuple[str, ...]) -> Iterable[str]:
    for path in files_of(ROOT):
        shown = path.relative_to(ROOT).as_posix()
        ours = shown.startswith(SOURCE) and shown.endswith(".py") and "/migrations/" not in shown
        if ours and Path(shown).name != "__main__.py" and (not within or room_of(shown) in within or shown in within):
            yield shown
