"""Every page of a furnished site, from the resolver: nobody keeps a list by hand, and what is no page is told why."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product
from typing import Any
from urllib.parse import quote

from django.http import HttpResponseBase
from django.utils.translation import deactivate_all

from tearoad.people import Policy, Role, Scope, allowed
from tearoad.people.policies import SCOPES
from tearoad.people.roles import VISITORS
from tearoad.web.errors import NO_PAGE
from tearoad.web.saving import once
from tests.site.access.furniture import Things, cookie_of
from tests.site.access.hours import hours_without_zone
from tests.site.isolation.endpoints import Endpoint, endpoints

OPENED_BY = {
    "people-code": "coded",
    "people-second": "half",
    "people-factors": "careful",
    "people-invitations": "careful",
}
"""Pages that only somebody in the middle of something sees."""
COOKIE = "session"
VARIANTS = {
    "timetable-board": ("?by=company", "?by=interpreter", "?by=official"),
    "timetable-published": ("?people=1",),
}
"""Other faces of the same page."""
OF_A_WISH = {"timetable-meeting", "timetable-options"}
FOR_BUYERS = {"asking-catalogue-pdf", "asking-picture"}
"""A firm of the delegation has no catalogue of the delegation."""
FOR_FIRMS = {"orders-own-opportunity"}
"""A buyer confirms all business on one page."""
VISITORS_IN_ORDER = tuple(role for role in Role if role in VISITORS)
STAFF = (Role.OFFICER, Role.MANAGER, Role.AUDITOR)


NO_PAGES = {
    "market-ask": "302",
    "market-again": "302",
    "market-remarks": "302",
    "market-table": "302",
    "screening-decide": "302",
    "screening-add-list": "302",
    "screening-no-lists": "302",
    "matching-again": "302",
    "asking-prepare": "302",
    "matching-decide": "302",
    "asking-colleagues": "302",
    "asking-end-at-once": "302",
    "language": "302",
    "theme": "302",
    "mission-dossier-upload": "302",
    "orders-step": "302",
    "orders-event-add": "302",
    "orders-event-confirm": "302",
    "orders-event-withdraw": "302",
    "orders-ask-buyer": "302",
    "orders-copy-address": "302",
    "orders-buyer-answer": "302",
    "mission-delegation-papers-make": "302",
    "timetable-progress": "286",
    "api-root": "404",
    "site-set-up": "404",
}
"""Addresses that send on, or answer htmx only; those that take only POST and those that answer files need no entry."""
GOES_ON = {"floor-start"}
"""A page whose script goes on to another one at once: nothing stays to be looked at."""


def every_page(things: Things) -> dict[str, Any]:
    """Return who looks with which cookie, each page with who opens it, and what the addresses that are none answer."""
    pages, others = [], {}
    for endpoint in endpoints():
        if endpoint.name in GOES_ON:
            continue
        for who, address in ways(endpoint, things):
            response = things.browsers[who].get(address)
            deactivate_all()
            if _is_page(response):
                page = {"name": endpoint.name, "who": who, "address": address, "status": response.status_code}
                pages.append(page | {"zoneless": hours_without_zone(response.content.decode())})
            else:
                others[endpoint.name] = f"{response.status_code} {response.headers.get('Content-Type', '')}"
    cookies = {name: cookie_of(browser) for name, browser in things.browsers.items()}
    return {"cookies": cookies, "pages": pages, "others": others}


def _is_page(response: HttpResponseBase) -> bool:
    """Whether an answer is a whole page: not a file, a part, the way to another one, or that there is none."""
    return response.status_code != NO_PAGE and not response.streaming and b"<html" in getattr(response, "content", b"")


def ways(endpoint: Endpoint, things: Things) -> Iterator[tuple[str, str]]:
    """Return who opens an address with which values.

    Raises:
        KeyError: a parameter for which nobody gave a value.

    """
    if "token" in endpoint.parameters:
        scope = SCOPES[endpoint.policy] if endpoint.policy else Scope.DAY
        tokens = things.opened_by(scope)
        for role in (
            visitor for visitor in VISITORS_IN_ORDER if endpoint.policy and allowed(visitor, endpoint.policy, scope)
        ):
            if endpoint.name in (FOR_FIRMS if role is Role.BUYER else FOR_BUYERS):
                continue
            values = {name: things.values[name][0] for name in endpoint.parameters if name in things.values}
            values |= {"token": tokens[role], "party": things.asked.get(role, "")}
            yield "nobody", endpoint.address(values) + f"#{role.value}"
        return
    who = OPENED_BY.get(endpoint.name) or _who(endpoint.policy)
    for values in _values(endpoint, things):
        for query in _queries(endpoint.name, things):
            yield who, endpoint.address(values) + query


def _queries(name: str, things: Things) -> tuple[str, ...]:
    """Return what is asked for behind an address, once for each page worth opening."""
    first, second = things.two_buyers
    exporter, buyer = things.parties[Role.EXPORTER], things.parties[Role.BUYER]
    of_its_own = {
        "companies-merge": (f"?company={first}", f"?company={first}&company={second}"),
        "asking-meeting": (f"?exporter={exporter}&buyer={buyer}",),
        "journey-table-new": (f"?{once.FIELD}={once.new_key()}",),
        **dict.fromkeys(OF_A_WISH, (f"?wish={quote(things.wish)}",)),
    }
    return of_its_own.get(name, ("",)) + VARIANTS.get(name, ())


def _values(endpoint: Endpoint, things: Things) -> Iterator[dict[str, str]]:
    """Return what stands for an address's parameters, once for each page worth opening."""
    if "party" in endpoint.parameters:
        for role, party in things.parties.items():
            yield {"mission_id": things.values["mission_id"][0], "role": role.value, "party": party}
        return
    names = ("demo",) if endpoint.name == "demo-sign-in" else endpoint.parameters
    for values in product(*(things.values[name] for name in names)):
        yield dict(zip(endpoint.parameters, values, strict=True))


def _who(policy: Policy | None) -> str:
    if policy is None or policy is Policy.ANYONE:
        return "nobody"
    return next(role.value for role in STAFF if allowed(role, policy))
