"""Users, browsers and codes for the tests of people."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator

import pytest
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.test import Client

from tearoad.people import Actor, Role
from tearoad.people.web.models import Membership, Organisation, User, acting_for
from tests.people.signing_in import sign_in
from tests.suite import furnished
from tests.suite.places import Place, Places, run


@pytest.fixture
def manager(organisation: Organisation) -> Iterator[Actor]:
    """A manager of the organisation, for which the whole test acts."""
    user = User.objects.create_user("manager@example.org", name="Manager")
    Membership.objects.create(user=user, organisation=organisation, role=Role.MANAGER)
    with acting_for(organisation.id):
        yield Actor(organisation.id, Role.MANAGER, user.id, name="Manager")


@pytest.fixture
def managing(manager: Actor) -> Client:
    """A browser in which the manager has signed in by an e-mailed code."""
    del manager
    return sign_in("manager@example.org")


@pytest.fixture(scope="session")
def alone(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Place]:
    """A site of its own with one organisation, for several processes."""
    places = Places(tmp_path_factory.mktemp("data"))
    place = places.copy(furnished.tables())
    made = run(place, "user", "add", "first@example.org", "--organisation", "Example (fictional)")
    assert made.returncode == 0, made.stderr
    yield place
    places.drop()


@pytest.fixture
def app_code() -> Callable[[str, int], str]:
    """What an authenticator app shows for a secret, so many half minutes from now."""

    def show(secret: str, later: int = 0) -> str:
        return str(format_hotp_value(hotp_value(secret, int(time.time()) // 30 + later)))

    return show
