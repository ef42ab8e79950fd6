"""A throw-away PostgreSQL with its real, durable settings, that can be killed and started again."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import tempfile
import time
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import Self

import psutil


def programs() -> Path:
    """Return the folder of PostgreSQL's programs, the newest there is."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: int(path.parts[-3]))
    here = shutil.which("initdb")
    if not found and here is None:
        raise FileNotFoundError("PostgreSQL's initdb")
    return (found[-1] if found else Path(str(here))).parent


class Cluster:
    """A server on a socket in a folder of its own; nothing of its safety is switched off."""

    def __init__(self) -> None:
        """Choose the folder; nothing is started yet."""
        self.folder = Path(tempfile.mkdtemp(prefix="tearoad-pg."))
        self._bin = programs()
        self._owner = ""
        if os.geteuid() == 0:  # PostgreSQL does not run as root
            self._owner = "postgres"
            shutil.chown(self.folder, "postgres")

    def __enter__(self) -> Self:
        """Make the cluster and start it."""
        self._run("initdb", "-D", str(self.folder / "data"), "-U", "tearoad", "-A", "trust", "-E", "UTF8")
        self.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        """Stop it and remove everything."""
        with suppress(subprocess.CalledProcessError):
            self._run("pg_ctl", "-D", str(self.folder / "data"), "-m", "immediate", "stop")
        shutil.rmtree(self.folder, ignore_errors=True)

    def url(self, name: str = "postgres") -> str:
        """Return the address of one of its databases."""
        return f"postgresql://tearoad@/{name}?host={self.folder}"

    def create(self, name: str) -> str:
        """Make an empty database; return its address."""
        self._run("createdb", "-h", str(self.folder), "-U", "tearoad", name)
        return self.url(name)

    def start(self, patience_s: float = 30) -> None:
        """Start it, also just after a kill, while what it left behind is still ending."""
        until = time.monotonic() + patience_s
        options = f"-c listen_addresses='' -c unix_socket_directories={self.folder} -c max_connections=100"
        while True:
            try:
                self._run(
                    "pg_ctl",
                    "-D",
                    str(self.folder / "data"),
                    "-w",
                    "-l",
                    str(self.folder / "log"),
                    "-o",
                    options,
                    "start",
                )
            except subprocess.CalledProcessError:
                if time.monotonic() > until:
                    raise
                time.sleep(0.2)
            else:
                return

    def kill_server(self) -> None:
        """Kill -9 its first process; the others end when they see it gone."""
        self._first().send_signal(signal.SIGKILL)

    def kill_connection(self) -> bool:
        """Kill -9 one process that serves a connection: the server then throws all out and recovers."""
        serving = [child for child in self._first().children() if "tearoad" in " ".join(child.cmdline())]
        if serving:
            serving[0].send_signal(signal.SIGKILL)
        return bool(serving)

    def processes(self) -> list[psutil.Process]:
        """Return every process of the server."""
        return [self._first(), *self._first().children()]

    def _first(self) -> psutil.Process:
        return psutil.Process(int((self.folder / "data" / "postmaster.pid").read_text().splitlines()[0]))

    def _run(self, program: str, *arguments: str) -> None:
        command = [str(self._bin / program), *arguments]
        user = {"user": self._owner, "group": self._owner} if self._owner else {}
        subprocess.run(
            command,
            check=True,
            cwd=self.folder,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            **user,  # type: ignore[call-overload]  # user and group are both texts
        )
