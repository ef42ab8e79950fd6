"""Rows as lines of JSON, the same from SQLite and PostgreSQL, and back without Django's automatic values."""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Iterable, Iterator
from typing import Any

from django.db import connections, models, transaction
from django.db.models import sql
from django.db.models.query import QuerySet

from tearoad.values.json_data import DEEPEST, data_of
from tearoad.web.documents import UnreadDocument, UnreadList

LEFT_OUT = frozenset({"contenttypes", "auth", "sessions", "usersessions", "web"})
"""Apps whose rows are made anew by every installation, or that end with it: after a restore everyone signs in again."""
NEVER_KEPT = frozenset({"office.AccountMessage"})
"""Tables whose rows let somebody into their account: no file holds them, and they are worth nothing minutes later."""
_BATCH = 200


def models_to_back_up(apps: Any) -> tuple[type[models.Model], ...]:  # noqa: ANN401  # Django's, of now or of an older release
    """Return every model whose rows belong into a backup, by label."""
    found = [
        model
        for model in apps.get_models(include_auto_created=True)
        if model._meta.app_label not in LEFT_OUT
        and model._meta.label not in NEVER_KEPT
        and model._meta.managed
        and not model._meta.proxy
    ]
    return tuple(sorted(found, key=lambda model: model._meta.label))


def lines(model: type[models.Model], using: str) -> Iterator[bytes]:
    """Yield a table's rows as lines of JSON, in the order of their keys."""
    # A plain QuerySet sees the rows of every organisation: a backup is of the whole place.
    rows: QuerySet[Any] = QuerySet(model, using=using)
    return map(line_of, documents(rows))


def documents(rows: QuerySet[Any]) -> Iterator[dict[str, Any]]:
    """Yield rows as JSON data, in the order of their keys."""
    fields = _fields(rows.model)
    for row in rows.order_by("pk").iterator(chunk_size=1000):
        yield {field.attname: _plain(field, row) for field in fields}


def line_of(document: dict[str, Any]) -> bytes:
    """Return a row's line."""
    return (json.dumps(document, ensure_ascii=False, sort_keys=True, separators=(",", ":")) + "\n").encode()


def digest_of(found: Iterable[bytes]) -> tuple[int, str]:
    """Return how many lines there are, and their digest."""
    digest = hashlib.sha256()
    number = 0
    for line in found:
        digest.update(line)
        number += 1
    return number, digest.hexdigest()


def insert(model: type[models.Model], found: Iterable[bytes], using: str) -> None:
    """Write lines into an empty table exactly as they are: no default, no time of now."""
    fields = _fields(model)
    batch: list[models.Model] = []
    for line in found:
        document = data_of(line, deepest=DEEPEST + 1)
        values = {field.attname: _value(field, document[field.attname]) for field in fields}
        batch.append(model(**values))
        if len(batch) == _BATCH:
            _insert(model, fields, batch, using)
            batch = []
    if batch:
        _insert(model, fields, batch, using)


def empty(model: type[models.Model], using: str) -> bool:
    """Whether a table holds nothing."""
    return not QuerySet(model, using=using).exists()


def _insert(model: type[models.Model], fields: list[Any], batch: list[models.Model], using: str) -> None:
    size = max(1, connections[using].ops.bulk_batch_size(fields, batch))
    with transaction.atomic(using=using):
        for first in range(0, len(batch), size):
            query = sql.InsertQuery(model)
            query.insert_values(fields, batch[first : first + size], raw=True)
            query.get_compiler(using=using).execute_sql()


def _fields(model: type[models.Model]) -> list[Any]:
    return list(model._meta.local_concrete_fields)


def _plain(field: Any, row: models.Model) -> Any:  # noqa: ANN401  # JSON
    value = getattr(row, field.attname)
    if isinstance(value, UnreadDocument | UnreadList):
        return value.as_kept
    if value is None or isinstance(value, bool | int | str):
        return value
    target = field.target_field if field.is_relation else field
    if isinstance(target, models.BinaryField):
        return base64.b64encode(bytes(value)).decode("ascii")
    if isinstance(target, models.JSONField | models.FloatField):
        return value
    return field.value_to_string(row)


def _value(field: Any, plain: Any) -> Any:  # noqa: ANN401  # the field's own
    return plain if plain is None or isinstance(field, models.JSONField) else field.to_python(plain)
