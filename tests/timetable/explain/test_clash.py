from dataclasses import replace

from tearoad.mission import Objective
from tearoad.text import Ref, Text
from tearoad.timetable.explain import clash, clash_text
from tearoad.timetable.problem import Pin, Problem
from tearoad.timetable.solve import solve
from tearoad.values import WishId
from tests.timetable.small_problems import small_problem
from tests.timetable.tiny import B0, B1, E0, E1, tiny, wish

FIRST = frozenset({0})


def held(problem: Problem, wishes: tuple[WishId, ...]) -> int:
    """How many of the wishes can be held when nothing else is asked for."""
    only = replace(
        problem,
        wishes=tuple(replace(old, must=True) for old in problem.wishes if old.id in wishes),
        pins=tuple(pin for pin in problem.pins if pin.wish in wishes),
        previous=(),
        precedences=tuple(
            precedence for precedence in problem.precedences if {precedence.earlier, precedence.later} <= set(wishes)
        ),
        objectives=(Objective.MUSTS,),
    )
    return solve(only).levels[0].value


def test_musts_that_fit_do_not_clash() -> None:
    assert clash(tiny(replace(wish("W0"), must=True), replace(wish("W1", E1, B0), must=True))) == ()


def test_the_clash_names_only_those_who_clash() -> None:
    problem = tiny(
        replace(wish("W0"), must=True, starts=FIRST),
        replace(wish("W1", E0, B1), must=True),
        replace(wish("W2", E1, B0), starts=FIRST),
    )
    assert clash(replace(problem, pins=(Pin(WishId("W2")),))) == ("W0", "W2")


def test_a_must_that_cannot_be_held_at_all_clashes_alone() -> None:
    problem = tiny(replace(wish("W0"), must=True, starts=frozenset()), replace(wish("W1", E0, B1), must=True))
    assert clash(problem) == ("W0",)


def test_a_clash_cannot_be_held_but_all_of_it_save_one_can() -> None:
    clashes = 0
    for seed in range(60):
        problem = small_problem(seed)
        problem = replace(problem, wishes=tuple(replace(old, must=True) for old in problem.wishes))
        found = clash(problem)
        if not found:
            assert held(problem, tuple(old.id for old in problem.wishes)) == len(problem.wishes)
            continue
        clashes += 1
        assert held(problem, found) < len(found)
        for wish_id in found:
            rest = tuple(other for other in found if other != wish_id)
            assert held(problem, rest) == len(rest)
    assert clashes > 10


def test_the_clash_is_told_by_its_meetings() -> None:
    problem = tiny(wish("W0"), wish("W1", E1, B1))
    pairs = tuple(Text("timetable.pair", exporter=Ref(firm), buyer=Ref(buyer)) for firm, buyer in ((E0, B0), (E1, B1)))
    text = clash_text(problem, (WishId("W0"), WishId("W1")))
    assert text == Text("timetable.clash", count=2, meetings=pairs)
