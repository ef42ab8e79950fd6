"""What `plan.json` tells of who carries the language, and that it comes back."""

from dataclasses import replace
from pathlib import Path

from tearoad.journey.plan_file import plan_file, read_previous_plan
from tearoad.timetable.difference import announced_meetings
from tearoad.timetable.plan import Meeting, Plan
from tearoad.timetable.problem import Person
from tearoad.values import InterpreterId, WishId
from tests.timetable.tiny import E0, E1, I0, P0, RU, S0, S1, ZH_RU, tiny, wish


def test_who_speaks_for_a_firm_and_who_interprets_are_written_apart_and_read_again(tmp_path: Path) -> None:
    spoken = replace(wish("E0/B0"), direct=frozenset({RU}))
    interpreted = replace(wish("E1/B0", E1), interpreting=(ZH_RU,))
    problem = replace(tiny(spoken, interpreted), persons=(Person(P0, E0, languages=frozenset({RU})),))
    meetings = (
        Meeting(WishId("E0/B0"), 0, S0, InterpreterId(P0)),
        Meeting(WishId("E1/B0"), 2, S1, I0),
    )
    path = tmp_path / "plan.json"
    path.write_bytes(plan_file(problem, Plan(meetings), {}))
    read = read_previous_plan(path).meetings
    assert read == announced_meetings(problem, meetings)
    assert [(meeting.speaker, meeting.interpreter) for meeting in read] == [(P0, None), (None, I0)]
