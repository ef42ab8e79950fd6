"""Two servers in halls and home: whatever is cut, killed or restored, all come to hold the same."""

from __future__ import annotations

import json
import secrets
import signal
import subprocess
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from datetime import UTC, datetime
from http.client import HTTPConnection  # noqa: TID251  # a phone of the test
from pathlib import Path
from typing import Any

import psutil
import pytest
from uuid_utils.compat import uuid7

from tearoad.capture import FileKind
from tearoad.cli.exit_codes import ExitCode
from tests.capture.pictures import claim, memo
from tests.capture.web.conftest import Sent, sent
from tests.site.serving import Served, served
from tests.waiting import PATIENCE_S, wait_for

Run = Callable[..., subprocess.CompletedProcess[str]]
NewPlace = Callable[[], dict[str, str]]
Told = dict[str, Any]


@dataclass
class Phone:
    """A phone that keeps what it was told is received, and speaks to whichever server answers in the hall."""

    party: str
    id: str = field(default_factory=lambda: str(uuid7()))
    secret: str = field(default_factory=lambda: secrets.token_urlsafe(32))
    received: list[str] = field(default_factory=list)

    def enrol(self, at: Served, link: str) -> None:
        """Open the firm's link."""
        self._post(at, f"{link}floor/phone/", {"phone": self.id, "secret": self.secret, "device": "android"})

    def say(self, at: Served, *documents: Sent, **more: object) -> Told:
        """Send a letter; what is answered "received" was told."""
        letter = {"clock": datetime.now(UTC).isoformat(), "revisions": documents, "made": len(documents)} | more  # noqa: TID251  # the phone's clock
        synced = self._post(at, "/floor/sync/", letter, Authorization=f"Phone {self.id} {self.secret}")
        for answer, document in zip(synced["answers"], documents, strict=True):
            if answer["kept"] == "received":
                self.received.append(str(document["id"]))
        return synced

    def send(self, at: Served, content: bytes) -> None:
        """Send a voice memo."""
        sent = claim(content, FileKind.VOICE)
        path, by = f"/floor/files/{sent.digest}/?kind=voice", f"Phone {self.id} {self.secret}"
        assert self._post(at, path, content, Authorization=by) == {"kept": sent.digest}

    def _post(self, at: Served, path: str, document: object, **headers: str) -> Told:
        connection = HTTPConnection("127.0.0.1", at.port, timeout=PATIENCE_S)
        body = document if isinstance(document, bytes) else json.dumps(document)
        try:
            headers_sent = {
                "Content-Type": "application/json",
                "Accept": "application/json",
                "Host": "localhost",
                **headers,
            }
            connection.request("POST", path, body, headers_sent)
            answer = connection.getresponse()
            content = answer.read()
            assert answer.status == 200, content
            read: Told = json.loads(content)
            return read
        finally:
            connection.close()


def notes(count: int, first: int = 1) -> list[Sent]:
    return [sent(first + number, notes=f"note {first + number}") for number in range(count)]


@pytest.fixture(scope="module")
def fair(new_prepared_place: NewPlace, script: Callable[..., str]) -> tuple[dict[str, str], Told]:
    """Home, and the links and hubs' keys that were made there."""
    place = new_prepared_place()
    return place, json.loads(script(place, "hub/fair.py"))


@pytest.fixture(scope="module")
def backup(fair: tuple[dict[str, str], Told], tearoad: Run, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A backup of home before the fair."""
    path = tmp_path_factory.mktemp("home") / "before.zip"
    assert tearoad(fair[0], "backup", str(path)).returncode == ExitCode.DONE
    return path


@pytest.fixture
def restored(
    fair: tuple[dict[str, str], Told], backup: Path, new_keyless_place: NewPlace, tearoad: Run
) -> Callable[[], dict[str, str]]:
    """Make home anew from the backup."""

    def made() -> dict[str, str]:
        place, key = new_keyless_place(), str(Path(fair[0]["TEAROAD_DATA"]) / "secret.key")
        done = tearoad(place, "restore", str(backup), "--key-file", key)
        assert (done.returncode, done.stderr) == (ExitCode.DONE, "")
        return place

    return made


@pytest.fixture
def in_hall(
    fair: tuple[dict[str, str], Told], new_keyless_place: NewPlace, tearoad: Run, tmp_path: Path
) -> Callable[[str, Served], dict[str, str]]:
    """Make the place of a laptop in a hall from the copy that home makes for it."""

    def made(key: str, home: Served) -> dict[str, str]:
        place, hub = new_keyless_place(), key.partition(".")[0]
        copied = tearoad(fair[0], "hall-copy", hub, str(tmp_path / f"{hub}.zip"))
        assert (copied.returncode, copied.stderr) == (ExitCode.DONE, "")
        code = copied.stdout.split()[-1]
        done = tearoad(place, "restore", str(tmp_path / f"{hub}.zip"), "--code", code)
        assert (done.returncode, done.stderr) == (ExitCode.DONE, "")
        return place | hub_settings(key, home)

    return made


def hub_settings(key: str, home: Served) -> dict[str, str]:
    return {"TEAROAD_HUB_KEY": key, "TEAROAD_HOME_ADDRESS": f"http://localhost:{home.port}"}


def kill(site: Served) -> None:
    """Take the power from a server."""
    for process in [*site.family(), psutil.Process(site.process.pid)]:
        process.send_signal(signal.SIGKILL)
    wait_for(lambda: site.process.poll() is not None)


@dataclass
class Sites:
    """Serves places, and looks into them."""

    stack: ExitStack
    folder: Path
    script: Callable[..., str]
    tearoad: Run
    served: int = 0

    def serve(self, place: dict[str, str], *arguments: str) -> Served:
        """Serve a place until the end of the test."""
        self.served += 1
        folder = self.folder / f"served{self.served}"
        folder.mkdir()
        return self.stack.enter_context(served(place, folder, *arguments))

    def look(self, place: dict[str, str]) -> Told:
        """Return what a place holds of the floor."""
        return dict(json.loads(self.script(place, "hub/look.py")))

    def bring(self, *hubs: dict[str, str]) -> None:
        """Let hubs reach home, twice in turn: what one brought the other fetches."""
        for place in (*hubs, *hubs):
            done = self.tearoad(place, "hub", "--once")
            assert (done.returncode, done.stderr) == (ExitCode.DONE, "")


@pytest.fixture
def stack() -> Iterator[ExitStack]:
    with ExitStack() as opened:
        yield opened


def test_killed_hubs_and_a_restored_home_lose_nothing_that_was_told_received(
    fair: tuple[dict[str, str], Told],
    restored: Callable[[], dict[str, str]],
    in_hall: Callable[[str, Served], dict[str, str]],
    script: Callable[..., str],
    tearoad: Run,
    stack: ExitStack,
    tmp_path: Path,
) -> None:
    home_place, facts = fair
    sites = Sites(stack, tmp_path, script, tearoad)
    serve, look = sites.serve, sites.look

    home = serve(home_place)
    seven, eight = (in_hall(key, home) for key in facts["keys"])
    in_seven, in_eight = serve(seven, "serve", "--hub"), serve(eight, "serve", "--hub")

    # In each place somebody writes; a phone of the same firm at another server, and a firm of its own.
    first, second, other = Phone("E01"), Phone("E01"), Phone("E02")
    first.enrol(in_seven, facts["links"]["E01"])
    second.enrol(in_eight, facts["links"]["E01"])
    other.enrol(home, facts["links"]["E02"])
    first.say(in_seven, *notes(5), {"odd": True})
    first.send(in_seven, memo())
    second.say(in_eight, *notes(4))
    other.say(home, *notes(3))

    # The power goes in hall 7 while a phone is writing; what was told received is there when it comes back.
    first.say(in_seven, *notes(7, first=6))
    kill(in_seven)
    in_seven = serve(seven, "serve", "--hub")
    assert first.say(in_seven, held=first.received)["missing"] == []

    sites.bring(seven, eight)
    at_home = look(home_place)
    assert look(seven) == at_home
    # What waits for a person, and what is looked at, is at home and where it came in.
    assert look(eight) == at_home | {"asides": [], "files": []}
    assert {name: len(held) for name, held in at_home.items()} == {"changes": 19, "asides": 1, "files": 1, "phones": 3}
    # A phone that was let in at a hub is known at home, and finds its firm's notes of every hall there.
    news = first.say(home, since=0, era="", held=first.received)
    assert (len(news["changes"]), news["missing"]) == (16, [])

    # Home burns down and is restored from the backup before the fair: the hubs bring everything again.
    kill(home)
    away = tearoad(seven, "hub", "--once")
    assert away.returncode == ExitCode.UNREACHABLE
    assert "Home does not answer" in away.stderr
    new_home_place = restored()
    assert look(new_home_place)["changes"] == []
    serve(new_home_place, "serve", "--port", str(home.port))
    sites.bring(seven, eight)
    assert look(new_home_place) == look(seven)
    assert look(new_home_place)["changes"] == look(eight)["changes"]
    assert {document["id"] for _, document in look(new_home_place)["changes"]} >= {
        *first.received, *second.received, *other.received
    }  # fmt: skip


@pytest.mark.parametrize(
    ("settings", "arguments", "said"),
    [
        ({}, ("serve", "--hub"), "This site is no server in a hall."),
        ({}, ("hub", "--once"), "This site is no server in a hall."),
        ({"TEAROAD_HUB_KEY": "nonsense"}, ("hub",), "TEAROAD_HUB_KEY"),
        (
            {
                "TEAROAD_HUB_KEY": f"{uuid7()}.{'x' * 43}",
                "TEAROAD_HOME_ADDRESS": "http://localhost:9",
            },
            ("serve", "--hub"),
            "This place is not the copy that was made for this server.",
        ),
        (
            {"TEAROAD_HUB_KEY": f"{uuid7()}.{'x' * 43}", "TEAROAD_HOME_ADDRESS": "http://localhost:9"},
            ("serve",),
            "These settings make this site a server in a hall.",
        ),
    ],
)
def test_what_is_no_hub_is_not_served_as_one(
    prepared_place: dict[str, str], tearoad: Run, settings: dict[str, str], arguments: tuple[str, ...], said: str
) -> None:
    done = tearoad(prepared_place | settings, *arguments)
    assert (done.returncode, said in done.stderr, "Traceback" in done.stderr) == (ExitCode.UNUSABLE, True, False)
