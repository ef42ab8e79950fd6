"""Which messages the outbox calls sent, seen from outside while the site runs."""

from __future__ import annotations

import sqlite3
import time
from contextlib import closing

import psycopg

from lab.benchmarks.endurance.place import Place

QUERY = "SELECT message_id FROM office_message WHERE state = 'sent'"


def note_sent(place: Place, seen: dict[str, float]) -> None:
    """Note every message that is committed as sent, with the time at which we saw so; a database that is down: none."""
    try:
        if place.database_url:
            with psycopg.connect(place.database_url, connect_timeout=2) as connection:
                found = [row[0] for row in connection.execute(QUERY)]
        else:
            path = f"file:{place.data / 'tearoad.sqlite3'}?mode=ro"
            with closing(sqlite3.connect(path, uri=True, timeout=5)) as file:
                found = [row[0] for row in file.execute(QUERY)]
    except (psycopg.Error, sqlite3.Error):
        return
    at = time.time()
    for one in found:
        seen.setdefault(one, at)
