"""A backup changed by hand, every plain digest made to fit: no restore takes it for whole, and the ledger knows."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from lab.benchmarks.attack.site import AttackedPlace, Finding, Site
from tests.site.backup.archives import ENTRIES, Archive

PLAY = "changed backups"
_USERS = "tables/people.User.jsonl"


def play(site: Site) -> Iterator[Finding]:
    """Change a row, leave a line of the ledger out, add a person; restore each without a word, and with one."""
    kept = site.place.folder / "kept.zip"
    made = site.place.tearoad("backup", str(kept))
    if made.returncode:
        yield Finding(PLAY, f"no backup was made: {made.stderr[:200]}")
        return
    for name, change in {"row": _row, "ledger": _ledger, "person": _person}.items():
        changed = Archive.of(kept)
        change(changed)
        path = changed.fit().write(site.place.folder / f"{name}.zip")
        key = str(site.place.data / "secret.key")
        refused = _other(site, name).tearoad("restore", str(path), "--key-file", key)
        if not refused.returncode:
            yield Finding(PLAY, f"a backup with another {name} is restored as whole")
        if "Traceback" in refused.stderr or not refused.stderr.strip():
            yield Finding(PLAY, f"a backup with another {name} is refused without a sentence")
    honest = _other(site, "honest").tearoad("restore", str(kept), "--key-file", str(site.place.data / "secret.key"))
    if honest.returncode:
        yield Finding(PLAY, f"the backup as it was made is refused: {honest.stderr[:200]}")


def _other(site: Site, name: str) -> AttackedPlace:
    """Return an empty place of its own, on SQLite whatever the attacked one stands on."""
    return replace(site.place, folder=Path(site.place.folder.parent / f"restored-{name}"), database_url="", keeper=None)


def _row(archive: Archive) -> None:
    rows = archive.lines(_USERS)
    archive.put(_USERS, [*rows[:-1], rows[-1] | {"email": "mallory@example.org"}])


def _ledger(archive: Archive) -> None:
    archive.put(ENTRIES, archive.lines(ENTRIES)[1:])


def _person(archive: Archive) -> None:
    rows = archive.lines(_USERS)
    archive.put(_USERS, [*rows, rows[-1] | {"id": 99, "email": "new@example.org", "call_name": "x"}])
