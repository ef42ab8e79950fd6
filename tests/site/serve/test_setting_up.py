from __future__ import annotations

import re
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from datetime import timedelta
from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse

from tearoad.people import Role
from tearoad.people.web.models import LedgerEntry, Membership, Organisation, SetupLink, User
from tearoad.site.desk.setting_up import GOOD_FOR, new_setup_link
from tearoad.web.clock import now
from tests.site.serving import Served, served

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
def test_each_start_has_a_link_of_its_own_and_the_first_that_is_used_ends_all() -> None:
    first, second = new_setup_link(), new_setup_link()
    assert [Client().get(address(text)).status_code for text in (first, second, "nonsense")] == [200, 200, 404]
    assert Client().post(address(second), TYPED).status_code == 302
    assert (Client().get(address(first)).status_code, SetupLink.objects.count()) == (404, 0)


@pytest.mark.django_db
def test_a_link_that_is_too_old_opens_nothing_and_is_gone_at_the_next_start() -> None:
    old = new_setup_link()
    SetupLink.objects.update(expires_at=now() - timedelta(seconds=1))
    assert (Client().get(address(old)).status_code, GOOD_FOR) == (404, timedelta(days=1))
    assert (bool(new_setup_link()), SetupLink.objects.count()) == (True, 1)


def test_two_first_starts_at_once_serve_and_each_prints_its_link(
    new_keyless_place: Callable[[], dict[str, str]], tmp_path: Path
) -> None:
    place = new_keyless_place()
    folders = [tmp_path / "one", tmp_path / "two"]
    for folder in folders:
        folder.mkdir()
    with ThreadPoolExecutor() as pool, ExitStack() as stack:
        sites = list(pool.map(lambda folder: stack.enter_context(served(place, folder)), folders))
        answers = [site.get(printed(site).group(2)) for site in sites]
        logs = [site.log.read_text() for site in sites]
    assert [int(printed(site).group(1)) for site in sites] == [site.port for site in sites]
    assert (len({site.port for site in sites}), answers) == (2, [200, 200])
    assert ["Traceback" in log for log in logs] == [False, False]


def printed(site: Served) -> re.Match[str]:
    """Find port and path of the link that a start printed."""
    found = re.search(r"http://localhost:(\d+)(/set-up/[\w-]+/)", " ".join(site.said))
    assert found is not None, site.said
    return found


@pytest.mark.django_db
def test_the_page_to_sign_in_says_so_while_nobody_has_set_the_site_up() -> None:
    browser, secret = Client(), new_setup_link()
    browser.cookies["language"] = "en"
    notice = "Nobody has set this site up yet"
    before = notice in browser.get(reverse("people-sign-in")).content.decode()
    assert browser.post(address(secret), TYPED).status_code == 302
    assert (before, notice in Client().get(reverse("people-sign-in")).content.decode()) == (True, False)


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
