"""Meetings that a changed programme makes impossible are named where an officer decides."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from tearoad.mission import ItemKind, LocalText, ProgrammeItem
from tearoad.mission.web.actions import rows
from tearoad.mission.web.models import Mission
from tearoad.people import Actor
from tearoad.programme.web.queries.stored_kinds import STORED_ITEMS
from tearoad.timetable.web.actions.editing import MoveRefusedError
from tearoad.timetable.web.actions.moves import move, unplace
from tearoad.timetable.web.models import Meeting, Published
from tearoad.timetable.web.queries.loading import plan_of
from tearoad.values import ItemId, Window
from tests.timetable.web.drafts import a_meeting

APART = timedelta(hours=4)


def one_apart(published: Published) -> Meeting:
    """Return a meeting whose buyer has no other within hours: the way to one nearby would strike that as well."""
    held: list[Meeting] = list(Meeting.objects.filter(published=published))
    return next(
        row
        for row in held
        if not any(
            meeting.buyer == row.buyer and meeting != row and abs(meeting.start_at - row.start_at) < APART
            for meeting in held
        )
    )


def taken(row: Meeting) -> ProgrammeItem:
    """Return an item at which a meeting's buyer must be in its time."""
    return ProgrammeItem(
        ItemId(""),
        ItemKind.OTHER,
        LocalText("Courtesy call (fictional)"),
        Window(row.start_at, row.end_at),
        must=(row.buyer,),
    )


def test_it_is_named_on_the_page_before_publishing_and_before_saving(
    signed_in: Client, officer: Actor, mission: Mission, in_force: Published
) -> None:
    page = reverse("mission-programme", args=[mission.pk])
    assert "cannot be held" not in signed_in.get(page).content.decode()
    row = rows.add(officer, mission, STORED_ITEMS, taken(one_apart(in_force)))
    difference = reverse("timetable-difference", args=[mission.pk, 1])
    form = reverse("mission-item", args=[mission.pk, row.pk])
    for address in (page, difference, form):
        shown = signed_in.get(address).content.decode()
        assert "1 meeting of th" in shown, address
        assert "cannot be held. Needed at Courtesy call (fictional)" in shown, address
    assert reverse("timetable-board", args=[mission.pk, 1]) in signed_in.get(page).content.decode()


def test_the_board_refuses_a_time_that_the_programme_has_taken(
    officer: Actor, mission: Mission, in_force: Published
) -> None:
    row = a_meeting(in_force)
    draft = in_force.draft
    (before,) = (meeting for meeting in plan_of(draft).meetings if meeting.wish == row.wish)
    rows.add(officer, mission, STORED_ITEMS, replace(taken(row)))
    draft = unplace(officer, draft, before.wish, seen_revision=draft.revision)
    with pytest.raises(MoveRefusedError) as refused:
        move(
            officer,
            draft,
            before.wish,
            before.start,
            before.place,
            before.interpreter,
            seen_revision=draft.revision,
        )
    assert "timetable.people_too_few" in {text.code for text in refused.value.problems}
