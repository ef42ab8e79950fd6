"""How much memory a process used at most."""

from __future__ import annotations

import resource
import sys
from contextlib import suppress
from pathlib import Path


def peak_mb() -> float:
    """Return the most memory this process held; Linux counts it in kB, macOS in bytes.

    On Linux `ru_maxrss` of a started program begins at what the process held that started it, so the kernel's own mark
    of this program is read where it can be.
    """
    with suppress(OSError, StopIteration), Path("/proc/self/status").open(encoding="ascii") as iowrapper:
        return next(int(line.split()[1]) for line in iowrapper if line.startswith("VmHWM:")) / 2**10
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak / (2**20 if sys.platform == "darwin" else 2**10)
