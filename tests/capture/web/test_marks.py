"""Every answer to a phone that the server decided on carries its mark, and no answer to anything else does."""

from __future__ import annotations

import json
from collections.abc import Callable
from http import HTTPStatus
from typing import cast

import pytest
from django.db import DatabaseError
from django.http import HttpResponse
from django.test import Client

from tearoad.capture.mark import MARK, NONCE, MarkedRequest
from tearoad.capture.web.actions.phones import stop
from tearoad.capture.web.models import Phone
from tearoad.capture.web.schemas import MOST_BYTES
from tearoad.capture.web.views import sync
from tearoad.people import Actor
from tearoad.web.clock import now
from tests.capture.pictures import claim, photo
from tests.capture.web.conftest import sent
from tests.capture.web.test_sync import Speaker, asking_of

CONTENT = photo()
FILE = f"/floor/files/{claim(CONTENT).digest}/?kind=picture"


@pytest.fixture
def speaker(link_of: Callable[[str], str]) -> Speaker:
    return Speaker(link_of("E01"))


def post(address: str, request: MarkedRequest, body: bytes | None = None) -> HttpResponse:
    """Post what is asked; `body` is what arrives of it where something on the way changed it."""
    headers = {"Accept": "application/json", "Authorization": request.by, NONCE: request.nonce}
    came = request.sent if body is None else body
    browser = Client(raise_request_exception=False)
    return cast("HttpResponse", browser.post(address, came, "application/json", headers=headers))


def is_own(request: MarkedRequest, answer: HttpResponse) -> bool:
    return request.is_own(answer.status_code, answer.content, answer.headers.get(MARK, ""))


def letter(*documents: object) -> bytes:
    return json.dumps({"clock": now().isoformat(), "revisions": documents}).encode()


@pytest.mark.parametrize(
    ("address", "sent_", "secret", "status"),
    [
        ("/floor/sync/", letter(sent(1)), "", 200),
        ("/floor/sync/", letter({"odd": True}), "", 200),
        ("/floor/sync/", b"no letter", "", 422),
        ("/floor/sync/", b" " * (MOST_BYTES + 1), "", 413),
        ("/floor/sync/", letter(), "x" * 43, 401),
        (FILE, CONTENT, "", 200),
        (FILE, b"x" * 300_001, "", 413),
        (FILE, b"something else", "", 422),
        (FILE.replace("picture", "film"), CONTENT, "", 422),
        (FILE, CONTENT, "x" * 43, 401),
        ("/floor/stopped/", b"", "", 401),
    ],
    ids=lambda said: said if isinstance(said, int) else "",  # a letter tells the time: no name of a test
)
def test_what_the_server_decides_it_marks(
    speaker: Speaker, address: str, sent_: bytes, secret: str, status: int
) -> None:
    request = MarkedRequest(f"Phone {speaker.id} {secret or speaker.secret}", sent_)
    answer = post(address, request)
    assert (answer.status_code, is_own(request, answer)) == (status, True)
    assert not is_own(MarkedRequest(request.by, request.sent), answer)  # of another letter, word for word the same
    changed = MarkedRequest(request.by, request.sent + b"!", request.nonce)
    is_unread = status == 401 or (address, status) == ("/floor/sync/", 413)  # refused whatever it says
    assert is_own(changed, answer) == is_unread
    assert "no-store" in answer.headers["Cache-Control"]


def test_who_is_sent_away_is_told_so_by_the_server_itself(speaker: Speaker, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sync, "LETTERS", 0)
    request = MarkedRequest(f"Phone {speaker.id} {speaker.secret}", letter())
    answer = post("/floor/sync/", request)
    assert (answer.status_code, is_own(request, answer), answer.headers["Retry-After"] > "0") == (429, True, True)


def test_what_was_changed_on_the_way_is_answered_as_what_it_is_now(speaker: Speaker) -> None:
    by = f"Phone {speaker.id} {speaker.secret}"
    for address, whole in (("/floor/sync/", letter(sent(1))), (FILE, CONTENT)):
        request = MarkedRequest(by, whole)
        answer = post(address, request, whole[: len(whole) // 2])
        assert (answer.status_code, is_own(request, answer)) == (HTTPStatus.UNPROCESSABLE_ENTITY, False)


def test_a_locked_phone_is_told_by_the_server_itself_that_it_was_stopped(speaker: Speaker, officer: Actor) -> None:
    stop(officer, Phone.objects.get())
    request = MarkedRequest(f"Asking {speaker.id} {asking_of(speaker.secret)}", b"")
    answer = post("/floor/stopped/", request)
    assert (json.loads(answer.content), is_own(request, answer)) == ({"stopped": True}, True)


def test_a_phone_is_let_in_by_the_server_itself(link_of: Callable[[str], str], speaker: Speaker) -> None:
    document = {"phone": speaker.id, "secret": speaker.secret, "device": "android"}
    request = MarkedRequest(f"Phone {speaker.id} {speaker.secret}", json.dumps(document).encode())
    answer = post(f"{link_of('E01')}floor/phone/", request)
    assert (answer.status_code, is_own(request, answer)) == (HTTPStatus.OK, True)


def test_nothing_is_marked_where_nothing_was_decided_or_nobody_asks_for_it(
    speaker: Speaker, monkeypatch: pytest.MonkeyPatch
) -> None:
    by = f"Phone {speaker.id} {speaker.secret}"
    for nonce in ("", "x" * 32, "0" * 31, "0" * 32 + "\u00e9"):
        assert MARK not in post("/floor/sync/", MarkedRequest(by, letter(), nonce)).headers

    def fails(*_given: object) -> None:
        raise DatabaseError

    monkeypatch.setattr(sync, "receive", fails)
    answer = post("/floor/sync/", MarkedRequest(by, letter(sent(1))))
    assert (answer.status_code >= 500, MARK in answer.headers) == (True, False)
