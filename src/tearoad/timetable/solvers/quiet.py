"""HiGHS without its greeting: the first one made in a process prints two lines that no option turns off."""

from __future__ import annotations

import gc
import os
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from typing import TYPE_CHECKING

from tearoad.timetable.solvers.memory import give_back_memory

if TYPE_CHECKING:
    import highspy

_OUT = 1
"""The file descriptor C code prints to."""


def new_highs() -> highspy.Highs:
    """Return a HiGHS that prints nothing, uses one thread, and gives back the memory that it frees."""
    give_back_memory()
    _greet()
    return _new_solver()


@cache
def _greet() -> None:
    """Let HiGHS greet nobody, once a process: for that moment standard output leads nowhere."""
    with _nobody_listening():
        _new_solver()


def _new_solver() -> highspy.Highs:
    import highspy  # noqa: PLC0415  # only when a search is needed

    solver = highspy.Highs()  # type: ignore[no-untyped-call]  # typed only in part
    solver.setOptionValue("output_flag", False)  # noqa: FBT003  # HiGHS' own interface
    solver.setOptionValue("threads", 1)
    return solver


@contextmanager
def _nobody_listening() -> Iterator[None]:
    try:
        kept = os.dup(_OUT)
    except OSError:  # there is no standard output, so nothing to keep clean
        yield
        return
    nowhere = os.open(os.devnull, os.O_WRONLY)
    try:
        os.dup2(nowhere, _OUT)
        yield
    finally:
        os.dup2(kept, _OUT)
        os.close(kept)
        os.close(nowhere)


@contextmanager
def without_collecting() -> Iterator[None]:
    """Leave garbage alone: to look for it among millions of parts that are kept takes as long as making them."""
    collects = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collects:
            gc.enable()
