"""What clients were told: every acknowledged write, and every one whose answer never came."""

from __future__ import annotations

import json
import threading
from collections import Counter, defaultdict
from pathlib import Path
from typing import Any

NOTED_TWICE = frozenset({"ruling", "revision", "sent link"})
"""Further facts about a write that is counted by its state already."""


class Notes:
    """What must be found later. A key belongs to one client thread, so its writes come one after the other."""

    def __init__(self) -> None:
        """Begin empty."""
        self._lock = threading.Lock()
        self._states: dict[str, dict[str, list[Any]]] = defaultdict(dict)
        self._facts: dict[str, list[Any]] = defaultdict(list)
        self._counts: dict[str, Counter[str]] = defaultdict(Counter)
        self.answers: Counter[str] = Counter()
        self.acknowledged: Counter[str] = Counter()
        self.unknown: Counter[str] = Counter()

    def state(self, kind: str, key: str, value: object, *, acked: bool) -> None:
        """Something now has this value; where the answer never came, it may have."""
        with self._lock:
            self._count(kind, acked=acked)
            held = self._states[kind]
            held[key] = [value] if acked else [*held.get(key, [None]), value]

    def fact(self, kind: str, value: object) -> None:
        """Something acknowledged that must be there at the end."""
        with self._lock:
            self._count(kind, acked=True)
            self._facts[kind].append(value)

    def tally(self, kind: str, key: str, *, acked: bool) -> None:
        """One more of a kind was acknowledged, or may have been written."""
        with self._lock:
            self._count(kind, acked=acked)
            self._counts[f"{kind}:{'acked' if acked else 'unknown'}"][key] += 1

    def answered(self, what: str) -> None:
        """Count an answer by its kind."""
        with self._lock:
            self.answers[what] += 1

    def document(self) -> dict[str, Any]:
        """Return a copy of everything noted so far."""
        with self._lock:
            held = {"states": self._states, "facts": self._facts, "counts": self._counts}
            copied: dict[str, Any] = json.loads(json.dumps(held, default=dict))
            return copied

    def write(self, path: Path) -> None:
        """Keep everything for the judge."""
        path.write_text(json.dumps(self.document()), encoding="utf-8")

    def _count(self, kind: str, *, acked: bool) -> None:
        if kind not in NOTED_TWICE:
            (self.acknowledged if acked else self.unknown)[kind] += 1
