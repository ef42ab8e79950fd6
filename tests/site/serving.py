"""A site that a test serves, with every process it needs."""

from __future__ import annotations

import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection  # noqa: TID251  # asks the server under test
from pathlib import Path

import psutil

from tests.waiting import PATIENCE_S


@dataclass
class Served:
    """A site that is being served."""

    process: subprocess.Popen[str]
    port: int
    log: Path
    said: tuple[str, ...]
    """What the command printed until it was ready."""

    def get(self, path: str) -> int:
        """Return the status of a page."""
        connection = HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE_S)
        try:
            connection.request("GET", path)
            return connection.getresponse().status
        finally:
            connection.close()

    def family(self) -> list[psutil.Process]:
        """Return every process that serves."""
        return psutil.Process(self.process.pid).children(recursive=True)


@contextmanager
def served(place: dict[str, str], tmp_path: Path, *arguments: str) -> Iterator[Served]:
    """Serve a place until the end of the block; the address is read from what the command prints."""
    log = tmp_path / "log"
    command = [sys.executable, "-m", "tearoad", *(arguments or ("serve",))]
    with (
        log.open("w") as errors,
        subprocess.Popen(command, env=place, stdout=subprocess.PIPE, stderr=errors, text=True) as process,
    ):
        assert process.stdout is not None
        try:
            said: list[str] = []
            while not said or "Ctrl-C" not in said[-1]:
                line = process.stdout.readline()
                assert line, log.read_text()
                said.append(line.strip())
            address = next(line for line in said if "answers at" in line)
            yield Served(process, int(address.rpartition(":")[2]), log, tuple(said))
        finally:
            if process.poll() is None:
                process.send_signal(signal.SIGTERM)
            process.communicate(timeout=PATIENCE_S)
