"""Tests judged: none waits for a clock, none is skipped where changes are judged; exceptions have a reason."""

from __future__ import annotations

import ast
import os
from pathlib import Path

import pytest

from tests import machine, waiting

TESTS = Path(__file__).parents[1]
OF_LABORATORY = TESTS.parent / "lab/tests"
CLOCKS = {"sleep", "monotonic", "perf_counter", "process_time", "wait_for_timeout"}
SKIPS = {"skip", "skipif", "importorskip"}
MAY_LOOK_AT_CLOCKS = {
    "waiting.py": "the one place where tests wait",
    "office/conftest.py": "a mail server that is slow on purpose",
    "office/web/worker_process.py": "work that takes longer than its lease",
    "../lab/tests/matchmaking/test_prices.py": "a search is given its end",
    "site/front/test_arriving.py": "a turn of the event loop, which takes no time",
    "suite/night.py": "how long each entry took, which is printed and not judged",
    "suite/budget.py": "how slow the machine is at the moment, in CPU seconds",
    "timetable/web/storm/storm.py": "figures that are printed and not judged",
}
MAY_SKIP = {
    "machine.py": "the one place where tests are skipped; with CI they fail instead",
    "architecture/test_how_tests_wait.py": "the exception by which a skip is told",
    "web/test_access.py": "the pages of a running site, named by hand",
    "capture/web/actions/test_receiving.py": "two threads that wait for each other: on the other database",
    "site/front/test_full_disk.py": "the disk of the data folder: on the other database",
    "site/serve/test_wrong_place.py": "a database beside its folder: on the other database",
    "site/serve/test_serve.py": "a folder that is shut: root may open every folder",
    "../lab/tests/market/test_backtest.py": "real trade files are no part of the project: TRADE_FILES names them",
    "site/attack/test_attack.py": "a full disk: only root may mount one; with CI it runs",
    "site/test_durability.py": "a session's own setting: on the other database",
    "timetable/test_kept_loops.py": "a folder that is read-only: root may write everywhere",
    "cli/test_threads.py": "threads are counted in /proc, and one processor has one anyway",
    "market/engines/test_clickhouse.py": "ClickHouse in the process: the lock has it where there is a wheel",
    "site/backup/test_backup.py": "from one database into the other: on the other database",
}


def using(names: set[str]) -> set[str]:
    found = set()
    for path in (*TESTS.rglob("*.py"), *OF_LABORATORY.rglob("*.py")):
        text = path.read_text(encoding="utf-8")
        if not any(name in text for name in names):
            continue
        tree = ast.parse(text)
        said = {node.attr for node in ast.walk(tree) if isinstance(node, ast.Attribute)}
        said |= {name.name for node in ast.walk(tree) if isinstance(node, ast.ImportFrom) for name in node.names}
        if said & names:
            found.add(Path(os.path.relpath(path, TESTS)).as_posix())
    return found


def test_no_other_test_looks_at_a_clock() -> None:
    assert using(CLOCKS) == MAY_LOOK_AT_CLOCKS.keys()


def test_no_other_test_is_skipped() -> None:
    assert using(SKIPS) == MAY_SKIP.keys()


def test_what_is_missing_skips_a_test_and_fails_it_where_changes_are_judged(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("CI", raising=False)
    with pytest.raises(pytest.skip.Exception, match="Chromium is not here"):
        machine.missing("Chromium")
    assert machine.needs("Node.js", there=False).args == (True,)
    monkeypatch.setenv("CI", "true")
    with pytest.raises(pytest.fail.Exception, match="Chromium is not here, and CI is set"):
        machine.missing("Chromium")
    assert machine.needs("Node.js", there=False).args == (False,)


def test_who_waits_in_vain_says_how_things_stand(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(waiting, "PATIENCE_S", 0.0)
    with pytest.raises(AssertionError, match="two of three"):
        waiting.wait_for(lambda: False, lambda: "two of three")
    waiting.wait_for(lambda: True)
