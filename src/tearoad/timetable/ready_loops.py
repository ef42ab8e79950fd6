"""The search's compiled loops, made ready before they are needed: `make setup` does so, else the first plan."""

from __future__ import annotations

import sys
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from tearoad.mission import Objective, PlaceKind
from tearoad.timetable import compiled
from tearoad.timetable.problem import MeetingPlace, Party, Problem, Side, Wish
from tearoad.values import PartyId, PlaceId, Slot, Window, WishId

COMPILING_S = 25
"""About how long all of it takes on a quiet core."""
COMPILATIONS = 55
"""About so many functions are compiled, those of numba's own that they call included."""


def ready_loops(on_progress: Callable[[int, int], None]) -> bool:
    """Load what is kept of the loops and compile what is not; say whether this machine can compile at all.

    `on_progress` hears of each function that has to be compiled, and of about how many; of nothing where all are kept.
    """
    done = 0

    def begin() -> None:
        nonlocal done
        done += 1
        on_progress(min(done, COMPILATIONS), COMPILATIONS)

    if compiled.is_there():
        with compiled.each_compilation(begin):
            _use_each_loop()
    return compiled.is_there()


def _use_each_loop() -> None:
    """Squeeze meetings into a plan and shift them: with the arrays of a real search, in some milliseconds."""
    from tearoad.timetable.solvers.candidates import candidates  # noqa: PLC0415  # numpy and the compiler come with it
    from tearoad.timetable.solvers.greedy import Packing  # noqa: PLC0415  # numpy and the compiler come with it
    from tearoad.timetable.solvers.limits import Limits  # noqa: PLC0415  # numpy and the compiler come with it
    from tearoad.timetable.solvers.shifting import Shifting  # noqa: PLC0415  # numpy and the compiler come with it
    from tearoad.timetable.solvers.solver import Effort  # noqa: PLC0415  # numpy and the compiler come with it
    from tearoad.timetable.solvers.spots import Spots  # noqa: PLC0415  # numpy and the compiler come with it

    problem = _few_meetings()
    spots = Spots(problem)
    ways = candidates(problem, spots)
    packing = Packing(Limits(problem, spots, ways).all(), len(ways))
    first_and_last = packing.fill([nth for nth, way in enumerate(ways) if way.start != 1])
    shifting = Shifting(problem, ways, packing, first_and_last, (Objective.IDLE,))
    shifting.improve(frozenset(), Effort(seconds=600, work=0.001))
    shifting.grow(frozenset(), Effort(seconds=600, work=0.001))


def _few_meetings() -> Problem:
    """Return a firm and four buyers who wish to meet it in one of three half hours."""
    firm, stand = PartyId("firm"), PlaceId("stand")
    begin = datetime(2023, 2, 6, 9, tzinfo=UTC)
    half_hour = timedelta(minutes=30)
    starts = [begin + nth * half_hour for nth in range(3)]
    buyers = [PartyId(f"buyer {nth}") for nth in range(4)]
    return Problem(
        slots=tuple(Slot(nth, 0, Window(at, at + half_hour)) for nth, at in enumerate(starts)),
        places=(MeetingPlace(stand, PlaceKind.STAND, owner=firm),),
        parties=(Party(firm, Side.EXPORTER, (1, 1, 1)), *(Party(buyer, Side.BUYER, (1, 1, 1)) for buyer in buyers)),
        wishes=tuple(Wish(WishId(buyer), firm, buyer, 1, frozenset(range(3)), (stand,)) for buyer in buyers),
    )


if __name__ == "__main__":
    sys.exit(not ready_loops(lambda _done, _total: None))
