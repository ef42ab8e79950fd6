"""JSON from outside, read with care: a letter, a file, a line of a backup."""

from __future__ import annotations

import json
from math import isinf
from typing import Any

from tearoad.errors import InputError
from tearoad.text import Text

DEEPEST = 200
"""So deep may brackets stand in each other: whatever is read can be written again, in any database."""


class NoJson(InputError):
    """It is no JSON, or none that is read here."""

    def __init__(self) -> None:
        """Say so."""
        super().__init__(Text("values.no_json"), Text("values.no_json_hint", deepest=DEEPEST))

    def __reduce__(self) -> tuple[type[NoJson], tuple[()]]:  # type: ignore[override]  # shorter
        """Travel whole from a worker process."""
        return type(self), ()


def data_of(written: bytes | str) -> Any:  # noqa: ANN401  # JSON data, whatever it is
    """Return JSON data: without `NaN` and endless numbers, which no other reader takes, and not deeper than is kept.

    Raises:
        NoJson: it is none of these.

    """
    try:
        found = json.loads(written, parse_constant=_refuse, parse_float=_figure)
    except (ValueError, RecursionError) as wrong:
        raise NoJson from wrong
    if _is_deep(found):
        raise NoJson
    return found


def can_be_kept(found: object) -> bool:
    """Whether every database keeps JSON data: no half of a letter, no letter without a shape."""
    try:
        written = json.dumps(found, ensure_ascii=False, allow_nan=False)
        written.encode()
    except (ValueError, TypeError, RecursionError):
        return False
    return "\\u0000" not in written


def _refuse(found: str) -> float:
    raise ValueError(found)


def _figure(found: str) -> float:
    figure = float(found)
    if isinf(figure):
        raise ValueError(found)
    return figure


def _is_deep(found: object) -> bool:
    """Whether brackets stand too deep in each other; level by level, so that no depth is too much to look at."""
    level = [found]
    for _ in range(DEEPEST):
        level = [
            part
            for one in level
            if isinstance(one, dict | list)
            for part in (one.values() if isinstance(one, dict) else one)
            if isinstance(part, dict | list)
        ]
        if not level:
            return False
    return True
