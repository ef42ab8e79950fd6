"""A mission in rows and its plan in force."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, time, timedelta

import pytest
from django.test import override_settings

from tearoad.mission.web.models import Mission
from tearoad.people import Actor
from tearoad.timetable.web.models import Published, Told, ToldWay
from tearoad.timetable.web.queries.publishing.letters import telling
from tearoad.web.clock import now
from tests.journey.small_demo import small_demo
from tests.timetable.web.drafts import mission_row, published_row


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


def tell_everybody(row: Published) -> None:
    """Note that everybody whom a plan concerns was told of it."""
    for one in telling(row.mission, row).letters:
        Told.objects.create(
            published=row, tenant=row.tenant, role=one.role.value, party=one.party, way=ToldWay.HAND, told_at=now()
        )


@pytest.fixture
def in_force(officer: Actor, mission: Mission) -> Published:
    """Its first plan, published."""
    return published_row(officer, mission)
