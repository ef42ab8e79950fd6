"""Letters of phones and of halls with wrong types: refused in words or kept aside, and no page of anybody breaks."""

from __future__ import annotations

import json
import random
from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, datetime
from typing import Any

from uuid_utils.compat import uuid7

from lab.benchmarks.attack.browser import Browser
from lab.benchmarks.attack.site import FAIR, OURS, Finding, Site, faults_of

PLAY = "letters"
EXPECTED = frozenset({200, 400, 401, 403, 404, 409, 413, 422, 429})
PAGES = frozenset({200, 302})
_WRONG: tuple[Any, ...] = (
    None,
    True,
    -1,
    0,
    10**30,
    1.5,
    float("nan"),
    float("inf"),
    "",
    "\0",
    "\ud800",
    "x" * 100_000,
    "9999-99-99T99:99",
    [],
    [[]],
    {},
    {"": None},
    [None] * 1000,
    {"a": {"a": {"a": {"a": []}}}},
)
_RAW = (
    b"",
    b"null",
    b"[]",
    b"\xff\xfe",
    b"[" * 100_000,
    b'{"a":' * 50_000 + b"1" + b"}" * 50_000,
    b'{"made": 1' + b"0" * 5000 + b"}",
    b'{"clock": NaN}',
    b'{"made":1,"made":2}',
)


def play(site: Site, letters: int) -> Iterator[Finding]:
    """Send so many letters as phones and as a hall; then every page of the office opens as before."""
    addresses = site.addresses(OURS, "officer")
    pages = _opened(site, addresses)
    phones = site.houses[OURS]["phones"]
    browser = Browser(site.port)
    for number in range(letters):
        by_hall = number % 2
        path = "/floor/exchange/" if by_hall else "/floor/sync/"
        body = _body(site.dice, phones, by_hall=bool(by_hall))
        answer = browser.ask("POST", path, body, _headers(site, phones[0], by_hall=bool(by_hall)))
        yield from faults_of(PLAY, f"{path} {body[:80]!r}", answer, EXPECTED)
    for address, status in _opened(site, addresses).items():
        if pages[address] in PAGES and status != pages[address]:
            yield Finding(PLAY, f"{address} answered {pages[address]} before and {status} after the letters")
    yield from _honest(site, browser, phones[0])


def letter(revisions: list[Any], number: int) -> dict[str, Any]:
    """Return a letter as a phone's page sends it."""
    return {
        "clock": datetime.now(UTC).isoformat(),  # a phone has a clock
        "made": number,
        "waiting": len(revisions),
        "ready": True,
        "revisions": revisions,
        "authors": [],
        "held": [],
        "held_files": [],
        "since": 0,
        "era": "",
        "briefing": "",
        "plan": 0,
    }


def revision(number: int) -> dict[str, Any]:
    """Return what a phone wrote down about a visitor."""
    return {
        "schema": 1,
        "id": str(uuid7()),
        "report": str(uuid7()),
        "number": number,
        "made_at": FAIR.isoformat(),
        "meeting": "",
        "values": {"person": "Visitor (fictional)"},
        "replaces": {},
    }


def _honest(site: Site, browser: Browser, phone: Mapping[str, str]) -> Iterator[Finding]:
    """After all that a phone is heard as before, and what is acknowledged is noted for the end."""
    sent = [revision(number) for number in range(1, 4)]
    body = json.dumps(letter(sent, 3)).encode()
    answer = browser.ask("POST", "/floor/sync/", body, _headers(site, phone, by_hall=False))
    yield from faults_of(PLAY, "an honest letter afterwards", answer, frozenset({200}))
    if answer.status == 200:  # HTTP's own
        kept = [load.get("kept") for load in json.loads(answer.body).get("answers", [])]
        if kept != ["received"] * len(sent):
            yield Finding(PLAY, f"an honest letter afterwards is kept as {kept}")
        site.acknowledged["receipts"] |= {one["id"] for one in sent}


def _opened(site: Site, addresses: Iterable[str]) -> dict[str, int]:
    browser = site.browser(OURS, "officer")
    return {address: browser.get(address).status for address in addresses}


def _headers(site: Site, phone: Mapping[str, str], *, by_hall: bool) -> dict[str, str]:
    who = f"Hub {site.houses[OURS]['hub']}" if by_hall else f"Phone {phone['id']} {phone['secret']}"
    return {"Authorization": who, "Content-Type": "application/json", "Accept": "application/json", "Cookie": ""}


def _body(dice: random.Random, phones: list[dict[str, str]], *, by_hall: bool) -> bytes:
    if dice.random() < 0.1:  # a tenth is no letter at all
        return dice.choice(_RAW)
    whole = _hall_letter(phones, dice) if by_hall else letter([revision(dice.randint(1, 99)) for _ in range(3)], 3)
    for _ in range(dice.randint(1, 3)):
        _spoil(whole, dice)
    return json.dumps(whole).encode("utf-8", "surrogatepass")


def _hall_letter(phones: list[dict[str, str]], dice: random.Random) -> dict[str, Any]:
    by = dice.choice(phones)
    change = {
        "party": by["party"],
        "phone": by["id"],
        "number": 1,
        "document": revision(1),
        "received_at": FAIR.isoformat(),
    }
    return {
        "phones": [
            {"id": by["id"], "party": by["party"], "secret": "0" * 64, "device": "android", "at": FAIR.isoformat()}
        ],
        "changes": [change],
        "asides": [{"party": by["party"], "phone": by["id"], "payload": "{}", "reasons": [], "digest": "a" * 64}],
        "read": {by["party"]: {"era": "", "number": 0}},
        "plan_number": dice.choice((0, 1, 10**9)),
        "plan": {"number": 2, "document": {}, "published_at": FAIR.isoformat()},
    }


def _spoil(value: Any, dice: random.Random) -> None:  # noqa: ANN401  # JSON
    """Put something of a wrong type somewhere into a letter."""
    while True:
        keys = list(value) if isinstance(value, dict) else list(range(len(value)))
        if not keys:
            return
        key = dice.choice(keys)
        if isinstance(value[key], dict | list) and value[key] and dice.random() < 0.7:  # mostly deeper
            value = value[key]
            continue
        if isinstance(value, dict) and dice.random() < 0.15:  # some are left out
            del value[key]
        else:
            value[key] = dice.choice(_WRONG)
        return
