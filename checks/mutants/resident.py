"""A plugin of pytest: one process reads tests and product once, and forks for each mutant that it is asked to try.

In the fork the code of the changed function is put in place of the one that was read, and the tests run until one
fails. What cannot be put in place (what runs while a module is read, compiled loops) is left to a process of its own.
Requests come on a socket, a line of JSON each: the file with the fault in it, the function, the files of tests in
their order, and how many CPU seconds they may take.
"""

from __future__ import annotations

import contextlib
import gc
import json
import os
import resource
import shutil
import signal
import socket  # noqa: TID251  # between two processes of ours
import sys
import traceback
from collections.abc import Iterator
from pathlib import Path
from types import CodeType, FunctionType
from typing import Any

import pytest

DOOR = "MUTANTS_DOOR"
"""The variable that names the number of the open socket."""
PATIENCE_S = 600
"""How long a fork may take by the clock: others use the machine as well, so what is counted is CPU seconds."""
TOO_LATE, FAILED, PASSED, NOT_HERE = "too late", "failed", "passed", "not here"

_entered: set[tuple[str, str]] = set()


def pytest_configure() -> None:
    """Write down which functions run while modules are read: what they gave is kept, and no fork changes it."""
    monitoring = sys.monitoring
    monitoring.use_tool_id(monitoring.COVERAGE_ID, "mutants")
    monitoring.register_callback(monitoring.COVERAGE_ID, monitoring.events.PY_START, _note)
    monitoring.set_events(monitoring.COVERAGE_ID, monitoring.events.PY_START)


def _note(code: CodeType, _offset: int) -> object:
    _entered.add((code.co_filename, code.co_qualname))
    return sys.monitoring.DISABLE


@pytest.hookimpl(tryfirst=True)
def pytest_runtestloop(session: pytest.Session) -> object:
    """Answer requests until nobody asks any more; in a fork, run what was asked for."""
    monitoring = sys.monitoring
    monitoring.set_events(monitoring.COVERAGE_ID, monitoring.events.NO_EVENTS)
    data = Path(os.environ["TEAROAD_DATA"])
    kept = shutil.copytree(data, f"{data}-kept") if data.is_dir() else None
    gc.freeze()
    with socket.socket(fileno=int(os.environ[DOOR])) as door, door.makefile("rw") as lines:
        lines.write(json.dumps({"collected": len(session.items)}) + "\n")
        lines.flush()
        for line in lines:
            asked = json.loads(line)
            answer = _forked(session, asked)
            if kept:
                shutil.rmtree(data, ignore_errors=True)
                shutil.copytree(kept, data)
            lines.write(json.dumps(answer) + "\n")
            lines.flush()
    if kept:
        shutil.rmtree(kept, ignore_errors=True)
    return True


def _forked(session: pytest.Session, asked: dict[str, Any]) -> dict[str, Any]:
    reading, writing = os.pipe()
    process = os.fork()
    if process == 0:
        os.close(reading)
        os.setpgid(0, 0)
        try:
            answer = _run(session, asked)
        except BaseException:  # noqa: BLE001  # whatever a mutant does is told, and the fork ends here
            answer = {"end": FAILED, "by": traceback.format_exc()[-300:], "ran": 0}
        with contextlib.suppress(OSError):
            os.write(writing, json.dumps(answer).encode())
        os._exit(0)
    os.close(writing)
    answer = _answer(reading, PATIENCE_S)
    with contextlib.suppress(ProcessLookupError):
        os.killpg(process, signal.SIGKILL)
    _, _, used = os.wait4(process, 0)
    return answer | {"cpu": used.ru_utime + used.ru_stime}


def _answer(reading: int, seconds: float) -> dict[str, Any]:
    signal.signal(signal.SIGALRM, _late)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        with os.fdopen(reading, "rb") as pipe:
            told = pipe.read()
    except TimeoutError:
        return {"end": FAILED, "by": "its tests do not end", "ran": 0}
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
    found: dict[str, Any] = json.loads(told) if told else {"end": FAILED, "by": "its tests break off", "ran": 0}
    return found


def _late(*_: object) -> None:
    raise TimeoutError


def _run(session: pytest.Session, asked: dict[str, Any]) -> dict[str, Any]:
    if asked["path"] and not put_in_place(asked["path"], asked["function"]):
        return {"end": NOT_HERE, "by": "", "ran": 0}
    seconds = asked["seconds"]
    resource.setrlimit(resource.RLIMIT_CPU, (int(seconds * 3), int(seconds * 3) + 5))
    order = {name: place for place, name in enumerate(asked["tests"])}
    passed_by = set(asked["without"])
    places = {item: place for item in session.items if (place := _place(item.nodeid, order)) is not None}
    session.items = sorted((item for item in places if item.nodeid not in passed_by), key=lambda item: places[item])
    session.config.option.basetemp = asked["folder"]
    failed: list[str] = []
    entering = _Entering(asked["product"])
    session.config.pluginmanager.register(_Watch(failed))
    session.config.pluginmanager.register(entering)
    ran = 0
    for number, item in enumerate(session.items):
        following = session.items[number + 1] if number + 1 < len(session.items) else None
        item.config.hook.pytest_runtest_protocol(item=item, nextitem=following)
        ran += 1
        if (failed and not asked["all"]) or _spent() > seconds:
            break
    end = FAILED if failed else PASSED if ran == len(session.items) else TOO_LATE
    by = failed[0] if failed else ""
    return {
        "end": end,
        "by": by,
        "ran": ran,
        "failed": failed,
        "functions": list(entering.numbers),
        "entered": entering.by,
    }


def _place(test: str, order: dict[str, int]) -> int | None:
    return order.get(test, order.get(test.partition("::")[0]))


def _spent() -> float:
    times = os.times()
    return times.user + times.system + times.children_user + times.children_system


class _Watch:
    """Hears which tests fail."""

    def __init__(self, failed: list[str]) -> None:
        self.failed = failed

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Keep the names of those that fail."""
        if report.failed:
            self.failed.append(report.nodeid)


class _Entering:
    """Notes which functions of the product a test enters; what its fixtures enter counts for its whole file."""

    def __init__(self, product: str) -> None:
        self.product = product
        self.numbers: dict[str, int] = {}
        self.by: dict[str, list[int]] = {}
        self._now: set[int] = set()
        sys.monitoring.register_callback(sys.monitoring.COVERAGE_ID, sys.monitoring.events.PY_START, self._note)

    def _note(self, code: CodeType, _offset: int) -> object:
        if code.co_filename.startswith(self.product):
            name = f"{code.co_filename[len(self.product) :]}:{code.co_qualname}"
            self._now.add(self.numbers.setdefault(name, len(self.numbers)))
        return sys.monitoring.DISABLE

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_setup(self, item: pytest.Item) -> Iterator[None]:
        """Note what fixtures enter: one of a module is made once, for the first test that wants it."""
        return (yield from self._phase(item.nodeid.partition("::")[0]))

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_call(self, item: pytest.Item) -> Iterator[None]:
        """Note what the test itself enters."""
        return (yield from self._phase(item.nodeid))

    def _phase(self, name: str) -> Iterator[None]:
        monitoring = sys.monitoring
        self._now = set()
        monitoring.restart_events()
        monitoring.set_events(monitoring.COVERAGE_ID, monitoring.events.PY_START)
        try:
            return (yield)
        finally:
            monitoring.set_events(monitoring.COVERAGE_ID, monitoring.events.NO_EVENTS)
            self.by[name] = sorted(self._now | set(self.by.get(name, ())))


def put_in_place(path: str, function: str) -> bool:
    """Give the functions that were read from a file the code that stands there now; whether all is as if read anew."""
    name = function.partition(".<locals>")[0]
    source = Path(path).read_text(encoding="utf-8")
    old = {each.__code__ for each in _functions(path) if each.__code__.co_qualname == name}
    if not name or not old or (path, name) in _entered or "@compiled" in source:
        return False
    new = {(code.co_qualname, code.co_firstlineno): code for code in _codes(compile(source, path, "exec"))}
    if not all((code.co_qualname, code.co_firstlineno) in new for code in old):
        return False
    for each in list(_functions(path)):
        if each.__code__ in old:
            changed = new[each.__code__.co_qualname, each.__code__.co_firstlineno]
            if changed.co_freevars != each.__code__.co_freevars:
                return False
            each.__code__ = changed
    return True


def _functions(path: str) -> Iterator[FunctionType]:
    gc.unfreeze()
    for each in gc.get_objects():
        if isinstance(each, FunctionType) and each.__code__.co_filename == path:
            yield each


def _codes(code: CodeType) -> Iterator[CodeType]:
    yield code
    for each in code.co_consts:
        if isinstance(each, CodeType):
            yield from _codes(each)
