"""A plan: the meetings, what was left out, and how good it is against what no plan can beat."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from tearoad.mission import Objective
from tearoad.values import InterpreterId, PlaceId, WishId


@dataclass(frozen=True, slots=True, order=True)
class Meeting:
    """A wish granted: from slot `start`, at a place, with an interpreter where one is needed."""

    wish: WishId
    start: int
    place: PlaceId
    interpreter: InterpreterId | None = None


class Status(StrEnum):
    """How sure a level is."""

    OPTIMAL = "optimal"
    """Value equals bound: no plan is better on this level, given the levels above."""
    FEASIBLE = "feasible"
    """The bound says how much better a plan could at most be."""


@dataclass(frozen=True, slots=True)
class Level:
    """One objective: its value, a certified bound given the levels above, seconds spent.

    Musts, value: to be maximised, so bound >= value. The others count trouble: to be minimised, so bound <= value.
    """

    objective: Objective
    value: int
    bound: int
    status: Status
    seconds: float


@dataclass(frozen=True, slots=True)
class Plan:
    """The meetings in order of time, the wishes left out, and the levels in the mission's order."""

    meetings: tuple[Meeting, ...]
    unplaced: tuple[WishId, ...] = ()
    levels: tuple[Level, ...] = ()
    seed: int = 0
    engine: str = ""
    problem_digest: str = ""
