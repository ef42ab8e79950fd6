"""What nobody should send and somebody will: JSON that is none, and things that are none of their kind."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from copy import deepcopy
from typing import Any

NONSENSE: Mapping[str, bytes] = {
    "nothing": b"",
    "no JSON": b"{",
    "no UTF-8": b'{"phones": "\xff"}',
    "NUL": b"\x00",
    "null": b"null",
    "number": b"7",
    "text": b'"phones"',
    "list": b"[]",
    "empty": b"{}",
    "NaN": b'{"phones": NaN}',
    "endless": b'{"phones": 1e999}',
    "five thousand digits": b'{"phones": ' + b"9" * 5000 + b"}",
    "deep": b"[" * 10_000 + b"]" * 10_000,
    "very deep": b"[" * 200_000,
    "deep in a letter": b'{"phones": '
    + b"[" * 9000
    + b"]" * 9000
    + b', "changes": [], "asides": [], "read": {}, "plan_number": 0}',
}
"""Bodies that are no letter of anybody."""


def deep(levels: int = 150) -> list[Any]:
    """Return lists in lists."""
    found: list[Any] = []
    for _ in range(levels):
        found = [found]
    return found


VALUES: Mapping[str, Any] = {
    "null": None,
    "true": True,
    "minus": -1,
    "large": 10**40,
    "fraction": 1.5,
    "empty": "",
    "text": "nonsense",
    "long": "x" * 100_000,
    "NUL": "a\0b",
    "half a letter": "\ud800",
    "absurd day": "9999-99-99",
    "last day": "9999-12-31T23:59:59+00:00",
    "first day": "0001-01-01T00:00:00+14:00",
    "list": [],
    "list of a number": [7],
    "object": {},
    "object of nonsense": {"nonsense": {"nonsense": [None]}},
    "deep": deep(),
    "digits": "9" * 5000,
    "not a number": "NaN",
    "somebody else's": "00000000-0000-7000-8000-000000000000",
}
"""In the place of anything."""


def mutants(found: Any, *, at_most: int = 2, every: int = 1) -> Iterator[tuple[str, Any]]:  # noqa: ANN401  # JSON data
    """Yield JSON data with one thing in it replaced, left out or added, and where.

    Args:
        found: what is right.
        at_most: so many entries of a list or mapping of many are spoilt.
        every: only each so many-th is given, in turn, so that all kinds of nonsense still meet all kinds of places.

    """
    number = 0
    for path in _paths(found, at_most):
        for name, value in (*VALUES.items(), ("left out", _paths)):
            number += 1
            if number % every == 0:
                yield f"{'/'.join(map(str, path))}: {name}", _with(found, path, value)


def _paths(found: Any, at_most: int) -> Iterator[tuple[Any, ...]]:  # noqa: ANN401  # JSON data
    parts: list[tuple[Any, Any]] = []
    if isinstance(found, dict):
        parts = list(found.items())
        if all(isinstance(one, dict | list) for one in found.values()):
            parts = parts[:at_most] if len(parts) > 8 else parts
    elif isinstance(found, list):
        parts = list(enumerate(found))[:at_most]
    for key, part in parts:
        yield (key,)
        yield from ((key, *rest) for rest in _paths(part, at_most))


def _with(found: Any, path: tuple[Any, ...], value: object) -> Any:  # noqa: ANN401  # JSON data
    made = deepcopy(found)
    at = made
    for key in path[:-1]:
        at = at[key]
    if value is _paths:
        del at[path[-1]]
    else:
        at[path[-1]] = value
    return made
