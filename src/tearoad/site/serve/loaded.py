"""A process that has loaded the site: what serves is forked from it, and shares what it has loaded."""

from __future__ import annotations

import functools
import gc
import multiprocessing
import os
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from typing import TypeVar

from tearoad.errors import SetupError
from tearoad.site.serve.parents import end_with_parent
from tearoad.text import Text

_YOUNG, _MIDDLE, _OLD = 50_000, 20, 100
_T = TypeVar("_T")


def load_site() -> None:
    """Load what web server and workers use from the first minute on; Django is set up, no connection is open."""
    from django.urls import get_resolver  # noqa: PLC0415  # whoever only wants `in_child` has no Django yet

    _ = get_resolver().url_patterns
    leave_loaded()


def leave_loaded() -> None:
    """Do not look for garbage among what stays: that search took 200 ms of every seventh visit of a large page.

    It would also write to every page of memory that processes share.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(_YOUNG, _MIDDLE, _OLD)


def in_child(work: Callable[..., _T], *arguments: object) -> _T:
    """Do something once in a process of its own, which takes its memory with it; return or raise what it does.

    Raises:
        SetupError: the process was killed.

    """
    context = multiprocessing.get_context("fork")
    with ProcessPoolExecutor(1, context, end_with_parent, (os.getpid(),)) as pool:
        try:
            return pool.submit(functools.partial(work, *arguments)).result()
        except BrokenProcessPool as broken:
            raise SetupError(Text("site.child_killed"), Text("site.child_killed_hint")) from broken
