"""What the commands for matchmaking events read: the `.dzn` of the public benchmark."""

from __future__ import annotations

from pathlib import Path

from tearoad.cli.timetable.files import read_text
from tearoad_lab.matchmaking.dzn import read_dzn
from tearoad_lab.matchmaking.event import Event


def read_event(path: Path, spread: int | None) -> Event:
    """Return the event in a `.dzn` file.

    Raises:
        NotFoundError: there is no such file.
        InputError: it holds no event, or one that contradicts itself.

    """
    return read_dzn(read_text(path), spread=spread)
