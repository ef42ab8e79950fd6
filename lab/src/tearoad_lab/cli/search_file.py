"""The search of a large event in a file, after each of its rounds: who runs it again goes on from there."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any

from tearoad.cli.timetable.files import read_json, write_json
from tearoad.errors import InputError
from tearoad.text import Text
from tearoad_lab.matchmaking.checkpoint import Checkpoint
from tearoad_lab.matchmaking.event import Event
from tearoad_lab.matchmaking.judge import breaks, faults

SCHEMA = "tearoad.event-search/3"


class SearchFile:
    """One search of one event, kept in a file or nowhere."""

    def __init__(self, path: Path | None, event: Event, seed: int, work: float) -> None:
        """Look at nothing yet."""
        self._path, self._event = path, event
        digest = hashlib.sha256(repr((event.people, event.slots, event.tables, event.spread)).encode())
        for appointment in event.appointments:
            digest.update(repr((appointment.people, sorted(appointment.slots))).encode())
        digest.update(repr(sorted(event.order)).encode())
        self._whose = {"schema": SCHEMA, "event": digest.hexdigest(), "seed": seed, "work": work}

    def keep(self, checkpoint: Checkpoint) -> None:
        """Write down where the search is, whole or not at all."""
        if self._path is not None:
            write_json({**self._whose, **asdict(checkpoint)}, self._path, "--keep")

    def resumed(self) -> Checkpoint | None:
        """Return where the search was; None where nothing is kept yet.

        Raises:
            InputError: the file cannot be read, holds something else, or another search.

        """
        if self._path is None or not self._path.exists():
            return None
        found = read_json(self._path)
        if {name: found.get(name) for name in self._whose} != self._whose:
            raise InputError(Text("lab.keep_other", path=str(self._path)), Text("lab.keep_other_hint"))
        counts = [_count(found, name) for name in ("least", "turn", "rounds", "bound")]
        start, plan, best = (self._plan(found, name) for name in ("start", "plan", "best"))
        if -1 in counts or start is None or plan is None or best is None or sum(breaks(self._event, best)) < counts[-1]:
            raise InputError(Text("lab.keep_broken", path=str(self._path)), Text("lab.keep_other_hint"))
        least, turn, rounds, bound = counts
        return Checkpoint(least, turn, rounds, start, plan, best, bound)

    def _plan(self, found: Mapping[str, Any], name: str) -> tuple[int, ...] | None:
        """Return a plan that keeps the rules; None where there is none."""
        slots = found.get(name)
        if not isinstance(slots, list) or len(slots) != len(self._event.appointments):
            return None
        if not all(type(slot) is int for slot in slots):
            return None
        unfair = {"matchmaking.event_unfair"}  # the first plans of a search are not always fair
        broken = {text.code for text in faults(self._event, slots)} - unfair
        return None if broken else tuple(slots)


def _count(found: Mapping[str, Any], name: str) -> int:
    """Return a number that counts something; -1 where there is none."""
    number = found.get(name)
    return number if type(number) is int and number >= 0 else -1
