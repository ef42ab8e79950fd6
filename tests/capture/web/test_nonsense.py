"""Nothing that a phone's doors are sent is answered by a fault: a documented code, and the part that is wrong."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterator
from secrets import token_hex
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from uuid_utils.compat import uuid7

from tearoad.capture.mark import MarkedRequest
from tearoad.capture.web.models import Phone
from tearoad.capture.web.urls import urlpatterns
from tearoad.capture.web.views.phone import MOST_BYTES
from tearoad.web.clock import now
from tests.capture.web.conftest import secret_of, sent
from tests.nonsense import NONSENSE, VALUES, mutants

EVERY = int(os.environ.get("NONSENSE_EVERY", "17"))
"""Each so many-th mutant is sent; 1 sends every one."""
FILE = f"/floor/files/{'a' * 64}/"
WELL = {200, 409, 413, 422}
PARTS = {"clock", "made", "waiting", "plan", "revisions", "authors", "held", "since", "cards", "held_files"}
PARTS |= {"phone", "secret", "device"}


def post(path: str, body: bytes, **headers: str) -> tuple[int, Any]:
    browser = Client(raise_request_exception=False)
    answer = browser.post(path, body, "application/json", headers={"Accept": "application/json", **headers})
    return answer.status_code, json.loads(answer.content)


def by(phone: Phone) -> dict[str, str]:
    return {"Authorization": f"Phone {phone.pk} {secret_of(phone.pk)}"}


def letter(phone: Phone) -> dict[str, Any]:
    """A letter with something of every part."""
    note = sent(1, notes="Wants tea", products=["P1"]) | {"replaces": {"notes": [str(uuid7())]}}
    file = {"digest": "a" * 64, "kind": "picture", "type": "image/jpeg", "size": 1000}
    return {
        "clock": now().isoformat(),
        "made": 2,
        "waiting": 1,
        "ready": True,
        "plan": 1,
        "revisions": [note, sent(2, files=[file])],
        "authors": ["", str(phone.pk)],
        "held": [str(uuid7())],
        "held_files": ["b" * 64],
        "since": 0,
        "era": str(uuid7()),
        "cards": 0,
        "briefing": "",
    }


def faults(letters: Iterator[tuple[str, Any]], ask: Callable[[bytes], tuple[int, Any]]) -> list[Any]:
    """Ask with each, and return what was answered otherwise than it should be."""
    found = []
    for where, mutant in letters:
        status, answer = ask(json.dumps(mutant).encode())
        is_told = set(answer) == {"code", "message", "hint", "problems"}
        part = where.partition("/")[0].partition(":")[0]
        is_cut = len(json.dumps(mutant)) > MOST_BYTES  # what is longer is not read to its end
        is_named = (
            is_cut
            or answer.get("code") != "floor_pages.no_letter"
            or any(part in problem for problem in answer["problems"])
        )
        if status not in WELL or (status != 200 and not is_told) or not is_named:
            found.append((where, status, answer))
    return found


def test_no_letter_of_a_phone_is_answered_by_a_fault_and_the_wrong_part_is_named(phone: Phone) -> None:
    letters = mutants(letter(phone), every=EVERY)
    assert faults(letters, lambda body: post("/floor/sync/", body, **by(phone))) == []


def test_no_phone_that_is_let_in_is_answered_by_a_fault(link_of: Callable[[str], str]) -> None:
    document = {"phone": str(uuid7()), "secret": secret_of(str(uuid7())), "device": "android"}
    path = f"{link_of('E01')}floor/phone/"
    assert faults(mutants(document, every=3), lambda body: post(path, body)) == []


@pytest.mark.parametrize("body", NONSENSE.values(), ids=NONSENSE)
def test_a_body_that_is_no_letter_is_refused_at_every_door(
    body: bytes, phone: Phone, link_of: Callable[[str], str]
) -> None:
    for path, headers in (("/floor/sync/", by(phone)), (f"{link_of('E01')}floor/phone/", {})):
        status, answer = post(path, body, **headers)
        assert (status, answer["code"]) == (422, "floor_pages.no_letter")
    assert post(f"{FILE}?kind=picture", body, **by(phone))[0] in {413, 422}


@pytest.mark.parametrize("kind", [text for text in map(str, VALUES.values()) if len(text) < 100 and text.isascii()])
def test_a_file_of_no_kind_is_refused(kind: str, phone: Phone) -> None:
    browser = Client(raise_request_exception=False)
    answer = browser.post(
        f"/floor/files/{'a' * 64}/", b"x", "image/jpeg", query_params={"kind": kind}, headers=by(phone)
    )
    assert answer.status_code == (400 if "\0" in kind else 422)  # no text of anybody's holds a NUL


@pytest.mark.parametrize("secret", ["", "Phone", "Phone x y", "Asking é ü", "Phone " + "x" * 5000, "Hub a.b", "\x7f"])
@pytest.mark.parametrize(
    "path",
    ["/floor/sync/", f"/floor/files/{'a' * 64}/?kind=picture", "/floor/stopped/", "/floor/notice/", "/floor/exchange/"],
)
def test_who_is_nobody_is_told_so_at_every_door(mission: object, path: str, secret: str) -> None:
    del mission
    status, answer = post(path, b"{}", Authorization=secret)
    assert (status, set(answer)) == (401, {"code", "message", "hint", "problems"})


def test_every_door_of_phones_and_halls_marks_what_it_answers(link_of: Callable[[str], str]) -> None:
    """Whatever changes something for a phone is one of these: there is no tick that any proxy could settle."""
    token = link_of("E01").split("/")[2]
    file = {"digest": "a" * 64}
    known = {"floor-enrol": {"token": token}, "floor-upload": file, "floor-exchange-file": file}
    known |= {"floor-sync": {}, "floor-stopped": {}, "floor-notice": {}, "floor-exchange": {}}
    doors = [urlpattern.name for urlpattern in urlpatterns if getattr(urlpattern.callback, "csrf_exempt", False)]
    assert set(doors) == set(known)
    for name in doors:
        marked = MarkedRequest("Phone a b", b"{}", token_hex(16))
        headers = {"Authorization": marked.by, "Tearoad-Nonce": marked.nonce}
        answer = Client().post(
            reverse(str(name), kwargs=known[str(name)]), marked.sent, "application/json", headers=headers
        )
        assert marked.is_own(answer.status_code, answer.content, answer.headers["Tearoad-Mark"]), name
