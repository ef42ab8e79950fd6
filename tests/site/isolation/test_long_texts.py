"""No text in an address or a form, however long or odd, is a fault of the program or takes the database away."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime
from functools import wraps
from http.cookies import SimpleCookie
from typing import Any
from urllib.parse import quote

import pytest
from django.core.management import call_command
from django.db import transaction
from django.http import QueryDict
from django.test import Client, override_settings
from django.utils.datastructures import MultiValueDict
from pytest_django import DjangoDbBlocker

from tearoad.people import Role
from tearoad.web.clock import now
from tests.site.isolation.endpoints import endpoints
from tests.site.isolation.matrix import browsers, may_enter
from tests.site.isolation.objects import addresses, furnish
from tests.site.isolation.world import Asker, House, build

pytestmark = pytest.mark.django_db
FAIR = datetime(2023, 2, 7, 6, tzinfo=UTC)
UNTRIED = frozenset({"csrfmiddlewaretoken"})
FORM = "application/x-www-form-urlencoded"
LOOKED_FOR = {
    "wild": "%ED%A0%80" + quote("%_" * 95 + "\u202e\u0627"),
    "words": quote("a б " * 50),
    "digits": "9" * 200,
}
"""As long as what is looked for may be, so that each comes to the database."""
WRITTEN = {"wild": "%ED%A0%80" + "_" * 60_000, "digits": "9" * 5_000}


@pytest.fixture(scope="module")
def house(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[House]:
    """An organisation at its fair, with one of everything."""
    del django_db_setup
    with django_db_blocker.unblock(), override_settings(CLOCK_OFFSET=FAIR - now()):
        made = build("Q", 2023)
        furnish(made)
        yield made
        call_command("flush", verbosity=0, interactive=False)


@contextmanager
def names_read() -> Iterator[set[str]]:
    """Collect the names of all fields that pages look for, in addresses and in forms."""
    found: set[str] = set()

    def noting(read: Any) -> Any:  # noqa: ANN401  # a method of Django's, whichever
        @wraps(read)
        def noted(self: Any, key: Any, *rest: Any, **more: Any) -> Any:  # noqa: ANN401  # a method of Django's, whichever
            if isinstance(self, QueryDict | Plain):
                found.add(str(key))
            return read(self, key, *rest, **more)

        return noted

    class Plain(dict[str, Any]):
        """What a page takes as a plain dictionary."""

    with pytest.MonkeyPatch.context() as patched:
        for name in ("get", "getlist", "__getitem__", "__contains__"):
            for of in (MultiValueDict, Plain):
                if hasattr(of, name):
                    patched.setattr(of, name, noting(getattr(of, name)), raising=False)
        patched.setattr(QueryDict, "dict", lambda self: Plain({key: self[key] for key in self}))
        yield found


def test_no_text_in_an_address_or_a_form_is_a_fault(house: House) -> None:
    askers = (Asker("Q", Role.MANAGER), next(Asker("Q", *token) for token in house.tokens if token[0] is Role.EXPORTER))
    clients = browsers({"Q": house}, askers)
    places = [
        (asker, address)
        for endpoint in endpoints()
        for asker in [asker for asker in askers if endpoint.name != "ready" and may_enter(endpoint, asker, house)][:1]
        for address in list(addresses(endpoint, house, asker))[:1]
    ]
    faults = []
    for asker, address in places:
        for form in (None, {"any": ""}):
            with names_read() as names:
                ask(clients[asker], address, form)
            for what, value in (WRITTEN if form else LOOKED_FOR).items() if names - UNTRIED else ():
                sent = "&".join(f"{quote(name)}={value}" for name in sorted(names - UNTRIED)[:40])
                status = ask(clients[asker], address, sent) if form else ask(clients[asker], f"{address}?{sent}")
                if status >= 500:
                    faults.append(f"{address}: {status} for {what} in {sorted(names)}")
    assert faults == []


def ask(browser: Client, address: str, form: Mapping[str, str] | str | None = None) -> int:
    """Return the status of an answer; what it wrote is taken back."""
    cookies: SimpleCookie = SimpleCookie({name: morsel.value for name, morsel in browser.cookies.items()})
    with transaction.atomic():
        if form is None:
            answer = browser.get(address)
        elif isinstance(form, str):
            answer = browser.post(address, form, content_type=FORM)
        else:
            answer = browser.post(address, form)
        b"".join(answer) if answer.streaming else None  # to its end
        transaction.set_rollback(True)
    browser.cookies = cookies
    return int(answer.status_code)
