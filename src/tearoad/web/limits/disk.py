"""Whether something failed because a disk is full: told apart from faults, since nothing is broken and it may pass."""

from __future__ import annotations

import errno
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from django.conf import settings
from django.db import DatabaseError

RESERVE = 10_000_000
"""With fewer free bytes than this no job is begun: what it writes would be lost."""
_FULL = frozenset({errno.ENOSPC, errno.EDQUOT})
_POSTGRESQL_FULL = "53100"


def is_full(error: BaseException | None) -> bool:
    """Whether an error, or what caused it, is a full disk or a used-up quota: of files, SQLite or PostgreSQL."""
    return any(_says_full(exception) for exception in _chain(error))


def free_bytes() -> int:
    """Return how many bytes are free where the data folder is."""
    return shutil.disk_usage(settings.DATA).free


def is_short() -> bool:
    """Whether hardly anything more can be written."""
    return free_bytes() < RESERVE


@contextmanager
def not_worth_failing() -> Iterator[None]:
    """Let go of a note that nobody needs where the disk is full: who only reads goes on reading."""
    try:
        yield
    except DatabaseError as error:
        if not is_full(error):
            raise


def _chain(error: BaseException | None) -> Iterator[BaseException]:
    seen: set[int] = set()
    while error is not None and id(error) not in seen:
        seen.add(id(error))
        yield error
        error = error.__cause__ or error.__context__


def _says_full(error: BaseException) -> bool:
    if isinstance(error, OSError):
        return error.errno in _FULL
    if isinstance(error, sqlite3.Error):
        return getattr(error, "sqlite_errorcode", 0) == sqlite3.SQLITE_FULL
    return getattr(error, "sqlstate", None) == _POSTGRESQL_FULL
