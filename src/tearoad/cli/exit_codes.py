"""What the shell is told."""

from __future__ import annotations

from enum import IntEnum


class ExitCode(IntEnum):
    """The exit codes of every command; documented in `docs/reference/exit-codes.md`."""

    DONE = 0
    HELD_BACK = 1
    """Done, but rows were held back, or the judge found something."""
    UNUSABLE = 2
    """Nothing could be done with what was given."""
    MUSTS_CLASH = 3
    """Not all musts can be held; the best plan without them is written."""
    INTERRUPTED = 4
    """Stopped by a person or the system; what is on disk is whole."""
    UNREACHABLE = 5
    """The database's server, or a hub's home, does not answer: the same command may work a little later."""
