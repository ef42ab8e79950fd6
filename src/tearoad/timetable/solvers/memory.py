"""Memory that a search gives back to the system while it runs, not only at its end."""

from __future__ import annotations

import ctypes
import sys
from functools import cache

_TRIM_THRESHOLD, _MMAP_THRESHOLD, _ARENA_MAX = -1, -3, -8
"""What glibc's `mallopt` calls them (malloc.h)."""
_LEAST_GIVEN_BACK = 65_536
"""Bytes: blocks of this size or more go back to the system when they are freed."""


@cache
def give_back_memory() -> None:
    """Have the C library give large blocks back when they are freed, and serve all threads from one heap.

    By itself glibc raises that size to 32 MB as larger blocks are freed, and keeps a heap for each thread: a plan of
    the demo then takes a third more memory, most of it free. Other C libraries are left as they are.
    """
    if not sys.platform.startswith("linux"):
        return
    mallopt = getattr(ctypes.CDLL(None), "mallopt", None)
    if mallopt is not None:
        for setting, value in (
            (_ARENA_MAX, 1),
            (_MMAP_THRESHOLD, _LEAST_GIVEN_BACK),
            (_TRIM_THRESHOLD, _LEAST_GIVEN_BACK),
        ):
            mallopt(setting, value)
