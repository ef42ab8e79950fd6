"""Slow looks at what somebody hands in, made before anything is written: what was seen is remembered for its use.

A form is answered in one transaction, which on SQLite is the only one that writes meanwhile. Looking into a PDF may
take many seconds: it is done before the transaction begins, and the view then finds what was seen.
"""

from __future__ import annotations

import hashlib
from collections import OrderedDict
from collections.abc import Callable
from threading import Lock
from typing import Generic, TypeVar

_T = TypeVar("_T")
_MOST = 64
"""So many files are remembered: those of who sends just now."""


class Ahead(Generic[_T]):
    """A slow function of a file's bytes, and its name where that matters, that may be called ahead."""

    def __init__(self, look: Callable[..., _T], *, most: int = _MOST) -> None:
        """Keep the function, and how much is remembered."""
        self._look, self._most = look, most
        self._seen: OrderedDict[str, tuple[_T, int]] = OrderedDict()
        self._lock = Lock()

    def ahead(self, content: bytes, *name: str) -> _T:
        """Look now; the next who asks about the same bytes is told at once, and one more for each time."""
        found, key = self._look(content, *name), _digest(content, *name)
        with self._lock:
            _before, times = self._seen.get(key, (found, 0))
            self._seen[key] = found, times + 1
            if len(self._seen) > self._most:
                self._seen.popitem(last=False)
        return found

    def __call__(self, content: bytes, *name: str) -> _T:
        """Return what was seen, once for each time it was looked at ahead; else look."""
        if self._seen:
            key = _digest(content, *name)
            with self._lock:
                seen = self._seen.pop(key, None)
                if seen is not None and seen[1] > 1:
                    self._seen[key] = seen[0], seen[1] - 1
            if seen is not None:
                return seen[0]
        return self._look(content, *name)


def _digest(content: bytes, *name: str) -> str:
    return hashlib.sha256(content).hexdigest() + "/".join(name)
