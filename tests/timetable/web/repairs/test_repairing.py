from __future__ import annotations

import pytest

from tearoad.errors import Conflict
from tearoad.mission import Absence
from tearoad.mission.web.models import Absence as AbsenceRow
from tearoad.mission.web.models import Mission
from tearoad.office.web.models import Message
from tearoad.people import Actor
from tearoad.people.web.models import LedgerEntry
from tearoad.timetable.check import check
from tearoad.timetable.repair import Kind, Scene, people_to_notify
from tearoad.timetable.web.actions.notifying import notify
from tearoad.timetable.web.actions.planning import ask_for_plan
from tearoad.timetable.web.actions.publishing import publish
from tearoad.timetable.web.actions.repairing import (
    ask_for_repair,
    begin_anew,
    choose,
    discard,
    publish_repair,
)
from tearoad.timetable.web.models import Draft, DraftState, Paper, Published
from tearoad.timetable.web.queries.loading import plan_of, problem_of
from tearoad.timetable.web.queries.planning import drafts as queries
from tearoad.timetable.web.queries.planning.problem_building import composed, matched, mission_facts
from tearoad.timetable.web.queries.publishing.letters import plan_notifications
from tearoad.timetable.web.queries.repairs.mended import mended_of
from tearoad.timetable.web.queries.repairs.reading_reports import read
from tearoad.values import InterpreterId, Language
from tearoad.values.document import from_document
from tearoad.words import Words
from tests.journey.small_demo import small_demo
from tests.timetable.web.drafts import second_draft, small_outcome
from tests.timetable.web.publishing.conftest import keep_sheets
from tests.timetable.web.publishing.test_notifying import mail_to
from tests.timetable.web.repairs.conftest import busiest, interpreter_away, mend


def test_a_repair_is_a_judged_draft_that_keeps_clear_of_the_trouble(repaired: Draft, scene: Scene) -> None:
    problem, plan, mended = problem_of(repaired), plan_of(repaired), mended_of(repaired)
    slots = mended.reported.slots(scene)
    assert repaired.state == DraftState.READY
    assert check(problem, plan) == ()
    assert [
        meeting for meeting in plan.meetings if meeting.interpreter == mended.reported.who and meeting.start in slots
    ] == []
    begun = [meeting for meeting in scene.meetings if meeting.start < scene.now]
    assert begun != []
    assert set(begun) <= set(plan.meetings)
    assert mended.offers[0].people == len(people_to_notify(problem, scene.meetings, plan.meetings)) > 0
    assert mended.fewest_people <= mended.offers[0].people


def test_a_second_press_means_the_same_repair_and_a_job_run_twice_has_its_effect_once(
    officer: Actor, mission: Mission, scene: Scene
) -> None:
    reported = interpreter_away(scene)
    assert ask_for_repair(officer, mission, reported).pk == ask_for_repair(officer, mission, reported).pk
    assert mend() == 1
    before = LedgerEntry.objects.count()
    assert Draft.objects.filter(mission=mission).exclude(repair={}).count() == 1
    assert mend() == 0
    assert LedgerEntry.objects.count() == before


def test_a_plan_may_be_asked_for_while_a_repair_is_made(officer: Actor, mission: Mission, scene: Scene) -> None:
    repair = ask_for_repair(officer, mission, interpreter_away(scene))
    assert ask_for_plan(officer, mission, seconds=1).number == repair.number + 1


def test_only_those_changed_get_mails_and_nobody_else_s_sheet_changes(
    officer: Actor, mission: Mission, in_force: Published, repaired: Draft, scene: Scene
) -> None:
    keep_sheets(officer, in_force)
    sides = {party for meeting in scene.meetings for party in scene.problem.lookup.wish[meeting.wish].parties}
    for party in sides:
        mail_to(party, f"{party.lower()}@example.org")
    row = publish_repair(officer, repaired, 1, lasting=False)
    changed = set(people_to_notify(problem_of(repaired), scene.meetings, plan_of(repaired).meetings))
    notify(officer, row)
    reached = {f"{party.lower()}@example.org" for party in changed & sides}
    emails = {str(interpreter.id): interpreter.email for interpreter in small_demo().interpreters if interpreter.email}
    assert {message.to for message in Message.objects.all()} == reached | {
        emails[text] for text in changed & emails.keys()
    }
    assert {letter.party for letter in plan_notifications(mission, row).letters} == changed
    keep_sheets(officer, row)
    said = {
        number: {
            (paper.role, paper.party): paper.said for paper in Paper.objects.filter(published=plan, kind="day-sheets")
        }
        for number, plan in ((1, in_force), (2, row))
    }
    # An official's sheet shows the whole delegation's day as a chart.
    others = {key: text for key, text in said[2].items() if key[0] != "official"}
    assert {key[1] for key, text in others.items() if said[1][key] != text} == changed


def test_the_second_of_two_repairs_sees_that_the_plan_has_changed_and_is_begun_anew(
    officer: Actor, mission: Mission, repaired: Draft, scene: Scene
) -> None:
    today = [meeting for meeting in scene.to_come if scene.problem.lookup.day[meeting.start] == 0]
    buyer = scene.problem.lookup.wish[today[-1].wish].buyer
    second = ask_for_repair(officer, mission, read(scene, Kind.ABSENT, {"who": buyer}, Words(Language.EN)))
    mend()
    publish_repair(officer, repaired, 1, lasting=False)
    with pytest.raises(Conflict):
        publish_repair(officer, second, 1, lasting=True)
    assert AbsenceRow.objects.filter(mission=mission, document__who=buyer).count() == 0
    anew = begin_anew(officer, second)
    mend()
    second.refresh_from_db()
    assert (second.state, mended_of(anew).number) == (DraftState.CANCELLED, 2)
    row = publish_repair(officer, queries.draft(mission, anew.number), 1, lasting=False)
    problem = problem_of(queries.draft(mission, anew.number))
    away = interpreter_away(scene)
    # The first trouble holds in the second repair: its problem is the mended plan's.
    assert problem.lookup.interpreter[InterpreterId(away.who)].hours.isdisjoint(away.slots(scene))
    assert row.number == 3


def test_a_lasting_trouble_holds_for_plans_made_later(
    officer: Actor, mission: Mission, repaired: Draft, scene: Scene
) -> None:
    row = publish_repair(officer, repaired, 1, lasting=True)
    mission.refresh_from_db()
    kept = from_document(Absence, AbsenceRow.objects.get(mission=mission, document__who=busiest(scene)).document)
    slots = interpreter_away(scene).slots(scene)
    assert kept.window.start_at == scene.problem.slots[min(slots)].window.start_at
    assert (row.mission_revision, queries.draft(mission, 2).mission_revision) == (mission.revision, mission.revision)
    found = mission_facts(mission)
    anew = composed(found, matched(found)).problem
    assert anew.lookup.interpreter[InterpreterId(busiest(scene))].hours.isdisjoint(slots)


def test_a_discarded_repair_is_kept_but_leaves_the_plan_alone(
    officer: Actor, mission: Mission, in_force: Published, repaired: Draft
) -> None:
    discard(officer, repaired)
    repaired.refresh_from_db()
    assert repaired.state == DraftState.CANCELLED
    assert Published.objects.get(mission=mission).pk == in_force.pk
    assert queries.newest(mission) == Draft.objects.get(number=1)


def test_what_is_published_is_not_discarded(officer: Actor, repaired: Draft) -> None:
    publish_repair(officer, repaired, 1, lasting=False)
    discard(officer, repaired)
    repaired.refresh_from_db()
    assert repaired.state == DraftState.READY


def test_the_other_proposal_can_be_taken(officer: Actor, repaired: Draft) -> None:
    mended = mended_of(repaired)
    first = mended.offers[0]
    Draft.objects.filter(pk=repaired.pk).update(
        repair=repaired.repair | {"offers": [*repaired.repair["offers"][:1]] * 2}
    )
    taken = choose(officer, repaired, 1, seen_revision=1)
    assert (taken.revision, taken.plan, mended_of(taken).chosen) == (2, first.plan, 1)
    with pytest.raises(Conflict):
        choose(officer, repaired, 2, seen_revision=2)


def test_a_mission_that_changed_since_does_not_hold_a_repair_up(
    officer: Actor, mission: Mission, repaired: Draft
) -> None:
    Mission.objects.filter(pk=mission.pk).update(revision=99)
    assert publish_repair(officer, repaired, 1, lasting=False).number == 2


def test_without_a_published_plan_nothing_is_repaired(officer: Actor, mission: Mission) -> None:
    outcome = small_outcome()
    scene = Scene(outcome.problem, outcome.plan.meetings, outcome.problem.slots[0].window.start_at)
    with pytest.raises(Conflict):
        ask_for_repair(officer, mission, interpreter_away(scene))


def test_a_plan_published_before_a_repair_is_pressed_is_not_overwritten(
    officer: Actor, mission: Mission, repaired: Draft
) -> None:
    publish(officer, second_draft(officer, mission, number=9), 1)
    with pytest.raises(Conflict):
        publish_repair(officer, repaired, 1, lasting=False)
