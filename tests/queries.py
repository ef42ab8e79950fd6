"""How many questions the database is asked: a page asks as many for three rows as for one."""

from __future__ import annotations

from collections.abc import Callable

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext


def queries_of(act: Callable[[], object]) -> int:
    """Return how many queries something takes."""
    with CaptureQueriesContext(connection) as asked:
        act()
    return len(asked)


def queries_at(client: Client, address: str) -> int:
    """Return how many queries a page takes, once what is made once a process has been made."""
    for _ in range(2 if address.startswith(("/a/", "/v/")) else 1):  # a second view of a link is noted
        assert client.get(address).status_code == 200
    return queries_of(lambda: client.get(address))
