"""In which order rows stand, and which of them somebody looks for: by the values of their documents."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from typing import Any, TypeAlias

from tearoad.names import fold

SortKey: TypeAlias = "tuple[bool, tuple[tuple[int, float, str], ...]]"
_FIGURE = re.compile(r"(\d+(?:\.\d+)?)")
_FIRST = ("start_at", "amount", "digits", "alpha2", "native", "latin", "local", "en", "zh", "ru")
"""The part of a value by which it is sorted, where it has several."""


def sort_key(value: object, said: Mapping[str, str]) -> SortKey:
    """Return where a value stands: what is empty last, figures by their size, words by their letters.

    `said` tells how ids are called: a column of companies is sorted by their names.
    """
    text = " ".join(said.get(one, one) for one in _parts(value, sorting=True))
    return (not text, _natural(text))


def matches(value: object, wanted: str, said: Mapping[str, str]) -> bool:
    """Whether a value holds what somebody looks for, whatever its case and accents; every word of it."""
    held = fold(" ".join((*texts_in(value), *(said.get(one, "") for one in texts_in(value)))))
    return all(word in held for word in fold(wanted).split())


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


def _natural(text: str) -> tuple[tuple[int, float, str], ...]:
    plain = unicodedata.normalize("NFKC", text).casefold().replace("ё", "е")
    parts = (one for one in _FIGURE.split(plain) if one)
    return tuple((0, float(one), "") if _FIGURE.fullmatch(one) else (1, 0.0, one) for one in parts)
