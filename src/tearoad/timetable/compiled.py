"""Inner loops compiled to machine code. Where the compiler is missing the same code runs as it is, to the same end.

Loading numba takes some .3 seconds, compiling a module of loops some seconds. What was compiled is kept beside its
source, else, where that cannot be written to, in the user's folder for such files; `NUMBA_CACHE_DIR` names another. A
module that says `compiled` should be loaded where it is needed only, and call compiled loops of its own only: what is
kept is made anew when its own source has changed, not when another's has; nor when the fields of a named tuple that it
is given have changed places.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar, cast

try:
    import numba
except ImportError:  # there is no wheel for every processor
    numba = None  # type: ignore[assignment]  # mypy has no word for a module that may be missing

Loop = TypeVar("Loop", bound=Callable[..., Any])


def compiled(function: Loop) -> Loop:
    """Compile a function of numbers, arrays and named tuples of them; its threads may run at once."""
    if numba is None:
        return function
    try:
        return cast("Loop", numba.njit(cache=True, nogil=True)(function))
    except RuntimeError:  # nowhere can be written to: each process compiles it anew
        return cast("Loop", numba.njit(nogil=True)(function))
