"""Whether the stored text of a row holds a word, asked of SQLite once a row instead of once a spelling."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from functools import lru_cache
from typing import Any

from django.db import connection
from django.db.models import BooleanField, F, Func, TextField, Value
from django.db.models.lookups import Regex

NAME, NAMES_ONE = "TEXT_HOLDS", "TEXT_NAMES_ONE"
_NAMED = re.compile(r'"([^"\\]+)"')


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
    return Func(said, *(F(column) for column in columns), function=NAME, output_field=BooleanField())


def names_one_of(value: Any, ids: Sequence[str]) -> Any:  # expressions of any kind
    """Return the condition that a value, an id or a list that holds ids, names one of some."""
    if connection.vendor != "sqlite":
        return Regex(value, f'(^|")({"|".join(map(re.escape, ids))})($|")')
    return Func(Value(json.dumps(ids)), value, function=NAMES_ONE, output_field=BooleanField())


def as_text(column: str) -> Any:  # an expression of any kind
    """Return a document as SQLite stores it: as a text, which needs no conversion for every row."""
    return Func(F(column), template="%(expressions)s", output_field=TextField())


def add_to_connection(connection: Any, **_signal: object) -> None:  # a connection of any database
    """Let a connection to SQLite ask so; every connection is told when it is made."""
    if connection.vendor == "sqlite":
        connection.connection.create_function(NAME, -1, _text_holds, deterministic=True)
        connection.connection.create_function(NAMES_ONE, 2, _names_one, deterministic=True)


def _names_one(said: str, text: str | None) -> bool:
    ids = _ids(said)
    return text is not None and (text in ids or not ids.isdisjoint(_NAMED.findall(text)))


@lru_cache(maxsize=64)
def _ids(said: str) -> frozenset[str]:
    return frozenset(json.loads(said))


def _text_holds(said: str, *texts: str | None) -> bool:
    wanted = _wanted(said)
    for text in texts:
        held = text or ""
        for key in wanted.keys:
            held = held.replace(key, "")
        held = held.lower() if wanted.is_plain else held
        for spelling in wanted.spellings:
            if spelling in held:
                return True
    return False


@lru_cache(maxsize=64)
def _wanted(said: str) -> WantedText:
    found = json.loads(said)
    return WantedText(tuple(found["spellings"]), found["is_plain"], tuple(found["keys"]))
