"""What the tests of matchmaking have in common: exchanges that are compiled before a test is measured."""

from __future__ import annotations

from math import inf

import pytest

from tearoad.timetable.solvers.solver import never
from tearoad_lab.matchmaking.annealing import Annealing
from tearoad_lab.matchmaking.chains import Chains
from tearoad_lab.matchmaking.checkpoint import Checkpoint
from tearoad_lab.matchmaking.sat.encoding import Limits
from tearoad_lab.timetable.made_up_events import Size, made_up_event
from tests.waiting import PATIENCE_S


@pytest.fixture(scope="session", autouse=True)
def compiled_exchanges() -> None:
    """Compile the loops, once for each version of them; later they come from where they are kept."""
    event = made_up_event(Size(12, 24, 8, 5), 0)
    chains = Chains(event, tuple(frozenset({0}) for _ in event.appointments), Limits(0, 8), 0)
    looks = iter((False, True))
    chains.place_all(lambda: next(looks, True))
    whole = Chains(event, tuple(appointment.slots for appointment in event.appointments), Limits(0, 8), 0)
    whole.place_all(never)
    start = Checkpoint(0, 0, 0, whole.plan, whole.plan, whole.plan, 0)
    with Annealing(whole.seating, {}, start, seed=0, work=1e-6, ends=inf) as annealing:
        annealing.wait(PATIENCE_S)
