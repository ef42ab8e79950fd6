"""What every test may use."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any
from uuid import UUID

import pytest
from django.conf import settings
from django.contrib.sessions.models import Session
from django.db import connection
from django.db.models.sql.compiler import SQLCompiler
from django.template import Context, RequestContext, Template
from django.test import Client
from django.utils.safestring import SafeString
from hypothesis import settings as examples
from pytest_django import DjangoDbBlocker

from tearoad.journey.example import example_mission
from tearoad.journey.files import MissionFiles
from tearoad.journey.read import read_folder
from tearoad.people import Actor, Role
from tearoad.people.web.models import Membership, Organisation, User, acting_for
from tests.suite import furnished
from tests.suite.places import Places, database_of
from tests.suite.scenes import made_once
from tests.suite.statements import RECORDER

if TYPE_CHECKING:
    from tests.browser import Browsers

# Where the environment forbids compiled modules to be kept, every process that a test starts compiles all of them anew.
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # as `tearoad.cli.main` has it

# The same examples on every machine and every day: a red test is a fault in the change at hand, not in the dice.
examples.register_profile("house", derandomize=True, max_examples=100, deadline=None)
examples.load_profile("house")

EXPORTERS = "id,company name,product,hs code\nE1,Example Tea,Green tea,090210\nE2,Example Sauce,Chili sauce,210390\n"
BUYERS = "id,company name,wants,hs code\nB1,ООО «Пример»,чай,090210\nB2,ООО «Образец»,соус,210390\n"


@pytest.fixture(scope="session")
def django_db_setup(
    django_test_environment: None, django_db_blocker: DjangoDbBlocker, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[None]:
    """Give this process a database of its own: a copy of the one with every table, which is kept between runs."""
    del django_test_environment
    places = Places(tmp_path_factory.mktemp("database"))
    place = places.copy(furnished.tables())
    with django_db_blocker.unblock():
        connection.close()
        connection.execute_wrappers.append(RECORDER)
        connection.settings_dict["NAME"] = database_of(place) or f"{place['TEAROAD_DATA']}/tearoad.sqlite3"
    yield
    with django_db_blocker.unblock():
        connection.close()
    places.drop()


@pytest.fixture(scope="session", autouse=True)
def _rows_are_locked_in_transactions() -> Iterator[None]:
    """Fail where rows are locked outside a transaction of the code's own.

    PostgreSQL refuses that; SQLite does not, and the transaction around a test hides it from both.
    """
    as_sql = SQLCompiler.as_sql

    def checked(self: SQLCompiler, *args: Any, **kwargs: Any) -> Any:  # noqa: ANN401  # Django's own
        if self.query.select_for_update:
            own = [block for block in self.connection.atomic_blocks if not getattr(block, "_from_testcase", False)]
            assert own, "rows are locked outside a transaction"
        statement, values = as_sql(self, *args, **kwargs)
        if self.query.select_for_update:
            RECORDER.note(f"locks {statement}")
        return statement, values

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(SQLCompiler, "as_sql", checked)
        yield


@pytest.fixture(scope="session", autouse=True)
def _only_whole_pages_are_recorded(django_test_environment: None) -> Iterator[None]:
    """Record for `response.context` what a whole page was made from, not what each of its parts and fields was.

    Django's test client copies the context of every part, which is a tenth of what a page costs.
    """
    del django_test_environment
    record = vars(Template)["_render"]

    def recorded(self: Template, context: Context) -> SafeString:
        whole = isinstance(context, RequestContext) and context.template is self
        return record(self, context) if whole else self.nodelist.render(context)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Template, "_render", recorded)
        yield


@pytest.fixture(scope="session")
def browsers() -> Iterator[Browsers]:
    """The browsers of this process; most tests need none."""
    from tests.browser import start_browsers  # noqa: PLC0415  # what drives browsers is imported where one is driven

    found = start_browsers()
    yield found
    found.close()


@pytest.fixture
def read_sheets(tmp_path: Path) -> Callable[..., MissionFiles]:
    """Read CSV texts, by sheet name, as a folder of the example mission (9 to 11 February 2027, Moscow)."""

    def read(**sheets: str) -> MissionFiles:
        for name, text in ({"exporters": EXPORTERS, "buyers": BUYERS} | sheets).items():
            (tmp_path / f"{name}.csv").write_text(text, encoding="utf-8")
        return read_folder(tmp_path, example_mission())

    return read


@pytest.fixture
def organisation(db: None) -> Organisation:
    """An organisation; the test is not yet acting for it."""
    del db
    name = "Example Province Commerce Department (fictional)"
    return made_once("organisation", lambda: Organisation.objects.create(name=name))


@pytest.fixture
def officer(organisation: Organisation) -> Iterator[Actor]:
    """An officer of the organisation, for which the whole test acts."""

    def make() -> User:
        user = User.objects.create_user("officer@example.org", name="Officer")
        Membership.objects.create(user=user, organisation=organisation, role=Role.OFFICER)
        return user

    user = made_once("officer", make)
    with acting_for(organisation.id):
        yield Actor(organisation.id, Role.OFFICER, user.id, name="Officer")


@pytest.fixture
def signed_in(officer: Actor) -> Client:
    """A browser in which the officer is signed in."""
    del officer
    client = Client()

    def make() -> Session:
        client.force_login(User.objects.get(email="officer@example.org"))
        return Session.objects.get(pk=client.session.session_key)

    client.cookies[settings.SESSION_COOKIE_NAME] = made_once("officer's session", make).session_key
    return client


@pytest.fixture
def tenant(officer: Actor) -> UUID:
    """The organisation for which the test acts."""
    return officer.tenant
