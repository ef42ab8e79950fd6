"""What a backup says of itself: release, database, tables with counts and digests, files, migrations."""

from __future__ import annotations

import hashlib
import hmac
import json
import zipfile
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from tearoad.errors import InputError
from tearoad.text import Text
from tearoad.values.json_data import WRONG, NoJson, data_of

NAME = "manifest.json"
KEY_NAME = "secret.key"
FORMAT = 1


@dataclass(frozen=True, slots=True)
class Table:
    """One table as it was: how many rows, and the digest of the lines that hold them."""

    rows: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Manifest:
    """The first thing that is read of a backup."""

    release: str
    made_at: str
    database: str
    """`sqlite` or `postgresql`: told, not needed; rows are kept in a form that both read."""
    key_mark: str
    """Tells whether a key is the one of this backup, without telling the key."""
    tables: Mapping[str, Table]
    files: Mapping[str, int]
    """Digest -> size of every kept file."""
    migrations: tuple[tuple[str, str], ...]
    """Which shape the tables had."""
    gone: tuple[str, ...] = ()
    """Files that were erased while the backup was made: a row of it names them, and they are meant to be gone."""
    format: int = FORMAT

    def as_json(self) -> str:
        """Return the manifest as JSON."""
        return json.dumps(asdict(self), indent=1, sort_keys=True)


def key_mark(secret_key: str) -> str:
    """Return a mark by which a key is recognised and from which it cannot be guessed."""
    return hmac.new(secret_key.encode(), b"tearoad backup", hashlib.sha256).hexdigest()[:16]


def open_backup(path: Path) -> tuple[zipfile.ZipFile, Manifest]:
    """Open a backup; the caller closes it.

    Raises:
        InputError: it is not there, is no backup, or is of a newer form.

    """
    hint = Text("site.backup_unread_hint")
    try:
        opened = zipfile.ZipFile(path)
    except (OSError, zipfile.BadZipFile) as unread:
        why = Text(f"site.backup_{_why(unread)}")
        raise InputError(Text("site.backup_unread", path=str(path), why=why), hint) from unread
    try:
        found = data_of(opened.read(NAME))
        if found.get("format") != FORMAT:
            raise InputError(
                Text("site.backup_newer", path=str(path), release=str(found.get("release", "?"))),
                Text("site.backup_newer_hint"),
            )
        return opened, _manifest(found)
    except (*WRONG, zipfile.BadZipFile) as broken:
        opened.close()
        if isinstance(broken, InputError) and not isinstance(broken, NoJson):
            raise
        raise InputError(
            Text("site.backup_unread", path=str(path), why=Text("site.backup_no_manifest")), hint
        ) from broken


def _why(unread: Exception) -> str:
    if isinstance(unread, FileNotFoundError):
        return "missing"
    return "no_zip" if isinstance(unread, zipfile.BadZipFile) else "closed"


def _manifest(found: dict[str, Any]) -> Manifest:
    return Manifest(
        release=found["release"],
        made_at=found["made_at"],
        database=found["database"],
        key_mark=found["key_mark"],
        tables={name: Table(one["rows"], one["sha256"]) for name, one in found["tables"].items()},
        files=dict(found["files"]),
        migrations=tuple((app, name) for app, name in found["migrations"]),
        gone=tuple(found["gone"]),
    )
