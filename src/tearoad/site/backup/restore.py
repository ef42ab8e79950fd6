"""`tearoad restore`: a backup into an empty place, each row and file judged by its digest."""

from __future__ import annotations

import hashlib
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.core.management import call_command
from django.core.management.color import no_style
from django.db import connection, models, transaction
from django.db.migrations.executor import MigrationExecutor

from tearoad.capture.web.actions.streams import begin_new_era
from tearoad.errors import Conflict, InputError
from tearoad.office.store import FolderStore
from tearoad.people.web.models import Organisation
from tearoad.people.web.queries.ledger import verify
from tearoad.site.backup.manifest import Manifest, key_mark, open_backup
from tearoad.site.backup.rows import digest_of, empty, insert, kept_models, lines
from tearoad.site.serve.preparing import check_database, one_at_a_time
from tearoad.text import Text

_BROKEN = (KeyError, zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, RuntimeError)
"""What a damaged ZIP raises: its bytes, its checksums, or flags that name methods and passwords it does not have."""


@dataclass(frozen=True, slots=True)
class Chain:
    """What a look at one organisation's ledger found."""

    well: bool
    said: Text


@dataclass(frozen=True, slots=True)
class Restored:
    """What was restored, and whether the ledgers verify."""

    manifest: Manifest
    chains: tuple[Chain, ...]


def restore(path: Path) -> Restored:
    """Restore a backup into an empty place, and judge what came out.

    The rows go into tables of the shape they had, and then through every migration since. All rows are written in one
    transaction: a restore that is interrupted leaves no row.

    Raises:
        InputError: the file is no backup, is damaged, or is of a newer release.
        Conflict: the place is not empty, or has another key.
        SetupError: database or folder cannot be used.

    """
    archive, manifest = open_backup(path)
    with archive:
        check_database()
        if manifest.key_mark != key_mark(settings.SECRET_KEY):
            raise Conflict(Text("site.restore_other_key"), Text("site.restore_other_key_hint"))
        with one_at_a_time():
            shape = _shape(manifest)
            _write_files(archive, manifest)
            _write_rows(archive, manifest, shape)
            call_command("migrate", interactive=False, verbosity=0)
            call_command("createcachetable", verbosity=0)
            begin_new_era()
    return Restored(manifest, tuple(_judge(one) for one in Organisation.objects.order_by("pk")))


def _judge(organisation: Organisation) -> Chain:
    found = verify(organisation.id)
    if found.why is None:
        return Chain(well=True, said=Text("site.ledger_well", name=organisation.name, count=found.entries))
    return Chain(well=False, said=Text("site.ledger_broken", name=organisation.name, why=found.why))


def _shape(manifest: Manifest) -> Mapping[str, type[models.Model]]:
    """Bring empty tables into the shape of the backup; return the models of that time, by label."""
    executor = MigrationExecutor(connection)
    known = set(executor.loader.disk_migrations)
    unknown = sorted(f"{app}.{name}" for app, name in manifest.migrations if (app, name) not in known)
    if unknown:
        raise InputError(Text("site.restore_newer", release=manifest.release), Text("site.database_newer_hint"))
    tables = connection.introspection.table_names()
    for model in kept_models(apps):
        if model._meta.db_table in tables and not empty(model, "default"):
            raise Conflict(Text("site.restore_not_empty"), Text("site.restore_not_empty_hint"))
    graph = executor.loader.graph
    applied = set(manifest.migrations)
    targets = [
        node
        for node in sorted(applied)
        if not any(child.key in applied and child.key[0] == node[0] for child in graph.node_map[node].children)
    ]
    call_command("migrate", interactive=False, verbosity=0)
    executor = MigrationExecutor(connection)
    behind = [node for node in targets if node not in set(graph.leaf_nodes())]
    if behind:
        executor.migrate(behind)
        executor.loader.build_graph()
    loader = executor.loader
    then = kept_models(loader.project_state(targets).apps)
    now = kept_models(apps)  # an app without migrations has one shape only
    found = [
        *(one for one in then if one._meta.app_label in loader.migrated_apps),
        *(one for one in now if one._meta.app_label in loader.unmigrated_apps),
    ]
    return {one._meta.label: one for one in found}


def _write_files(archive: zipfile.ZipFile, manifest: Manifest) -> None:
    store = FolderStore(settings.FILES)
    for digest in manifest.files:
        content = _read(archive, f"files/{digest}")
        if hashlib.sha256(content).hexdigest() != digest:
            raise _damaged("files/" + digest)
        store.put(content)


def _write_rows(archive: zipfile.ZipFile, manifest: Manifest, shape: Mapping[str, type[models.Model]]) -> None:
    if set(shape) != set(manifest.tables):
        odd = min(set(shape) ^ set(manifest.tables))
        raise InputError(Text("site.restore_tables", table=odd), Text("site.backup_unread_hint"))
    for label in shape:  # bytes that are not as they were written never reach a parser
        if digest_of(_lines(archive, f"tables/{label}.jsonl")) != _kept(manifest, label):
            raise _damaged("tables/" + label)
    with transaction.atomic():
        for label, model in shape.items():
            insert(model, _lines(archive, f"tables/{label}.jsonl"), "default")
        connection.check_constraints()
        for label, model in shape.items():
            if digest_of(lines(model, "default")) != _kept(manifest, label):
                raise _damaged("tables/" + label)
        with connection.cursor() as cursor:
            for statement in connection.ops.sequence_reset_sql(no_style(), list(shape.values())):
                cursor.execute(statement)


def _kept(manifest: Manifest, label: str) -> tuple[int, str]:
    table = manifest.tables[label]
    return table.rows, table.sha256


def _lines(archive: zipfile.ZipFile, name: str) -> Iterator[bytes]:
    try:
        with archive.open(name) as file:
            yield from file
    except _BROKEN as broken:
        raise _damaged(name) from broken


def _read(archive: zipfile.ZipFile, name: str) -> bytes:
    try:
        return archive.read(name)
    except _BROKEN as broken:
        raise _damaged(name) from broken


def _damaged(part: str) -> InputError:
    return InputError(Text("site.restore_damaged", part=part), Text("site.restore_damaged_hint"))
