"""A short storm of programme changes; `make bench-storm` blows the long ones."""

from __future__ import annotations

import pytest
from django.test import Client

from tearoad.mission.web.models import Mission
from tearoad.timetable.web.models import Published
from tests.timetable.web.storm.storm import Storm


@pytest.mark.usefixtures("in_force")
def test_a_storm_of_changes_leaves_nobody_untold(signed_in: Client, mission: Mission, in_force: Published) -> None:
    storm = Storm(signed_in, mission, seed=7)
    figures = storm.blow(16)
    assert figures.faults == []
    assert in_force.number == 1
    assert min(figures.announcements, figures.told, figures.sentences, figures.displaced) > 0
