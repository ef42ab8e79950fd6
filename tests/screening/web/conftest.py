"""Companies, lists and a worker's run for the tests of screening."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID, uuid4

import pytest

from tearoad.companies import Buyer, Contact
from tearoad.companies.web.actions.register import enter
from tearoad.companies.web.models import Company
from tearoad.names import FirmName, PersonName
from tearoad.people import Actor
from tearoad.screening.web.actions.lists import add_list
from tearoad.screening.web.models import WatchList
from tearoad.screening.web.tasks import screen_register
from tearoad.text import Text
from tearoad.values import CountryCode, PartyId
from tests.suite.scenes import made_once

HEAD = "id,kind,name,country,numbers,programme\n"
ENTRIES = HEAD + ("X-1,firm,Vymysel Torg LLC,RU,7701234567,EXAMPLE\nX-2,person,Pyotr Vymyshlennikov,RU,,EXAMPLE\n")
LISTED = Buyer(
    PartyId("B1"),
    FirmName("ООО «Вымысел Торг»", "Vymysel Torg LLC"),
    "7701234567",
    CountryCode("RU"),
    contact=Contact(PersonName("Пётр Вымышленников", "Pyotr Vymyshlennikov"), email="petr@example.org"),
)
HARMLESS = Buyer(PartyId("B2"), FirmName("ООО «Ромашка»"), "7809999999", CountryCode("RU"))


@dataclass
class Run:
    """A job as a worker would run it."""

    tenant: UUID
    payload: Mapping[str, Any] = field(default_factory=dict)
    by: UUID | None = None
    job_id: UUID = field(default_factory=uuid4)
    stops: bool = False
    steps: list[Text] = field(default_factory=list)
    meanwhile: Callable[[], object] | None = None
    """What happens elsewhere when the comparison begins."""

    def step(self, text: Text) -> None:
        """Keep the step."""
        self.steps.append(text)
        if self.meanwhile and text.code.endswith("step_compare"):
            meanwhile, self.meanwhile = self.meanwhile, None
            meanwhile()

    def advance(self, done: int, total: int, note: Text | None = None) -> None:
        """Say nothing."""
        del done, total, note

    def stop(self) -> bool:
        """Whether to stop."""
        return self.stops


@pytest.fixture
def run(officer: Actor) -> Run:
    """A run of a job."""
    return Run(officer.tenant)


@pytest.fixture
def watch_list(officer: Actor) -> WatchList:
    """A list with a firm and a person, invented."""
    return made_once("watch list", lambda: add_list(officer, "own.csv", ENTRIES.encode())[0])


@pytest.fixture
def listed(officer: Actor) -> Company:
    """A company that is like both entries."""
    return made_once("listed", lambda: enter(officer, LISTED))


@pytest.fixture
def harmless(officer: Actor) -> Company:
    """A company that is like none."""
    return made_once("harmless", lambda: enter(officer, HARMLESS))


@pytest.fixture
def screened(listed: Company, harmless: Company, watch_list: WatchList, run: Run) -> Company:
    """The company that is like both entries, screened."""
    del harmless, watch_list

    def make_company_rows() -> Company:
        screen_register(run)
        listed.refresh_from_db()
        return listed

    return made_once("screened", make_company_rows)
