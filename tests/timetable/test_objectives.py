from dataclasses import replace

from tearoad.mission import Objective
from tearoad.timetable.objectives import counted, measure
from tearoad.timetable.problem import MeetingInterpreter, Pauses, Pin, Quota
from tearoad.values import WishId
from tests.timetable.tiny import (
    ALL,
    B0,
    B1,
    B2,
    D2,
    E0,
    E1,
    I0,
    I1,
    N0,
    S0,
    S1,
    T0,
    T1,
    ZH_RU,
    at,
    tiny,
    wish,
    with_interpreter,
)

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


def test_minimums_are_what_each_quota_lacks() -> None:
    asked = replace(PROBLEM, quotas=(Quota(E0, frozenset({0, 1}), 2), Quota(B0, ALL, 1), Quota(E1, ALL)))
    assert measure(Objective.MINIMUMS, asked, []) == 3
    assert measure(Objective.MINIMUMS, asked, [at("W1", 0), at("W2", 1)]) == 1
    assert measure(Objective.MINIMUMS, asked, [at("W0", 0), at("W1", 1), at("W2", 5)]) == 0


def test_spread_is_the_worst_share_less_the_best() -> None:
    assert measure(Objective.SPREAD, PROBLEM, [at("W0", 0), at("W3", 2)]) == 667
    assert measure(Objective.SPREAD, PROBLEM, [at("W0", 0)]) == 1000 - 667
    assert measure(Objective.SPREAD, tiny(), []) == 0


def test_place_changes_count_zones_of_those_who_move() -> None:
    # B0 is in zones a and t on the first day and in a on the second; online is nowhere; stands do not move.
    held = [at("W0", 0), at("W3", 1, T0), at("W1", 2, N0)]
    assert measure(Objective.PLACE_CHANGES, PROBLEM, held) == 2
    assert measure(Objective.PLACE_CHANGES, PROBLEM, [at("W0", 0), at("W3", 1, S1), at("W1", 4, T1)]) == 2


def test_walking_is_from_meeting_to_meeting_and_from_a_base_and_back() -> None:
    # B0 walks from hall a to the tables, 10 minutes; E1 walks there and back; a talk online in between is no way.
    assert measure(Objective.WALKING, PROBLEM, [at("W0", 0), at("W3", 2, T0)]) == 10 + 20
    assert measure(Objective.WALKING, PROBLEM, [at("W0", 0), at("W3", 4, T0)]) == 20
    # E0 walks to the desk of B2, 40 minutes.
    assert measure(Objective.WALKING, PROBLEM, [at("W2", 0, D2)]) == 80


def test_what_the_others_of_a_meeting_do_counts_for_them_but_the_value_is_the_exporters() -> None:
    group = tiny(replace(wish("W0"), others=(B1,)), wish("W1", E1, B1))
    assert measure(Objective.IDLE, group, [at("W0", 0), at("W1", 3)]) == 2
    told = replace(group, previous=(at("W0", 0),))
    assert measure(Objective.DISTURBANCE, told, []) == 3 * 2 + 1
    assert measure(Objective.FAIRNESS, group, [at("W1", 0)]) == 1000


def test_what_cannot_matter_is_not_counted() -> None:
    one_hall = replace(PROBLEM, places=PROBLEM.places[:2], wishes=(), parties=PROBLEM.parties[:4], walks=())
    assert counted(one_hall) == (
        Objective.MUSTS,
        Objective.VALUE,
        Objective.FAIRNESS,
        Objective.IDLE,
        Objective.INTERPRETER_CHANGES,
    )
    asked = replace(PROBLEM, quotas=(Quota(E0, ALL, 1),), previous=(at("W0", 0),))
    asked = replace(asked, objectives=tuple(Objective))
    assert counted(asked) == tuple(objective for objective in Objective if objective is not Objective.PAUSES)
    assert counted(replace(asked, pauses=Pauses(1, ALL, 1, soft=True))) == tuple(Objective)
