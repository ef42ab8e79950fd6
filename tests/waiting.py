"""How a test waits: for something that comes about, never for a clock."""

from __future__ import annotations

import time
from collections.abc import Callable

PATIENCE_S = 300.0
"""After so long a test gives up. Only failure takes so long, so it is generous: a busy machine is no fault."""
PATIENCE_MS = 1000 * PATIENCE_S
"""The same for browsers."""


def wait_for(is_so: Callable[[], object], told: Callable[[], object] = lambda: "it did not come about") -> None:
    """Wait until something is so; `told` says, where it never is, how things stand."""
    end = time.monotonic() + PATIENCE_S
    while not is_so():
        assert time.monotonic() < end, told()
        time.sleep(0.02)
