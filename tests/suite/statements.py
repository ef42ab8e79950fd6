"""Which statements each test sends to the database, and the fewest tests that send each of them once.

The two kinds of database differ in what they make of a statement. So of the tests that ran on SQLite those run on
PostgreSQL that together send every statement, with every outcome; and every test whose transactions are real ones,
since locks and queues show only there.
"""

from __future__ import annotations

import hashlib
import heapq
import json
import re
from collections.abc import Callable, Iterable, Mapping
from typing import Any

import pytest

from tests.suite.kept_costs import file_of
from tests.suite.places import ROOT

FILE = ROOT / "build" / "statements.json"
VALUES = re.compile(r"%s(?:, %s)+")
ROWS = re.compile(r"\(%s\)(?:, \(%s\))+")
NUMBERED = re.compile(r'"s\d+_x\d+"|(?<=LIMIT )\d+|(?<=OFFSET )\d+')
"""Names of savepoints, and how many rows are read."""
OWN_PLACES = {"transactional_db", "place", "prepared_place", "new_place", "new_prepared_place", "new_keyless_place"}
"""Fixtures of tests whose transactions end: in the usual database, or in that of a site of their own."""
CALL_S = 0.05
"""What any test costs, in CPU seconds."""


class Recorder:
    """Notes the statements of the test that runs, each as a short digest."""

    def __init__(self) -> None:
        self.sent: set[str] = set()
        self.digests: dict[str, str] = {}

    def __call__(
        self,
        execute: Callable[..., object],
        sql: str,
        params: object,
        many: bool,  # noqa: FBT001  # Django's order
        context: Mapping[str, Any],
    ) -> object:
        """Note a statement and how it ended; Django calls this around each one."""
        try:
            done = execute(sql, params, many, context)
        except Exception as error:
            self.note(f"{type(error).__name__} {sql}")
            raise
        self.note(sql)
        return done

    def note(self, statement: str) -> None:
        """Note a statement as it was compiled."""
        if "rowid" in statement:  # how scenes are read and written, see `scenes.py`
            return
        digest = self.digests.get(statement)
        if digest is None:
            digest = self.digests[statement] = digest_of(statement)
        self.sent.add(digest)

    def take_statements(self) -> list[str]:
        """Return what was noted since the last call."""
        sent = sorted(self.sent)
        self.sent.clear()
        return sent


RECORDER = Recorder()
"""Of this process: the connection tells it, the reports take from it."""


def digest_of(statement: str) -> str:
    """Return the same digest for statements that differ in numbers of values only."""
    alike = NUMBERED.sub("", ROWS.sub("(%s)", VALUES.sub("%s", statement)))
    return hashlib.sha256(alike.encode()).hexdigest()[:10]


def load_statements() -> dict[str, list[str]]:
    """Return the statements of every test that ran on SQLite here."""
    try:
        found: dict[str, list[str]] = json.loads(FILE.read_text(encoding="utf-8"))
    except (FileNotFoundError, json.JSONDecodeError):  # nothing has run yet, or a run was broken off
        return {}
    return found


def keep_statements(found: Mapping[str, Iterable[str]]) -> None:
    """Keep what was found, in place of what was known of the same tests."""
    every = load_statements() | {test: sorted(sent) for test, sent in found.items()}
    there = {file for file in set(map(file_of, every)) if (ROOT / file).is_file()}
    every = {test: sent for test, sent in every.items() if file_of(test) in there}
    FILE.parent.mkdir(exist_ok=True)
    unfinished = FILE.with_suffix(".unfinished")
    unfinished.write_text(json.dumps(every, sort_keys=True), encoding="utf-8")
    unfinished.replace(FILE)


def tests_for_postgresql(items: Iterable[pytest.Item], costs: Mapping[str, float]) -> set[str]:
    """Return the tests that have to run on PostgreSQL."""
    known = load_statements()
    tests = {item.nodeid: item for item in items}
    always = {test for test, item in tests.items() if test not in known or _ends_transactions(item)}
    sends = {test: frozenset(known[test]) for test in tests if test in known}
    return always | fewest_tests(sends, costs, done=frozenset[str]().union(*(sends.get(test, ()) for test in always)))


def _ends_transactions(item: pytest.Item) -> bool:
    marker = item.get_closest_marker("django_db")
    real = bool(marker and (marker.kwargs.get("transaction") or marker.args[:1] == (True,)))
    return real or bool(OWN_PLACES & set(getattr(item, "fixturenames", ())))


def fewest_tests(sends: Mapping[str, frozenset[str]], costs: Mapping[str, float], done: frozenset[str]) -> set[str]:
    """Return tests that together send every statement beyond those that are done.

    Next is always the test that sends most new ones for its cost (the greedy way to a weighted set cover).

    Args:
        sends: the statements of each test.
        costs: CPU seconds of tests, where they are known.
        done: what need not be sent again.

    """
    left = set().union(*sends.values()) - done
    chosen: set[str] = set()

    def worth(test: str) -> float:
        return len(sends[test] & left) / (costs.get(test, 0.0) + CALL_S)

    waiting = [(-worth(test), test) for test in sorted(sends)]
    heapq.heapify(waiting)
    while left:
        _, test = heapq.heappop(waiting)
        now = worth(test)
        if waiting and now < -waiting[0][0]:  # others have sent some of it meanwhile
            heapq.heappush(waiting, (-now, test))
            continue
        chosen.add(test)
        left -= sends[test]
    return chosen
