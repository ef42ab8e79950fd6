"""Have a job count figures that are too many to be counted while somebody waits."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import NotRequired, TypedDict

from tearoad.mission.web.models import Mission
from tearoad.office.web.actions.jobs import ask
from tearoad.orders.web.queries.board import AmountsByRung
from tearoad.orders.web.queries.opportunity_states import OpportunityState
from tearoad.people import Actor, Policy
from tearoad.people.web.policies import require
from tearoad.results.web.queries.amounts_by_rung import amounts_by_rung
from tearoad.results.web.queries.kept_figures import FiguresBeingCounted

COUNT = "results.count"


class CountWanted(TypedDict):
    """Of which mission figures are counted; of every one that changed where the system itself begins."""

    mission: NotRequired[str]


def ask_to_count(by: Actor, mission: Mission) -> None:
    """Ask a worker to count a mission's figures; the same wish is not written twice."""
    require(by, Policy.SEE_RESULTS)
    ask(by, COUNT, str(mission.pk), CountWanted(mission=str(mission.pk)))


def amounts_counted_soon(by: Actor, mission: Mission, states: Sequence[OpportunityState]) -> AmountsByRung:
    """Return what stands at each rung; where that is of before, a worker is asked to count."""
    amounts = amounts_by_rung(mission, states)
    if amounts.counting is not None:
        ask_to_count(by, mission)
    return amounts


@contextmanager
def counted_soon(by: Actor, mission: Mission) -> Iterator[None]:
    """Ask for it where what is done inside needs figures that have to be counted first, and say so.

    Raises:
        FiguresBeingCounted: that is so.

    """
    try:
        yield
    except FiguresBeingCounted:
        ask_to_count(by, mission)
        raise
