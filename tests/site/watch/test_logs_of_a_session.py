from __future__ import annotations

import io
import logging
from collections.abc import Iterator

import pytest
from django.test import Client

from tearoad.people import Actor
from tearoad.site.watch.logs import make_formatter

PERSONAL = ("officer@example.org", "Officer", "somebody", "a-secret", "127.0.0.1", "csrf")


@pytest.fixture
def log() -> Iterator[io.StringIO]:
    """Everything that is logged, at every level, as a site would write it."""
    written = io.StringIO()
    handler = logging.StreamHandler(written)
    handler.setFormatter(make_formatter())
    root = logging.getLogger()
    level = root.level
    root.addHandler(handler)
    root.setLevel(logging.INFO)
    yield written
    root.removeHandler(handler)
    root.setLevel(level)


def test_the_logs_of_a_session_say_what_happened_and_nothing_of_who(
    signed_in: Client, officer: Actor, log: io.StringIO
) -> None:
    signed_in.get("/")
    signed_in.get("/companies/?q=somebody@example.org")
    signed_in.get("/v/a-secret/")
    signed_in.get("/feeds/a-secret.ics")
    signed_in.post("/sign-in/", {"email": "somebody@example.org"})
    signed_in.get("/missions/no-id-somebody/")
    text = log.getvalue()
    assert text.count('"message": "answered"') == 6
    assert [word for word in (*PERSONAL, str(officer.user)) if word in text] == []
