"""What the rules say about the ways of one wish, each question put once.

Ways differ in their time, their place and who speaks, and hardly a rule looks at both of the last two: what a rule said
of one way holds for all that are the same to it.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence

from tearoad.timetable import rules
from tearoad.timetable.plan import Meeting
from tearoad.timetable.problem import Problem
from tearoad.timetable.rules import Rule, Violation

_SPEAKER = tuple(rule for rule in rules.RULES if rule in rules.OF_SPEAKER)
_PLACE = tuple(rule for rule in rules.RULES if rule not in rules.OF_SPEAKER | {rules.pins_hold})


class Judged:
    """The answers so far."""

    def __init__(self, problem: Problem, meeting: Callable[[int], Meeting]) -> None:
        """Begin with no question asked; `meeting` is what stands in a column."""
        self._problem, self._meeting = problem, meeting
        self._alone: dict[Hashable, tuple[Violation, ...]] = {}
        self._together: dict[Hashable, bool] = {}

    def alone(self, column: int) -> tuple[Violation, ...]:
        """Return what a way breaks if there is no other meeting."""
        way = self._meeting(column)
        pinned = rules.pins_hold(self._problem, (way,)) if way.wish in self._problem.lookup.pin else ()
        return (
            *self._broken(_PLACE, way, (way.start, "place", way.place)),
            *self._broken(_SPEAKER, way, (way.start, "speaker", way.interpreter)),
            *pinned,
        )

    def breaks(self, rule: Rule, column: int, others: Sequence[int] = ()) -> bool:
        """Whether a way breaks a rule together with others."""
        way = self._meeting(column)
        key = (rule, way.start, way.interpreter if rule in rules.OF_SPEAKER else way.place, *others)
        if key not in self._together:
            self._together[key] = any(rule(self._problem, (*map(self._meeting, others), way)))
        return self._together[key]

    def _broken(self, rules: Sequence[Rule], way: Meeting, key: Hashable) -> tuple[Violation, ...]:
        if key not in self._alone:
            self._alone[key] = tuple(violation for rule in rules for violation in rule(self._problem, (way,)))
        return self._alone[key]
