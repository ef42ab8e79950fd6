"""What lets somebody into their account stands in no page, export, log, ledger, job or backup, whatever names say."""

from __future__ import annotations

import logging
from collections.abc import Iterator

import pytest
from django.apps import apps
from django.contrib.sessions.models import Session
from django.test import Client
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from tearoad.office.web.models import AccountMessage, Message
from tearoad.people import Actor, Role
from tearoad.people.web.actions import users
from tearoad.people.web.models import Allowance, KnownBrowser, Membership, Organisation, User, acting_for
from tearoad.site.backup.rows import lines, models_to_back_up
from tearoad.values import Language
from tests.people.signing_in import CODE

EMAIL = "li@example.org"
PIECES = (
    "://x/v/", "https://tea.example.org/v/abc/", "/v/", "1234 5678", "<b>", "<script>alert(1)</script>", "{code}", "%s",
    "\r\nBcc: all@example.net", "\n\n", "\u202e", "\u200b", "\u2028", "=?utf-8?q?x?=", "Li Min", "李敏", "Ли",
    "&amp;", "\\", "'",
)  # fmt: skip
NAMES = st.lists(st.one_of(st.sampled_from(PIECES), st.characters(codec="utf-8", exclude_characters="\0")), max_size=6)
LINES = 8
"""Of an invitation, whatever it names."""


@pytest.fixture
def houses(db: None) -> tuple[Organisation, Organisation]:
    """Two organisations, each with a manager; the first has invited first."""
    del db
    made = []
    for number in (1, 2):
        house = Organisation.objects.create(name=f"Example {number} (fictional)", second_factor_required=False)
        boss = User.objects.create_user(f"boss{number}@example.org", name="Boss")
        Membership.objects.create(user=boss, organisation=house, role=Role.MANAGER)
        made.append(house)
    return made[0], made[1]


def _boss(number: int) -> tuple[Client, Actor]:
    user = User.objects.get(email=f"boss{number}@example.org")
    browser = Client(raise_request_exception=True)
    browser.force_login(user)
    return browser, Actor(user.memberships.get().organisation_id, Role.MANAGER, user.pk, name=user.name)


def _pages(browser: Client, house: Organisation) -> Iterator[str]:
    with acting_for(house.pk):
        cards = list(Message.objects.values_list("pk", flat=True))
    paths = ["/office/messages/", "/office/", "/people/", "/ledger/", "/account/", "/metrics"]
    paths += [f"/office/messages/{card}/" for card in cards]
    for path in paths:
        yield browser.get(path, headers={"Accept-Language": "en"}).content.decode()
    yield b"".join(browser.get("/ledger/ledger.jsonl")).decode()
    for path in ("/people/erase/", "/people/erase/export/"):
        yield browser.post(path, {"address": EMAIL}).content.decode()


def _forget_all() -> None:
    AccountMessage.objects.all().delete()
    Allowance.objects.all().delete()
    Message.across_tenants.all().delete()
    KnownBrowser.objects.filter(user__email=EMAIL).delete()
    Membership.objects.filter(user__email=EMAIL).delete()


@settings(max_examples=5, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(name=NAMES.map("".join), house_name=NAMES.map("".join))
@example(name="://x/v/", house_name="://x/v/")
def test_no_name_brings_a_code_before_anybodys_eyes(
    houses: tuple[Organisation, Organisation], caplog: pytest.LogCaptureFixture, name: str, house_name: str
) -> None:
    _forget_all()
    caplog.set_level(logging.DEBUG)
    Organisation.objects.filter(pk=houses[0].pk).update(called={"en": house_name[:200]})
    for number, house in enumerate(houses, start=1):
        with acting_for(house.pk):
            users.invite(_boss(number)[1], email=EMAIL, name=name, role="officer", language=Language.EN)
    User.objects.filter(email=EMAIL).update(name=name[:120])  # as an older release kept it
    waiting = Client()
    waiting.post("/sign-in/", {"email": EMAIL})
    letter = AccountMessage.objects.get()
    found = [code for code in CODE.findall(letter.body) if code != ("1234", "5678")][-1]
    codes = (" ".join(found), "".join(found))
    seen = [page for number, house in enumerate(houses, start=1) for page in _pages(_boss(number)[0], house)]
    seen += [line.decode() for model in models_to_back_up(apps) for line in lines(model, "default")]
    seen += [str(session.get_decoded()) for session in Session.objects.all()]
    seen += [record.getMessage() for record in caplog.records if not record.name.startswith("django.db")]
    assert [text for text in seen if any(code in text for code in codes)] == []
    assert waiting.post("/sign-in/code/", {"code": codes[0]}).status_code == 302


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(name=NAMES.map("".join), house_name=NAMES.map("".join))
def test_an_invitation_s_names_are_plain_text(
    houses: tuple[Organisation, Organisation], name: str, house_name: str
) -> None:
    _forget_all()
    Organisation.objects.filter(pk=houses[0].pk).update(called={"en": house_name[:200]})
    with acting_for(houses[0].pk):
        users.invite(_boss(1)[1], email=EMAIL, name=name, role="officer", language=Language.EN)
        letter = Message.objects.get(kind="invitation")
    usual = letter.body.splitlines()
    assert len(letter.subject.splitlines()) == 1
    assert (len(usual), usual[0].startswith("Hello "), usual[1]) == (LINES, True, "")
    assert not any(text in letter.body for text in "\u202e\u200b\u2028\r")
    page = _boss(1)[0].get(f"/office/messages/{letter.pk}/").content.decode()
    assert "<script>alert" not in page
