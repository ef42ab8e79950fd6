"""Commands of a site for tests, each in a process of its own that has read what is heavy already.

Reading modules is most of what a short command costs. One process for each that runs tests reads every core and the
packages below, none of which knows a setting; for each command it forks, and the fork goes on as `python -m tearoad`
does: its environment, its output, its end and its exit code are its own.
"""

from __future__ import annotations

import contextlib
import gc
import importlib
import json
import os
import pkgutil
import runpy
import signal
import socket  # noqa: TID251  # between two processes of the suite
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[2]
PACKAGES = (
    "django.core.management",
    "django.core.serializers.json",
    "django.db.backends.sqlite3.base",
    "django.db.migrations.executor",
    "django.db.models",
    "django.forms",
    "django.http",
    "django.template.engine",
    "django.test.utils",
    "django.urls",
    "fido2.server",
    "numpy",
    "psycopg",
)
KNOWS_SETTINGS = {"site", "web"}
"""Folders of the product in which Django lives: these are read by each command itself."""
MOST = 1_000_000
"""Bytes of a message."""


@dataclass(frozen=True)
class Command:
    """What to run: the arguments of `tearoad`, or of a script."""

    arguments: tuple[str, ...]
    environment: dict[str, str]
    script: str = ""

    def go(self) -> None:
        """Become the command."""
        os.environ.clear()
        os.environ.update(self.environment)
        if self.script:
            sys.argv[:] = [self.script, *self.arguments]
            sys.path.insert(0, str(Path(self.script).parent))
            runpy.run_path(self.script, run_name="__main__")
        else:
            sys.argv[:] = ["tearoad", *self.arguments]
            runpy.run_module("tearoad", run_name="__main__", alter_sys=True)


def run(command: Command, timeout: float) -> subprocess.CompletedProcess[str]:
    """Run a command to its end.

    Raises:
        TimeoutExpired: it took longer; it was killed.

    """
    here, there = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
    with here, tempfile.TemporaryFile("w+") as out, tempfile.TemporaryFile("w+") as errors:
        with there:
            asked = json.dumps([command.arguments, command.environment, command.script]).encode()
            socket.send_fds(ready().door, [asked], [there.fileno(), out.fileno(), errors.fileno()])
        process = _told(here)
        here.settimeout(timeout)
        try:
            code = _told(here)
        except TimeoutError:
            os.kill(process, signal.SIGKILL)
            raise subprocess.TimeoutExpired(["tearoad", *command.arguments], timeout) from None
        out.seek(0)
        errors.seek(0)
        return subprocess.CompletedProcess(["tearoad", *command.arguments], code, out.read(), errors.read())


def _told(here: socket.socket) -> int:
    told = here.recv(20)
    assert told, "the process that forks for commands has ended: see what it printed"
    return int(told)


@dataclass(frozen=True)
class Ready:
    """The process that has read everything. It ends when nobody holds the other end of its door."""

    process: subprocess.Popen[bytes]
    door: socket.socket


@cache
def ready() -> Ready:
    door, inside = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
    own = {name: value for name, value in os.environ.items() if not name.startswith(("TEAROAD_", "DJANGO_"))}
    with inside:
        process = subprocess.Popen(
            [sys.executable, "-m", "tests.suite.ready", str(inside.fileno())],
            env=own | {"PYTHONPATH": os.pathsep.join((str(ROOT / "src"), str(ROOT)))},
            pass_fds=[inside.fileno()],
        )
    return Ready(process, door)


def _read() -> None:
    for name in (*PACKAGES, *_cores()):
        importlib.import_module(name)
    from django.conf import settings  # noqa: PLC0415  # what was read above decides

    assert not settings.configured, "a module that was read ahead knows the settings"
    gc.freeze()  # a fork leaves alone what it will never free


def _cores() -> Iterator[str]:
    import tearoad  # noqa: PLC0415  # read in this process alone

    folders = [("tearoad", path) for path in tearoad.__path__]
    while folders:
        above, path = folders.pop()
        for found in pkgutil.iter_modules([path]):
            if found.name in KNOWS_SETTINGS or found.name == "__main__":
                continue
            yield (name := f"{above}.{found.name}")
            if found.ispkg:
                folders.append((name, f"{path}/{found.name}"))


def _serve(door: socket.socket) -> Command | None:
    """Fork for each command that is asked for; in the fork, return it."""
    while True:
        asked, given, _flags, _address = socket.recv_fds(door, MOST, 3)
        with contextlib.suppress(ChildProcessError):
            while os.waitpid(-1, os.WNOHANG) != (0, 0):
                pass
        if not asked:
            return None
        if os.fork() == 0:
            door.close()
            return _kept(asked, *given)
        for one in given:
            os.close(one)


def _kept(asked: bytes, answer: int, out: int, errors: int) -> Command:
    """Fork once more: the first tells of the end of the second, which returns the command."""
    process = os.fork()
    if process:
        os.write(answer, b"%d" % process)
        _, status = os.waitpid(process, 0)
        os.write(answer, b"%d" % os.waitstatus_to_exitcode(status))
        os._exit(0)
    nothing = os.open(os.devnull, os.O_RDONLY)
    for number, one in enumerate((nothing, out, errors)):
        os.dup2(one, number)
    for one in (nothing, answer, out, errors):
        os.close(one)
    arguments, environment, script = json.loads(asked)
    return Command(tuple(arguments), environment, script)


if __name__ == "__main__":
    _read()
    command = _serve(socket.socket(fileno=int(sys.argv[1])))
    if command:
        command.go()
