"""Missions in rows, and a browser's way to hand sheets in."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tearoad.demo.make import make_mission
from tearoad.journey.example import example_files, example_mission
from tearoad.journey.files import MissionFiles
from tearoad.journey.web.actions import imports
from tearoad.journey.web.actions.write_files import write_files
from tearoad.journey.web.models import SheetImport
from tearoad.mission.web.actions.missions import make
from tearoad.mission.web.models import Mission
from tearoad.office.web.tasks.worker import run_waiting
from tearoad.people import Actor
from tearoad.values import Language
from tests.suite.scenes import made_once

HandIn = Callable[..., SheetImport]


@pytest.fixture(scope="session")
def demo() -> MissionFiles:
    """The demo mission as files."""
    return make_mission()


@pytest.fixture
def mission(officer: Actor) -> Mission:
    """The example mission with its two exporters and three buyers."""

    def make_mission_rows() -> Mission:
        row = make(officer, example_mission())
        write_files(officer, row, example_files(Language.EN))
        row.refresh_from_db()
        return row

    return made_once("example mission", make_mission_rows)


@pytest.fixture
def empty(officer: Actor) -> Mission:
    """The example mission before anybody takes part."""
    return make(officer, example_mission())


@pytest.fixture
def hand_in(officer: Actor) -> HandIn:
    """Hand sheets in by name and CSV text, let the worker read them, and return the import."""

    def hand(mission: Mission, **sheets: str | bytes) -> SheetImport:
        uploads = [
            imports.Upload(f"{name}.csv", text if isinstance(text, bytes) else text.encode())
            for name, text in sheets.items()
        ]
        found = imports.start(officer, mission, uploads, Language.EN)
        run_waiting()
        found.refresh_from_db()
        return found

    return hand
