from dataclasses import replace

from tearoad.mission import Objective
from tearoad.timetable.objectives import measure
from tearoad.timetable.problem import MeetingInterpreter, Pin
from tearoad.values import WishId
from tests.timetable.tiny import ALL, B0, B1, B2, E0, E1, I0, I1, S0, T0, ZH_RU, at, tiny, wish, with_interpreter

PROBLEM = tiny(wish("W0"), replace(wish("W1", E0, B1), must=True), wish("W2", E0, B2), wish("W3", E1, B0))


def test_pinned_wishes_count_as_musts() -> None:
    pinned = replace(PROBLEM, pins=(Pin(WishId("W3")),))
    assert measure(Objective.MUSTS, pinned, [at("W0", 0), at("W1", 0), at("W3", 1)]) == 2


def test_value_is_the_sum_of_what_is_granted() -> None:
    assert measure(Objective.VALUE, PROBLEM, [at("W0", 0), at("W3", 1)]) == 20


def test_people_disturbed_weigh_more_than_meetings_changed() -> None:
    told = replace(PROBLEM, previous=(at("W0", 0, S0, I0), at("W1", 1), at("W2", 2)))
    # W0 lost its interpreter: E0, B0 and I0 are disturbed by one changed meeting; W1 and W2 stand.
    assert measure(Objective.DISTURBANCE, told, [at("W0", 0), at("W1", 1), at("W2", 2)]) == 3 * 4 + 1
    assert measure(Objective.DISTURBANCE, told, []) == 5 * 4 + 3
    assert measure(Objective.DISTURBANCE, told, told.previous) == 0


def test_fairness_is_the_worst_served_exporters_unplaced_permille_rounded_up() -> None:
    assert measure(Objective.FAIRNESS, PROBLEM, [at("W0", 0), at("W1", 1), at("W3", 2)]) == 334
    assert measure(Objective.FAIRNESS, PROBLEM, [at("W0", 0)]) == 1000
    assert measure(Objective.FAIRNESS, tiny(), []) == 0


def test_idle_counts_waiting_within_a_day_of_those_who_move() -> None:
    # B0 waits through slots 1 and 2; the night is no waiting; exporters with a stand do not wait.
    assert measure(Objective.IDLE, PROBLEM, [at("W0", 0), at("W3", 3)]) == 2
    assert measure(Objective.IDLE, PROBLEM, [at("W0", 0), at("W3", 4)]) == 0


def test_idle_counts_interpreters_of_the_pool_only() -> None:
    meetings = [at("W0", 0, S0, I0), at("W1", 3, T0, I0)]
    assert measure(Objective.IDLE, PROBLEM, meetings) == 2
    attached = with_interpreter(PROBLEM, MeetingInterpreter(I0, ZH_RU, ALL, E0))
    assert measure(Objective.IDLE, attached, meetings) == 0


def test_interpreter_changes_count_faces_per_firm_and_day() -> None:
    meetings = [at("W0", 0, S0, I0), at("W1", 1, S0, I0), at("W2", 2, S0, I1), at("W3", 4, S0, I1)]
    assert measure(Objective.INTERPRETER_CHANGES, PROBLEM, meetings) == 3
