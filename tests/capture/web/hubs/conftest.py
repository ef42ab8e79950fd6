"""A mission at the fair with its plan in force, and a hub for it. Home and hub share one database here."""

from __future__ import annotations

import pytest

from tearoad.capture.web.actions.hubs import pairing
from tearoad.mission.web.models import Mission
from tearoad.people import Actor
from tests.capture.web.days.conftest import at_the_fair, begun, in_force, link_for, mission, phone_of, scene

__all__ = ["at_the_fair", "begun", "in_force", "link_for", "mission", "phone_of", "scene"]


@pytest.fixture
def paired_hub(officer: Actor, mission: Mission) -> pairing.PairedHub:
    """A hub with its key."""
    return pairing.make(officer, mission, "Hall 7")
