"""Whether the stored text of a row holds a word, asked of SQLite once a row instead of once a spelling."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from functools import lru_cache
from typing import Any

from django.db.models import BooleanField, F, Func, TextField, Value

NAME = "TEXT_HOLDS"


@dataclass(frozen=True, slots=True)
class WantedText:
    """What is looked for in stored text."""

    spellings: tuple[str, ...]
    """Ways to write a word, as they are stored; of a word in plain letters its small ones."""
    is_plain: bool
    """Whether it is of plain letters, whose cases are all the same."""
    keys: tuple[str, ...]
    """Names of fields, as they are stored, that hold the word as well and are not meant."""


def holds(wanted: WantedText, columns: Sequence[str]) -> Any:  # an expression of any kind
    """Return the condition that one of some columns holds what is looked for."""
    said = Value(json.dumps(asdict(wanted)))
    return Func(said, *(F(one) for one in columns), function=NAME, output_field=BooleanField())


def as_text(column: str) -> Any:  # an expression of any kind
    """Return a document as SQLite stores it: as a text, which needs no conversion for every row."""
    return Func(F(column), template="%(expressions)s", output_field=TextField())


def add_to_connection(connection: Any, **_signal: object) -> None:  # a connection of any database
    """Let a connection to SQLite ask so; every connection is told when it is made."""
    if connection.vendor == "sqlite":
        connection.connection.create_function(NAME, -1, _text_holds, deterministic=True)


def _text_holds(said: str, *texts: str | None) -> bool:
    wanted = _wanted(said)
    for text in texts:
        held = text or ""
        for key in wanted.keys:
            held = held.replace(key, "")
        held = held.lower() if wanted.is_plain else held
        for one in wanted.spellings:
            if one in held:
                return True
    return False


@lru_cache(maxsize=64)
def _wanted(said: str) -> WantedText:
    found = json.loads(said)
    return WantedText(tuple(found["spellings"]), found["is_plain"], tuple(found["keys"]))
