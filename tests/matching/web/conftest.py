"""The demo mission in rows, everybody clear."""

from __future__ import annotations

import pytest

from tearoad.companies import Standing
from tearoad.companies.web.models import Company
from tearoad.demo.make import make_mission
from tearoad.journey.files import MissionFiles
from tearoad.journey.web.actions.write_files import write_files
from tearoad.mission.web.actions.missions import make
from tearoad.mission.web.models import Mission
from tearoad.people import Actor
from tests.suite.scenes import made_once


@pytest.fixture(scope="session")
def files() -> MissionFiles:
    """The demo mission."""
    return make_mission()


@pytest.fixture
def mission(officer: Actor, files: MissionFiles) -> Mission:
    """The demo mission's row, with its companies screened and clear."""

    def make_mission_rows() -> Mission:
        row = make(officer, files.mission)
        write_files(officer, row, files)
        Company.objects.update(standing=Standing.CLEAR)
        row.refresh_from_db()
        return row

    return made_once("demo mission, all clear", make_mission_rows)
