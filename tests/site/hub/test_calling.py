"""A hub's letters reach home as they were written, and nobody but home is believed to have answered them."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from hashlib import sha256
from http.server import BaseHTTPRequestHandler, HTTPServer
from threading import Thread
from typing import Any, ClassVar
from uuid import UUID

import pytest

from tearoad.capture import FileKind
from tearoad.capture.mark import MARK, NONCE, mark_of
from tearoad.capture.web.actions.hubs.files import Parcel
from tearoad.errors import SetupError
from tearoad.site.hub.calling import Home, OutOfReach
from tests.capture.pictures import claim, memo

LETTER = {"asides": [{"payload": {"notes": "half a letter: \ud800"}}], "changes": ["Тула 上海"]}
TOLD: dict[str, Any] = {"streams": {}, "given": {}}
PARCEL = Parcel(claim(memo(), FileKind.VOICE), UUID(int=7), is_aside=False, content=memo())
KEPT = {"kept": PARCEL.claim.digest}
STATUSES = [200, 201, 204, 302, 400, 401, 403, 404, 405, 407, 408, 410, 421, 422, 425, 429, 451, 500, 502, 511]


@dataclass(frozen=True)
class Back:
    """What comes back: from home, which marks it, or from something in its place that says the very same."""

    body: object
    status: int = 200
    is_home: bool = True
    lost: int = 0
    """How many bytes of it are lost on the way."""


class _Ear(BaseHTTPRequestHandler):
    heard: ClassVar[list[Any]] = []
    back: ClassVar[Back]

    def do_POST(self) -> None:
        sent = self.rfile.read(int(self.headers["Content-Length"]))
        self.heard.append(sent)
        answer = json.dumps(self.back.body).encode()
        self.send_response(self.back.status)
        self.send_header("Content-Length", str(len(answer)))
        self.send_header("Location", "/elsewhere/")
        if self.back.is_home:
            by, nonce = self.headers["Authorization"], self.headers[NONCE]
            self.send_header(MARK, mark_of(by, nonce, self.back.status, sha256(sent).hexdigest(), answer))
        self.end_headers()
        self.wfile.write(answer[: len(answer) - self.back.lost])

    def log_message(self, *_args: object) -> None:
        """Say nothing."""


@contextmanager
def home(back: Back) -> Iterator[Home]:
    """Home, or what answers in its place, that answers so."""
    _Ear.heard.clear()
    _Ear.back = back
    server = HTTPServer(("127.0.0.1", 0), _Ear)
    Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
    yield Home(f"http://127.0.0.1:{server.server_port}", "key")
    server.shutdown()
    server.server_close()


def test_whatever_waits_for_a_person_goes_home_with_all_else() -> None:
    with home(Back(TOLD)) as at:
        assert at.letter(LETTER) == TOLD
        assert [json.loads(letter) for letter in _Ear.heard] == [LETTER]


@pytest.mark.parametrize("status", STATUSES)
def test_whatever_answers_in_place_of_home_brings_nothing_home(status: int) -> None:
    with home(Back(TOLD, status, is_home=False)) as at, pytest.raises(OutOfReach):
        at.letter(LETTER)
    with home(Back(KEPT, status, is_home=False)) as at, pytest.raises(OutOfReach):
        at.parcel(PARCEL)
    assert len(_Ear.heard) == 1  # nobody is followed elsewhere


def test_an_answer_that_breaks_off_brings_nothing_home() -> None:
    with home(Back(TOLD, lost=3)) as at, pytest.raises(OutOfReach):
        at.letter(LETTER)
    with home(Back(KEPT, lost=3)) as at, pytest.raises(OutOfReach):
        at.parcel(PARCEL)


@pytest.mark.parametrize(("status", "is_home"), [(404, True), (422, True), (413, True), (413, False)])
def test_a_file_that_is_not_taken_is_not_at_home_and_holds_up_no_other(status: int, *, is_home: bool) -> None:
    with home(Back({}, status, is_home)) as at:
        assert not at.parcel(PARCEL)


def test_what_home_says_itself_is_believed() -> None:
    with home(Back(KEPT)) as at:
        assert at.parcel(PARCEL)
    with home(Back({}, 401)) as at, pytest.raises(SetupError):
        at.letter(LETTER)
    with home(Back({}, 422)) as at, pytest.raises(OutOfReach):
        at.letter(LETTER)
