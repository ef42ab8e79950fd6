from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from tearoad.cli.site.serving import _served_at
from tearoad.people import Role
from tearoad.people.web.models import LedgerEntry, Membership, Organisation, SetupLink, User
from tearoad.site.desk.setting_up import GOOD_FOR, new_setup_link
from tearoad.web.clock import now

TYPED = {"organisation": "Example Province (fictional)", "name": "Li Min (fictional)", "email": "li@example.org"}


def address(secret: str) -> str:
    return reverse("site-set-up", args=[secret])


@pytest.mark.django_db
def test_the_link_makes_organisation_and_manager_and_signs_in() -> None:
    browser, secret = Client(), new_setup_link()
    browser.cookies["language"] = "ru"
    assert SetupLink.objects.get().secret_digest != secret
    assert browser.get(address(secret)).status_code == 200
    answer = browser.post(address(secret), TYPED)
    assert (answer.status_code, answer.headers["Location"]) == (302, reverse("people-factors"))
    membership = Membership.objects.get()
    assert (membership.organisation.name, membership.user.email, membership.role, membership.user.language) == (
        TYPED["organisation"],
        TYPED["email"],
        Role.MANAGER.value,
        "ru",
    )
    assert browser.get(reverse("people-factors")).status_code == 200
    assert LedgerEntry.across_tenants.filter(code="people.user_added").count() == 1
    assert SetupLink.objects.count() == 0


@pytest.mark.django_db
def test_a_link_works_once_and_only_while_nobody_has_set_the_site_up() -> None:
    secret = new_setup_link()
    assert Client().post(address(secret), TYPED).status_code == 302
    again = [Client().get(address(secret)).status_code, Client().post(address(secret), TYPED).status_code]
    assert (again, Organisation.objects.count(), new_setup_link()) == ([404, 404], 1, "")


@pytest.mark.django_db
def test_another_start_makes_another_link_and_an_old_one_opens_nothing() -> None:
    first, second = new_setup_link(), new_setup_link()
    assert [Client().get(address(one)).status_code for one in (first, second, "nonsense")] == [404, 200, 404]
    SetupLink.objects.update(expires_at=now() - timedelta(seconds=1))
    assert (Client().get(address(second)).status_code, GOOD_FOR) == (404, timedelta(days=1))


@pytest.mark.django_db
@pytest.mark.parametrize(
    "wrong", [{"organisation": " "}, {"email": "nobody"}, {"email": ""}, {"organisation": "x" * 201}]
)
def test_what_cannot_be_used_is_told_and_the_link_stays(wrong: dict[str, str]) -> None:
    secret = new_setup_link()
    answer = Client().post(address(secret), TYPED | wrong)
    shown = answer.content.decode()
    kept = TYPED | wrong
    assert (answer.status_code, 'role="alert"' in shown) == (422, True)
    assert re.findall(r'name="name" value="([^"]*)"', shown) == [kept["name"]]
    assert (User.objects.count(), Organisation.objects.count(), SetupLink.objects.count()) == (0, 0, 1)


@pytest.mark.parametrize(
    ("host", "told"),
    [
        ("127.0.0.1", "http://localhost:8001"),
        ("::", "http://localhost:8001"),
        ("192.168.1.5", "http://192.168.1.5:8001"),
        ("fe80::1", "http://[fe80::1]:8001"),
    ],
)
def test_the_address_named_is_the_one_served(host: str, told: str) -> None:
    assert _served_at(host, 8001) == told
