"""Which mutants are known to survive, with a word on each: survivors.toml."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from checks.mutants.sites import Site

FILE = Path(__file__).with_name("survivors.toml")


@dataclass(frozen=True, slots=True)
class Survivor:
    """A mutant that no test kills: where it stands, what it changes, and why that may be."""

    where: str
    change: str
    equivalent: bool
    """Whether nobody can see a difference; else a test is owed."""
    why: str


def known(file: Path = FILE) -> dict[tuple[str, str], Survivor]:
    """Return the known survivors by place and change."""
    listed = tomllib.loads(file.read_text(encoding="utf-8")).get("survivor", [])
    return {(one["where"], one["change"]): Survivor(**one) for one in listed}


def key(site: Site) -> tuple[str, str]:
    """Return what names a mutant in the list: lines move, functions and their text stay longer."""
    return (f"{site.path}:{site.function}", site.change)


def drafted(sites: Iterable[Site]) -> str:
    """Return new survivors in the form of the list, to be judged by a person."""
    return "\n".join(
        f"[[survivor]] # line {site.line}\nwhere = {where!r}\nchange = {change!r}\nequivalent = false\nwhy = ''\n"
        for site in sites
        for where, change in [key(site)]
    )
