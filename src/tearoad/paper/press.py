"""Many documents at once: a second process sets every other one, since Typst holds Python's lock while it works."""

from __future__ import annotations

import os
import signal
import threading
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from datetime import datetime
from functools import partial
from multiprocessing import get_context, parent_process
from multiprocessing.connection import wait
from pathlib import Path

from tearoad.paper.typeset import Page, compiled, facts

_WORTH_A_PRESS = 24
"""Fewer documents are set sooner than a press is warm."""
_MOST_PRESSES = 4
_ARMFUL = 4


def pdfs(template: Path, pages: Sequence[Page], stamp: datetime) -> Iterator[bytes]:
    """Return a document for each page, in their order; the same bytes as one by one by `pdf`.

    Raises:
        SetupError: Typst refused the template.

    """
    work = partial(compiled, template, stamp=stamp)
    presses = min(os.cpu_count() or 1, _MOST_PRESSES)
    if len(pages) < _WORTH_A_PRESS or presses < 2:
        yield from map(work, map(facts, pages))
        return
    # Spawned, not forked: a fork would copy a process in which solvers have threads.
    with ProcessPoolExecutor(presses, get_context("spawn"), initializer=_attend) as pool:
        yield from pool.map(work, map(facts, pages), chunksize=_ARMFUL)


def _attend() -> None:
    """Leave Ctrl-C to the parent, and go when the parent is gone, however it went."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    parent = parent_process()
    if parent is not None:
        threading.Thread(target=_go_with, args=(parent.sentinel,), daemon=True).start()


def _go_with(sentinel: int) -> None:
    wait([sentinel])
    os._exit(1)
