"""A mission with people in rows."""

from __future__ import annotations

from dataclasses import replace

import pytest
from django.test import Client

from tearoad.companies import Contact, Standing
from tearoad.companies.web.models import Company
from tearoad.journey.example import example_files, example_mission
from tearoad.journey.web.actions.write_files import write_files
from tearoad.mission.web.actions.missions import make
from tearoad.mission.web.models import Mission
from tearoad.people import Actor
from tearoad.values import Language
from tests.suite.scenes import made_once


@pytest.fixture
def mission(officer: Actor) -> Mission:
    """The example mission, everybody clear; E01 and B001 have an e-mail address, the others a phone at most."""

    def make_mission_rows() -> Mission:
        files = example_files(Language.EN)
        buyer = replace(files.buyers[0], contact=Contact(email="b1@example.org"))
        row = make(officer, example_mission())
        write_files(officer, row, replace(files, buyers=(buyer, *files.buyers[1:])))
        Company.objects.update(standing=Standing.CLEAR)
        row.refresh_from_db()
        return row

    return made_once("example mission, all clear", make_mission_rows)


@pytest.fixture
def stranger() -> Client:
    """A browser in which nobody is signed in."""
    return Client()
