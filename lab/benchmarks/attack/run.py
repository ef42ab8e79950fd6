"""One attack: a site is served, every play is played in turn, and what was acknowledged is counted at the end."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from lab.benchmarks.attack.plays import (
    accounts,
    big_bodies,
    calls,
    changed_backup,
    foreign_ids,
    full_disk,
    generated_posts,
    hostile_files,
    kept,
    letters,
    long_queries,
    saving,
)
from lab.benchmarks.attack.site import Finding, Site, attacked_site


@dataclass(frozen=True, slots=True)
class Size:
    """How much of each play."""

    posts: int
    ids_a_form: int
    pages: int
    letters: int
    strangers: int
    rivals: int
    megabytes: int
    rounds: int
    stale_forms: tuple[int, int]
    """At least and at most so many forms are saved from a stale page."""
    addresses: int
    """So many pages of each role are opened by each play."""
    plays: frozenset[str]


_EVERY = frozenset(
    {
        letters.PLAY,
        big_bodies.PLAY,
        long_queries.PLAY,
        saving.STALE,
        saving.TWICE,
        hostile_files.PLAY,
        changed_backup.PLAY,
        foreign_ids.PLAY,
        generated_posts.PLAY,
        calls.PLAY,
        accounts.PLAY,
        full_disk.PLAY,
        kept.PLAY,
    }
)
SIZES = {
    "whole": Size(
        posts=5000,
        ids_a_form=2,
        pages=1000,
        letters=600,
        strangers=40,
        rivals=60,
        megabytes=300,
        rounds=3,
        stale_forms=(12, 30),
        addresses=10_000,
        plays=_EVERY,
    ),
    "slice": Size(
        posts=100,
        ids_a_form=1,
        pages=10,
        letters=60,
        strangers=3,
        rivals=35,
        megabytes=80,
        rounds=1,
        stale_forms=(4, 4),
        addresses=15,
        plays=_EVERY - {hostile_files.PLAY, changed_backup.PLAY},
    ),
}


@dataclass(slots=True)
class Outcome:
    """What got through, and how long each play took."""

    findings: list[Finding] = field(default_factory=list)
    seconds: dict[str, float] = field(default_factory=dict)


def attack(  # each but the first three by its name
    database: str,
    size: Size,
    folder: Path,
    *,
    seed: int = 1,
    only: frozenset[str] = frozenset(),
    say: Callable[[str], None] = print,
) -> Outcome:
    """Play everything, or what is named, against a site of its own; what is found is said at once."""
    outcome = Outcome()
    with attacked_site(database, folder, seed, most_addresses=size.addresses) as site:
        for name, play in _plays(site, size).items():
            if name not in (only or size.plays):
                continue
            began = time.monotonic()
            findings = list(dict.fromkeys(play()))
            outcome.findings += findings
            outcome.seconds[name] = round(time.monotonic() - began, 1)
            say("\n".join([f"{name}: {len(findings)} findings, {outcome.seconds[name]} s", *map(str, findings)]))
        if outcome.findings:
            say("\n".join(["what the site's log says of faults:", *site.errors()]))
    return outcome


def _plays(site: Site, size: Size) -> dict[str, Callable[[], Iterator[Finding]]]:
    """Return the plays in their order: what needs a quiet site first, what ends sessions last."""
    return {
        letters.PLAY: lambda: letters.play(site, size.letters),
        big_bodies.PLAY: lambda: big_bodies.play(site, size.megabytes),
        calls.PLAY: lambda: calls.play(site, size.rivals),
        long_queries.PLAY: lambda: long_queries.play(site, size.pages),
        saving.STALE: lambda: saving.stale(site, *size.stale_forms),
        saving.TWICE: lambda: saving.twice(site),
        hostile_files.PLAY: lambda: hostile_files.play(site),
        changed_backup.PLAY: lambda: changed_backup.play(site),
        foreign_ids.PLAY: lambda: foreign_ids.play(site, size.ids_a_form, size.pages),
        generated_posts.PLAY: lambda: generated_posts.play(site, size.posts),
        accounts.PLAY: lambda: accounts.play(site, size.strangers),
        full_disk.PLAY: lambda: full_disk.play(site, size.rounds),
        kept.PLAY: lambda: kept.play(site),
    }
