"""A mission in rows and its plan in force."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, time, timedelta

import pytest
from django.test import override_settings

from tearoad.mission.web.models import Mission
from tearoad.people import Actor
from tearoad.timetable.web.actions.publishing import publish
from tearoad.timetable.web.models import Published
from tearoad.web.clock import now
from tests.journey.small_demo import small_demo
from tests.timetable.web.drafts import first_draft, mission_row


@pytest.fixture(autouse=True)
def on_the_eve() -> Iterator[None]:
    """The pages' clock stands on the eve of the small demo's fair."""
    zone = small_demo().mission.fair_zone
    eve = datetime.combine(small_demo().mission.days[0].on - timedelta(days=1), time(18), zone)
    with override_settings(CLOCK_OFFSET=eve - now()):
        yield


@pytest.fixture
def mission(officer: Actor) -> Mission:
    """The small demo in rows, everybody cleared."""
    return mission_row(officer)


@pytest.fixture
def in_force(officer: Actor, mission: Mission) -> Published:
    """Its first plan, published."""
    return publish(officer, first_draft(officer, mission), 1, seen_number=0)
