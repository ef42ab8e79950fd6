"""Inner loops compiled to machine code. Where the compiler is missing the same code runs as it is, to the same end.

Loading numba takes some .3 seconds, compiling the loops of a plan some fifteen. What was compiled is kept
(`loop_cache.py`) for each version of its source, of Python and of the compiler, and for each kind of processor. A
module that says `compiled` should be loaded where it is needed only, and call compiled loops of its own only: what is
kept is made anew when its own source has changed, or the fields of a named tuple that it is given; not when another's
source has.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, TypeVar, cast

try:
    import numba

    from tearoad.timetable import loop_cache

    _NJIT: Any = numba.njit  # its types know nothing of wrappers that a loop can do without
except (ImportError, OSError):  # there is no wheel for every processor, and LLVM is not loaded on every system
    numba = None  # type: ignore[assignment]  # mypy has no word for a module that may be missing

Loop = TypeVar("Loop", bound=Callable[..., Any])


def compiled(loop: Loop) -> Loop:
    """Compile a function of numbers, arrays and named tuples of them; its threads may run at once."""
    if numba is None:
        return loop
    dispatcher = _NJIT(nogil=True, no_cfunc_wrapper=True)(loop)
    dispatcher._cache = loop_cache.CachedLoop(loop)  # noqa: SLF001  # numba's own cache takes nothing from a folder that is read-only
    return cast("Loop", dispatcher)


def compiled_part(loop: Loop) -> Loop:
    """Compile a function that compiled loops alone call: what Python needs to call one takes as long to compile."""
    if numba is None:
        return loop
    return cast("Loop", _NJIT(nogil=True, no_cpython_wrapper=True, no_cfunc_wrapper=True)(loop))


def is_there() -> bool:
    """Whether loops are compiled at all on this machine."""
    return numba is not None


@contextmanager
def each_compilation(on_begin: Callable[[], None]) -> Iterator[None]:
    """Call `on_begin` whenever the compiler begins with one more function while the block runs."""
    if numba is None:
        yield
        return
    from numba.core import event  # noqa: PLC0415  # there is a compiler

    class Listener(event.Listener):
        def on_start(self, _event: object) -> None:
            on_begin()

        def on_end(self, _event: object) -> None:
            pass

    with event.install_listener("numba:compile", Listener()):
        yield
