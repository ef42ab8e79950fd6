"""Whether an address or a number of a person stands anywhere in what is kept."""

from __future__ import annotations

import re
from collections.abc import Iterator

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
    return any(_digits(number) == digits for text in _texts(found) for number in _NUMBER.findall(text))


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
        for part in found:
            yield from _texts(part)
