"""Temporary files of a server's processes: in the data folder, and cleared away also where a process was killed."""

from __future__ import annotations

import os
import platform
import shutil
import tempfile
from pathlib import Path

import psutil

FOLDER = "tmp"


def use_scratch(data: Path) -> Path:
    """Let this process and those it starts keep temporary files in a folder of its own; return it.

    A process that is killed leaves its files, and they may hold somebody's sheets: whoever starts or ends next on this
    machine removes the folders of processes that are no more. At a decent end the process removes its own.
    """
    mine = data / FOLDER / f"{platform.node()[:40]}-{os.getpid()}"
    _clear_forsaken(mine.parent)
    shutil.rmtree(mine, ignore_errors=True)
    mine.mkdir(parents=True, mode=0o700)
    os.environ["TMPDIR"] = tempfile.tempdir = str(mine)
    return mine


def leave_scratch(mine: Path) -> None:
    """Remove the folder of a process that ends, and those of others that were killed meanwhile."""
    shutil.rmtree(mine, ignore_errors=True)
    _clear_forsaken(mine.parent)


def _clear_forsaken(folder: Path) -> None:
    for path in folder.glob(f"{platform.node()[:40]}-*"):
        number = path.name.rpartition("-")[2]
        if number.isdigit() and not _lives(int(number)):
            shutil.rmtree(path, ignore_errors=True)


def _lives(number: int) -> bool:
    """Whether a process is at work; one that is dead and not yet buried is not."""
    try:
        return psutil.Process(number).status() != psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return False
    except psutil.Error:
        return True  # somebody else's: it is there
