"""Is a backup what it was when it was made? Judged whole before anything is written, and without a database."""

from __future__ import annotations

import hashlib
import hmac
import zipfile
import zlib
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from tearoad.errors import Conflict, InputError, UnsafeFile
from tearoad.site.backup.manifest import (
    BROKEN,
    FORMAT,
    KEY_NAME,
    NAME,
    SEAL_NAME,
    Manifest,
    Opened,
    key_mark,
    same_code,
    seal_of,
)
from tearoad.text import Text

DAMAGED = (*BROKEN, zlib.error)
MOST_FILE_BYTES = 1_000_000_000
"""No kept file is larger: it is read whole."""
_TIMES, _FROM = 200, 100_000_000
"""A part that unpacks to so many times its size, and to more than so many bytes, is a bomb; rows pack to a tenth."""
_CHUNK = 1_000_000


class Unknown(StrEnum):
    """What cannot be known of a backup."""

    WHO_WROTE = "who_wrote"
    """Its key came with it: who had the file could change it and seal it anew."""
    UNSEALED = "unsealed"
    """It was made by a release that did not seal."""
    NO_KEY = "no_key"
    """Its key is not here: neither its seal nor its ledgers can be judged, and their evidence cannot be read."""


@dataclass(frozen=True, slots=True)
class Judged:
    """A backup that may be restored, and what cannot be known of it."""

    opened: Opened
    key: str
    """The key that the place is to have; empty where it has to make one of its own."""
    unknown: Unknown | None

    @property
    def manifest(self) -> Manifest:
        """What the backup says of itself."""
        return self.opened.manifest


def judge(opened: Opened, *, own_key: str, code: str, unverified: bool) -> Judged:
    """Judge a backup whole: its seal, the list of its parts, the digest of each.

    Args:
        opened: the backup.
        own_key: the key of the place, or the one that was handed in apart from the backup; empty for none.
        code: the check code that was noted down when the backup was made; empty for none.
        unverified: whether to go on where something cannot be known. What is known to be changed is refused all the
            same.

    Raises:
        Conflict: something cannot be known and nobody said to go on; or the key is another one.
        InputError: it was changed or is damaged; the message names the part.

    """
    key = own_key or opened.key
    fits = bool(key) and key_mark(key) == opened.manifest.key_mark
    if key and not fits and not unverified:
        raise Conflict(Text("site.restore_other_key"), Text("site.restore_other_key_hint"))
    if code and not same_code(code, opened.written):
        raise _damaged(NAME)
    if fits and opened.manifest.format == FORMAT:
        sealed = seal_of(key, opened.written)
        if not hmac.compare_digest(sealed.encode(), opened.seal.encode()):
            raise _damaged(NAME)
    unknown = _unknown(opened, fits=fits, apart=bool(own_key), noted=bool(code))
    if unknown is not None and not unverified:
        raise Conflict(Text(f"site.restore_{unknown}"), Text(f"site.restore_{unknown}_hint"))
    _check_parts(opened)
    _check_digests(opened.archive, opened.manifest)
    return Judged(opened, key if fits else own_key, unknown)


def _unknown(opened: Opened, *, fits: bool, apart: bool, noted: bool) -> Unknown | None:
    if not fits:
        return Unknown.NO_KEY
    if noted:  # it came by another way than the file
        return None
    if opened.manifest.format != FORMAT:
        return Unknown.UNSEALED
    return None if apart else Unknown.WHO_WROTE


def _check_parts(opened: Opened) -> None:
    """Refuse a part that the manifest does not name, one that is there twice or not at all, and a bomb."""
    known, here = _sizes(opened.manifest), Counter(opened.archive.namelist())
    wanted = {NAME, *known} | ({SEAL_NAME} if opened.manifest.format == FORMAT else set())
    wanted |= {KEY_NAME} if opened.key else set()
    for name in sorted(set(here) ^ wanted) or sorted(name for name, times in here.items() if times > 1):
        raise _damaged(name)
    for part in opened.archive.infolist():
        if known.get(part.filename, -1) not in {-1, part.file_size}:
            raise _damaged(part.filename)
        most = MOST_FILE_BYTES if part.filename.startswith("files/") else max(_FROM, _TIMES * part.compress_size)
        if part.file_size > most:
            raise UnsafeFile(Text("site.restore_bomb", part=part.filename), Text("site.restore_damaged_hint"))


def _sizes(manifest: Manifest) -> Mapping[str, int]:
    """Return every part that holds data, and how large it is; -1 where that was not written down."""
    tables = {f"tables/{label}.jsonl": table.size for label, table in manifest.tables.items()}
    return tables | {f"files/{digest}": size for digest, size in manifest.files.items()}


def _check_digests(archive: zipfile.ZipFile, manifest: Manifest) -> None:
    for label, table in manifest.tables.items():
        digest, count = hashlib.sha256(), 0
        for chunk in chunks(archive, f"tables/{label}.jsonl"):
            digest.update(chunk)
            count += chunk.count(b"\n")
        if (count, digest.hexdigest()) != (table.rows, table.sha256):
            raise _damaged("tables/" + label)
    for name in manifest.files:
        digest = hashlib.sha256()
        for chunk in chunks(archive, f"files/{name}"):
            digest.update(chunk)
        if digest.hexdigest() != name:
            raise _damaged("files/" + name)


def chunks(archive: zipfile.ZipFile, name: str) -> Iterator[bytes]:
    """Yield what a part holds.

    Raises:
        InputError: it is damaged.

    """
    try:
        with archive.open(name) as file:
            while chunk := file.read(_CHUNK):
                yield chunk
    except DAMAGED as broken:
        raise _damaged(name) from broken


def _damaged(part: str) -> InputError:
    return InputError(Text("site.restore_damaged", part=part), Text("site.restore_damaged_hint"))
