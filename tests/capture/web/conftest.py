"""A mission at the fair, and a firm's link."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tearoad.mission.web.actions import links
from tearoad.mission.web.models import Mission
from tearoad.people import Actor, Role
from tests.mission.web.conftest import mission, stranger

__all__ = ["mission", "stranger"]


@pytest.fixture
def link_of(officer: Actor, mission: Mission) -> Callable[[str], str]:
    """From a firm's code to the path that its link opens."""

    def make(party: str) -> str:
        address = links.make(officer, mission, Role.EXPORTER, party).address
        return "/v/" + address.rstrip("/").rpartition("/")[2] + "/"

    return make
