"""What whoever runs Tea Road may set: default < file < environment; wrong values are told, all at once."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields
from datetime import timedelta
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Config:
    """Every setting, by the name of its variable without `TEAROAD_`, in small letters."""

    data: Path = field(default_factory=lambda: Path("tearoad-data"))
    """The folder of database, files and keys."""
    database_url: str = ""
    """`postgresql://user:password@host/name`; empty means SQLite in the data folder."""
    secret_key: str = ""
    """Empty: made at the first start and kept in the data folder."""
    hosts: tuple[str, ...] = ("localhost", "127.0.0.1", "[::1]")
    address: str = "http://localhost:8000"
    """How people reach the site; stands in links and mails."""
    mail_url: str = ""
    """`smtp://user:password@host:port`; empty: mails stay in the outbox and are shown there."""
    mail_from: str = "tearoad@localhost"
    clock_offset_s: int = 0
    """Moves the time that pages show: for demonstrations."""
    debug: bool = False

    @property
    def clock_offset(self) -> timedelta:
        """The offset as a stretch of time."""
        return timedelta(seconds=self.clock_offset_s)


def read_config(environment: Mapping[str, str] = os.environ) -> Config:
    """Return the configuration of an environment."""
    found: dict[str, object] = {}
    for one in fields(Config):
        written = environment.get(f"TEAROAD_{one.name.upper()}")
        if written is not None:
            found[one.name] = _READ.get(one.name, str)(written)
    return Config(**found)  # type: ignore[arg-type]  # each reader gives its field's type


_READ: Mapping[str, Callable[[str], object]] = {
    "data": Path,
    "hosts": lambda written: tuple(part.strip() for part in written.split(",") if part.strip()),
    "clock_offset_s": int,
    "debug": lambda written: written == "1",
}
