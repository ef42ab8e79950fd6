from __future__ import annotations

from datetime import UTC, datetime

import pytest

from tearoad.errors import Conflict
from tearoad.mission import Absence
from tearoad.mission.web.actions.absences import note_absence
from tearoad.mission.web.models import Absence as AbsenceRow
from tearoad.mission.web.models import Mission
from tearoad.mission.web.queries import parties
from tearoad.people import Actor
from tearoad.people.web.models import LedgerEntry
from tearoad.values import Window
from tearoad.web.clock import now

ILL = Absence("I05", Window(datetime(2023, 2, 6, 9, tzinfo=UTC), datetime(2023, 2, 6, 15, tzinfo=UTC)))


def test_an_absence_is_kept_once_and_plans_made_before_are_older_than_the_mission(
    officer: Actor, mission: Mission
) -> None:
    before = mission.revision
    assert [note_absence(officer, mission, ILL), note_absence(officer, mission, ILL)] == [True, False]
    mission.refresh_from_db()
    assert mission.revision == before + 1
    assert [absence for absence in parties(mission).absences if absence.who == "I05"] == [ILL]
    assert AbsenceRow.objects.get(document__who="I05").code == ILL.key == "I05 20230206T0900/20230206T1500"
    assert LedgerEntry.objects.filter(code="mission.absence_noted").count() == 1


def test_an_absence_in_an_archived_mission_is_refused(officer: Actor, mission: Mission) -> None:
    Mission.objects.filter(pk=mission.pk).update(archived_at=now())
    with pytest.raises(Conflict):
        note_absence(officer, mission, ILL)
