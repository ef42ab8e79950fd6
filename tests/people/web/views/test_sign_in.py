from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from django.test import Client
from pytest_django import Settings

from tearoad.office.web.models import AccountMessage, Message
from tearoad.people import Actor, Role
from tearoad.people.web.models import Membership, Organisation, User
from tearoad.site.sign_in import SIGN_IN_FLOOR_S
from tearoad.values import Language
from tearoad.web.limits.answering import NOT_BEFORE
from tests.people.signing_in import mailed_code, sign_in


def test_a_mailed_code_signs_in(manager: Actor) -> None:
    del manager
    browser = Client()
    assert browser.get("/account/").headers["Location"] == "/sign-in/?next=/account/"
    answer = browser.post("/sign-in/", {"email": " Manager@Example.org ", "next": "/account/"})
    assert answer.headers["Location"] == "/sign-in/code/"
    letter = AccountMessage.objects.get()
    assert (letter.to, letter.language, letter.state) == ("manager@example.org", "en", "waiting")
    code = mailed_code("manager@example.org")
    entered = browser.post("/sign-in/code/", {"code": f"{code[:4]} {code[4:]}"})
    assert entered.headers["Location"] == "/account/"
    assert browser.get("/account/").status_code == 200


def test_the_letter_is_in_the_users_language(manager: Actor) -> None:
    del manager
    User.objects.filter(email="manager@example.org").update(language=Language.ZH.value)
    Client().post("/sign-in/", {"email": "manager@example.org"}, headers={"Accept-Language": "ru"})
    assert AccountMessage.objects.get().subject == "您的茶路登录验证码"


def _shape(response_text: str) -> str:
    return re.sub(r'value="(?:\w{64}|\w{32})"', "", re.sub(r'content="\w+"', "", response_text))


def test_an_unknown_address_gets_the_same_pages_and_no_letter(manager: Actor) -> None:
    del manager
    shown = []
    for email in ("manager@example.org", "nobody0@example.org"):
        browser = Client()
        answer = browser.post("/sign-in/", {"email": email})
        page = browser.get("/sign-in/code/")
        wrong = browser.post("/sign-in/code/", {"code": "00000000"})
        pages = [_shape(wsgiresponse.content.decode()).replace(email, "") for wsgiresponse in (page, wrong)]
        shown.append((answer.status_code, answer.headers["Location"], page.status_code, wrong.status_code, *pages))
    assert shown[0] == shown[1]
    assert [letter.to for letter in AccountMessage.objects.all()] == ["manager@example.org"]


def test_the_answer_leaves_as_late_for_an_unknown_address(
    manager: Actor, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A known address is more work; both answers wait for the same moment, in the front and not in a thread."""
    del manager
    settings.SIGN_IN_FLOOR_S = SIGN_IN_FLOOR_S
    monkeypatch.setattr("tearoad.web.limits.answering.time.monotonic", lambda: 1000.0)
    leaving = []
    for email in ("manager@example.org", "nobody1@example.org", "no address"):
        browser = Client()
        answer = browser.post("/sign-in/", {"email": email})
        tried = browser.post("/sign-in/code/", {"code": "00000000"})
        passkey = browser.post("/sign-in/passkey/", {"credential": "{}"})
        leaving.append([wsgiresponse.wsgi_request.META.get(NOT_BEFORE) for wsgiresponse in (answer, tried, passkey)])
    due = 1000.0 + SIGN_IN_FLOOR_S
    assert leaving == [[due, due, due], [due, due, due], [due, None, due]]


def test_who_belongs_to_no_organisation_gets_no_letter(organisation: Organisation, manager: Actor) -> None:
    del organisation, manager
    User.objects.create_user("alone@example.org")
    gone = User.objects.create_user("gone@example.org", is_active=False)
    Membership.objects.create(user=gone, organisation=Organisation.objects.get(), role=Role.OFFICER)
    for email in ("alone@example.org", "gone@example.org"):
        assert Client().post("/sign-in/", {"email": email}).headers["Location"] == "/sign-in/code/"
    assert (AccountMessage.objects.count(), Message.across_tenants.count()) == (0, 0)


def test_a_code_works_once_and_in_its_own_browser(manager: Actor) -> None:
    del manager
    asking, other = Client(), Client()
    for browser in (asking, other):
        browser.post("/sign-in/", {"email": "manager@example.org"})
    codes = [CODE_OF(letter.body) for letter in AccountMessage.objects.order_by("written_at")]
    assert other.post("/sign-in/code/", {"code": codes[0]}).status_code == 422
    assert asking.post("/sign-in/code/", {"code": codes[0]}).status_code == 302
    assert "No code is being waited for." in asking.get("/sign-in/code/").content.decode()
    assert mailed_code("manager@example.org") == codes[1]


def CODE_OF(body: str) -> str:  # noqa: N802  # reads as what it is
    return "".join(re.findall(r"\b\d{4}\b", body)[:2])


def test_an_old_code_is_refused(manager: Actor, settings: Settings) -> None:
    del manager
    settings.SIGN_IN_CODE_MINUTES = 0
    browser = Client()
    browser.post("/sign-in/", {"email": "manager@example.org"})
    code = mailed_code("manager@example.org")
    assert browser.post("/sign-in/code/", {"code": code}).status_code == 422


def test_after_five_wrong_codes_even_the_right_one_is_refused(manager: Actor) -> None:
    del manager
    browser = Client()
    browser.post("/sign-in/", {"email": "manager@example.org"})
    answers = [browser.post("/sign-in/code/", {"code": "1"}).status_code for _ in range(5)]
    assert answers == [422] * 5
    refused = browser.post("/sign-in/code/", {"code": mailed_code("manager@example.org")})
    assert refused.status_code == 429
    assert 0 < int(refused.headers["Retry-After"]) <= 3960  # a try is forgotten up to a tenth too late


@pytest.mark.parametrize("email", ["manager@example.org", "nobody2@example.org"])
def test_an_address_gets_so_many_codes_from_a_place_and_from_everywhere_whoever_it_is(
    manager: Actor, email: str
) -> None:
    del manager

    def asked(place: str, times: int) -> list[int]:
        return [Client(REMOTE_ADDR=place).post("/sign-in/", {"email": email}).status_code for _ in range(times)]

    assert asked("10.0.0.1", 6) == [302] * 5 + [429]
    assert asked("10.0.0.2", 4) == [302] * 3 + [429]


def test_what_is_no_address_is_said_beside_the_field(db: None) -> None:
    del db
    answer = Client().post("/sign-in/", {"email": "not an address"})
    assert answer.status_code == 422
    assert "This is not an e-mail address." in answer.content.decode()


@pytest.mark.parametrize("wanted", ["https://elsewhere.example/", "//elsewhere.example", "/sign-in/code/"])
def test_signing_in_never_leads_to_another_site(manager: Actor, wanted: str) -> None:
    del manager
    browser = Client()
    browser.post("/sign-in/", {"email": "manager@example.org", "next": wanted})
    entered = browser.post("/sign-in/code/", {"code": mailed_code("manager@example.org")})
    assert entered.headers["Location"] == "/"


def test_signing_out_ends_the_session(manager: Actor) -> None:
    del manager
    browser = sign_in("manager@example.org")
    kept = {name: morsel.value for name, morsel in browser.cookies.items()}
    assert browser.post("/sign-out/").headers["Location"] == "/sign-in/"
    stolen = Client()
    stolen.cookies.load(kept)
    assert stolen.get("/account/").status_code == 302


def test_signing_in_makes_a_new_session(manager: Actor) -> None:
    del manager
    browser = Client()
    browser.post("/sign-in/", {"email": "manager@example.org"})
    before = browser.session.session_key
    sign_in("manager@example.org", browser)
    assert browser.session.session_key != before


def test_there_is_no_sign_up_and_no_password(db: None) -> None:
    del db
    for address in ("/accounts/signup/", "/sign-up/", "/account/password/", "/accounts/login/", "/sign-in/password/"):
        assert Client().get(address).status_code == 404


def test_the_app_is_asked_for_after_the_code(manager: Actor, app_code: Callable[[str, int], str]) -> None:
    del manager
    browser = sign_in("manager@example.org")
    browser.get("/account/factors/app/")
    secret = browser.session["mfa.totp.secret"]
    assert browser.post("/account/factors/app/", {"code": app_code(secret, 0)}).status_code == 302
    other = Client()
    other.post("/sign-in/", {"email": "manager@example.org"})
    entered = other.post("/sign-in/code/", {"code": mailed_code("manager@example.org")})
    assert entered.headers["Location"] == "/sign-in/second/"
    assert other.get("/account/").status_code == 302
    assert other.post("/sign-in/second/", {"code": app_code(secret, 0)}).status_code == 422
    assert other.post("/sign-in/second/", {"code": app_code(secret, 1)}).headers["Location"] == "/"
    assert other.get("/account/").status_code == 200


def test_a_recovery_code_stands_in_for_the_app_once(manager: Actor, app_code: Callable[[str, int], str]) -> None:
    del manager
    browser = sign_in("manager@example.org")
    browser.get("/account/factors/app/")
    browser.post("/account/factors/app/", {"code": app_code(browser.session["mfa.totp.secret"], 0)})
    codes = re.findall(r"<code>(\d{8})</code>", browser.post("/account/factors/recovery/").content.decode())
    assert len(codes) == 10
    answers = []
    for _ in range(2):
        other = sign_in("manager@example.org")
        answers.append(other.post("/sign-in/second/", {"code": codes[3]}).status_code)
    assert answers == [302, 422]
