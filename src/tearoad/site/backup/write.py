"""`tearoad backup`: the rows of one moment and the files they name, in one file that is whole or not there."""

from __future__ import annotations

import hashlib
import os
import zipfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.db import connection, models
from django.db.migrations.recorder import MigrationRecorder
from django.db.models.query import QuerySet

from tearoad import __version__
from tearoad.capture.web.actions.backups import backup_contents, note_backup
from tearoad.errors import Conflict, InputError, NotFoundError, SetupError
from tearoad.office.store import FolderStore
from tearoad.office.web.models import StoredFile
from tearoad.people.web.models import LedgerHead
from tearoad.site.backup.manifest import (
    KEY_NAME,
    NAME,
    SEAL_NAME,
    End,
    Manifest,
    Table,
    check_code,
    key_mark,
    seal_of,
)
from tearoad.site.backup.rows import lines, models_to_back_up
from tearoad.site.backup.snapshot import snapshot
from tearoad.site.serve.preparing import check_database, pending
from tearoad.text import Text
from tearoad.web.clock import now


@dataclass(frozen=True, slots=True)
class BackupFile:
    """What stands in a file now."""

    manifest: Manifest
    code: str
    """The check code: noted down apart from the file, it tells later whether the file is still the same."""


def backup(path: Path, *, with_key: bool = False) -> BackupFile:
    """Write a backup; people may go on working.

    The rows are those of one moment. The files are copied after it: a file never changes under its digest, so a later
    copy is the same copy.

    Raises:
        InputError: something stands at the path already.
        Conflict: the database waits for migrations.
        SetupError: the file cannot be written, or a kept file is missing or was changed.

    """
    check_may_write(path)
    with whole(path) as archive:
        with snapshot() as using:
            tables = {
                model._meta.label: table(archive, model, lines(model, using)) for model in models_to_back_up(apps)
            }
            on_the_floor, ends = backup_contents(using), ends_of(using)
            digests = sorted({str(digest) for digest in _digests(using)})
        files, gone = write_contents(archive, digests)
        if with_key:
            archive.writestr(KEY_NAME, settings.SECRET_KEY)
        manifest = Manifest(
            release=__version__,
            made_at=now().isoformat(),
            database=connection.vendor,
            key_mark=key_mark(settings.SECRET_KEY),
            tables=tables,
            files=files,
            migrations=tuple(sorted(MigrationRecorder(connection).applied_migrations())),
            gone=gone,
            ends=ends,
        )
        written = seal(archive, manifest, settings.SECRET_KEY)
    note_backup(on_the_floor)  # only now: a phone may forget what it is told a backup holds
    return written


def check_may_write(path: Path) -> None:
    """Refuse to write where something stands, or from a database that waits for migrations."""
    if path.exists():
        raise InputError(Text("site.backup_there", path=str(path)), Text("site.backup_there_hint"))
    check_database()
    if pending():
        raise Conflict(Text("site.backup_pending"), Text("site.backup_pending_hint"))


def seal(archive: zipfile.ZipFile, manifest: Manifest, key: str) -> BackupFile:
    """Write the manifest last, with the keyed digest that covers it and by it everything else."""
    written = manifest.as_json().encode()
    archive.writestr(NAME, written)
    archive.writestr(SEAL_NAME, seal_of(key, written))
    return BackupFile(manifest, check_code(written))


def ends_of(using: str) -> dict[str, End]:
    """Return where each organisation's ledger ends."""
    heads: QuerySet[LedgerHead] = QuerySet(LedgerHead, using=using)
    return {str(head.tenant_id): End(head.number, head.digest) for head in heads}


def table(archive: zipfile.ZipFile, model: type[models.Model], found: Iterable[bytes]) -> Table:
    """Write a table's lines as they come."""
    number, size, digest = 0, 0, hashlib.sha256()
    with archive.open(f"tables/{model._meta.label}.jsonl", "w", force_zip64=True) as out:
        for line in found:
            out.write(line)
            digest.update(line)
            number, size = number + 1, size + len(line)
    return Table(number, digest.hexdigest(), size)


def _digests(using: str) -> Iterable[str]:
    rows: QuerySet[StoredFile] = QuerySet(StoredFile, using=using)
    return rows.values_list("digest", flat=True).distinct().iterator(chunk_size=2000)


def write_contents(archive: zipfile.ZipFile, digests: Iterable[str]) -> tuple[dict[str, int], tuple[str, ...]]:
    """Write the contents of files; return their sizes, and which were erased meanwhile."""
    store = FolderStore(settings.FILES)
    files, gone = {}, []
    for digest in digests:
        try:
            content = store.get(digest)
        except NotFoundError as missing:
            if QuerySet(StoredFile).filter(digest=digest).exists():
                raise SetupError(
                    Text("site.backup_file_missing", digest=digest[:12]), Text("site.backup_file_missing_hint")
                ) from missing
            gone.append(digest)
            continue
        if hashlib.sha256(content).hexdigest() != digest:
            raise SetupError(
                Text("site.backup_file_changed", digest=digest[:12]), Text("site.backup_file_missing_hint")
            )
        archive.writestr(f"files/{digest}", content)
        files[digest] = len(content)
    return files, tuple(gone)


@contextmanager
def whole(path: Path) -> Iterator[zipfile.ZipFile]:
    """Give an archive that takes its name only when it is whole, and that nobody else may read."""
    unfinished = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        opened = os.open(unfinished, os.O_RDWR | os.O_CREAT | os.O_TRUNC, 0o600)
    except OSError as refused:
        why = refused.strerror or type(refused).__name__
        raise SetupError(
            Text("site.backup_unwritable", path=str(path), why=why), Text("site.backup_unwritable_hint")
        ) from refused
    try:
        with os.fdopen(opened, "w+b") as file:
            with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED, allowZip64=True) as archive:
                yield archive
            file.flush()
            os.fsync(file.fileno())
        os.link(unfinished, path)
    except FileExistsError as there:
        raise InputError(Text("site.backup_there", path=str(path)), Text("site.backup_there_hint")) from there
    except OSError as refused:
        why = refused.strerror or type(refused).__name__
        raise SetupError(
            Text("site.backup_unwritable", path=str(path), why=why), Text("site.backup_unwritable_hint")
        ) from refused
    finally:
        unfinished.unlink(missing_ok=True)
