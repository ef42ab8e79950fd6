"""What libraries of ours keep in the database and cannot be read breaks no page and lets nobody in."""

from __future__ import annotations

from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from django.test import Client

from tearoad.errors import InputError
from tearoad.people import Actor
from tearoad.people.web.actions import factors, ledger
from tearoad.people.web.models import LedgerEntry, User

KEPT: tuple[Any, ...] = (
    5,
    [],
    "x",
    {},
    {"seed": 5, "used_mask": "x"},
    {"secret": "x"},
    {"name": ["x"]},
    {"migrated_codes": 5},
)


@pytest.mark.parametrize("kind", ["totp", "recovery_codes", "webauthn"])
def test_a_factor_that_cannot_be_read_breaks_no_page_and_accepts_no_code(
    kind: str, manager: Actor, managing: Client
) -> None:
    del manager
    user = User.objects.get(email="manager@example.org")
    row = Authenticator.objects.create(user=user, type=kind, data={})
    for kept in KEPT:
        Authenticator.objects.filter(pk=row.pk).update(data=kept)
        pages = [managing.get(page).status_code for page in ("/account/", "/account/factors/")]
        with pytest.raises(InputError):
            factors.check_code(user, "00000000")
        assert (kept, pages) == (kept, [200, 200])


def test_a_fact_may_be_called_as_a_method_of_a_mapping(manager: Actor, managing: Client) -> None:
    ledger.append(manager, "people.renamed", "user", manager.user, {"items": 11, "keys": 7})
    page = managing.get(f"/ledger/{LedgerEntry.objects.latest('number').number}/")
    assert (page.status_code, "<dt><code>items</code></dt><dd>11</dd>" in page.content.decode()) == (200, True)
