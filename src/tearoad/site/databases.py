"""SQLite unless a PostgreSQL is named."""

from __future__ import annotations

from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

from tearoad.site.config import Config


def database(config: Config) -> dict[str, Any]:
    """Return Django's settings of the database."""
    return _postgresql(config.database_url) if config.database_url else _sqlite(config)


def _sqlite(config: Config) -> dict[str, Any]:
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": str(config.data.resolve() / "tearoad.sqlite3"),
        "OPTIONS": {
            # A transaction that will write says so at once: it then waits instead of failing halfway.
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            # FULL: what was acknowledged is on the disk, also when the power goes.
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON;",
        },
    }


def _postgresql(address: str) -> dict[str, Any]:
    """Read `postgresql://user:password@host:port/name`; `?host=/folder` names the folder of a local socket."""
    url = urlsplit(address)
    options = {name: values[-1] for name, values in parse_qs(url.query).items()}
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(url.path.lstrip("/")),
        "USER": unquote(url.username or ""),
        "PASSWORD": unquote(url.password or ""),
        "HOST": options.pop("host", "") or unquote(url.hostname or ""),
        "PORT": str(url.port or ""),
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": {"connect_timeout": 5, **options},
    }
