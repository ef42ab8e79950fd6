from __future__ import annotations

import json
from collections.abc import Callable

import pytest
from allauth.mfa.models import Authenticator
from django.test import Client

from tearoad.errors import InputError, TooMany
from tearoad.people import Actor
from tearoad.people.web.actions import factors
from tearoad.people.web.actions.sessions import STRONG
from tearoad.people.web.models import LedgerEntry, Organisation, User
from tests.people.signing_in import sign_in


@pytest.fixture
def with_app(managing: Client, app_code: Callable[[str, int], str]) -> Client:
    managing.get("/account/factors/app/")
    secret = managing.session["mfa.totp.secret"]
    assert managing.post("/account/factors/app/", {"code": app_code(secret, 0)}).status_code == 302
    return managing


def test_a_wrong_first_code_sets_nothing_up(managing: Client) -> None:
    managing.get("/account/factors/app/")
    assert managing.post("/account/factors/app/", {"code": "000000"}).status_code == 422
    assert Authenticator.objects.count() == 0


def test_the_secret_is_kept_encrypted(with_app: Client) -> None:
    secret = with_app.session["mfa.totp.secret"]
    assert secret not in json.dumps(Authenticator.objects.get().data)


def test_setting_up_is_noted_and_makes_a_new_session_key(managing: Client, app_code: Callable[[str, int], str]) -> None:
    before = managing.session.session_key
    managing.get("/account/factors/app/")
    managing.post("/account/factors/app/", {"code": app_code(managing.session["mfa.totp.secret"], 0)})
    assert managing.session.session_key != before
    assert managing.get("/account/").status_code == 200
    assert LedgerEntry.objects.get(code="people.factor_added").facts == {"kind": "totp"}


def test_setting_up_ends_the_sessions_that_began_with_a_mailed_code_alone(
    manager: Actor, managing: Client, app_code: Callable[[str, int], str]
) -> None:
    del manager
    weak = sign_in("manager@example.org")
    managing.get("/account/factors/app/")
    managing.post("/account/factors/app/", {"code": app_code(managing.session["mfa.totp.secret"], 0)})
    assert weak.post("/account/factors/recovery/").headers["Location"].startswith("/sign-in/")
    assert managing.post("/account/factors/recovery/").status_code == 200


def test_a_session_that_never_showed_the_factor_changes_none(with_app: Client) -> None:
    session = with_app.session
    session[STRONG] = False
    session.save()
    row = Authenticator.objects.get()
    refused = ("recovery/", "passkey/options/", "passkey/", f"{row.pk}/remove/", "app/")
    assert [with_app.post(f"/account/factors/{text}").status_code for text in refused] == [403] * 5
    assert with_app.get("/account/factors/app/").status_code == 403
    assert list(Authenticator.objects.all()) == [row]


def test_there_is_one_app_at_a_time(with_app: Client, app_code: Callable[[str, int], str]) -> None:
    code = app_code(with_app.session["mfa.totp.secret"], 1)
    assert with_app.post("/account/factors/app/", {"code": code}).status_code == 409


def test_the_last_factor_stays_where_the_organisation_asks_for_one(with_app: Client) -> None:
    row = Authenticator.objects.get()
    Organisation.objects.update(second_factor_required=True)
    assert with_app.post(f"/account/factors/{row.pk}/remove/").status_code == 409
    Organisation.objects.update(second_factor_required=False)
    with_app.post("/account/factors/recovery/")
    assert with_app.post(f"/account/factors/{row.pk}/remove/").status_code == 302
    assert Authenticator.objects.count() == 0
    assert with_app.post(f"/account/factors/{row.pk}/remove/").status_code == 404


def test_new_recovery_codes_replace_the_old(with_app: Client, manager: Actor) -> None:
    user = User.objects.get(email="manager@example.org")
    first, second = factors.new_recovery_codes(manager, user), factors.new_recovery_codes(manager, user)
    assert set(first).isdisjoint(second)
    assert with_app.get("/account/factors/").content.decode().count(first[0]) == 0


def test_recovery_codes_need_something_to_stand_in_for(managing: Client) -> None:
    assert managing.post("/account/factors/recovery/").status_code == 409


def test_a_user_has_ten_tries_in_a_quarter_of_an_hour(with_app: Client) -> None:
    del with_app
    user = User.objects.get(email="manager@example.org")
    for _ in range(10):
        with pytest.raises(InputError):
            factors.check_code(user, "000000")
    with pytest.raises(TooMany):
        factors.check_code(user, "000000")


@pytest.mark.parametrize(
    "written", ["", "no json", "[]", "{}", '{"response": 1}', '{"response": {"userHandle": "eA"}}']
)
def test_what_is_no_passkey_opens_nothing(db: None, written: str) -> None:
    del db
    browser = Client()
    assert browser.post("/sign-in/passkey/options/").status_code == 200
    assert browser.post("/sign-in/passkey/", {"credential": written}).status_code == 422


def test_options_of_a_passkey_name_this_site_and_ask_for_its_owner(db: None) -> None:
    del db
    found = Client().post("/sign-in/passkey/options/").json()["publicKey"]
    assert (found["rpId"], found["userVerification"]) == ("testserver", "required")
