"""The rules of a timetable, in the organiser's words: one function a rule.

A meeting    grants_a_wish, is_held_once, begins_where_it_may, fits_in_day, order_is_kept, pins_hold
A place      place_is_allowed, place_is_open, place_has_room
People       people_are_enough, stand_is_never_empty, walk_in_share_is_kept, day_is_not_too_full, quota_is_kept,
             party_gets_a_pause, person_gets_a_pause, party_is_in_one_place, person_is_there, person_is_in_one_place,
             somebody_can_be_at_each_meeting
Interpreters interpreter_is_present, interpreter_is_needed, interpreter_speaks, interpreter_is_on_duty,
             interpreter_serves_own_firm, interpreter_is_welcome, interpreter_is_in_one_place,
             interpreter_day_is_humane, interpreter_gets_a_pause

A limit that is switched off binds nobody: `lookup` tells the rules parties, interpreters and ways without it.
Taking a meeting away never breaks a rule. A must that is not held breaks none either: musts are the first objective.
"""

from collections.abc import Callable, Iterator, Sequence
from typing import TypeAlias

from tearoad.timetable.plan import Meeting
from tearoad.timetable.problem import Problem
from tearoad.timetable.rules.interpreters import (
    interpreter_day_is_humane,
    interpreter_gets_a_pause,
    interpreter_is_in_one_place,
    interpreter_is_needed,
    interpreter_is_on_duty,
    interpreter_is_present,
    interpreter_is_welcome,
    interpreter_serves_own_firm,
    interpreter_speaks,
)
from tearoad.timetable.rules.meetings import (
    begins_where_it_may,
    fits_in_day,
    grants_a_wish,
    is_held_once,
    order_is_kept,
    pins_hold,
)
from tearoad.timetable.rules.pauses import party_gets_a_pause, person_gets_a_pause
from tearoad.timetable.rules.people import (
    day_is_not_too_full,
    party_is_in_one_place,
    people_are_enough,
    person_is_in_one_place,
    person_is_there,
    quota_is_kept,
    stand_is_never_empty,
    walk_in_share_is_kept,
)
from tearoad.timetable.rules.places import place_has_room, place_is_allowed, place_is_open
from tearoad.timetable.rules.seats import somebody_can_be_at_each_meeting
from tearoad.timetable.rules.violation import Violation, pair

__all__ = ["OF_SPEAKER", "RULES", "Rule", "Violation", "broken", "pair", "pins_hold"]

Rule: TypeAlias = Callable[[Problem, Sequence[Meeting]], Iterator[Violation]]

RULES: tuple[Rule, ...] = (
    grants_a_wish,
    is_held_once,
    begins_where_it_may,
    fits_in_day,
    order_is_kept,
    pins_hold,
    place_is_allowed,
    place_is_open,
    place_has_room,
    people_are_enough,
    stand_is_never_empty,
    walk_in_share_is_kept,
    day_is_not_too_full,
    quota_is_kept,
    party_gets_a_pause,
    person_gets_a_pause,
    party_is_in_one_place,
    person_is_there,
    person_is_in_one_place,
    somebody_can_be_at_each_meeting,
    interpreter_is_present,
    interpreter_is_needed,
    interpreter_speaks,
    interpreter_is_on_duty,
    interpreter_serves_own_firm,
    interpreter_is_welcome,
    interpreter_is_in_one_place,
    interpreter_day_is_humane,
    interpreter_gets_a_pause,
)

OF_SPEAKER: frozenset[Rule] = frozenset(
    {
        person_gets_a_pause,
        person_is_there,
        person_is_in_one_place,
        somebody_can_be_at_each_meeting,
        interpreter_is_present,
        interpreter_is_needed,
        interpreter_speaks,
        interpreter_is_on_duty,
        interpreter_serves_own_firm,
        interpreter_is_welcome,
        interpreter_is_in_one_place,
        interpreter_day_is_humane,
        interpreter_gets_a_pause,
    }
)
"""Of one meeting alone these look at when it is and who speaks, not at where; all others but `pins_hold` at when and
where, not at who speaks."""


def broken(problem: Problem, meetings: Sequence[Meeting]) -> tuple[Violation, ...]:
    """Return every rule that meetings break, rule by rule. The time grows with the meetings, not with the problem."""
    return tuple(violation for rule in RULES for violation in rule(problem, meetings))
