"""Whatever makes a meeting of the plan in force impossible, the Overview names it and the way out."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from django.test import Client
from django.urls import reverse

from tearoad.mission import Absence
from tearoad.mission.web.actions import rows
from tearoad.mission.web.actions.absences import note_absence
from tearoad.mission.web.actions.missions import change, touch
from tearoad.mission.web.models import Interpreter, Mission
from tearoad.mission.web.queries import core
from tearoad.people import Actor
from tearoad.programme.web.queries.stored_kinds import STORED_ITEMS
from tearoad.timetable.web.models import Meeting, Published
from tearoad.values import Window
from tests.timetable.web.publishing.test_displaced import one_apart, taken

Cause = Callable[[Actor, Mission, Meeting], object]


def by_programme(by: Actor, mission: Mission, row: Meeting) -> None:
    rows.add(by, mission, STORED_ITEMS, taken(row))


def by_absence(by: Actor, mission: Mission, row: Meeting) -> None:
    note_absence(by, mission, Absence(row.buyer, Window(row.start_at, row.end_at)))


def by_interpreter(_by: Actor, mission: Mission, row: Meeting) -> None:
    Interpreter.objects.filter(mission=mission, code=row.interpreter).delete()
    touch(mission)


def by_place(by: Actor, mission: Mission, row: Meeting) -> None:
    said = core(mission)
    change(by, mission, replace(said, places=tuple(place for place in said.places if place.id != row.place)))


def by_day(by: Actor, mission: Mission, row: Meeting) -> None:
    said = core(mission)
    on = row.start_at.astimezone(said.fair_zone).date()
    change(by, mission, replace(said, days=tuple(day for day in said.days if day.on != on)))


def meeting_for(cause: Cause, published: Published) -> Meeting:
    """Return a meeting that a cause can make impossible."""
    found = Meeting.objects.filter(published=published)
    if cause is by_interpreter:
        helpers = Interpreter.objects.filter(mission=published.mission).values("code")
        row: Meeting = found.filter(interpreter__in=helpers)[0]
    elif cause is by_place:
        row = found.filter(place__in=[place.id for place in core(published.mission).places])[0]
    else:
        row = one_apart(published)
    return row


@pytest.mark.parametrize(
    ("cause", "why"),
    [
        (by_programme, ""),
        (by_absence, ""),
        (by_interpreter, "is no interpreter of the mission any more"),
        (by_place, "is no place of the mission any more"),
        (by_day, "The fair is not open then any more"),
    ],
)
def test_the_overview_names_what_became_impossible_and_the_way_out(
    signed_in: Client, officer: Actor, mission: Mission, in_force: Published, cause: Cause, why: str
) -> None:
    address = reverse("mission-page", args=[mission.pk])
    touch(mission)
    assert "cannot be held" not in signed_in.get(address).content.decode()
    mission.refresh_from_db()
    cause(officer, mission, meeting_for(cause, in_force))
    page = signed_in.get(address).content.decode()
    assert (" of this plan cannot be held any more" in page, why in page) == (True, True)
    assert page.count(f'href="/missions/{mission.pk}/repair/"') >= 2
    assert "Repair the plan" in page
