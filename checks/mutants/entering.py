"""A plugin of pytest that writes down which functions of the product each test enters, and how long the test takes.

A mutant is tried by the tests that enter its function, and by no others. What a fixture enters is written down for the
whole file: a fixture of a module is made once, for the first test that wants it, and judged by all of them.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterator
from pathlib import Path
from types import CodeType

import pytest

from checks.finding import ROOT

OURS = str(ROOT / "src") + os.sep
FOLDER = "ENTERED_FUNCTIONS"
"""The variable that names the folder for the lines; each process of pytest writes a file of its own there."""

_entered: set[str] = set()


def pytest_configure() -> None:
    """Let the interpreter say, once for each phase of a test, which functions are entered."""
    monitoring = sys.monitoring
    monitoring.use_tool_id(monitoring.COVERAGE_ID, "tests")
    monitoring.register_callback(monitoring.COVERAGE_ID, monitoring.events.PY_START, _note)
    monitoring.set_events(monitoring.COVERAGE_ID, monitoring.events.PY_START)


def pytest_unconfigure() -> None:
    """Listen no longer: the interpreter is about to end."""
    sys.monitoring.set_events(sys.monitoring.COVERAGE_ID, sys.monitoring.events.NO_EVENTS)
    sys.monitoring.free_tool_id(sys.monitoring.COVERAGE_ID)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_setup(item: pytest.Item) -> Iterator[None]:
    """Keep what the fixtures enter, for the whole file."""
    return (yield from _phase(item.nodeid.partition("::")[0]))


@pytest.hookimpl(wrapper=True)
def pytest_runtest_call(item: pytest.Item) -> Iterator[None]:
    """Keep what the test itself enters."""
    return (yield from _phase(item.nodeid))


def pytest_runtest_logreport(report: pytest.TestReport) -> None:
    """Keep how long the test took, with its fixtures; a controller of workers hears the same and writes nothing."""
    if report.when != "teardown" and not hasattr(report, "node"):
        _write({"test": report.nodeid, "seconds": round(report.duration, 3)})


def _note(code: CodeType, _offset: int) -> object:
    if code.co_filename.startswith(OURS):
        _entered.add(f"{code.co_filename[len(OURS) :]}:{code.co_qualname}")
    return sys.monitoring.DISABLE


def _phase(name: str) -> Iterator[None]:
    _entered.clear()
    sys.monitoring.restart_events()
    yield
    if _entered:
        _write({"by": name, "entered": sorted(_entered)})


def _write(line: object) -> None:
    with (Path(os.environ[FOLDER]) / f"{os.getpid()}.jsonl").open("a", encoding="utf-8") as file:
        file.write(json.dumps(line) + "\n")
