"""In which order rows stand: by the values of their documents."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from tearoad.values import BY_CODE

_FIGURE = re.compile(r"(?<![.\d])\d+")
_LONGEST_FIGURE = 12
_FIRST = ("start_at", "amount", "digits", "alpha2", "native", "latin", "local", *BY_CODE)
"""The part of a value by which it is sorted, where it has several."""


def sort_keys(values: Iterable[object], said: Mapping[str, str]) -> list[str]:
    """Return where each value stands among the others: figures by size, words by letters; empty for nothing.

    `said` tells how ids are called: a column of companies is sorted by their names. All are brought into order as one
    text, a line each: twenty thousand texts, each by itself, would take three times as long.
    """
    lines = (said.get(value, value) if isinstance(value, str) else _in_one_line(value, said) for value in values)
    return _in_order("\n".join(line.replace("\n", " ") for line in lines)).split("\n")


def _in_one_line(value: object, said: Mapping[str, str]) -> str:
    return " ".join(said.get(part, part) for part in _parts(value, sorting=True))


def texts_in(value: object) -> Iterator[str]:
    """Yield every text and figure in a value of a document, without the names of its fields."""
    yield from _parts(value, sorting=False)


def _parts(value: Any, *, sorting: bool) -> Iterator[str]:  # noqa: ANN401  # what JSON holds
    if value is None or value == "":
        return
    if isinstance(value, dict):
        money = value.get("money")
        if sorting and isinstance(money, dict):
            yield from _parts(money, sorting=True)
            return
        first = next((value[name] for name in _FIRST if value.get(name)), None) if sorting else None
        for part in value.values() if first is None else (first,):
            yield from _parts(part, sorting=sorting)
    elif isinstance(value, list):
        for part in value:
            yield from _parts(part, sorting=sorting)
    else:
        yield str(value)


def _in_order(text: str) -> str:
    if text.isascii():
        plain = text.lower()
    else:
        usual = text if unicodedata.is_normalized("NFKC", text) else unicodedata.normalize("NFKC", text)
        plain = usual.casefold().replace("ё", "е")
    return _FIGURE.sub(lambda match: match[0].zfill(_LONGEST_FIGURE), plain)
