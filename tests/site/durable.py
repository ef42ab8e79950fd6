"""Print, as JSON, how the site's connections write: the one of this thread and the one of another."""

from __future__ import annotations

import json
from concurrent.futures import ThreadPoolExecutor

from tearoad.site import manage

manage.start()

from django.db import connection  # noqa: E402  # after the set-up


def durability() -> dict[str, object]:
    """Ask the database itself."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SELECT setting, source FROM pg_settings WHERE name = 'synchronous_commit'")
            setting, source = cursor.fetchone()
            return {"setting": setting, "set_by": source}
        found: dict[str, object] = {}
        for name in ("journal_mode", "synchronous", "foreign_keys"):
            cursor.execute(f"PRAGMA {name}")
            found[name] = cursor.fetchone()[0]
        connection.close()
        return found


with ThreadPoolExecutor(1) as other:
    print(json.dumps([durability(), other.submit(durability).result()]))  # noqa: T201  # told to the test
