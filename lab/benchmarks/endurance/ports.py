"""A port of this machine that nobody uses."""

from __future__ import annotations

import socket


def free_port() -> int:
    """Return one."""
    with socket.socket() as trial:
        trial.bind(("127.0.0.1", 0))
        return int(trial.getsockname()[1])
