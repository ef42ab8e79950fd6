import pytest

from lab.tests.matchmaking.events import small_event
from tearoad.errors import InputError
from tearoad_lab.matchmaking import FewestBreaks, Outcome, fewest_breaks
from tearoad_lab.matchmaking.plan_file import event_plan_from_json, event_plan_to_json

SOLVED = next(
    (event, found)
    for event, found in ((small_event(seed), fewest_breaks(small_event(seed))) for seed in range(100))
    if found.plan is not None
)


def test_a_plan_is_read_back_as_it_was() -> None:
    event, found = SOLVED
    assert event_plan_from_json(event_plan_to_json(found, "breaks"), event) == found.plan


def test_slots_are_counted_from_one_and_an_event_without_plan_has_none() -> None:
    found = FewestBreaks(Outcome.OPTIMAL, (0, 2), 1, 1, 0.1234)
    document = event_plan_to_json(found, "breaks")
    assert document == {
        "schema": "tearoad.event-plan/1",
        "objective": "breaks",
        "status": "optimal",
        "value": 1,
        "bound": 1,
        "seconds": 0.123,
        "was_cut": False,
        "slots": [1, 3],
    }
    assert event_plan_to_json(FewestBreaks(Outcome.IMPOSSIBLE, None, None, 0, 0.0), "breaks")["slots"] is None


@pytest.mark.parametrize("slots", [None, [], ["1"], [1.0], [True], {"1": 1}])
def test_other_than_a_whole_number_for_each_meeting_is_refused(slots: object) -> None:
    event, _ = SOLVED
    with pytest.raises(InputError) as refused:
        event_plan_from_json({"schema": "tearoad.event-plan/1", "slots": slots}, event)
    assert refused.value.code == "matchmaking.event_plan_slots"


def test_another_schema_is_refused() -> None:
    with pytest.raises(InputError) as refused:
        event_plan_from_json({"schema": "tearoad.plan/1"}, SOLVED[0])
    assert refused.value.code == "timetable.schema"
