"""Furnished places: made once for each state of what they are made from, kept between runs, and only ever copied.

They lie in `build/furnished`, each under a digest of its sources; on PostgreSQL the database is a template there.
Several processes may ask at once: one makes the place, the others wait for it.
"""

from __future__ import annotations

import fcntl
import hashlib
import os
import shutil
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path

from tests.suite.places import ROOT, Place, Places, at, database_of, run, tell

LATEST = 4
"""How many states of one place are kept: to go back to another branch costs nothing."""
TABLES = ("src/tearoad/**/migrations/*.py", "src/tearoad/**/models.py", "src/tearoad/**/models/*.py")
"""What the tables are made from; that a kept file equals a new one is tested."""
PRODUCT = ("src/tearoad/**/*",)


def tables(server: str | None = None) -> Place:
    """Return the place with every table and nothing in them: never written to, only copied."""
    return kept_place("tables", TABLES, lambda place: _done(place, "database"), server=server)


def prepared() -> Place:
    """Return the place as `tearoad database` leaves it, static files included: never written to, only copied."""
    return kept_place("prepared", PRODUCT, lambda place: _done(place, "database"), like=tables)


def kept_place(
    name: str,
    sources: tuple[str, ...],
    make: Callable[[Place], object],
    *,
    like: Callable[[], Place] | None = None,
    server: str | None = None,
) -> Place:
    """Return a place that is made only where its sources have changed since it was last made.

    Args:
        name: what it is called in the folder of kept places.
        sources: patterns of the files that it is made from, beside the locked packages.
        make: fills an empty place.
        like: which place it begins as a copy of.
        server: where its database stands; nothing for SQLite, and if it is not given what the environment says.

    """
    server = os.environ.get("TEAROAD_DATABASE_URL", "") if server is None else server
    digest = digest_of(sources)
    folder = Path((server and os.environ.get("FURNISHED_PLACES")) or ROOT / "build/furnished")
    place = at(folder / f"{name}-{digest}", server, f"kept_{name}_{digest}")
    with _alone(folder, name):
        if not _is_there(place, server):
            _make(place, server, make, like)
            _forget(folder, name)
        Path(place["TEAROAD_DATA"]).touch()
    return place


@cache
def digest_of(sources: tuple[str, ...]) -> str:
    """Return the digest of every file that the patterns name, and of what runs them."""
    digest = hashlib.sha256(sys.version.encode())
    found = {path for pattern in ("requirements/dev.lock", *sources) for path in ROOT.glob(pattern)}
    for path in sorted(one for one in found if one.is_file() and one.suffix != ".pyc"):
        content = path.read_bytes()
        digest.update(f"{path.relative_to(ROOT)} {len(content)}\n".encode() + content)
    return digest.hexdigest()[:16]


def _make(place: Place, server: str, make: Callable[[Place], object], like: Callable[[], Place] | None) -> None:
    """Make it under another name first: what was broken off is not taken for whole."""
    places = Places(Path(place["TEAROAD_DATA"] + ".unfinished"), server)
    shutil.rmtree(places.folder, ignore_errors=True)
    unfinished = places.copy(like()) if like else places.empty()
    try:
        make(unfinished)
        if server:
            tell(server, f'DROP DATABASE IF EXISTS "{database_of(place)}"')
            tell(server, f'ALTER DATABASE "{database_of(unfinished)}" RENAME TO "{database_of(place)}"')
        shutil.rmtree(place["TEAROAD_DATA"], ignore_errors=True)
        Path(unfinished["TEAROAD_DATA"]).rename(place["TEAROAD_DATA"])
    finally:
        places.drop()
        shutil.rmtree(places.folder, ignore_errors=True)


def _is_there(place: Place, server: str) -> bool:
    if not Path(place["TEAROAD_DATA"]).is_dir():
        return False
    return not server or bool(tell(server, f"SELECT 1 FROM pg_database WHERE datname = '{database_of(place)}'"))  # noqa: S608  # a name of our own


def _done(place: Place, command: str) -> None:
    done = run(place, command, timeout=600)
    assert done.returncode == 0, done.stderr


@contextmanager
def _alone(folder: Path, name: str) -> Iterator[None]:
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / f"{name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _forget(folder: Path, name: str) -> None:
    made = sorted(folder.glob(f"{name}-*"), key=lambda path: path.stat().st_mtime, reverse=True)
    for old in made[LATEST:]:
        shutil.rmtree(old, ignore_errors=True)
