"""A mission in rows and its plan in force."""

from __future__ import annotations

import pytest

from tearoad.mission.web.models import Mission
from tearoad.people import Actor
from tearoad.timetable.web.models import Published
from tests.timetable.web.drafts import mission_row, published_row


@pytest.fixture
def mission(officer: Actor) -> Mission:
    """The small demo in rows, everybody cleared."""
    return mission_row(officer)


@pytest.fixture
def in_force(officer: Actor, mission: Mission) -> Published:
    """Its first plan, published."""
    return published_row(officer, mission)
