from __future__ import annotations

from dataclasses import replace
from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from tearoad.timetable.problem import Pin
from tearoad.timetable.solvers.crews import FEWEST, Crews, antichains
from tearoad.values import InterpreterId
from tearoad_lab.timetable.missions import Format, mission

PROBLEM = mission(Format.TABLE, 20, 1)
POOL = tuple(interpreter.id for interpreter in PROBLEM.interpreters if interpreter.attached_to is None)


def test_the_pool_is_a_crew_and_who_is_a_firms_own_is_alone() -> None:
    crews = Crews(PROBLEM)
    assert crews.members == {
        POOL[0]: POOL,
        **{
            interpreter.id: (interpreter.id,)
            for interpreter in PROBLEM.lookup.interpreter.values()
            if interpreter.attached_to is not None
        },
    }
    assert (crews.size(POOL[0]), crews.size(POOL[1]), crews.single) == (len(POOL), 0, False)


def test_who_is_named_by_a_pin_or_works_other_hours_has_no_equals() -> None:
    other = [
        replace(interpreter, max_run=2) if interpreter.id == POOL[1] else interpreter
        for interpreter in PROBLEM.interpreters
    ]
    pinned = Pin(PROBLEM.wishes[0].id, interpreter=POOL[2])
    crews = Crews(replace(PROBLEM, interpreters=tuple(other), pins=(pinned,)))
    assert (crews.members[POOL[1]], crews.members[POOL[2]]) == ((POOL[1],), (POOL[2],))
    assert crews.members[POOL[0]] == (POOL[0], *POOL[3:])


def test_a_few_are_no_crew() -> None:
    some = {InterpreterId(interpreter) for interpreter in POOL[: FEWEST - 1]}
    kept = tuple(interpreter for interpreter in PROBLEM.interpreters if interpreter.id in some)
    assert Crews(replace(PROBLEM, interpreters=kept)).single


@given(st.integers(1, 7), st.data())
def test_antichains_are_all_largest_sets_in_conflict(size: int, data: st.DataObject) -> None:
    edges = [pair for pair in combinations(range(size), 2) if data.draw(st.booleans())]
    conflicts = [sum(1 << b if a == n else 1 << a for a, b in edges if n in {a, b}) for n in range(size)]
    sets = [set(some) for k in range(1, size + 1) for some in combinations(range(size), k)]
    cliques = [some for some in sets if all(pair in edges for pair in combinations(sorted(some), 2))]
    largest = [some for some in cliques if not any(some < other for other in cliques)]
    assert sorted(antichains(conflicts)) == sorted(sum(1 << n for n in some) for some in largest)
