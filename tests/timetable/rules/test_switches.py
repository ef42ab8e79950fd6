"""Each rule that may be switched off: meetings break it while it is on, and nothing asks for it once it is off."""

from dataclasses import replace
from decimal import Decimal

import pytest

from tearoad.mission import Objective
from tearoad.timetable import rules
from tearoad.timetable.objectives import measure
from tearoad.timetable.plan import Meeting
from tearoad.timetable.problem import MeetingInterpreter, Party, Pauses, Problem, Side, Switch, Wish
from tearoad.timetable.solve import solve
from tearoad.values import Share
from tests.timetable.tiny import (
    ALL,
    B0,
    E0,
    I0,
    S0,
    T0,
    ZH_RU,
    at,
    tiny,
    wish,
    with_interpreter,
    with_party,
)

HALF_FREE = Share(Decimal("0.9"))


def here(name: str, start: int, place: str = S0, **changes: object) -> Wish:
    return replace(wish(name), **({"starts": frozenset({start}), "places": (place,)} | changes))  # type: ignore[arg-type]  # any field


def interpreted(*starts: int) -> Problem:
    wishes = [here(f"W{nth}", start, interpreting=(ZH_RU,)) for nth, start in enumerate(starts)]
    return replace(tiny(*wishes), interpreters=(MeetingInterpreter(I0, ZH_RU, ALL, None, 2, 2),))


CASES: list[tuple[Switch, Problem, tuple[Meeting, ...]]] = [
    (
        Switch.STAND_COVER,
        with_party(tiny(here("W0", 0, T0)), Party(E0, Side.EXPORTER, (2,) * 6, S0, 2)),
        (at("W0", 0, T0),),
    ),
    (
        Switch.WALK_IN_SHARE,
        with_party(tiny(here("W0", 0)), Party(E0, Side.EXPORTER, (2,) * 6, S0, 1, 9, HALF_FREE)),
        (at("W0", 0),),
    ),
    (
        Switch.DAY_CAP,
        with_party(tiny(here("W0", 0), here("W1", 1)), Party(B0, Side.BUYER, (1,) * 6, max_per_day=1)),
        (at("W0", 0), at("W1", 1)),
    ),
    (
        Switch.INTERPRETER_DAY,
        interpreted(0, 1, 3),
        (at("W0", 0, S0, I0), at("W1", 1, S0, I0), at("W2", 3, S0, I0)),
    ),
    (
        Switch.INTERPRETER_PAUSE,
        with_interpreter(interpreted(0, 1, 2), MeetingInterpreter(I0, ZH_RU, ALL, None, 9, 2)),
        (at("W0", 0, S0, I0), at("W1", 1, S0, I0), at("W2", 2, S0, I0)),
    ),
    (
        Switch.PAUSES,
        replace(tiny(here("W0", 0), here("W1", 1)), pauses=Pauses(1, frozenset({0, 1}), 9)),
        (at("W0", 0), at("W1", 1)),
    ),
    (
        Switch.WALKING_TIME,
        tiny(here("W0", 0), here("W1", 1, T0)),
        (at("W0", 0), at("W1", 1, T0)),
    ),
]


@pytest.mark.parametrize(("switch", "problem", "meetings"), CASES, ids=[case[0].value for case in CASES])
def test_a_rule_switched_off_binds_nobody(switch: Switch, problem: Problem, meetings: tuple[Meeting, ...]) -> None:
    off = replace(problem, switched_off=frozenset({switch}))
    others = replace(problem, switched_off=frozenset(Switch) - {switch})
    assert rules.broken(off, meetings) == ()
    assert rules.broken(problem, meetings) != ()
    assert rules.broken(others, meetings) != ()
    assert solve(off).meetings == meetings
    assert solve(off).switched_off == frozenset({switch})
    assert len(solve(problem).meetings) < len(meetings)


def test_minutes_are_walked_whether_or_not_time_is_kept_for_them() -> None:
    _, problem, meetings = CASES[-1]
    off = replace(problem, switched_off=frozenset({Switch.WALKING_TIME}))
    assert measure(Objective.WALKING, off, meetings) == measure(Objective.WALKING, problem, meetings) == 10 + 20
