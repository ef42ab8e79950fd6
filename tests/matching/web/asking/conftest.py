"""A mission of two firms and two buyers with one request, matched, and links to answer."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from django.test import Client

from tearoad.companies import Contact, Standing
from tearoad.companies.web.models import Company
from tearoad.journey.example import example_files, example_mission
from tearoad.journey.web.actions.write_files import write_files
from tearoad.matching.web.actions.inviting import prepare
from tearoad.matching.web.actions.matching import rematch
from tearoad.mission.web.actions.links import make as make_link
from tearoad.mission.web.actions.missions import make
from tearoad.mission.web.models import Mission
from tearoad.people import Actor, Role, Scope
from tearoad.values import Language
from tests.suite.scenes import made_once


@pytest.fixture
def mission(officer: Actor) -> Mission:
    """The example mission, matched, with its requests put before the other side."""

    def make_mission_rows() -> Mission:
        files = example_files(Language.EN)
        buyer = replace(files.buyers[0], contact=Contact(email="b1@example.org"))
        row = make(officer, example_mission())
        write_files(officer, row, replace(files, buyers=(buyer, *files.buyers[1:])))
        Company.objects.update(standing=Standing.CLEAR)
        row.refresh_from_db()
        rematch(officer, row)
        prepare(officer, row)
        row.refresh_from_db()
        return row

    return made_once("example mission, asked", make_mission_rows)


@pytest.fixture
def visiting(mission: Mission) -> Callable[[Role, str], Actor]:
    """Somebody who came by a link to answer."""

    def as_party(role: Role, party: str) -> Actor:
        return Actor(mission.tenant_id, role, mission=mission.pk, party=party, scope=Scope.ANSWER)

    return as_party


@pytest.fixture
def link(officer: Actor, mission: Mission) -> Callable[[Role, str], str]:
    """The path that somebody's link to answer opens."""

    def path(role: Role, party: str) -> str:
        address = make_link(officer, mission, role, party, Scope.ANSWER).address
        return "/a/" + address.rstrip("/").rpartition("/")[2] + "/"

    return path


@pytest.fixture
def stranger() -> Client:
    """A browser in which nobody is signed in."""
    return Client()
