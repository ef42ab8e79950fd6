from __future__ import annotations

from collections import Counter

from tearoad.matching.asking import MeetingMove, MeetingSide, PairState
from tearoad.matching.web.actions.inviting import prepare
from tearoad.matching.web.actions.moves import NewMove, make_move
from tearoad.matching.web.models import MeetingProgress, MeetingStep
from tearoad.matching.web.queries.invitations import overview
from tearoad.matching.web.queries.progress import status_of
from tearoad.mission.web.models import Mission
from tearoad.office.mail.delivery_reports import FailedDelivery
from tearoad.office.web.actions.returned_mails import note_returned
from tearoad.office.web.models import Message
from tearoad.people import Actor
from tearoad.timetable.web.actions.following import follow_held
from tearoad.timetable.web.actions.notifying import mark_notified_by_hand, notify
from tearoad.timetable.web.actions.publishing import publish
from tearoad.timetable.web.models import Meeting, MeetingState, Published
from tearoad.timetable.web.queries.publishing.mails import times_and_places
from tests.timetable.web.drafts import second_draft
from tests.timetable.web.publishing.test_mails_not_sent import TAKEN, offer
from tests.timetable.web.publishing.test_notifying import mail_to


def _pairs(row: Published) -> set[tuple[str, str]]:
    return set(Meeting.objects.filter(published=row).values_list("exporter", "buyer"))


def _in_state(state: PairState) -> set[tuple[str, str]]:
    return set(MeetingProgress.objects.filter(state=state.value).values_list("exporter", "buyer"))


def test_a_published_plan_makes_its_meetings_planned(in_force: Published) -> None:
    assert _in_state(PairState.PLANNED) == _pairs(in_force)
    assert Counter(MeetingStep.objects.values_list("move", flat=True)) == {"plan": len(_pairs(in_force))}
    assert {status_of(progress).state.value for progress in MeetingProgress.objects.all()} == {"planned"}


def test_what_the_next_plan_leaves_out_is_planned_no_more(
    officer: Actor, mission: Mission, in_force: Published
) -> None:
    draft = second_draft(officer, mission)
    later = publish(officer, draft, draft.revision)
    assert _in_state(PairState.PLANNED) == _pairs(later)
    assert _in_state(PairState.PROPOSED) == _pairs(in_force) - _pairs(later)


def test_both_sides_told_means_that_they_know_the_time(officer: Actor, mission: Mission, in_force: Published) -> None:
    exporter, buyer = min(_pairs(in_force))
    mark_notified_by_hand(officer, in_force, "exporter", exporter)
    assert _in_state(PairState.NOTIFIED) == set()
    mark_notified_by_hand(officer, in_force, "buyer", buyer)
    assert (exporter, buyer) in _in_state(PairState.NOTIFIED)
    for side in MeetingSide:
        confirm = NewMove(exporter=exporter, buyer=buyer, move=MeetingMove.CONFIRM, side=side)
        make_move(officer, mission, confirm)
    assert _in_state(PairState.CONFIRMED) == {(exporter, buyer)}


def test_requests_taken_in_after_publishing_say_who_agreed_to_what_is_planned(
    officer: Actor, mission: Mission, in_force: Published
) -> None:
    prepare(officer, mission)
    assert _in_state(PairState.PLANNED) == _pairs(in_force)
    found = overview(mission)
    assert sum(found.planned.values()) == len(_pairs(in_force))
    assert found.planned[1] > 0


def test_the_floor_says_what_was_kept_and_missed_and_may_correct_itself(mission: Mission, in_force: Published) -> None:
    first, second = Meeting.objects.filter(published=in_force).order_by("exporter", "buyer")[:2]
    pairs = [(meeting.exporter, meeting.buyer) for meeting in (first, second)]
    follow_held(mission, {first.pk: MeetingState.KEPT, second.pk: MeetingState.NO_SHOW})
    assert (_in_state(PairState.KEPT), _in_state(PairState.MISSED)) == ({pairs[0]}, {pairs[1]})
    steps = MeetingStep.objects.filter(channel="floor")
    follow_held(mission, {first.pk: MeetingState.KEPT})
    assert steps.count() == 2
    follow_held(mission, {first.pk: MeetingState.PLANNED, second.pk: MeetingState.KEPT})
    assert (_in_state(PairState.KEPT), _in_state(PairState.MISSED)) == ({pairs[1]}, set())
    assert pairs[0] in _in_state(PairState.PLANNED)
    said = sorted((step.move, step.undone_at is not None) for step in steps)
    assert said == [("keep", False), ("keep", True), ("miss", True)]


def test_what_an_officer_called_off_is_not_kept_by_the_floor(
    officer: Actor, mission: Mission, in_force: Published
) -> None:
    first = Meeting.objects.filter(published=in_force).order_by("exporter", "buyer")[0]
    make_move(officer, mission, NewMove(exporter=first.exporter, buyer=first.buyer, move=MeetingMove.CANCEL))
    follow_held(mission, {first.pk: MeetingState.KEPT})
    assert _in_state(PairState.CANCELLED) == {(first.exporter, first.buyer)}
    assert not MeetingStep.objects.filter(channel="floor").exists()


def test_a_meeting_is_told_of_no_more_once_a_mail_came_back(officer: Actor, in_force: Published) -> None:
    exporter, buyer = min(_pairs(in_force))
    for party in (exporter, buyer):
        mail_to(party, f"{party.lower()}@example.org")
    notify(officer, in_force)
    offer(TAKEN)
    assert (exporter, buyer) in _in_state(PairState.NOTIFIED)
    mail = Message.objects.get(to=f"{buyer.lower()}@example.org")
    assert note_returned(FailedDelivery(mail.message_id, mail.to, "550 5.1.1 unknown"))
    assert (exporter, buyer) in _in_state(PairState.PLANNED)


def test_a_mail_tells_nobody_until_a_server_took_it(officer: Actor, mission: Mission, in_force: Published) -> None:
    exporter, buyer = min(_pairs(in_force))
    for party in (exporter, buyer):
        mail_to(party, f"{party.lower()}@example.org")
    assert notify(officer, in_force) > 0
    assert _in_state(PairState.NOTIFIED) == set()
    offer(TAKEN)
    assert (exporter, buyer) in _in_state(PairState.NOTIFIED)
    draft = second_draft(officer, mission)
    later = publish(officer, draft, draft.revision)
    at = times_and_places([in_force, later])
    moved = {pair for pair in _pairs(later) & _pairs(in_force) if at[later.pk][pair] != at[in_force.pk][pair]}
    assert not moved & _in_state(PairState.NOTIFIED)
