"""`tearoad restore`: a backup that was judged, into an empty place; each row and file is compared once more."""

from __future__ import annotations

import hashlib
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass

from django.apps import apps
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.core.management.color import no_style
from django.db import DatabaseError, connection, models, transaction
from django.db.migrations.executor import MigrationExecutor

from tearoad.capture.web.actions.streams import begin_new_era
from tearoad.errors import Conflict, InputError
from tearoad.office.store import FolderStore
from tearoad.people import Actor, Role
from tearoad.people.web.actions import ledger
from tearoad.people.web.models import LedgerHead, Organisation, acting_for
from tearoad.people.web.queries.ledger import verify
from tearoad.site.backup.judging import DAMAGED, Judged, Unknown, chunks
from tearoad.site.backup.manifest import End, Manifest
from tearoad.site.backup.rows import digest_of, empty, insert, lines, models_to_back_up
from tearoad.site.serve.preparing import check_database, one_at_a_time
from tearoad.text import Text
from tearoad.values.json_data import NoJson

_NO_ROW = (ValueError, TypeError, LookupError, AttributeError, ValidationError, RecursionError, DatabaseError)
"""What a line raises that is no row of its table: only a backup that was changed by hand has one."""


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


def restore(judged: Judged) -> Restored:
    """Restore a judged backup into an empty place, and judge what came out.

    The rows go into tables of the shape they had, and then through every migration since. All rows are written in one
    transaction: a restore that is interrupted leaves no row.

    Raises:
        InputError: the file changed since it was judged, is no set of rows, or is of a newer release.
        Conflict: the place is not empty.
        SetupError: database or folder cannot be used.

    """
    archive, manifest = judged.opened.archive, judged.manifest
    check_database()
    with one_at_a_time():
        shape = _shape(manifest)
        with _files(archive, manifest.files):
            _write_rows(archive, manifest, shape)
        call_command("migrate", interactive=False, verbosity=0)
        call_command("createcachetable", verbosity=0)
        begin_new_era()
        _note(judged)
    return Restored(manifest, tuple(_judge(organisation) for organisation in Organisation.objects.order_by("pk")))


def _note(judged: Judged) -> None:
    """Write into each ledger what cannot be known of what stands before, and of a hall's copy where it came from."""
    for organisation in Organisation.objects.order_by("pk"):
        by = Actor(organisation.id, Role.SYSTEM)
        with acting_for(organisation.id), transaction.atomic():
            if judged.manifest.hall is not None:
                end = judged.manifest.ends.get(str(organisation.id), End(0, ""))
                facts = {"made_at": judged.manifest.made_at, "number": end.number, "digest": end.digest}
                ledger.append(by, "capture.copied_from_home", "mission", judged.manifest.hall.mission, facts)
            if judged.unknown is Unknown.NO_KEY:
                ledger.seal_anew()
            if judged.unknown is not None:
                facts = {"made_at": judged.manifest.made_at, "unknown": judged.unknown.value}
                ledger.append(by, "people.restored_unverified", "organisation", organisation.id, facts)


def _judge(organisation: Organisation) -> Chain:
    verified = verify(organisation.id)
    if verified.why is None:
        return Chain(well=True, said=Text("site.ledger_well", name=organisation.name, count=verified.entries))
    return Chain(well=False, said=Text("site.ledger_broken", name=organisation.name, why=verified.why))


def _shape(manifest: Manifest) -> Mapping[str, type[models.Model]]:
    """Bring empty tables into the shape of the backup; return the models of that time, by label."""
    executor = MigrationExecutor(connection)
    known = set(executor.loader.disk_migrations)
    unknown = sorted(f"{app}.{name}" for app, name in manifest.migrations if (app, name) not in known)
    if unknown:
        raise InputError(Text("site.restore_newer", release=manifest.release), Text("site.database_newer_hint"))
    tables = connection.introspection.table_names()
    for model in models_to_back_up(apps):
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
    then = models_to_back_up(loader.project_state(targets).apps)
    now = models_to_back_up(apps)  # an app without migrations has one shape only
    found = [
        *(model for model in then if model._meta.app_label in loader.migrated_apps),
        *(model for model in now if model._meta.app_label in loader.unmigrated_apps),
    ]
    return {model._meta.label: model for model in found}


@contextmanager
def _files(archive: zipfile.ZipFile, digests: Iterable[str]) -> Iterator[None]:
    """Write the kept files; where what follows fails, they are taken away again."""
    store = FolderStore(settings.FILES)
    new = [digest for digest in digests if not store.path(digest).exists()]
    try:
        for digest in new:
            store.put(_content(archive, digest))
        yield
    except BaseException:
        for digest in new:
            store.path(digest).unlink(missing_ok=True)
        raise


def _content(archive: zipfile.ZipFile, digest: str) -> bytes:
    content = b"".join(chunks(archive, f"files/{digest}"))
    if hashlib.sha256(content).hexdigest() != digest:
        raise _damaged("files/" + digest)
    return content


def _write_rows(archive: zipfile.ZipFile, manifest: Manifest, shape: Mapping[str, type[models.Model]]) -> None:
    if set(shape) != set(manifest.tables):
        odd = min(set(shape) ^ set(manifest.tables))
        raise InputError(Text("site.restore_tables", table=odd), Text("site.backup_unread_hint"))
    with transaction.atomic():
        for label, model in shape.items():
            with _naming_the_table(label):
                insert(model, _lines(archive, f"tables/{label}.jsonl"), "default")
        with _naming_the_table("*"):
            connection.check_constraints()
        for label, model in shape.items():
            with _naming_the_table(label):
                table = manifest.tables[label]
                if digest_of(lines(model, "default")) != (table.rows, table.sha256):
                    raise _damaged("tables/" + label)
        _check_ends(manifest)
        with connection.cursor() as cursor:
            for statement in connection.ops.sequence_reset_sql(no_style(), list(shape.values())):
                cursor.execute(statement)


def _check_ends(manifest: Manifest) -> None:
    """Refuse ledgers that end elsewhere than the manifest says; a hall's copy begins without one."""
    if manifest.hall is not None or not manifest.ends:
        return
    heads = LedgerHead.across_tenants.values_list("tenant", "number", "digest")
    here = {str(tenant): (number, digest) for tenant, number, digest in heads}
    if here != {tenant: (end.number, end.digest) for tenant, end in manifest.ends.items()}:
        raise _damaged("tables/people.LedgerHead")


@contextmanager
def _naming_the_table(label: str) -> Iterator[None]:
    """Say of which table something is no row, instead of how a program stumbled over it."""
    try:
        yield
    except _NO_ROW as odd:
        if isinstance(odd, InputError) and not isinstance(odd, NoJson):
            raise
        raise _damaged("tables/" + label) from odd


def _lines(archive: zipfile.ZipFile, name: str) -> Iterator[bytes]:
    try:
        with archive.open(name) as file:
            yield from file
    except DAMAGED as broken:
        raise _damaged(name) from broken


def _damaged(part: str) -> InputError:
    return InputError(Text("site.restore_damaged", part=part), Text("site.restore_damaged_hint"))
