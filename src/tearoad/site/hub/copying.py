"""Home's side: one mission for a hall's laptop, with a key of its own; nothing else of anybody is in the file."""

from __future__ import annotations

import secrets
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from django.apps import apps
from django.db import connection, models
from django.db.migrations.recorder import MigrationRecorder
from django.db.models.query import QuerySet

from tearoad import __version__
from tearoad.capture.web.models import Hub
from tearoad.office.web.models import StoredFile
from tearoad.people.web.models.hall import AT_HOME, InHall, Whose
from tearoad.site.backup.manifest import KEY_NAME, Hall, Manifest, Table, key_mark
from tearoad.site.backup.rows import documents, line_of, models_to_back_up
from tearoad.site.backup.snapshot import snapshot
from tearoad.site.backup.write import BackupFile, check_may_write, ends_of, seal, table, whole, write_contents
from tearoad.web.clock import now

Model = type[models.Model]
Document = dict[str, Any]
_AT_ONCE = 500

OF_OTHERS: Mapping[str, InHall] = {
    "account.EmailAddress": AT_HOME,
    "account.EmailConfirmation": AT_HOME,
    # Of a passkey only its public half is kept. What proves a person elsewhere too (apps, recovery codes) stays.
    "mfa.Authenticator": InHall(
        Whose.ORGANISATION,
        "user__memberships__organisation",
        only={"type": "webauthn", "user__memberships__pending": False, "user__is_active": True},
    ),
}
"""The same for models that are not ours."""


def in_hall(model: Model) -> InHall:
    """Return what of a model a hall's copy holds.

    Raises:
        KeyError: nobody said; a test sees to it that this does not happen.

    """
    said: InHall | None = vars(model).get("in_hall")
    return OF_OTHERS[model._meta.label] if said is None else said


def write_copy(hub: Hub, path: Path) -> BackupFile:
    """Write the copy for a hub's laptop: the rows of its mission and the files they name, under a new key.

    Whatever is signed or sealed there is nothing to home, and nothing of home's can be signed with it.

    Raises:
        InputError: something stands at the path already.
        Conflict: the database waits for migrations.
        SetupError: the file cannot be written, or a kept file is missing or was changed.

    """
    check_may_write(path)
    key, tenant = secrets.token_urlsafe(48), str(hub.tenant_id)
    with whole(path) as archive:
        with snapshot() as using:
            choice = _Choice(hub, using)
            tables: dict[str, Table] = {
                model._meta.label: table(archive, model, map(line_of, choice.rows(model)))
                for model in _in_order(models_to_back_up(apps))
            }
            ends = {of: end for of, end in ends_of(using).items() if of == tenant}
            digests = sorted({str(document["digest"]) for document in choice.documents(StoredFile)})
        files, gone = write_contents(archive, digests)
        archive.writestr(KEY_NAME, key)
        manifest = Manifest(
            release=__version__,
            made_at=now().isoformat(),
            database=connection.vendor,
            key_mark=key_mark(key),
            tables=tables,
            files=files,
            migrations=tuple(sorted(MigrationRecorder(connection).applied_migrations())),
            gone=gone,
            ends=ends,
            hall=Hall(str(hub.pk), str(hub.mission.pk), tenant),
        )
        return seal(archive, manifest, key)


def _in_order(all_models: Iterable[Model]) -> list[Model]:
    """Return the models so that whoever names a row comes before the row that is only named."""
    waiting = [model for model in all_models if in_hall(model).whose is Whose.NAMED]
    ordered = [model for model in all_models if model not in waiting]
    while waiting:
        free = [model for model in waiting if not any(_names(other, model) for other in waiting)]
        ordered += free
        waiting = [model for model in waiting if model not in free]
    return ordered


def _names(model: Model, other: Model) -> bool:
    return model is not other and any(key.remote_field.model is other for key in foreign_keys(model))


def foreign_keys(model: Model) -> list[Any]:
    """Return a model's columns that name rows of other models."""
    return [field for field in model._meta.concrete_fields if field.is_relation]


class _Choice:
    """Chooses rows table by table, and remembers which rows they name."""

    def __init__(self, hub: Hub, using: str) -> None:
        self._ids = {Whose.MISSION: hub.mission.pk, Whose.ORGANISATION: hub.tenant_id, Whose.HUB: hub.pk}
        self._tenant, self._using = hub.tenant_id, using
        self._named: dict[Model, set[Any]] = defaultdict(set)

    def rows(self, model: Model) -> Iterator[Document]:
        """Yield a table's rows for the hall, as they are written there."""
        says, keys = in_hall(model), foreign_keys(model)
        at_home = {key.attname: None for key in keys if in_hall(key.remote_field.model) is AT_HOME}
        for row in self.documents(model):
            left = {name: value for name, value in row.get("document", {}).items() if name not in says.without}
            copied = row | at_home | dict(says.instead) | ({"document": left} if says.without else {})
            for key in keys:
                if copied[key.attname] is not None:
                    self._named[key.remote_field.model].add(key.target_field.to_python(copied[key.attname]))
            yield copied

    def documents(self, model: Model) -> Iterator[Document]:
        """Yield the chosen rows as home has them."""
        says = in_hall(model)
        everything: QuerySet[Any] = QuerySet(model, using=self._using)
        if says.whose is Whose.NAMED:
            yield from self._of(everything, self._named[model])
        elif says.whose is not Whose.NOBODY:
            chosen = everything.filter(**{says.by: str(self._ids[says.whose])}, **says.only)
            yield from documents(everything.filter(pk__in=chosen.values("pk")))

    def _of(self, everything: QuerySet[Any], named: set[Any]) -> Iterator[Document]:
        if any(field.name == "tenant" for field in everything.model._meta.concrete_fields):
            everything = everything.filter(tenant=self._tenant)
        ordered = sorted(named)
        for start in range(0, len(ordered), _AT_ONCE):
            yield from documents(everything.filter(pk__in=ordered[start : start + _AT_ONCE]))
