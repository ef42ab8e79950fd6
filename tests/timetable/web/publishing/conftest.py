"""A mission in rows and its plan in force."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, time, timedelta

import pytest
from django.test import override_settings

from tearoad.mission.web.models import Mission
from tearoad.people import Actor
from tearoad.timetable.web.actions.papers import PressedPaper, keep_file, keep_papers
from tearoad.timetable.web.models import NotificationWay, Published, Told
from tearoad.timetable.web.queries.publishing.everyone import PAPER_ROLES
from tearoad.timetable.web.queries.publishing.letters import plan_notifications
from tearoad.timetable.web.queries.publishing.paper_lists import SHEETS
from tearoad.timetable.web.tasks.papers import make_papers, press_of
from tearoad.web.clock import now
from tests.journey.papers_once import papers_set_once
from tests.journey.small_demo import small_demo
from tests.office.job_run import UnstoppedRun
from tests.suite.scenes import made_once
from tests.timetable.web.drafts import mission_row, published_row


@pytest.fixture(autouse=True)
def on_the_eve() -> Iterator[None]:
    """The pages' clock stands on the eve of the small demo's fair."""
    zone = small_demo().mission.fair_zone
    eve = datetime.combine(small_demo().mission.days[0].on - timedelta(days=1), time(18), zone)
    with override_settings(CLOCK_OFFSET=eve - now()):
        yield


@pytest.fixture(autouse=True)
def papers_are_set_once() -> Iterator[None]:
    """What a plan's papers say is looked at, over and over; how they look is a matter of other tests."""
    with papers_set_once():
        yield


@pytest.fixture
def mission(officer: Actor) -> Mission:
    """The small demo in rows, everybody cleared."""
    return mission_row(officer)


ROLES = {paper: role.value for role, paper in PAPER_ROLES.items()}


def keep_sheets(by: Actor, row: Published) -> None:
    """Keep the day sheets of a plan, what they say and no letter of it set."""

    def make_paper_rows() -> Published:
        press = press_of(row)
        found = [
            PressedPaper(SHEETS, path.replace("/", "-"), b"%PDF", "application/pdf", ROLES[of.role], of.id, said=said)
            for path, said in press.digests.items()
            for of in [press.owners[path]]
        ]
        keep_papers(by, row, [(paper, keep_file(by, paper)) for paper in found])
        return row

    made_once("day sheets of a plan", make_paper_rows)


def make_plan_papers(officer: Actor, row: Published) -> None:
    """Make the papers of a plan, as its job does; of the same rows once a process."""

    def make_paper_rows() -> Published:
        make_papers(UnstoppedRun(officer.tenant, {"published": str(row.pk)}))
        return row

    made_once("papers of a plan", make_paper_rows)


def tell_everybody(row: Published) -> None:
    """Note that everybody whom a plan concerns was told of it."""

    def make_told_rows() -> Published:
        for letter in plan_notifications(row.mission, row).letters:
            Told.objects.create(
                published=row,
                tenant=row.tenant,
                role=letter.role.value,
                party=letter.party,
                way=NotificationWay.HAND,
                told_at=now(),
            )
        return row

    made_once("everybody told of a plan", make_told_rows)


@pytest.fixture
def in_force(officer: Actor, mission: Mission) -> Published:
    """Its first plan, published."""
    return published_row(officer, mission)


@pytest.fixture
def papers(officer: Actor, in_force: Published) -> Published:
    """Its papers; named before `signed_in`, so that they are made on the same rows as elsewhere."""
    make_plan_papers(officer, in_force)
    return in_force
