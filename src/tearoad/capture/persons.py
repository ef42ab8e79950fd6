"""Whether what a phone sent speaks of somebody, and what is left of it without that person."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from tearoad.capture.fields import FIELDS

PERSONAL = frozenset(field.name for field in FIELDS if field.is_personal)
_NUMBER = re.compile(r"\+?\d[\d\s().\-\u2010-\u2015]{4,}\d")
_FEWEST_DIGITS = 6
"""What is shorter reaches nobody by itself."""


def mentions(found: object, address: str) -> bool:
    """Whether an e-mail address or phone number, however it is spaced, stands anywhere in JSON data."""
    wanted = address.strip().casefold()
    if "@" in wanted:
        whole = re.compile(rf"(?<![\w.+-]){re.escape(wanted)}(?![\w-])")
        return any(whole.search(text.casefold()) for text in _texts(found))
    digits = _digits(wanted)
    if len(digits) < _FEWEST_DIGITS:
        return False
    return any(_digits(one) == digits for text in _texts(found) for one in _NUMBER.findall(text))


def without_person(document: Mapping[str, Any]) -> dict[str, Any]:
    """Return a revision's document without the person; what it replaced of them goes too, so that it still reads.

    Photos and voice memos show or speak of a person: none of them is named any more.
    """
    parts = ("values", "replaces")
    return {
        **{key: one for key, one in document.items() if key not in {"files", "dropped"}},
        **{part: {name: one for name, one in document[part].items() if name not in PERSONAL} for part in parts},
    }


def _digits(written: str) -> str:
    return "".join(sign for sign in written if sign.isdigit())


def _texts(found: object) -> Iterator[str]:
    if isinstance(found, str):
        yield found
    elif isinstance(found, dict):
        for name, value in found.items():
            yield name
            yield from _texts(value)
    elif isinstance(found, list):
        for one in found:
            yield from _texts(one)
