"""A plan: the meetings, what was left out, and how good it is against what no plan can beat."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field
from enum import StrEnum

from tearoad.mission import Objective, Switch
from tearoad.text import Text
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
    seconds: float = field(default=0.0, compare=False)
    """By the clock of the run that made it; it is not written down, so that the same plan is the same file."""
    was_cut: bool = False
    """Whether the clock, or somebody, ended it before its work was done: another run may find more."""


@dataclass(frozen=True, slots=True)
class Plan:
    """The meetings in order of time, the wishes left out, and the levels in the mission's order."""

    meetings: tuple[Meeting, ...]
    unplaced: tuple[WishId, ...] = ()
    levels: tuple[Level, ...] = ()
    seed: int = 0
    engine: str = ""
    problem_digest: str = ""
    switched_off: frozenset[Switch] = frozenset()
    """Rules that this plan need not keep."""


def cut_levels(plan: Plan) -> tuple[Level, ...]:
    """Return the levels that the clock, or somebody, ended before their work was done."""
    return tuple(level for level in plan.levels if level.was_cut)


def cut_short(plan: Plan) -> Text | None:
    """Return in words that the clock ended the search; None when every level's work was done."""
    cut = tuple(Text(f"journey.objective_{level.objective.value}") for level in cut_levels(plan))
    return Text("timetable.cut_short", levels=cut) if cut else None


def broken_rules_sentence(plan: Plan) -> Text | None:
    """Return which rules a plan does not keep, in words; None when it keeps all of them."""
    return rules_off(plan.switched_off)


def rules_off(switched_off: Collection[str]) -> Text | None:
    """Return which rules are off, in words; None when none is."""
    rules = tuple(Text(f"timetable.rule_{switch.value}") for switch in Switch if switch in switched_off)
    return Text("timetable.not_kept", rules=rules) if rules else None
