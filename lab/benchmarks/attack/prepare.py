"""Fill an empty place with two organisations that know nothing of each other, and tell how each is entered.

    python -m lab.benchmarks.attack.prepare

Everything is made by the actions that people's clicks call. Every name of one organisation begins with QQ, every name
of the other with ZZ, so that an answer that gives something away can be told by its text. Prints JSON.
"""

from __future__ import annotations

import json
from itertools import product
from typing import Any
from uuid import UUID

from tearoad.site import manage

manage.start()

from django.test import Client  # noqa: E402  # after the set-up
from uuid_utils.compat import uuid7  # noqa: E402  # after the set-up

from tearoad.capture.web.actions.hubs import pairing  # noqa: E402  # after the set-up
from tearoad.capture.web.actions.phones import enrol  # noqa: E402  # after the set-up
from tearoad.mission.web.queries.links import link_of  # noqa: E402  # after the set-up
from tearoad.people import Actor, Role  # noqa: E402  # after the set-up
from tearoad.people.web.models import acting_for  # noqa: E402  # after the set-up
from tests.capture.web.conftest import secret_of  # noqa: E402  # after the set-up
from tests.site.isolation.endpoints import Endpoint, endpoints  # noqa: E402  # after the set-up
from tests.site.isolation.matrix import may_enter  # noqa: E402  # after the set-up
from tests.site.isolation.objects import OBJECTS, VALUES, furnish  # noqa: E402  # after the set-up
from tests.site.isolation.world import Asker, House, build  # noqa: E402  # after the set-up

SEEDS = (("Q", 2023), ("Z", 7))
PHONES = 3
"""So many phones of one firm."""
_KEYS = frozenset({"proof", "token"})
"""No ids but keys: whoever has one got it by mail and may use it."""
_LEAVE = frozenset({"people-sign-out", "account-end-session"})


def main() -> None:
    """Fill it and say what is there."""
    houses = {mark: build(mark, seed) for mark, seed in SEEDS}
    for house in houses.values():
        furnish(house)
    print(json.dumps({mark: _told(house) for mark, house in houses.items()}))


def _told(house: House) -> dict[str, Any]:
    with acting_for(house.organisation.id):
        officer = Actor(house.organisation.id, Role.OFFICER, house.users[Role.OFFICER].pk)
        hub = pairing.make(officer, house.mission, f"{house.mark}ATTACKED")
        phones = [phone for role, party in house.tokens if role is Role.EXPORTER for phone in _phones(house, party)]
        askers = {str(role): Asker(house.mark, role) for role in (Role.OFFICER, Role.MANAGER, Role.AUDITOR)}
        for role in (Role.EXPORTER, Role.BUYER, Role.INTERPRETER):
            party = next(party for kind, party in house.tokens if kind is role)
            askers[str(role)] = Asker(house.mark, role, party)
        return {
            "organisation": str(house.organisation.id),
            "mission": str(house.mission.id),
            "call": f"/call/{VALUES['slug'](house, askers['officer'])[0]}/",
            "hub": hub.key,
            "phones": phones,
            "sessions": {name: _session(house, asker) for name, asker in askers.items() if asker.role in house.users},
            "emails": {str(role): user.email for role, user in house.users.items()},
            "addresses": {name: _addresses(house, asker) for name, asker in askers.items()},
            "objects": {name: list(VALUES[name](house, askers["officer"])) for name in sorted(OBJECTS - _KEYS)},
        }


def _phones(house: House, party: str) -> list[dict[str, str]]:
    by = Actor(house.organisation.id, Role.EXPORTER, mission=house.mission.pk, party=party)
    link, made = link_of(house.mission, Role.EXPORTER, party), []
    for _ in range(PHONES):
        own = UUID(str(uuid7()))
        enrol(by, link, own, secret_of(own), "android")
        made.append({"id": str(own), "secret": secret_of(own), "party": party})
    return made


def _session(house: House, asker: Asker) -> str:
    assert asker.role is not None  # noqa: S101  # chosen above
    client = Client(HTTP_HOST="localhost")
    client.force_login(house.users[asker.role])
    client.get("/account/")
    return client.cookies["session"].value


def _addresses(house: House, asker: Asker) -> list[str]:
    """Return every address that someone may open, filled with their organisation's things."""
    return [
        address
        for endpoint in endpoints()
        if endpoint.name not in _LEAVE and may_enter(endpoint, asker, house)
        for address in _filled(endpoint, house, asker)
    ]


def _filled(endpoint: Endpoint, house: House, asker: Asker) -> list[str]:
    values = [VALUES[name](house, asker)[:3] for name in endpoint.parameters]
    return [endpoint.address(dict(zip(endpoint.parameters, one, strict=True))) for one in product(*values)]


main()
