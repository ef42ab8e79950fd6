"""What many tests begin with is written into the database once a process, and for the next test only its rows are.

A scene is the difference that its making made to a database that held certain rows. Where the same rows stand again,
the difference is written and nothing is made: a mission of two hundred rows costs milliseconds instead of a second.
"""

from __future__ import annotations

import hashlib
import pickle
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

from django.conf import settings
from django.db import connection, transaction
from django.db.models import Model

from tearoad.office.web.actions.files import store
from tearoad.web.clock import now

Row = tuple[Any, ...]
Rows = dict[str, dict[int, Row]]
"""By table and number of the row: every row, columns in the table's order."""
SAME_IN_ALL = {"django_migrations", "django_content_type", "auth_permission"}
Made = TypeVar("Made", bound=Model)


@dataclass(frozen=True)
class Scene:
    """What making something changed."""

    made: bytes
    """The row itself, with the rows that it has at hand."""
    written: Rows
    gone: dict[str, tuple[int, ...]]
    contents: tuple[bytes, ...]
    """Of files that were kept."""


_scenes: dict[tuple[object, ...], Scene] = {}


def made_once(name: str, make: Callable[[], Made]) -> Made:
    """Return what `make` makes; where it was made before, on the same rows and the same day, its rows are written.

    On PostgreSQL, whose numbers come from elsewhere than the rows, it is made each time.
    """
    if connection.vendor != "sqlite":
        return make()
    before = _rows()
    known = (name, _digest(before), now().date(), str(settings.FILES))
    scene = _scenes.get(known)
    if scene is None:
        made = make()
        _scenes[known] = _scene(made, before, _rows())
        return made
    _write(scene)
    found: Made = pickle.loads(scene.made)  # noqa: S301  # our own, of this process
    return found


def _rows() -> Rows:
    with connection.cursor() as cursor:
        tables = [name for name in connection.introspection.table_names(cursor) if name not in SAME_IN_ALL]
        some = " UNION ALL ".join(f"SELECT '{name}' WHERE EXISTS (SELECT 1 FROM \"{name}\")" for name in tables)  # noqa: S608  # names of tables
        found: Rows = {}
        for (name,) in cursor.execute(some).fetchall():
            cursor.execute(f'SELECT rowid, * FROM "{name}"')  # noqa: S608  # names of tables
            found[name] = {row[0]: row[1:] for row in cursor.fetchall()}
        return found


def _digest(rows: Rows) -> bytes:
    return hashlib.sha256(repr(sorted((name, sorted(found.items())) for name, found in rows.items())).encode()).digest()


def _scene(made: Model, before: Rows, after: Rows) -> Scene:
    changed = {
        name: {number: row for number, row in rows.items() if before.get(name, {}).get(number) != row}
        for name, rows in after.items()
    }
    gone = {name: rows.keys() - after.get(name, {}).keys() for name, rows in before.items()}
    digests = _digests(set(changed.get("office_storedfile", ())))
    return Scene(
        made=pickle.dumps(made),
        written={name: rows for name, rows in changed.items() if rows},
        gone={name: tuple(rows) for name, rows in gone.items() if rows},
        contents=tuple(store().get(digest) for digest in digests),
    )


def _digests(rows: set[int]) -> list[str]:
    with connection.cursor() as cursor:
        found = cursor.execute("SELECT rowid, digest FROM office_storedfile").fetchall()
    return [digest for number, digest in found if number in rows]


def _write(scene: Scene) -> None:
    with transaction.atomic(), connection.cursor() as cursor:  # rows name each other across tables
        for name, numbers in scene.gone.items():
            cursor.executemany(f'DELETE FROM "{name}" WHERE rowid = %s', [(number,) for number in numbers])  # noqa: S608  # names of tables
        for name, rows in scene.written.items():
            columns = cursor.execute("SELECT name FROM pragma_table_info(%s)", [name]).fetchall()  # no parsing of texts
            names, places = ", ".join(f'"{column}"' for (column,) in columns), ", ".join(["%s"] * (len(columns) + 1))
            statement = f'INSERT OR REPLACE INTO "{name}" (rowid, {names}) VALUES ({places})'  # noqa: S608  # names of tables
            cursor.executemany(statement, [(number, *row) for number, row in rows.items()])
    for content in scene.contents:
        store().put(content)
