from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path
from threading import Barrier, Thread
from uuid import UUID

import pytest
from django.db import connection, connections

from tearoad.companies import Standing
from tearoad.companies.web.models import Company
from tearoad.errors import Conflict
from tearoad.matching import Request
from tearoad.matching.request import Strength
from tearoad.matching.web import models as matching
from tearoad.mission.web.actions.missions import touch
from tearoad.mission.web.models import Mission, Participation
from tearoad.office.web.models import Job, Message
from tearoad.people import Actor
from tearoad.people.web.models import LedgerEntry, acting_for
from tearoad.timetable.difference import announced_meetings, changes
from tearoad.timetable.web.actions.publishing import PlanPublished, publish, publish_again
from tearoad.timetable.web.models import Draft, Meeting, MeetingState, Published
from tearoad.timetable.web.queries.publishing.candidates import of_draft
from tearoad.timetable.web.queries.publishing.differences import difference
from tearoad.timetable.web.queries.publishing.in_force import changes_of
from tearoad.values import Language, WishId
from tearoad.values.document import to_document
from tearoad.web import registry
from tearoad.web.documents import Unreadable
from tearoad.words import say
from tests.timetable.web.drafts import a_meeting, first_draft, mission_row, second_draft, small_outcome


@pytest.fixture
def mission(officer: Actor) -> Mission:
    return mission_row(officer)


def test_the_first_plan_gets_number_1_its_meetings_a_job_and_a_place_in_the_ledger(
    officer: Actor, mission: Mission, monkeypatch: pytest.MonkeyPatch
) -> None:
    heard: list[UUID] = []
    monkeypatch.setattr(registry, "_handlers", {})
    registry.on(PlanPublished, lambda event: heard.append(event.published_id))
    row = publish(officer, first_draft(officer, mission), 1, seen_number=0)
    outcome = small_outcome()
    assert row.number == 1
    assert Meeting.objects.filter(published=row).count() == len(outcome.plan.meetings)
    assert list(Job.objects.values_list("kind", "key")) == [("timetable.papers", f"{row.id}/1")]
    assert LedgerEntry.objects.filter(code="plan.published", subject_id=str(row.id)).count() == 1
    assert heard == [row.id]
    assert Message.objects.count() == 0


def test_nothing_is_published_from_what_stands_for_a_plan_that_cannot_be_read(officer: Actor, mission: Mission) -> None:
    draft = first_draft(officer, mission)
    with connection.cursor() as cursor:
        key = Draft._meta.pk.get_db_prep_value(draft.pk, connection)
        cursor.execute("UPDATE timetable_draft SET plan = %s WHERE id = %s", ['{"meetings": 7}', key])
    with pytest.raises(Unreadable):
        publish(officer, draft, 1, seen_number=0)
    assert not Published.objects.exists()


def test_the_second_plan_s_changes_equal_those_of_the_core(officer: Actor, mission: Mission) -> None:
    publish(officer, first_draft(officer, mission), 1)
    row = publish(officer, second_draft(officer, mission), 1, seen_number=1)
    outcome = small_outcome()
    before = announced_meetings(outcome.problem, outcome.plan.meetings)
    after = announced_meetings(outcome.problem, outcome.plan.meetings[:-2])
    assert changes_of(row) == changes(before, after).changes
    assert len(row.changes) == 2


def test_what_became_of_an_unchanged_meeting_is_kept(officer: Actor, mission: Mission) -> None:
    first = publish(officer, first_draft(officer, mission), 1)
    held = a_meeting(first)
    Meeting.objects.filter(pk=held.pk).update(state=MeetingState.KEPT)
    second = publish(officer, second_draft(officer, mission), 1)
    kept = Meeting.objects.filter(published=second, state=MeetingState.KEPT)
    assert list(kept.values_list("exporter", "buyer", "start_at")) == [(held.exporter, held.buyer, held.start_at)]


def test_a_former_plan_is_published_again_under_a_new_number_and_nothing_is_lost(
    officer: Actor, mission: Mission
) -> None:
    first = publish(officer, first_draft(officer, mission), 1)
    publish(officer, second_draft(officer, mission), 1)
    again = publish_again(officer, first, seen_number=2)
    assert (again.number, again.again, again.plan) == (3, 1, first.plan)
    assert list(Published.objects.values_list("number", flat=True)) == [3, 2, 1]
    assert len(again.changes) == 2


def test_a_draft_that_moved_on_is_not_published(officer: Actor, mission: Mission) -> None:
    draft = first_draft(officer, mission)
    Draft.objects.filter(pk=draft.pk).update(revision=2)
    with pytest.raises(Conflict) as refused:
        publish(officer, draft, 1)
    assert refused.value.code == "publish_pages.draft_moved_on"


def test_a_plan_compared_with_one_no_longer_in_force_is_not_published(officer: Actor, mission: Mission) -> None:
    publish(officer, first_draft(officer, mission), 1)
    with pytest.raises(Conflict) as refused:
        publish(officer, second_draft(officer, mission), 1, seen_number=0)
    assert refused.value.code == "publish_pages.somebody_published"


def test_an_outdated_draft_needs_a_tick(officer: Actor, mission: Mission) -> None:
    draft = first_draft(officer, mission)
    touch(mission)
    with pytest.raises(Conflict) as refused:
        publish(officer, draft, 1)
    assert refused.value.code == "publish_pages.outdated"
    assert publish(officer, draft, 1, although_outdated=True).number == 1


def test_a_plan_with_somebody_held_by_screening_is_refused_by_name(officer: Actor, mission: Mission) -> None:
    draft = first_draft(officer, mission)
    buyer = Participation.objects.get(mission=mission, code=of_draft(draft).announced[0].buyer)
    Company.objects.filter(pk=buyer.company_id).update(standing=Standing.HELD)
    with pytest.raises(Conflict) as refused:
        publish(officer, draft, 1)
    assert refused.value.code == "publish_pages.plan_barred"
    found = difference(mission, of_draft(draft), Language.EN)
    assert len(found.barred) == 1
    assert not found.may_be_published


def test_a_no_said_since_the_plan_was_made_refuses_it(officer: Actor, mission: Mission) -> None:
    draft = first_draft(officer, mission)
    meeting = of_draft(draft).announced[0]
    no = Request(WishId("no"), meeting.buyer, meeting.exporter, Strength.NO)
    matching.Request.objects.create(
        mission=mission, code="no", asker=no.asker, asked=no.asked, strength=no.strength, document=to_document(no)
    )
    with pytest.raises(Conflict) as refused:
        publish(officer, draft, 1, although_outdated=True)
    assert refused.value.code == "publish_pages.plan_barred"
    assert "{" not in say(refused.value.text, Language.RU)


def test_a_plan_that_breaks_a_rule_is_refused_and_each_fault_is_a_sentence(officer: Actor, mission: Mission) -> None:
    draft = first_draft(officer, mission)
    draft.plan["meetings"][0] |= {"start": draft.plan["meetings"][1]["start"], "place": "nowhere"}
    draft.save()
    found = difference(mission, of_draft(draft), Language.RU)
    assert found.violations
    assert all("{" not in sentence for sentence in found.violations)
    with pytest.raises(Conflict) as refused:
        publish(officer, draft, 1)
    assert refused.value.code == "publish_pages.plan_broken"


def test_the_difference_names_people_and_counts_those_who_see_nothing_new(officer: Actor, mission: Mission) -> None:
    draft = first_draft(officer, mission)
    first = difference(mission, of_draft(draft), Language.ZH)
    assert first.before is None
    publish(officer, draft, 1)
    found = difference(mission, of_draft(second_draft(officer, mission)), Language.EN)
    outcome = small_outcome()
    gone = announced_meetings(outcome.problem, outcome.plan.meetings[-2:])
    wanted = (
        {meeting.exporter for meeting in gone}
        | {meeting.buyer for meeting in gone}
        | {meeting.interpreter for meeting in gone} - {None}
    )
    parties = {person.party for group in found.groups for person in group.people}
    assert wanted <= parties
    assert found.people == len(parties)
    assert found.untouched == found.total - found.people
    sentences = [text for group in found.groups for person in group.people for text in person.sentences]
    assert sentences
    assert all("no longer held" in text for text in sentences)
    assert not any(meeting.exporter in text for text in sentences for meeting in gone)


@pytest.mark.django_db(transaction=True)
def test_of_two_officers_who_publish_at_once_one_gets_a_conflict(
    officer: Actor, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    mission = mission_row(officer)
    drafts = (first_draft(officer, mission), second_draft(officer, mission))
    _on_disk(tmp_path / "race.sqlite3", monkeypatch)
    start, said = Barrier(2), list[str]()

    def press(draft: Draft) -> None:
        with acting_for(officer.tenant):
            start.wait()
            try:
                said.append(str(publish(officer, draft, 1, seen_number=0).number))
            except Conflict as refused:
                said.append(refused.code)
            finally:
                connection.close()

    threads = [Thread(target=press, args=(draft,)) for draft in drafts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(said) == ["1", "publish_pages.somebody_published"]


def _on_disk(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let every new connection use a copy of the test's database on disk: one in memory does not wait for another."""
    if connection.vendor != "sqlite":
        return
    connection.ensure_connection()
    with closing(sqlite3.connect(path)) as copy:
        connection.connection.backup(copy)
    monkeypatch.setitem(connections.settings["default"], "NAME", str(path))
