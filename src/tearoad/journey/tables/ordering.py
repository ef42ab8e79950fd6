"""In which order rows stand: by the values of their documents."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from typing import Any

from tearoad.values import BY_CODE

_FIGURE, _ANY = re.compile(r"(?<![.\d])\d+"), re.compile(r"\d")
_LONGEST_FIGURE = 12
_FIRST = ("start_at", "amount", "digits", "alpha2", "native", "latin", "local", *BY_CODE)
"""The part of a value by which it is sorted, where it has several."""


def sort_key(value: object, said: Mapping[str, str]) -> str:
    """Return where a value stands among others: figures by their size, words by their letters; empty for nothing.

    `said` tells how ids are called: a column of companies is sorted by their names.
    """
    if isinstance(value, str):
        return _in_order(said.get(value, value))
    return _in_order(" ".join(said.get(one, one) for one in _parts(value, sorting=True)))


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
        for one in value.values() if first is None else (first,):
            yield from _parts(one, sorting=sorting)
    elif isinstance(value, list):
        for one in value:
            yield from _parts(one, sorting=sorting)
    else:
        yield str(value)


def _in_order(text: str) -> str:
    if text.isascii():
        plain = text.lower()
    else:
        usual = text if unicodedata.is_normalized("NFKC", text) else unicodedata.normalize("NFKC", text)
        plain = usual.casefold().replace("ё", "е")
    return _FIGURE.sub(lambda found: found.group().zfill(_LONGEST_FIGURE), plain) if _ANY.search(plain) else plain
