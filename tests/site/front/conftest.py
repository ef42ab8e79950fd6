"""Sites that are really served, by the server and the front that `tearoad serve` starts."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.site.front.wire import Answer, Wire
from tests.site.serve.test_serve import free_port
from tests.waiting import PATIENCE_S, wait_for

ROOT = Path(__file__).parents[3]


@dataclass(frozen=True)
class Site:
    """A site that is served."""

    port: int
    process: subprocess.Popen[str]
    place: dict[str, str]
    log: Path

    def get(self, path: str, *headers: str, method: str = "GET") -> Answer:
        """Ask for a page."""
        wire = Wire(self.port)
        wire.say("\r\n".join((f"{method} {path} HTTP/1.1", "Host: localhost", *headers, "", "")).encode())
        try:
            return wire.answer(method)
        finally:
            wire.close()

    @property
    def data(self) -> Path:
        """Its data folder."""
        return Path(self.place["TEAROAD_DATA"])


@dataclass(frozen=True)
class Phone:
    """A phone that is known."""

    id: str
    secret: str

    @property
    def header(self) -> str:
        """What it shows."""
        return f"Authorization: Phone {self.id} {self.secret}"


@contextmanager
def served_by(command: list[str], port: int, place: dict[str, str], log: Path) -> Iterator[Site]:
    """Serve until the end of the block."""
    with (
        log.open("w") as errors,
        subprocess.Popen(command, env=place, stdout=errors, stderr=errors, text=True, cwd=ROOT) as process,
    ):
        site = Site(port, process, place, log)
        try:
            wait_for(lambda: _answers(site))
            yield site
        finally:
            process.terminate()
            process.wait(PATIENCE_S)


def _answers(site: Site) -> bool:
    assert site.process.poll() is None, site.log.read_text()
    try:
        return site.get("/sign-in/").status == 200
    except OSError:
        return False


@pytest.fixture(scope="module")
def filled(
    new_prepared_place: Callable[[], dict[str, str]], script: Callable[..., str]
) -> tuple[dict[str, str], Phone]:
    """A place with a mission and a phone."""
    place = new_prepared_place()
    return place, Phone(**json.loads(script(place, "front/phones.py")))


@pytest.fixture(scope="module")
def phone(filled: tuple[dict[str, str], Phone]) -> Phone:
    """The phone of the served site."""
    return filled[1]


@pytest.fixture(scope="module")
def site(filled: tuple[dict[str, str], Phone], tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """A site as `tearoad web` serves it."""
    port = free_port()
    command = [sys.executable, "-m", "tearoad", "web", "--port", str(port)]
    with served_by(command, port, filled[0], tmp_path_factory.mktemp("web") / "log") as served:
        yield served


@pytest.fixture(scope="module")
def impatient(filled: tuple[dict[str, str], Phone], tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """The same with short times, and files put down in a folder of the test."""
    port, folder = free_port(), tmp_path_factory.mktemp("impatient")
    command = [sys.executable, "-m", "granian", "--interface", "asgi", "--http", "1", "--no-ws", "--factory"]
    command += ["--port", str(port), "--workers-kill-timeout", "3", "tests.site.front.impatient:make"]
    place = filled[0] | {"DJANGO_SETTINGS_MODULE": "tearoad.site.settings", "PYTHONPATH": f"{ROOT / 'src'}:{ROOT}"}
    with served_by(command, port, place | {"TMPDIR": str(folder)}, folder / "log") as served:
        yield served
