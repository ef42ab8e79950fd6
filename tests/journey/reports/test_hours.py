from fractions import Fraction

from tearoad.journey.reports.hours import Hours, interpreter_hours
from tearoad.mission import Interpreter
from tearoad.names import PersonName
from tearoad.timetable.plan import Meeting, Plan
from tearoad.timetable.problem_building import Desire, build_problem, wish_id
from tearoad.values import InterpreterId, PlaceId
from tests.timetable.problem_building.missions import CHAIN, SHOP, TEA, hours, roster

ANN = InterpreterId("I1")


def test_a_day_is_paid_for_what_is_booked_and_at_least_for_the_minimum() -> None:
    engaged = (hours(6, 10, 12), hours(7, 10, 11))
    ann = Interpreter(ANN, PersonName(latin="Ann"), frozenset(), hours=engaged, min_hours_per_day=1)
    found = roster(interpreters=(ann,))
    problem = build_problem(found, (Desire(TEA, CHAIN, 1, slots=2), Desire(TEA, SHOP, 1)))
    plan = Plan(
        (
            Meeting(wish_id(TEA, CHAIN), 0, PlaceId("A1"), ANN),
            Meeting(wish_id(TEA, SHOP), 3, PlaceId("A1"), ANN),
        )
    )
    assert interpreter_hours(found, problem, plan) == (Hours(ANN, 2, Fraction(3, 2), Fraction(5, 2)),)
