"""What the table of requests says of a planned meeting, and how it stands once that is undone: as the plan in force."""

from __future__ import annotations

import pytest
from django.db import transaction

from tearoad.errors import Conflict
from tearoad.journey.tables import TABLE_KINDS
from tearoad.journey.web.actions.table_writing import undo_table_change
from tearoad.journey.web.actions.tables import add_row, change_cells, remove_rows
from tearoad.journey.web.answers import CellEdit
from tearoad.journey.web.models import TableChange
from tearoad.journey.web.queries.tables.pages import TableScene
from tearoad.matching.asking import MeetingMove
from tearoad.matching.web.actions.inviting import prepare
from tearoad.matching.web.actions.moves import NewMove, make_move
from tearoad.matching.web.models import MeetingProgress, MeetingStep, Request
from tearoad.mission.web.models import Mission
from tearoad.people import Actor
from tearoad.timetable.web.actions.following import follow_held
from tearoad.timetable.web.actions.publishing import publish
from tearoad.timetable.web.models import Meeting, MeetingState, Published
from tearoad.values import Language
from tests.timetable.web.drafts import second_draft


def _scene(mission: Mission) -> TableScene:
    return TableScene(TABLE_KINDS["requests"], mission, Language.EN)


def _planned_request(mission: Mission, planned: set[tuple[str, str]]) -> tuple[Request, MeetingProgress]:
    """Return a request that no row answers, and where its meeting stands."""
    found = {(row.asker, row.asked): row for row in Request.objects.filter(mission=mission).exclude(strength="no")}
    pair = min(pair for pair in planned if pair in found and pair[::-1] not in found)
    return found[pair], MeetingProgress.objects.get(exporter=pair[0], buyer=pair[1])


def _pairs(row: Published) -> set[tuple[str, str]]:
    return set(Meeting.objects.filter(published=row).values_list("exporter", "buyer"))


def _say(officer: Actor, mission: Mission, row: Request, strength: str) -> TableChange:
    """Let a row say something else; nothing takes it out."""
    if strength:
        change = change_cells(officer, _scene(mission), [CellEdit(str(row.pk), 0, "strength", strength)]).change
    else:
        change = remove_rows(officer, _scene(mission), [str(row.pk)])
    assert change is not None
    return change


def _moves(progress: MeetingProgress) -> list[tuple[str, str, bool]]:
    steps = MeetingStep.objects.filter(progress=progress, channel="sheet")
    return [(step.move, step.side, step.undone_at is not None) for step in steps]


def test_a_no_in_the_table_calls_a_planned_meeting_off_and_undoing_it_takes_it_up(
    officer: Actor, mission: Mission, in_force: Published
) -> None:
    prepare(officer, mission)
    row, progress = _planned_request(mission, _pairs(in_force))
    change = _say(officer, mission, row, "no")
    progress.refresh_from_db()
    assert (progress.state, progress.exporter_answer) == ("cancelled", "not_this_time")
    undo_table_change(officer, _scene(mission), str(change.pk))
    progress.refresh_from_db()
    assert (progress.state, progress.exporter_answer) == ("planned", "wanted")
    assert _moves(progress) == [("request", "exporter", False), ("decline", "exporter", True)]


def test_a_request_taken_out_is_said_no_more_and_leaves_the_plan_as_it_is(
    officer: Actor, mission: Mission, in_force: Published
) -> None:
    prepare(officer, mission)
    row, progress = _planned_request(mission, _pairs(in_force))
    _say(officer, mission, row, "")
    progress.refresh_from_db()
    assert (progress.state, progress.exporter_answer, progress.buyer_answer) == ("planned", "not_asked", "not_asked")
    assert _moves(progress) == [("request", "exporter", True)]


def test_what_is_undone_after_another_plan_stands_as_that_plan_holds_it(
    officer: Actor, mission: Mission, in_force: Published
) -> None:
    draft = second_draft(officer, mission)
    with transaction.atomic():
        kept = _pairs(publish(officer, draft, draft.revision))
        transaction.set_rollback(True)
    requested = set(Request.objects.filter(mission=mission).values_list("asker", "asked"))
    exporter, buyer = min(pair for pair in _pairs(in_force) - kept if pair not in requested)
    said = [{"asker": exporter, "asked": buyer, "strength": "no"}]
    change = add_row(officer, _scene(mission), said).change
    assert change is not None
    progress = MeetingProgress.objects.get(exporter=exporter, buyer=buyer)
    assert (progress.state, progress.exporter_answer) == ("cancelled", "not_this_time")
    publish(officer, draft, draft.revision, although_outdated=True)
    undo_table_change(officer, _scene(mission), str(change.pk))
    progress.refresh_from_db()
    assert (progress.state, progress.exporter_answer) == ("proposed", "not_asked")


def test_what_is_taken_up_again_stands_in_the_plan_that_holds_it(
    officer: Actor, mission: Mission, in_force: Published
) -> None:
    exporter, buyer = min(_pairs(in_force))
    for move, state in ((MeetingMove.CANCEL, "cancelled"), (MeetingMove.REOPEN, "planned")):
        assert make_move(officer, mission, NewMove(exporter=exporter, buyer=buyer, move=move)).state == state


def test_the_request_of_a_meeting_that_took_place_says_what_it_said(
    officer: Actor, mission: Mission, in_force: Published
) -> None:
    prepare(officer, mission)
    row, progress = _planned_request(mission, _pairs(in_force))
    meeting = Meeting.objects.get(published=in_force, exporter=progress.exporter, buyer=progress.buyer)
    follow_held(mission, {meeting.pk: MeetingState.KEPT})
    for strength in ("no", ""):
        with pytest.raises(Conflict) as refused:
            _say(officer, mission, row, strength)
        said = refused.value.text
        assert (said.code, dict(said.params)) == (
            "matching.requests_of_ended_meetings",
            {"count": 1, "pairs": f"{progress.exporter} – {progress.buyer}"},
        )
    assert Request.objects.get(pk=row.pk).strength == row.strength
    follow_held(mission, {meeting.pk: MeetingState.PLANNED})
    _say(officer, mission, row, "no")
    progress.refresh_from_db()
    assert progress.state == "cancelled"
