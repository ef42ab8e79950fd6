"""Every address, asked by a stranger and by an officer: strict headers, and nothing in a page against them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from uuid import UUID

import pytest
from django.http import HttpResponseBase
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver
from pytest_django.fixtures import Settings

from tearoad.demo.make import make_mission
from tearoad.journey.web.actions.write_files import write_files
from tearoad.mission.web.actions.missions import make
from tearoad.people import Actor

PARAMETER = re.compile(r"<(?:(?P<kind>\w+):)?(?P<name>\w+)>")
NOBODY = str(UUID(int=0))
STAND_INS = {"uuid": NOBODY, "int": "1", "slug": "x", "str": "x", "path": "x", None: "x"}
POLICY = {
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self' data:",
    "font-src 'self'",
    "media-src 'self'",
    "connect-src 'self'",
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
    "manifest-src 'self'",
}
SCANNING = {
    "script-src 'self'": "script-src 'self' 'wasm-unsafe-eval'",
    "img-src 'self' data:": "img-src 'self' data: blob:",
    "media-src 'self'": "media-src 'self' blob:",
}
"""What the phone's page alone may do: run the compiled reader of codes, show photos and memos that it keeps."""
POLICIES = {"/floor/": {SCANNING.get(text, text) for text in POLICY}}
HEADERS = {"X-Content-Type-Options": "nosniff", "Referrer-Policy": "same-origin", "X-Frame-Options": "DENY"}
LOADED = {"script": "src", "link": "href", "img": "src", "iframe": "src", "source": "src", "form": "action"}


def addresses(mission_id: str = NOBODY) -> list[str]:
    """Return an address for every route, its parameters filled with stand-ins."""

    def fill(found: re.Match[str]) -> str:
        return mission_id if found["name"] == "mission_id" else STAND_INS.get(found["kind"], "x")

    return sorted({"/" + PARAMETER.sub(fill, route) for route in routes(get_resolver())})


def routes(resolver: URLResolver, before: str = "") -> Iterator[str]:
    for pattern in resolver.url_patterns:
        route = before + str(pattern.pattern)
        if isinstance(pattern, URLPattern):
            yield route.removesuffix("$")
        else:
            yield from routes(pattern, route)


class Reader(HTMLParser):
    """Reads a page and remembers what the strict policy forbids."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Look at an element."""
        given = {name: value or "" for name, value in attrs}
        if tag == "style" or (tag == "script" and "src" not in given):
            self.found.append(f"<{tag}>")
        self.found += [f"{name}=" for name in given if name == "style" or name.startswith(("on", "hx-on"))]
        source = given.get(LOADED.get(tag, ""), "")
        if re.match(r"(https?:)?//|javascript:", source):
            self.found.append(source)


def faults(address: str, answer: HttpResponseBase) -> list[str]:
    headers = answer.headers
    found = [name for name, value in HEADERS.items() if headers.get(name) != value]
    if set(headers.get("Content-Security-Policy", "").split("; ")) != POLICIES.get(address, POLICY):
        found.append(f"Content-Security-Policy: {headers.get('Content-Security-Policy')}")
    if headers.get("Content-Type", "").startswith("text/html") and not answer.streaming:
        reader = Reader()
        reader.feed(answer.content.decode())  # type: ignore[attr-defined]  # not streamed
        found += reader.found
    return found


@pytest.mark.django_db
def test_a_stranger_gets_strict_headers_everywhere(settings: Settings) -> None:
    settings.DESIGN_PAGE = True
    client = Client(raise_request_exception=False)
    judged = {
        address: faults(address, client.get(address)) for address in (*addresses(), "/nowhere/", "/design/fault/")
    }
    assert {address: found for address, found in judged.items() if found} == {}


def test_an_officer_gets_strict_headers_and_no_fault_on_every_page_of_a_mission(
    officer: Actor, signed_in: Client, settings: Settings
) -> None:
    settings.DESIGN_PAGE = True
    files = make_mission()
    row = make(officer, files.mission)
    write_files(officer, row, files)
    signed_in.raise_request_exception = False
    broken, judged = [], {}
    for address in addresses(str(row.pk)):
        answer = signed_in.get(address)
        judged[address] = faults(address, answer)
        if answer.status_code == 500:
            broken.append(address)
    assert {address: found for address, found in judged.items() if found} == {}
    assert broken == []
