"""A site of its own: where it lives, how it is started, which processes it has, whether it is whole."""

from __future__ import annotations

import http.client
import json
import os
import signal
import subprocess
import sys
import time
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import psutil

from lab.benchmarks.endurance.ports import free_port

ROOT = Path(__file__).parents[3]
STARTED = 4
"""A worker process that has begun to work has so many threads: its own, the lane, the lease's, the parent's watch."""


@dataclass
class Place:
    """A site by its folder."""

    folder: Path
    mail_url: str = ""
    database_url: str = ""
    web_processes: int = 1
    port: int = field(default_factory=free_port)
    keeper: subprocess.Popen[bytes] | None = None

    def __post_init__(self) -> None:
        """Make its folders."""
        (self.folder / "tmp").mkdir(parents=True)

    @property
    def data(self) -> Path:
        """The data folder."""
        return self.folder / "data"

    def environment(self) -> dict[str, str]:
        """Return what its processes are told."""
        own = {name: value for name, value in os.environ.items() if not name.startswith(("TEAROAD_", "DJANGO_"))}
        own |= {
            "PYTHONPATH": f"{ROOT / 'src'}{os.pathsep}{ROOT}",
            "TMPDIR": str(self.folder / "tmp"),
            "DJANGO_SETTINGS_MODULE": "lab.benchmarks.endurance.settings",
            "TEAROAD_DATA": str(self.data),
            "TEAROAD_DEMO": "1",
            "TEAROAD_LOG_LEVEL": "WARNING",
            "TEAROAD_MAIL_URL": self.mail_url,
            "TEAROAD_WEB_PROCESSES": str(self.web_processes),
        }
        return own | ({"TEAROAD_DATABASE_URL": self.database_url} if self.database_url else {})

    def tearoad(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        """Run a command of the site to its end."""
        command = [sys.executable, "-m", "tearoad", *arguments]
        return subprocess.run(command, env=self.environment(), capture_output=True, text=True, check=False, timeout=600)

    def script(self, name: str, *arguments: str, of: str = "endurance") -> Any:  # noqa: ANN401  # JSON
        """Run a script of these, or of another benchmark, that speaks Django; return the JSON it printed last."""
        command = [sys.executable, "-m", f"lab.benchmarks.{of}.{name}", *arguments]
        done = subprocess.run(command, env=self.environment(), capture_output=True, text=True, check=False, cwd=ROOT)
        if done.returncode:
            raise RuntimeError(done.stderr)
        return json.loads(done.stdout.splitlines()[-1])

    def start(self) -> None:
        """Start `tearoad serve`; return at once."""
        with (self.folder / "log").open("ab") as log:
            self.keeper = subprocess.Popen(
                [sys.executable, "-m", "tearoad", "serve", "--port", str(self.port)],
                env=self.environment(),
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
            )

    def stop(self) -> None:
        """End it as an operator does."""
        if self.keeper is not None:
            self.keeper.send_signal(signal.SIGTERM)
            self.keeper.wait(30)

    def processes(self) -> list[psutil.Process]:
        """Return every living process that was told of this place, whoever started it."""
        found = []
        for process in psutil.process_iter():
            with suppress(psutil.Error):
                if process.status() != psutil.STATUS_ZOMBIE and process.environ().get("TEAROAD_DATA") == str(self.data):
                    found.append(process)
        return found

    def parts(self) -> dict[str, psutil.Process]:
        """Return the living processes of the keeper in charge, by their part."""
        found: dict[str, psutil.Process] = {}
        if self.keeper is None or self.keeper.poll() is not None:
            return found
        with suppress(psutil.Error):
            found["keeper"] = psutil.Process(self.keeper.pid)
            for child in found["keeper"].children():
                name = child.name().removeprefix("worker ")
                if name in {"web", "quick", "long"} and child.status() != psutil.STATUS_ZOMBIE:
                    found[name] = child
                    if name == "web":
                        found |= dict.fromkeys(("web process",), next(iter(child.children()), child))
        return found

    def whole(self) -> bool:
        """Whether every part is there, works, and the site says that it is ready."""
        parts = self.parts()
        if not {"keeper", "web", "quick", "long"} <= set(parts):
            return False
        with suppress(psutil.Error):
            return all(parts[one].num_threads() >= STARTED for one in ("quick", "long")) and self.ready()
        return False

    def ready(self) -> bool:
        """Whether `/readyz` answers well."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=5)
        try:
            connection.request("GET", "/readyz", headers={"Host": "localhost", "Connection": "close"})
            return connection.getresponse().status == http.HTTPStatus.OK
        except (OSError, http.client.HTTPException):
            return False
        finally:
            connection.close()

    def figures(self) -> dict[str, float]:
        """Return the site's own figures."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=10)
        try:
            connection.request("GET", "/metrics", headers={"Host": "localhost", "Connection": "close"})
            text = connection.getresponse().read().decode()
        except (OSError, http.client.HTTPException):
            return {}
        finally:
            connection.close()
        lines = [line.rsplit(" ", 1) for line in text.splitlines() if line and not line.startswith("#")]
        return {name: float(value) for name, value in lines}


def wait_until(well: Any, seconds: float, every_s: float = 0.1) -> float:  # noqa: ANN401  # a question
    """Wait until something holds; return how many seconds it took.

    Raises:
        TimeoutError: it did not come.

    """
    began = time.monotonic()
    while not well():
        if time.monotonic() - began > seconds:
            raise TimeoutError(seconds)
        time.sleep(every_s)
    return time.monotonic() - began
