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
        self._seen: OrderedDict[str, _T] = OrderedDict()
        self._lock = Lock()

    def ahead(self, content: bytes, *name: str) -> None:
        """Look now; the next who asks about the same bytes is told at once."""
        found, key = self._look(content, *name), _digest(content, *name)
        with self._lock:
            self._seen[key] = found
            if len(self._seen) > self._most:
                self._seen.popitem(last=False)

    def __call__(self, content: bytes, *name: str) -> _T:
        """Return what was seen, once; else look."""
        if self._seen:
            with self._lock:
                found = self._seen.pop(_digest(content, *name), self)
            if found is not self:
                return found  # type: ignore[return-value]  # what was kept
        return self._look(content, *name)


def _digest(content: bytes, *name: str) -> str:
    return hashlib.sha256(content).hexdigest() + "/".join(name)
