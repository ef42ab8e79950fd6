from __future__ import annotations

from dataclasses import replace

from tearoad.mission import Objective
from tearoad.timetable.board import Targets, put, repinned, taken_out, unproved
from tearoad.timetable.check import check
from tearoad.timetable.plan import Meeting, Plan, Status
from tearoad.timetable.problem import Pin, Precedence, Problem, Quota
from tearoad.values import WishId
from tests.timetable.tiny import ALL, B1, B2, E0, E1, S0, S1, at, tiny, wish
from tests.timetable.web.drafts import small_outcome


def planned() -> tuple[Problem, Plan]:
    outcome = small_outcome()
    return outcome.problem, outcome.plan


def somewhere_else(problem: Problem, plan: Plan) -> Meeting:
    """The first free spot of any meeting."""
    return next(
        spot.meeting for meeting in plan.meetings for spot in Targets.of(problem, plan.meetings, meeting.wish).fitting()
    )


def test_a_meeting_put_where_it_fits_gives_a_plan_that_keeps_all_rules() -> None:
    problem, plan = planned()
    after = put(problem, plan, somewhere_else(problem, plan))
    assert check(problem, after) == ()
    assert len(after.meetings) == len(plan.meetings)


def test_taking_out_and_putting_back_gives_the_same_meetings_and_values() -> None:
    problem, plan = planned()
    again = put(problem, taken_out(problem, plan, plan.meetings[0].wish), plan.meetings[0])
    assert set(again.meetings) == set(plan.meetings)
    assert [level.value for level in again.levels] == [level.value for level in plan.levels]
    assert check(problem, again) == ()


def test_a_must_taken_out_is_told_and_nothing_below_it_counts_as_proved() -> None:
    problem, plan = planned()
    must = next(meeting.wish for meeting in plan.meetings if meeting.wish in problem.lookup.musts)
    after = taken_out(problem, plan, must)
    assert check(problem, after) == ()
    assert after.levels[0].objective is Objective.MUSTS
    assert (after.levels[0].value, after.levels[0].bound) == (plan.levels[0].value - 1, plan.levels[0].bound)
    assert {level.status for level in after.levels} == {Status.FEASIBLE}
    assert must in after.unplaced


def test_a_pinned_meeting_becomes_a_must_and_may_not_be_moved() -> None:
    problem, plan = planned()
    spot = somewhere_else(problem, plan)
    now = next(meeting for meeting in plan.meetings if meeting.wish == spot.wish)
    pinned, kept = repinned(problem, plan, now.wish, Pin(now.wish, now.start, now.place, now.interpreter))
    assert check(pinned, kept) == ()
    assert kept.meetings == tuple(sorted(plan.meetings, key=lambda meeting: (meeting.start, meeting.wish)))
    broken = {violation.text.code for violation in check(pinned, put(pinned, kept, spot))}
    assert broken <= {"timetable.pin_time_broken", "timetable.pin_place_broken", "timetable.pin_interpreter_broken"}
    assert broken != set()


def test_a_meeting_unpinned_may_be_moved_and_only_what_holds_for_any_plan_stays_proved() -> None:
    problem, plan = planned()
    spot = somewhere_else(problem, plan)
    now = next(meeting for meeting in plan.meetings if meeting.wish == spot.wish)
    pinned, kept = repinned(problem, plan, now.wish, Pin(now.wish, now.start, now.place, now.interpreter))
    freed, after = repinned(pinned, kept, now.wish, None)
    assert replace(freed, pins=problem.pins) == problem
    assert check(freed, put(freed, after, spot)) == ()
    assert after.levels[1].bound == sum(wish.value for wish in problem.wishes)


def test_a_plan_that_no_search_made_has_only_bounds_that_hold_for_every_plan() -> None:
    outcome = small_outcome()
    found = unproved(outcome.problem, outcome.plan.meetings, "hand")
    assert check(outcome.problem, found) == ()
    assert {level.objective: level.value for level in found.levels} == {
        level.objective: level.value for level in outcome.plan.levels
    }
    assert {level.status for level in found.levels} == {Status.FEASIBLE}
    most = {
        Objective.MUSTS: len(outcome.problem.lookup.musts),
        Objective.VALUE: sum(offered.value for offered in outcome.problem.wishes),
    }
    assert {level.objective: level.bound for level in found.levels} == dict.fromkeys(
        (level.objective for level in found.levels), 0
    ) | most


def test_the_targets_agree_with_the_judge() -> None:
    problem, plan = planned()
    assert plan.meetings
    for meeting in plan.meetings[::20]:
        targets = Targets.of(problem, plan.meetings, meeting.wish)
        for target in targets.of_day(problem.lookup.day[meeting.start]):
            judged = {broken.text for broken in check(problem, put(problem, plan, target.meeting))}
            assert target.fits == (judged == set())


def test_a_wish_of_nobody_has_no_spot() -> None:
    problem, plan = planned()
    targets = Targets.of(problem, plan.meetings, problem.wishes[0].id)
    assert targets.at(-1, problem.wishes[0].places[0], None).fits is False
    assert WishId("nobody") not in problem.lookup.wish


def test_quotas_of_other_days_and_orders_are_seen_where_a_meeting_would_go() -> None:
    wishes = (wish("W0"), wish("W1", E0, B1), wish("W2", E1, B2))
    problem = replace(
        tiny(*wishes),
        quotas=(Quota(E0, ALL, most=1),),
        precedences=(Precedence(WishId("W2"), WishId("W0")),),
    )
    held = (at("W1", 5), at("W2", 2, S1))
    found = Targets.of(problem, held, WishId("W0")).at(0, S0, None)
    assert {text.code for text in found.why} == {"timetable.quota", "timetable.order_broken"}
