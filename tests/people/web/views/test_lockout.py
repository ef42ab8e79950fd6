"""What strangers try in somebody's name keeps nobody out who has a known browser or the right code."""

from __future__ import annotations

import json
from base64 import urlsafe_b64encode
from collections.abc import Callable
from datetime import timedelta

import pytest
from allauth.account.utils import user_pk_to_url_str
from django.test import Client

from tearoad.errors import InputError, TooMany
from tearoad.people import Actor, Role
from tearoad.people.web.actions import browsers, codes, factors, personal
from tearoad.people.web.models import KnownBrowser, Membership, User, acting_for
from tearoad.web import registry
from tearoad.web.clock import now
from tests.people.signing_in import mailed_code, sign_in

EMAIL = "manager@example.org"
CODE_PAGE = "/sign-in/code/"


def _strangers(times: int, wrong: int = 0) -> list[int]:
    """Ask for codes in the manager's name, each time from another address, and try wrong ones."""
    statuses = []
    for number in range(times):
        browser = Client(REMOTE_ADDR=f"10.9.{number}.1")
        statuses.append(browser.post("/sign-in/", {"email": EMAIL}).status_code)
        for _ in range(wrong):
            browser.post(CODE_PAGE, {"code": "00000000"})
    return statuses


def _out(browser: Client) -> Client:
    browser.post("/sign-out/")
    return browser


def test_wrong_codes_of_strangers_do_not_refuse_the_right_one(manager: Actor) -> None:
    del manager
    mine = Client()
    mine.post("/sign-in/", {"email": EMAIL})
    code = mailed_code(EMAIL)
    assert _strangers(5, wrong=5) == [302] * 5
    assert mine.post(CODE_PAGE, {"code": code}).headers["Location"] == "/"


def test_wrong_codes_from_the_same_address_do_not_refuse_the_right_one(manager: Actor) -> None:
    del manager
    mine = Client()
    mine.post("/sign-in/", {"email": EMAIL})
    code = mailed_code(EMAIL)
    for number in range(14):
        stranger = Client()
        stranger.post("/sign-in/", {"email": f"nobody{number}@example.org"})
        for _ in range(5):
            stranger.post(CODE_PAGE, {"code": "00000000"})
    assert mine.post(CODE_PAGE, {"code": code}).headers["Location"] == "/"


def test_a_known_browser_gets_its_code_whatever_strangers_asked_for(manager: Actor, managing: Client) -> None:
    del manager
    _out(managing)
    statuses = _strangers(12)
    assert statuses.count(429) > 0
    assert Client().post("/sign-in/", {"email": EMAIL}).status_code == 429
    assert sign_in(EMAIL, managing).get("/account/").status_code == 200


def test_a_known_browser_is_not_held_up_by_its_own_address(manager: Actor, managing: Client) -> None:
    del manager
    _out(managing)
    for number in range(codes.CODES_OF_A_PLACE[0]):
        Client().post("/sign-in/", {"email": f"nobody{number}@example.org"})
    assert Client().post("/sign-in/", {"email": "nobody@example.org"}).status_code == 429
    assert sign_in(EMAIL, managing).get("/account/").status_code == 200


def test_a_known_browser_is_known_to_its_own_people_only(manager: Actor, managing: Client) -> None:
    """Who has signed in as somebody else has no right to one's codes for that."""
    user = User.objects.create_user("second@example.org")
    Membership.objects.create(user=user, organisation_id=manager.tenant, role=Role.AUDITOR)
    _out(managing)
    for number in range(9):
        Client(REMOTE_ADDR=f"10.9.{number}.1").post("/sign-in/", {"email": "second@example.org"})
    assert managing.post("/sign-in/", {"email": "second@example.org"}).status_code == 429


def test_a_known_browser_has_a_limit_too(manager: Actor, managing: Client) -> None:
    del manager
    _out(managing)
    statuses = [managing.post("/sign-in/", {"email": EMAIL}).status_code for _ in range(6)]
    assert statuses == [302] * 5 + [429]


def test_all_strangers_together_get_no_more_codes_than_the_odds_allow(manager: Actor) -> None:
    """The bound of the docstring: many addresses do not multiply the guesses."""
    del manager
    assert _strangers(40).count(302) == codes.CODES_TO_ONE[0][0]
    assert codes.CODES_TO_ONE[1][0] * codes.TRIES_OF_A_CODE == 120


def test_bogus_passkeys_in_somebodys_name_spend_nothing_of_theirs(
    manager: Actor, managing: Client, app_code: Callable[[str, int], str]
) -> None:
    del manager
    managing.get("/account/factors/app/")
    secret = managing.session["mfa.totp.secret"]
    managing.post("/account/factors/app/", {"code": app_code(secret, 0)})
    user = User.objects.get(email=EMAIL)
    handle = urlsafe_b64encode(user_pk_to_url_str(user).encode()).decode().rstrip("=")
    bogus = json.dumps({"id": "eA", "rawId": "eA", "type": "public-key", "response": {"userHandle": handle}})
    for number in range(12):
        stranger = Client(REMOTE_ADDR=f"10.9.{number}.1")
        stranger.post("/sign-in/passkey/options/")
        assert stranger.post("/sign-in/passkey/", {"credential": bogus}).status_code == 422
    mine = sign_in(EMAIL)
    assert mine.post("/sign-in/second/", {"code": app_code(secret, 1)}).headers["Location"] == "/"


def test_wrong_passkeys_are_counted_where_they_come_from_and_a_known_browser_by_itself(
    manager: Actor, managing: Client
) -> None:
    del manager
    _out(managing)
    answers = [Client().post("/sign-in/passkey/", {"credential": "{}"}).status_code for _ in range(61)]
    assert answers == [422] * 60 + [429]
    assert managing.post("/sign-in/passkey/", {"credential": "{}"}).status_code == 422
    for _ in range(60):
        Client().post("/sign-in/passkey/options/")
    assert Client().post("/sign-in/passkey/options/").status_code == 429
    assert managing.post("/sign-in/passkey/options/").status_code == 200


def test_wrong_codes_of_the_app_in_unknown_browsers_do_not_refuse_a_known_one(manager: Actor, managing: Client) -> None:
    del managing, manager
    user = User.objects.get(email=EMAIL)
    for _ in range(10):
        with pytest.raises(InputError):
            factors.check_code(user, "000000")
    with pytest.raises(TooMany):
        factors.check_code(user, "000000")
    with pytest.raises(InputError):
        factors.check_code(user, "000000", KnownBrowser.objects.get())


def test_the_cookie_is_made_anew_each_time_and_what_was_planted_is_worth_nothing(
    manager: Actor, managing: Client
) -> None:
    del manager
    planted = managing.cookies[browsers.COOKIE]
    assert (planted["path"], planted["httponly"], planted["samesite"]) == ("/sign-in/", True, "Lax")
    thief = Client()
    thief.cookies[browsers.COOKIE] = planted.value
    sign_in(EMAIL, _out(managing))
    assert KnownBrowser.objects.count() == 1
    assert managing.cookies[browsers.COOKIE].value != planted.value
    _strangers(12)
    assert thief.post("/sign-in/", {"email": EMAIL}).status_code == 429


def test_signing_others_out_forgets_their_browsers_and_signing_out_does_not(manager: Actor, managing: Client) -> None:
    del manager
    other = sign_in(EMAIL)
    assert KnownBrowser.objects.count() == 2
    _out(other)
    assert KnownBrowser.objects.count() == 2
    page = managing.get("/account/").content.decode()
    assert "2 browsers are known" in page
    assert "Sign out everywhere else" in page
    managing.post("/account/sessions/others/")
    assert KnownBrowser.objects.count() == 1
    _strangers(12)
    assert other.post("/sign-in/", {"email": EMAIL}).status_code == 429
    assert sign_in(EMAIL, _out(managing)).get("/account/").status_code == 200


def test_a_browser_that_is_signed_out_from_elsewhere_is_not_known_any_more(manager: Actor, managing: Client) -> None:
    sign_in(EMAIL)
    found = managing.get("/account/").context["browsers"]
    managing.post(f"/account/sessions/{next(known.id for known in found if not known.this)}/")
    assert KnownBrowser.objects.filter(user=manager.user).count() == 1


def test_a_browser_is_forgotten_when_it_was_not_used_for_long(manager: Actor, managing: Client) -> None:
    del manager
    forget = registry.jobs()["people.forget_browsers"]
    assert forget.system
    assert browsers.forget_old() == 0
    KnownBrowser.objects.update(last_seen_at=now() - timedelta(days=browsers.KEEP_DAYS))
    _strangers(12)
    assert _out(managing).post("/sign-in/", {"email": EMAIL}).status_code == 429
    assert browsers.forget_old() == 1


def test_known_browsers_are_handed_out_and_erased_with_the_account(manager: Actor, managing: Client) -> None:
    del managing
    with acting_for(manager.tenant):
        assert len(list(personal.find_browsers(EMAIL))) == 1
        assert personal.erase_browsers(EMAIL) == 1
        assert personal.erase_browsers("nobody@example.org") == 0
