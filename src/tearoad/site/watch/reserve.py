"""Room for the figures of a process, before it begins: they stand in files that are written as memory.

A file that has no room on the disk is no error there but the end of the process (SIGBUS).
"""

from __future__ import annotations

import os
from pathlib import Path

FIGURES = "PROMETHEUS_MULTIPROC_DIR"
"""Where the processes of one server put their figures; read by `prometheus_client` when it is imported."""
_KINDS = ("counter", "histogram")
_BYTES = 2 << 20
"""Several times what all routes, methods and codes can take."""


def reserve_figures() -> None:
    """Take the room of this process's files; where there is none, its figures stay its own."""
    folder = os.environ.get(FIGURES)
    try:
        for kind in _KINDS if folder else ():
            with Path(folder or "", f"{kind}_{os.getpid()}.db").open("ab") as file:
                os.posix_fallocate(file.fileno(), 0, _BYTES)
    except OSError:
        del os.environ[FIGURES]
