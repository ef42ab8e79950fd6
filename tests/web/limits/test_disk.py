"""A full disk is told apart from every other fault: by files, by SQLite, by PostgreSQL."""

from __future__ import annotations

import errno
import html
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
from django.db import OperationalError
from django.db.backends.sqlite3.base import DatabaseWrapper
from django.test import RequestFactory

from tearoad.errors import SetupError
from tearoad.text import Text
from tearoad.values import Language
from tearoad.web import handlers
from tearoad.web.limits import disk
from tearoad.web.limits.disk import RESERVE, is_full, not_worth_failing


@pytest.fixture
def small(tmp_path: Path) -> Iterator[sqlite3.Connection]:
    """A database that may not grow: SQLite says of it what it says of a full disk."""
    database = sqlite3.connect(tmp_path / "small")
    database.execute("CREATE TABLE one (a)")
    database.execute("PRAGMA max_page_count = 3")
    yield database
    database.close()


def grown(database: sqlite3.Connection) -> sqlite3.Error:
    with pytest.raises(sqlite3.OperationalError) as found:
        database.execute("INSERT INTO one VALUES (zeroblob(100000))")
    return found.value


def test_what_sqlite_says_is_known(small: sqlite3.Connection) -> None:
    assert is_full(grown(small))
    with pytest.raises(OperationalError) as refused, DatabaseWrapper({}).wrap_database_errors:
        raise grown(small)
    assert is_full(refused.value)


@pytest.mark.parametrize("code", [errno.ENOSPC, errno.EDQUOT])
def test_what_files_say_is_known_also_behind_another_error(code: int) -> None:
    wrong = SetupError(Text("journey.cannot_write"))
    wrong.__cause__ = OSError(code, "full")
    assert is_full(wrong)


def test_what_postgresql_says_is_known() -> None:
    assert is_full(psycopg.errors.DiskFull("could not extend file"))


@pytest.mark.parametrize(
    "error", [None, OSError(errno.EACCES, "no"), sqlite3.OperationalError("database is locked"), KeyError("a")]
)
def test_nothing_else_is_taken_for_it(error: BaseException | None) -> None:
    assert not is_full(error)


@pytest.mark.parametrize(
    ("language", "said"),
    [
        (Language.EN, "The disk of the site is full"),
        (Language.ZH, "网站的磁盘已满"),
        (Language.RU, "Диск сайта заполнен"),
    ],
)
def test_the_page_says_that_the_disk_is_full_and_when_to_come_again(language: Language, said: str) -> None:
    request = RequestFactory().post("/")
    request.COOKIES["language"] = language.value
    try:
        _fail()
    except OSError:  # as Django calls it: while the fault is being handled
        answer = handlers.fault(request)
    assert (answer.status_code, answer["Retry-After"]) == (503, "60")
    assert said in html.unescape(answer.content.decode())


def _fail() -> None:
    raise OSError(errno.ENOSPC, "full")


def test_a_note_that_nobody_needs_does_not_stop_who_reads(small: sqlite3.Connection) -> None:
    with not_worth_failing(), DatabaseWrapper({}).wrap_database_errors:
        raise grown(small)
    with pytest.raises(OperationalError), not_worth_failing():
        raise OperationalError("database is locked")


def test_a_disk_is_short_below_the_reserve(monkeypatch: pytest.MonkeyPatch) -> None:
    for free in (RESERVE - 1, RESERVE):
        monkeypatch.setattr(disk, "free_bytes", lambda free=free: free)
        assert disk.is_short() is (free < RESERVE)
