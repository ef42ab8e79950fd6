"""In which order a delegation stands on every list: by protocol."""

from __future__ import annotations

import re
from collections.abc import Iterable

from tearoad.mission.people import Delegate

_MOST_DIGITS = 18
_NUMBERS = re.compile(r"(\d+)")


def protocol_order(delegates: Iterable[Delegate]) -> tuple[Delegate, ...]:
    """Return the delegates by rank, then officials without one, then the firms' people; ids decide the rest."""
    return tuple(sorted(delegates, key=_place))


def _place(delegate: Delegate) -> tuple[bool, int, bool, tuple[tuple[int, str], ...]]:
    return delegate.rank == 0, delegate.rank, delegate.firm is not None, natural(delegate.id)


def natural(id_: str) -> tuple[tuple[int, str], ...]:
    """Return a key that puts D2 before D12."""
    return tuple(
        (int(part), "") if part.isdecimal() and len(part) <= _MOST_DIGITS else (0, part)
        for part in _NUMBERS.split(id_)
        if part
    )
