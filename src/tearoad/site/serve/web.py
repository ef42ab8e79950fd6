"""The web server: granian, which calls the front of the site in one or more processes."""

from __future__ import annotations

import multiprocessing
import os
import resource
import shutil
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import connections

from tearoad.site.serve.parents import end_with_parent
from tearoad.site.serve.scratch import leave_scratch, use_scratch
from tearoad.site.watch.logs import logging_settings
from tearoad.site.watch.reserve import FIGURES

_HEADERS_MS, _HEADERS_BYTES = 15_000, 65_536
"""How long headers may take, also of a connection that is kept open, and how long they may be."""
_CONNECTIONS = 4096
"""So many connections a process has at once; one that waits costs some memory, no thread."""


def serve_web(host: str, port: int) -> None:
    """Answer requests until told to stop; requests under way are finished. The site is loaded."""
    from granian import Granian  # noqa: PLC0415  # only the server needs it
    from granian.constants import HTTPModes, Interfaces  # noqa: PLC0415  # only the server needs it
    from granian.http import HTTP1Settings  # noqa: PLC0415  # only the server needs it
    from granian.log import LogLevels  # noqa: PLC0415  # only the server needs it

    end_with_parent()
    _allow_open_files()
    _empty_figures(Path(settings.DATA) / "figures")
    scratch = use_scratch(Path(settings.DATA))
    connections.close_all()
    multiprocessing.set_start_method("fork", force=True)  # its processes share what this one has loaded
    Granian(
        "tearoad.site.front.served:make_lasting_front",
        factory=True,
        address=host,
        port=port,
        interface=Interfaces.ASGI,
        http=HTTPModes.http1,
        http1_settings=HTTP1Settings(header_read_timeout=_HEADERS_MS, max_buffer_size=_HEADERS_BYTES),
        websockets=False,
        backlog=_CONNECTIONS,
        backpressure=_CONNECTIONS,
        workers=settings.CONFIG.web_processes,
        respawn_failed_workers=True,
        respawn_interval=1.0,
        workers_kill_timeout=3,  # without it a stop before the port is up never ends
        log_level=LogLevels.warning,
        log_dictconfig=_logging(settings.CONFIG.log_level),
    ).serve()
    leave_scratch(scratch)


def _allow_open_files() -> None:
    """Let each process open as many connections and files as the system allows: the usual 1,024 are soon taken."""
    _soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))


def _empty_figures(folder: Path) -> None:
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True, exist_ok=True)
    os.environ[FIGURES] = str(folder)


def _logging(level: str) -> dict[str, Any]:
    """Return the server's own logging: our lines of JSON, its everyday news left out."""
    made = logging_settings(level)
    quiet = {"handlers": ["stderr"], "level": "WARNING", "propagate": False}
    return made | {"loggers": made["loggers"] | {"_granian": quiet, "granian.access": quiet}}
