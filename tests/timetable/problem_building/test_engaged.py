"""What takes people from meetings is known by its name."""

from __future__ import annotations

from dataclasses import replace

from tearoad.mission import Absence, Delegate, Interpreter, ItemKind, LocalText, ProgrammeItem
from tearoad.names import PersonName
from tearoad.text import Ref, Text
from tearoad.timetable.problem import Engagement, Problem
from tearoad.timetable.problem_building import build_problem, rebuild_problem
from tearoad.timetable.roster import Roster
from tearoad.timetable.schema import problem_from_json, problem_to_json
from tearoad.values import InterpreterId, ItemId, PersonId
from tests.timetable.problem_building.missions import SHOP, TEA, at, hours, roster

TALK = ProgrammeItem(ItemId("P1"), ItemKind.SEMINAR, LocalText(en="Talk"), hours(6, 11, 12), speaks=("D1",))
AT_TALK = Text("timetable.away_item", item=Ref("P1"))
ANN = Interpreter(InterpreterId("I1"), PersonName(latin="Ann"), frozenset())


def engaged(found: Roster, *absences: Absence) -> dict[str, list[tuple[frozenset[int], Text]]]:
    problem = build_problem(found, (), absences)
    assert problem_from_json(problem_to_json(problem)) == problem
    return by_who(problem)


def by_who(problem: Problem) -> dict[str, list[tuple[frozenset[int], Text]]]:
    found: dict[str, list[tuple[frozenset[int], Text]]] = {}
    for engagement in problem.engagements:
        found.setdefault(engagement.who, []).append((engagement.slots, engagement.why))
    return found


def test_programme_journey_and_absence_are_each_told_of_whom_they_take() -> None:
    away = Absence("D1", hours(7, 10, 11), "private")
    stay = Delegate(PersonId("D1"), PersonName(latin="Li"), firm=TEA, arrives_at=at(6, 11), leaves_at=at(7, 11))
    found = engaged(roster(delegates=(stay,), programme=(TALK,)), away)
    second_day = (frozenset({4, 5}), Text("timetable.away_absent", start=at(7, 10), end=at(7, 11)))
    landing = (frozenset({0, 1}), Text("timetable.away_lands", at=at(6, 11)))
    # On the second day the firm has nobody else.
    assert found == {"D1": [landing, (frozenset({2, 3}), AT_TALK), second_day], TEA: [second_day]}


def test_a_firm_is_told_to_be_away_with_its_people_only_when_nobody_is_left() -> None:
    delegate = Delegate(PersonId("D1"), PersonName(latin="Li"), firm=TEA)
    late = replace(TALK, window=hours(7, 10, 11))  # of two people on the first day one is left, on the second none
    found = engaged(roster(delegates=(delegate,), programme=(TALK, replace(late, id=ItemId("P2")))))
    assert found[TEA] == [(frozenset({4, 5}), Text("timetable.away_item", item=Ref("P2")))]


def test_whole_firms_buyers_and_interpreters_are_told_too() -> None:
    everyone = replace(TALK, speaks=(), must=(TEA, SHOP), interpreters=(ANN.id,))
    found = engaged(roster(interpreters=(ANN,), programme=(everyone,)))
    assert {who: reasons for who, reasons in found.items() if who != "D1"} == {
        who: [(frozenset({2, 3}), AT_TALK)] for who in (ANN.id, TEA, SHOP)
    }


def test_as_the_programme_stands_now_it_is_told() -> None:
    problem = build_problem(roster(programme=(TALK,)), ())
    moved = replace(TALK, window=hours(7, 10, 11))
    anew = rebuild_problem(problem, roster(programme=(moved,)))
    assert Engagement("D1", frozenset({4, 5}), AT_TALK) in anew.engagements
    assert Engagement("D1", frozenset({2, 3}), AT_TALK) not in anew.engagements
