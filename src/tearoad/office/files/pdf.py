"""Ask what a PDF holds or says, in a process of its own: whatever it was made to do, it does there and not for long."""

from __future__ import annotations

import os
import subprocess
import sys
import threading

from tearoad.office.files import pdf_inside, pdf_words
from tearoad.office.files.pdf_inside import Inside

_MOST_WAIT_S = 20.0
"""By the clock of the wall, on a machine that is busy."""
_AT_ONCE = threading.BoundedSemaphore(3)
"""So many PDFs are looked into at once by one process of the site: it bounds the memory."""
_NEEDED = ("PATH", "PYTHONPATH", "PYTHONHOME", "LD_LIBRARY_PATH", "VIRTUAL_ENV")
"""Of the environment, which also holds secrets."""


def inside(content: bytes) -> Inside | None:
    """Return what a PDF holds that is not taken; None where it is a plain document.

    Raises:
        RuntimeError: the program that looks cannot be run.

    """
    said = _said_of(content, pdf_inside.__name__)
    if said is None:
        return Inside.TOO_MUCH
    return Inside(said) if said else None


def words(content: bytes) -> str | None:
    """Return the words of a PDF that was found to be plain, a paragraph a line; None where it takes too much.

    Raises:
        RuntimeError: the program that reads cannot be run, or cannot read it.

    """
    return _said_of(content, pdf_words.__name__)


def _said_of(content: bytes, module: str) -> str | None:
    """Return what a program of ours says of a file; None where it went over its limits.

    Raises:
        RuntimeError: it cannot be run.

    """
    command = [sys.executable, "-P", "-m", module]
    environment = {name: os.environ[name] for name in _NEEDED if name in os.environ}
    try:
        with _AT_ONCE:
            done = subprocess.run(  # noqa: S603  # our own program
                command, input=content, capture_output=True, timeout=_MOST_WAIT_S, check=False, env=environment
            )
    except subprocess.TimeoutExpired:
        return None
    if done.returncode < 0:  # ended by the system, over its limits
        return None
    if done.returncode:
        raise RuntimeError(done.returncode)
    return done.stdout.decode("utf-8")
