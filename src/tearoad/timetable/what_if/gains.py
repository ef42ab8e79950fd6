"""What a changed problem's plan gains over the plan of today, and what of that is proved."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from tearoad.mission import Objective
from tearoad.timetable.objectives import MAXIMISED
from tearoad.timetable.plan import Level, Plan
from tearoad.values import WishId


class Verdict(StrEnum):
    """How sure it is that the change helps, objective by objective."""

    PROVED = "proved"
    """Better than any plan of today could be."""
    BETTER = "better"
    """Better than today's plan; whether another plan of today could be as good is open."""
    EQUAL = "equal"
    """No better plan was found; whether there is one is open."""
    NO_GAIN = "no_gain"
    """Proved: with the change no plan is better either."""
    WORSE = "worse"
    """Not as good as today's plan: the time was too short."""
    FOLLOWS = "follows"
    """A goal above has changed already: this one is not to be compared."""


@dataclass(frozen=True, slots=True)
class LevelGain:
    """One objective before and after."""

    before: Level
    after: Level
    verdict: Verdict

    @property
    def objective(self) -> Objective:
        """What is counted."""
        return self.before.objective


@dataclass(frozen=True, slots=True)
class Gain:
    """What the change brings: objective by objective, and which wishes."""

    levels: tuple[LevelGain, ...]
    fits: tuple[WishId, ...]
    """Left out today and held then."""
    given_up: tuple[WishId, ...]
    """Held today and left out then."""


def gain(before: Plan, after: Plan) -> Gain:
    """Compare the plan of today with that of the changed problem.

    A bound holds for the plans that are as good in the goals above: so only the first goal that differs, and those
    before it, can be said to be proved.
    """
    now = {level.objective: level for level in after.levels}
    levels: list[LevelGain] = []
    for level in before.levels:
        if level.objective in now:
            settled = any(level_gain.before.value != level_gain.after.value for level_gain in levels)
            there = now[level.objective]
            levels.append(LevelGain(level, there, Verdict.FOLLOWS if settled else _verdict(level, there)))
    held, held_then = ({meeting.wish for meeting in plan.meetings} for plan in (before, after))
    return Gain(
        tuple(levels),
        tuple(wish for wish in before.unplaced if wish in held_then),
        tuple(wish for wish in after.unplaced if wish in held),
    )


def _verdict(before: Level, after: Level) -> Verdict:
    sign = 1 if before.objective in MAXIMISED else -1
    if sign * after.value > sign * before.bound:
        return Verdict.PROVED
    if sign * after.value > sign * before.value:
        return Verdict.BETTER
    if sign * after.value < sign * before.value:
        return Verdict.WORSE
    return Verdict.NO_GAIN if after.bound == before.value else Verdict.EQUAL
