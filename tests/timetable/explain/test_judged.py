from collections.abc import Iterator, Sequence
from dataclasses import replace

import pytest

from tearoad.timetable import rules
from tearoad.timetable.explain import judged
from tearoad.timetable.explain.judged import Judged
from tearoad.timetable.explain.standing import StandingWays
from tearoad.timetable.plan import Meeting, Plan
from tearoad.timetable.problem import Party, Person, Problem, Side
from tearoad.timetable.rules.interpreters import interpreter_gets_a_pause
from tearoad.timetable.rules.pauses import party_gets_a_pause, person_gets_a_pause
from tearoad.values import PersonId
from tests.timetable.small_problems import small_problem
from tests.timetable.tiny import E0, I0, I1, P0, RU, S0, ZH_RU, tiny, wish, with_party


def test_what_a_way_breaks_alone_is_what_the_rules_say_of_it() -> None:
    broken = 0
    for seed in range(150):
        problem = small_problem(seed)
        standing = StandingWays(problem, Plan(()), problem.wishes)
        for columns in standing.of.values():
            judgement = Judged(problem, standing.meeting)
            for column in columns:
                expected = {violation.text for violation in rules.broken(problem, (standing.meeting(column),))}
                assert {violation.text for violation in judgement.alone(column)} == expected, seed
                broken += bool(expected)
    assert broken > 100


@pytest.mark.parametrize("rule", [party_gets_a_pause, person_gets_a_pause, interpreter_gets_a_pause])
def test_what_ways_break_together_is_what_the_rule_says(rule: rules.Rule) -> None:
    for seed in range(60):
        problem = small_problem(seed)
        standing = StandingWays(problem, Plan(()), problem.wishes)
        every = range(len(standing.candidates))
        for columns in standing.of.values():
            judgement = Judged(problem, standing.meeting)
            for column in columns:
                others = tuple(every[:: max(1, len(every) // 4)])
                meetings = (*map(standing.meeting, others), standing.meeting(column))
                assert judgement.breaks(rule, column, others) == any(rule(problem, meetings)), seed


def test_a_rule_of_places_is_asked_once_whoever_speaks(monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[Meeting] = []

    def rule(_problem: Problem, meetings: Sequence[Meeting]) -> Iterator[rules.Violation]:
        seen.extend(meetings)
        yield from ()

    monkeypatch.setattr(judged, "_PLACE", (rule,))
    problem = next(
        candidate for candidate in map(small_problem, range(50)) if any(wish.needs_speaker for wish in candidate.wishes)
    )
    standing = StandingWays(problem, Plan(()), problem.wishes)
    wish = next(
        candidate for candidate in problem.wishes if candidate.needs_speaker and len(standing.of[candidate.id]) > 1
    )
    judgement = Judged(problem, standing.meeting)
    for column in (*standing.of[wish.id], *standing.of[wish.id]):
        judgement.alone(column)
    ways = [standing.meeting(column) for column in standing.of[wish.id]]
    assert len(seen) == len({(way.start, way.place) for way in ways})
    assert len(seen) < 2 * len(ways)


def test_whether_somebody_can_be_there_depends_on_who_speaks() -> None:
    q0, ru = PersonId("Q0"), frozenset({RU})
    halves = (Person(P0, E0, frozenset({1}), ru), Person(q0, E0, frozenset({0}), ru))
    long = replace(wish("W0"), slots=2, starts=frozenset({0}), places=(S0,), interpreting=(ZH_RU,), direct=ru)
    problem = replace(with_party(tiny(long), Party(E0, Side.EXPORTER, (1,) * 6, S0)), persons=halves)
    standing = StandingWays(problem, Plan(()), problem.wishes)
    judgement = Judged(problem, standing.meeting)
    said = {standing.meeting(nth).interpreter: judgement.alone(nth) for nth in standing.of[long.id]}
    found = {who: "timetable.no_seat" in {violation.text.code for violation in broken} for who, broken in said.items()}
    assert found == {P0: False, q0: False, I0: True, I1: True}
