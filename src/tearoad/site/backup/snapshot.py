"""A second connection that sees the database as it was at one moment, while others go on writing."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from copy import deepcopy

from django.db import connections, transaction

ALIAS = "snapshot"


@contextmanager
def snapshot() -> Iterator[str]:
    """Give the name of a connection within one transaction that sees one moment.

    SQLite in WAL mode: a deferred transaction reads the state of its first read, and no writer waits for it.
    PostgreSQL: REPEATABLE READ does the same. So both kinds are read by the same few lines, and no outside program
    (`pg_dump` of the right version) has to be there.
    """
    settings = deepcopy(connections["default"].settings_dict)
    options = settings.setdefault("OPTIONS", {})
    if connections["default"].vendor == "sqlite":
        options["transaction_mode"] = "DEFERRED"
    else:
        from psycopg import IsolationLevel  # noqa: PLC0415  # its library, only where it is used

        options["isolation_level"] = IsolationLevel.REPEATABLE_READ
    connections.settings[ALIAS] = settings
    try:
        with transaction.atomic(using=ALIAS):
            yield ALIAS
    finally:
        connections[ALIAS].close()
        del connections[ALIAS]
        del connections.settings[ALIAS]
