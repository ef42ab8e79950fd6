"""Every address, asked by everyone for everyone's things: what must not happen, and what must."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from http.cookies import SimpleCookie

from django.db import transaction
from django.test import Client

from tearoad.office.web.models import StoredFile
from tearoad.office.web.policies import file_kind
from tearoad.people import Policy, Role, Scope, allowed
from tearoad.people.roles import ACCOUNTS, VISITORS
from tests.site.isolation.endpoints import Endpoint, endpoints
from tests.site.isolation.judging import given_away, text_of, writes
from tests.site.isolation.objects import OBJECTS, addresses
from tests.site.isolation.world import STAFF, Asker, House

KEPT_OUT = frozenset({302, 401, 403, 404, 405, 410, 429})
METHODS = ("GET", "POST")
OF_ONE_PARTY = frozenset({"token", "secret"})
"""Parameters that open something of one firm alone."""


@dataclass(frozen=True, slots=True, order=True)
class Fault:
    """One cell that is red."""

    what: str
    method: str
    address: str
    asker: str

    def __str__(self) -> str:
        return f"{self.asker} {self.method} {self.address}: {self.what}"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a request came to: its answer's code, 401 for being sent to the sign-in, and what it wrote."""

    status: int
    written: tuple[str, ...]


@dataclass(slots=True)
class Matrix:
    """Who asks, whose things there are, and one signed-in browser each."""

    houses: Mapping[str, House]
    askers: tuple[Asker, ...]
    browsers: Mapping[Asker, Client]
    cells: int = 0

    def faults(self, at: str = "", third: int | None = None) -> Iterator[Fault]:
        """Try every cell, or those of addresses whose name begins so, and return the red ones.

        Of a third, everybody asks for every third address; an auditor, who reads all and changes nothing, for all.
        """
        for number, endpoint in enumerate(endpoints()):
            if endpoint.name.startswith(at):
                yield from self._row(endpoint, whole=third is None or number % 3 == third)

    def _row(self, endpoint: Endpoint, *, whole: bool) -> Iterator[Fault]:
        if endpoint.policy is None:
            yield Fault("declares no policy", "*", "/" + endpoint.route, "*")
        own = OF_ONE_PARTY.intersection(endpoint.parameters)
        askers = self.askers if own else self._one_a_role()
        for asker in askers if whole else [asker for asker in askers if asker.role is Role.AUDITOR]:
            for house in self.houses.values():
                if house.mark != asker.tenant and not set(endpoint.parameters) & OBJECTS:
                    continue  # the address names nothing of another's: asked once, as one's own
                for address in addresses(endpoint, house, asker):
                    for method in METHODS:
                        self.cells += 1
                        yield from self._cell(endpoint, method, address, asker, house)

    def _one_a_role(self) -> tuple[Asker, ...]:
        """Return who asks for what is no party's own: whose visitor one is makes no difference there."""
        return tuple({(asker.tenant, asker.role): asker for asker in reversed(self.askers)}.values())[::-1]

    def _cell(self, endpoint: Endpoint, method: str, address: str, asker: Asker, house: House) -> Iterator[Fault]:
        browser = self.browsers[asker]
        cookies: SimpleCookie = SimpleCookie({name: morsel.value for name, morsel in browser.cookies.items()})
        with transaction.atomic(), writes() as written:
            response = browser.get(address) if method == "GET" else browser.post(address)
            said = text_of(response)
            transaction.set_rollback(True)
        browser.cookies = cookies  # whoever was signed out by one cell asks the next one as themselves
        sent_away = response.headers.get("Location", "").startswith("/sign-in/")
        status = 401 if sent_away else response.status_code
        for what in self._wrong(endpoint, method, address, asker, house, Outcome(status, tuple(written))):
            yield Fault(what, method, address, str(asker))
        secrets = {word: readers for house in self.houses.values() for word, readers in house.secrets.items()}
        for word in given_away(said, secrets, asker):
            yield Fault(f"gives away {word}", method, address, str(asker))

    def _wrong(
        self, endpoint: Endpoint, method: str, address: str, asker: Asker, house: House, outcome: Outcome
    ) -> Iterator[str]:
        status, written = outcome.status, outcome.written
        if status >= 500 and endpoint.name != "ready":  # no worker runs here, and it says so
            yield f"answers {status}"
        inside = may_enter(endpoint, asker, house) and _may_fetch(endpoint, asker, address)
        if inside and method == "GET" and asker.tenant == house.mark and status in KEPT_OUT - {302, 404, 405}:
            yield f"keeps out whom it should let in: {status}"
        if not inside and status not in KEPT_OUT:
            yield f"lets in whom it should keep out: {status}"
        if status == 302 and asker.role in ACCOUNTS and asker.tenant != house.mark:
            yield "sends on whom it should keep out, as after something done"
        if not inside and written and endpoint.policy is not Policy.ANYONE:
            yield f"changes something: {written[0][:60]}"


def may_enter(endpoint: Endpoint, asker: Asker, house: House) -> bool:
    """Whether the table and the tenancy let someone in; said here a second time, not asked of the gate."""
    if endpoint.policy is Policy.ANYONE:
        return True
    by_link = "token" in endpoint.parameters
    role = asker.role
    if role is None or endpoint.policy is None or asker.tenant != house.mark:
        return False
    if by_link != (role in VISITORS):
        return False
    return allowed(role, endpoint.policy, _scope_of(endpoint))


def _scope_of(endpoint: Endpoint) -> Scope:
    """Return by which of their links somebody asks for an address: the one that opens its kind."""
    return Scope.ANSWER if endpoint.route.startswith("a/<str:token>/") else Scope.DAY


def _may_fetch(endpoint: Endpoint, asker: Asker, address: str) -> bool:
    """Whether a file's kind lets someone fetch it: the address alone does not tell."""
    if endpoint.name != "office-file" or asker.role is None:
        return True
    kind = StoredFile.across_tenants.get(pk=address.strip("/").rpartition("/")[2]).kind
    return allowed(asker.role, file_kind(kind).policy)


def everyone(houses: Mapping[str, House]) -> tuple[Asker, ...]:
    """Return nobody, every role of every organisation, and the visitors: two firms, a buyer, and the others."""
    found = [Asker()]
    for mark, house in houses.items():
        found += [Asker(mark, role) for role in STAFF]
        visitors = [Asker(mark, role, party) for role, party in house.tokens]
        for role, most in ((Role.EXPORTER, 2), (Role.BUYER, 2), (Role.INTERPRETER, 1), (Role.OFFICIAL, 1)):
            found += [visitor for visitor in visitors if visitor.role is role][:most]
    return tuple(found)


def browsers(houses: Mapping[str, House], askers: tuple[Asker, ...]) -> dict[Asker, Client]:
    """Return a browser for everyone: staff signed in, visitors with whatever opening their link leaves behind."""
    found = {}
    for asker in askers:
        found[asker] = Client(raise_request_exception=False)
        if asker.role in ACCOUNTS:
            found[asker].force_login(houses[asker.tenant].users[asker.role])
            found[asker].get("/account/")
        elif asker.role is not None:
            found[asker].get(f"/v/{houses[asker.tenant].tokens[asker.role, asker.party]}/")
    return found
