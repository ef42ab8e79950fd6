"""Whether an address or a number of a person stands anywhere in what is kept."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tearoad.people.handles import read_handle

_NUMBER = re.compile(r"\+?\d[\d\s().\-\u2010-\u2015]{4,}\d")


def mentions(found: object, address: str) -> bool:
    """Whether an e-mail address, phone number or messenger, however it is written, stands anywhere in JSON data."""
    wanted = read_handle(address)
    if wanted.kind == "mail":
        whole = re.compile(rf"(?<![\w.+-]){re.escape(wanted.key)}(?![\w-])")
        return any(whole.search(text.casefold()) for text in _texts(found))
    if wanted.kind == "messenger":
        return any(wanted.matches(read_handle(text)) for text in _texts(found))
    numbers = (number for text in _texts(found) for number in _NUMBER.findall(text)) if wanted.kind else ()
    return any(wanted.matches(read_handle(number)) for number in numbers)


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
