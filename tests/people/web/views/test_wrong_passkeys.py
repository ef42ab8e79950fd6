"""Whatever a program sends as a passkey is a wrong passkey, on the page of signing in and where one is made."""

from __future__ import annotations

import json
from base64 import urlsafe_b64encode
from collections.abc import Iterator
from itertools import count
from typing import Any

import pytest
from allauth.account.utils import user_pk_to_url_str
from django.test import Client

from tearoad.people import Actor
from tearoad.people.web.models import User

NONSENSE: tuple[Any, ...] = (None, "\ud800", [[]], {"a": []})
RAW = ("null", "[]", "[" * 10_000, '{"id": NaN}', "{}")
ANSWER = ("clientDataJSON", "authenticatorData", "signature", "userHandle", "attestationObject")


def _encoded(content: bytes) -> str:
    return urlsafe_b64encode(content).decode().rstrip("=")


def _credential(user: User) -> dict[str, Any]:
    said = {"type": "webauthn.get", "challenge": "AAAA", "origin": "http://testserver"}
    return {
        "id": "AAAA",
        "rawId": "AAAA",
        "type": "public-key",
        "response": {
            "clientDataJSON": _encoded(json.dumps(said).encode()),
            "authenticatorData": _encoded(bytes(37)),
            "signature": "AAAA",
            "userHandle": _encoded(user_pk_to_url_str(user).encode()),
            "attestationObject": _encoded(b"\xa3cfmtdnonegattStmt\xa0hauthData\x40"),
        },
        "clientExtensionResults": {},
    }


def _wrong(user: User) -> Iterator[str]:
    """Yield what is sent: no credential at all, and one with nonsense in each of its places."""
    yield from RAW
    whole = _credential(user)
    yield json.dumps(whole)
    for name in whole:
        yield from (json.dumps(whole | {name: nonsense}) for nonsense in NONSENSE)
    for name in ANSWER:
        yield from (json.dumps(whole | {"response": whole["response"] | {name: nonsense}}) for nonsense in NONSENSE)
    for cut in range(0, 37, 12):
        yield json.dumps(whole | {"response": whole["response"] | {"authenticatorData": _encoded(b"\xff" * cut)}})


def test_no_wrong_passkey_signs_in_or_breaks_the_page(manager: Actor) -> None:
    user = User.objects.get(memberships__organisation_id=manager.tenant)
    numbers = count()
    for written in _wrong(user):
        stranger = Client(REMOTE_ADDR=f"10.8.{next(numbers) % 250}.1")
        stranger.post("/sign-in/passkey/options/")
        assert (written, stranger.post("/sign-in/passkey/", {"credential": written}).status_code) == (written, 422)


@pytest.mark.usefixtures("manager")
def test_no_wrong_passkey_is_made(managing: Client) -> None:
    user = User.objects.get(email="manager@example.org")
    for written in _wrong(user):
        managing.post("/account/factors/passkey/options/")
        answer = managing.post("/account/factors/passkey/", {"credential": written, "name": "x"})
        assert (written, answer.status_code) == (written, 422)
