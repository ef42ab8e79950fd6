"""Backups of a site under load, restored elsewhere, in the same kind of database and in the other."""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from lab.benchmarks.endurance.cluster import Cluster
from lab.benchmarks.endurance.load.running import working
from lab.benchmarks.endurance.place import Place
from lab.benchmarks.endurance.run import Setting
from tearoad.site.backup.manifest import Manifest, check_code, open_backup

PAUSE_S = 6.0


@dataclass(frozen=True, slots=True)
class Taken:
    """A backup, and what had been acknowledged before it began."""

    path: Path
    acknowledged: int
    noted: Path
    took_s: float
    during: int
    """Writes that were acknowledged while it was made."""


@dataclass(frozen=True, slots=True)
class Compared:
    """What a restored backup is like."""

    backup: Path
    into: str
    rows: int
    files: int
    restored_s: float
    acknowledged: int
    faults: tuple[str, ...]


def take(here: Setting, times: int, pause_s: float = PAUSE_S) -> list[Taken]:
    """Take backups while everybody works."""
    taken = []
    with working(here.world, here.seed):
        for number in range(times):
            time.sleep(pause_s)
            notes = here.world.notes
            before = notes.acknowledged.total()
            noted = here.place.folder / f"noted-{number}.json"
            noted.write_text(json.dumps(notes.document() | {"told": dict(here.world.told)}), encoding="utf-8")
            path = here.place.folder / f"backup-{number}.zip"
            began = time.monotonic()
            done = here.place.tearoad("backup", str(path), "--with-key")
            if done.returncode:
                raise RuntimeError(done.stderr)
            took_s = time.monotonic() - began
            taken.append(Taken(path, before, noted, took_s, notes.acknowledged.total() - before))
    return taken


WRITTEN_ANEW = frozenset({"capture.Stream"})
"""What restoring changes on purpose: phones are to read their firm's stream from the beginning."""


def compare(taken: Taken, folder: Path, cluster: Cluster | None) -> Compared:
    """Restore a backup into an empty place and compare: table by table, file by file, and what was acknowledged."""
    into = "postgresql" if cluster else "sqlite"
    name = f"{taken.path.stem}_{into}".replace("-", "_")
    place = Place(folder / name, "", cluster.create(name) if cluster else "")
    began = time.monotonic()
    restored = place.tearoad("restore", str(taken.path), "--code", code_of(taken.path))
    took_s = time.monotonic() - began
    if restored.returncode:
        return Compared(taken.path, into, 0, 0, took_s, taken.acknowledged, (restored.stderr or restored.stdout,))
    faults = [] if place.tearoad("ledger", "verify").returncode == 0 else ["the ledger does not verify"]
    again = folder / f"{name}.zip"
    if place.tearoad("backup", str(again)).returncode:
        faults.append("the restored place cannot be backed up")
    was, now = manifest_of(taken.path), manifest_of(again)
    faults += [
        f"{label}: not the rows that were backed up"
        for label in was.tables
        if was.tables[label] != now.tables.get(label) and label not in WRITTEN_ANEW
    ]
    faults += ["other files than were backed up"] if was.files != now.files else []
    judged: dict[str, Any] = place.script("judge", str(taken.noted))
    rows = sum(table.rows for table in now.tables.values())
    return Compared(taken.path, into, rows, len(now.files), took_s, taken.acknowledged, (*faults, *judged["faults"]))


def manifest_of(path: Path) -> Manifest:
    """Return what a backup says of itself."""
    opened = open_backup(path)
    opened.archive.close()
    return opened.manifest


def code_of(path: Path) -> str:
    """Return a backup's check code, as it was printed when it was made."""
    opened = open_backup(path)
    opened.archive.close()
    return check_code(opened.written)


def compare_all(
    taken: list[Taken], folder: Path, cluster: Cluster | None, tell: Callable[[str], None]
) -> list[Compared]:
    """Restore every backup into SQLite and, where there is a cluster, into PostgreSQL."""
    found = []
    for one in taken:
        for kind in [None, *([cluster] if cluster else [])]:
            made = compare(one, folder, kind)
            found.append(made)
            tell(
                f"{one.path.name}: taken in {one.took_s:.1f} s while {one.during} writes were acknowledged; "
                f"into {made.into} in {made.restored_s:.1f} s: {made.rows} rows, {made.files} files, "
                f"{made.acknowledged} acknowledged "
                f"before it began, {len(made.faults)} faults"
            )
    return found
