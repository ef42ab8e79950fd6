"""SQLite unless a PostgreSQL is named."""

from __future__ import annotations

from typing import Any
from urllib.parse import unquote, urlsplit

from tearoad.site.config import Config


def database(config: Config) -> dict[str, Any]:
    """Return Django's settings of the database."""
    if not config.database_url:
        return {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": str(config.data.resolve() / "tearoad.sqlite3"),
            "OPTIONS": {
                # A transaction that will write says so at once: it then waits instead of failing halfway.
                "transaction_mode": "IMMEDIATE",
                "timeout": 20,
                "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA foreign_keys=ON;",
            },
        }
    url = urlsplit(config.database_url)
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(url.path.lstrip("/")),
        "USER": unquote(url.username or ""),
        "PASSWORD": unquote(url.password or ""),
        "HOST": unquote(url.hostname or ""),
        "PORT": str(url.port or ""),
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
    }
