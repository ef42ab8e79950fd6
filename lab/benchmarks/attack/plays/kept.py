"""At the end: everything that the site said it has received is there, and the database is whole."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator

from lab.benchmarks.attack.site import OURS, Finding, Site

PLAY = "kept"


def play(site: Site) -> Iterator[Finding]:
    """Count what was acknowledged against what stands in the tables."""
    state = site.state(OURS)
    for kind, acknowledged in site.acknowledged.items():
        lost = acknowledged - set(state[kind])
        if lost:
            yield Finding(PLAY, f"{len(lost)} of {len(acknowledged)} acknowledged {kind} are gone")
    for path in site.place.data.glob("*.sqlite3"):
        with sqlite3.connect(path) as database:
            told = database.execute("PRAGMA integrity_check").fetchone()[0]
        if told != "ok":
            yield Finding(PLAY, f"{path.name}: {told}")
    for table, digest in state["tables"].items():
        if digest is None:
            yield Finding(PLAY, f"{table} cannot be read")
