"""What was acknowledged is on the disk. Other tests write without waiting for it; here a site is asked."""

from __future__ import annotations

import json
import os
from collections.abc import Callable

import pytest


def test_what_is_served_waits_for_the_disk(prepared_place: dict[str, str], script: Callable[..., str]) -> None:
    """In each connection: a server answers in several threads."""
    found = json.loads(script(prepared_place, "durable.py"))
    if os.environ.get("TEAROAD_DATABASE_URL"):
        # The server's own setting holds; neither the site's address nor its sessions set it aside.
        assert {setting["set_by"] for setting in found} <= {"default", "configuration file", "command line"}
    else:
        assert found == [{"journal_mode": "wal", "synchronous": FULL, "foreign_keys": 1}] * 2


FULL = 2
"""SQLite's number for: each transaction is on the disk before it is told."""


@pytest.mark.skipif(not os.environ.get("TEAROAD_DATABASE_URL"), reason="of PostgreSQL's server")
def test_a_session_that_does_not_wait_for_the_disk_is_seen(
    prepared_place: dict[str, str], script: Callable[..., str]
) -> None:
    url = prepared_place["TEAROAD_DATABASE_URL"] + "&options=-csynchronous_commit%3Doff"
    found = json.loads(script(prepared_place | {"TEAROAD_DATABASE_URL": url}, "durable.py"))
    assert {setting["set_by"] for setting in found} == {"client"}
