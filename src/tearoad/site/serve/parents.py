"""No process outlives the one that started it, even where that one is killed without a word."""

from __future__ import annotations

import os
import signal
import threading
import time
from collections.abc import Callable

PARENT = "SERVED_BY"
"""The variable in which a process tells its children who started them."""
_EVERY_S = 0.5


def end_with_parent(parent: int | None = None, *, grace_s: float = 5.0, end: Callable[[], None] | None = None) -> None:
    """End this process soon after its parent is gone: politely at first, then at once.

    A thread looks twice a second. That works on every system, and also where the parent was gone before we began.
    """
    expected = parent if parent is not None else int(os.environ.get(PARENT, "0"))
    if expected:
        threading.Thread(target=_look, args=(expected, grace_s, end or _terminate), daemon=True).start()


def _look(parent: int, grace_s: float, end: Callable[[], None]) -> None:
    while os.getppid() == parent:
        time.sleep(_EVERY_S)
    end()
    time.sleep(grace_s)
    os._exit(1)


def _terminate() -> None:
    os.kill(os.getpid(), signal.SIGTERM)
