"""What a backup says of itself: release, database, tables with counts and digests, files, migrations, ledgers' ends."""

from __future__ import annotations

import hashlib
import hmac
import json
import zipfile
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from tearoad.errors import InputError
from tearoad.people.sealing import derived
from tearoad.text import Text
from tearoad.values.json_data import WRONG, NoJson, data_of

NAME = "manifest.json"
SEAL_NAME = "manifest.seal"
KEY_NAME = "secret.key"
FORMAT = 2
UNSEALED = 1
"""The form of backups that were written before they were sealed."""
MOST_BYTES: Mapping[str, int] = {NAME: 100_000_000, SEAL_NAME: 64, KEY_NAME: 1000}
"""What is read before anything is known of who wrote it is never read further."""
_CODE_LETTERS = 32


@dataclass(frozen=True, slots=True)
class Table:
    """One table as it was: how many rows, and the digest of the lines that hold them."""

    rows: int
    sha256: str
    size: int = -1
    """How many bytes its lines have; -1 in a backup that was not sealed."""


@dataclass(frozen=True, slots=True)
class End:
    """Where an organisation's ledger ends."""

    number: int
    digest: str


@dataclass(frozen=True, slots=True)
class Hall:
    """Of a copy for a server in a hall: which one, and of what it is a copy."""

    hub: str
    mission: str
    organisation: str


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
    ends: Mapping[str, End] = field(default_factory=dict)
    """Organisation's id -> where its ledger ends; in a hall's copy, where it ends at home."""
    hall: Hall | None = None
    """None of a backup, which holds everything."""
    format: int = FORMAT

    def as_json(self) -> str:
        """Return the manifest as JSON."""
        return json.dumps(asdict(self), indent=1, sort_keys=True)


def key_mark(secret_key: str) -> str:
    """Return a mark by which a key is recognised and from which it cannot be guessed."""
    return hmac.new(secret_key.encode(), b"tearoad backup", hashlib.sha256).hexdigest()[:16]


def seal_of(secret_key: str, written: bytes) -> str:
    """Return the keyed digest of a manifest as it is written: HMAC-SHA256, with a key of this one purpose."""
    return hmac.new(derived(secret_key, "backup manifest"), written, hashlib.sha256).hexdigest()


def check_code(written: bytes) -> str:
    """Return what to note down of a backup: half the SHA-256 of its manifest, in groups that a person can copy."""
    letters = hashlib.sha256(written).hexdigest()[:_CODE_LETTERS]
    return "-".join(letters[start : start + 8] for start in range(0, _CODE_LETTERS, 8))


def same_code(noted: str, written: bytes) -> bool:
    """Whether a code that was noted down is that of a manifest, however it is grouped."""
    letters = "".join(noted.split()).replace("-", "").casefold()
    return hmac.compare_digest(letters.encode(), check_code(written).replace("-", "").encode())


@dataclass(frozen=True, slots=True)
class Opened:
    """A backup that was opened: whoever opened it closes its archive."""

    archive: zipfile.ZipFile
    manifest: Manifest
    written: bytes
    """The manifest as it stands in the file: the seal and the check code cover every letter of it."""
    seal: str
    """Empty where the backup was not sealed."""
    key: str
    """The key that came with it; empty where none did."""


def open_backup(path: Path) -> Opened:
    """Open a backup; the caller closes its archive.

    Raises:
        InputError: it is not there, is no backup, or is of a newer form.

    """
    hint = Text("site.backup_unread_hint")
    try:
        archive = zipfile.ZipFile(path)
    except (OSError, zipfile.BadZipFile) as unread:
        why = Text(f"site.backup_{_why(unread)}")
        raise InputError(Text("site.backup_unread", path=str(path), why=why), hint) from unread
    try:
        return _opened(path, archive)
    except (*BROKEN, *WRONG) as broken:
        archive.close()
        if isinstance(broken, InputError) and not isinstance(broken, NoJson):
            raise
        raise InputError(
            Text("site.backup_unread", path=str(path), why=Text("site.backup_no_manifest")), hint
        ) from broken


BROKEN = (KeyError, zipfile.BadZipFile, zipfile.LargeZipFile, EOFError, OSError, NotImplementedError, RuntimeError)
"""What a damaged ZIP raises, beside `zlib.error`: its checksums, or flags that name what it does not have."""


def _opened(path: Path, archive: zipfile.ZipFile) -> Opened:
    written = _small(archive, NAME)
    found = data_of(written)
    if found.get("format") not in {FORMAT, UNSEALED}:
        raise InputError(
            Text("site.backup_newer", path=str(path), release=str(found.get("release", "?"))),
            Text("site.backup_newer_hint"),
        )
    here = set(archive.namelist())
    return Opened(
        archive,
        _manifest(found),
        written,
        seal=_small(archive, SEAL_NAME).decode() if SEAL_NAME in here else "",
        key=_small(archive, KEY_NAME).decode().strip() if KEY_NAME in here else "",
    )


def _small(archive: zipfile.ZipFile, name: str) -> bytes:
    """Read a part of which nothing is known yet, and no more of it than it may have."""
    with archive.open(name) as file:
        content = file.read(MOST_BYTES[name] + 1)
    if len(content) > MOST_BYTES[name]:
        raise zipfile.LargeZipFile
    return content


def _why(unread: Exception) -> str:
    if isinstance(unread, FileNotFoundError):
        return "missing"
    return "no_zip" if isinstance(unread, zipfile.BadZipFile) else "closed"


def _manifest(found: dict[str, Any]) -> Manifest:
    hall = found.get("hall")
    return Manifest(
        release=str(found["release"]),
        made_at=str(found["made_at"]),
        database=str(found["database"]),
        key_mark=str(found["key_mark"]),
        tables={name: _table(table) for name, table in found["tables"].items()},
        files={name: int(size) for name, size in found["files"].items()},
        migrations=tuple((str(app), str(name)) for app, name in found["migrations"]),
        gone=tuple(map(str, found["gone"])),
        ends={tenant: End(int(end["number"]), str(end["digest"])) for tenant, end in found.get("ends", {}).items()},
        hall=None if hall is None else Hall(str(hall["hub"]), str(hall["mission"]), str(hall["organisation"])),
        format=int(found["format"]),
    )


def _table(found: dict[str, Any]) -> Table:
    return Table(int(found["rows"]), str(found["sha256"]), int(found.get("size", -1)))
