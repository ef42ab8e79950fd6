from __future__ import annotations

from datetime import timedelta

from allauth.usersessions.models import UserSession
from django.test import Client

from tearoad.people import Actor, Role
from tearoad.people.web.actions.sessions import BEGAN, SEEN
from tearoad.people.web.models import Membership, Organisation, User
from tearoad.people.web.queries.account import browsers, device
from tearoad.text import Text
from tearoad.web.clock import now
from tests.people.signing_in import sign_in
from tests.web.forms import read_at

PHONE = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 Version/18.0 Safari/604.1"
DESK = "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0"


def _two(manager: Actor) -> tuple[Client, Client]:
    del manager
    here, there = (Client(headers={"User-Agent": agent}) for agent in (DESK, PHONE))
    for browser in (here, there):
        sign_in("manager@example.org", browser)
    return here, there


def test_every_signed_in_browser_is_listed_this_one_first(manager: Actor) -> None:
    here, _there = _two(manager)
    found = browsers(User.objects.get(email="manager@example.org"), here.session.session_key)
    assert [(browser.device, browser.this) for browser in found] == [
        (Text("people.device", program=Text("people.program_firefox"), system=Text("people.system_windows")), True),
        (Text("people.device", program=Text("people.program_safari"), system=Text("people.system_iphone")), False),
    ]
    page = here.get("/account/").content.decode()
    assert "Firefox, Windows" in page
    assert "Safari, iPhone" in page


def test_a_session_that_was_ended_is_refused_at_its_next_request(manager: Actor) -> None:
    here, there = _two(manager)
    other = UserSession.objects.get(session_key=there.session.session_key)
    assert here.post(f"/account/sessions/{other.pk}/").status_code == 302
    assert there.get("/account/").headers["Location"].startswith("/sign-in/")
    assert here.get("/account/").status_code == 200


def test_all_others_are_ended_at_once(manager: Actor) -> None:
    here, there = _two(manager)
    _, third = _two(manager)
    here.post("/account/sessions/others/")
    assert [client.get("/account/").status_code for client in (here, there, third)] == [200, 302, 302]


def test_nobody_ends_the_sessions_of_others(manager: Actor, organisation: Organisation) -> None:
    here, _there = _two(manager)
    user = User.objects.create_user("officer2@example.org")
    Membership.objects.create(user=user, organisation=organisation, role=Role.OFFICER)
    other = sign_in("officer2@example.org")
    mine = UserSession.objects.get(session_key=here.session.session_key)
    assert other.post(f"/account/sessions/{mine.pk}/").status_code == 404
    assert here.get("/account/").status_code == 200


def test_when_a_session_was_seen_is_noted_every_five_minutes(manager: Actor) -> None:
    here, _there = _two(manager)
    row = UserSession.objects.get(session_key=here.session.session_key)
    here.get("/account/")
    assert UserSession.objects.get(pk=row.pk).last_seen_at == row.last_seen_at
    session = here.session
    session[SEEN] = (now() - timedelta(minutes=6)).isoformat()
    session.save()
    here.get("/account/")
    assert UserSession.objects.get(pk=row.pk).last_seen_at > row.last_seen_at


def test_changing_how_one_signs_in_needs_a_fresh_session(manager: Actor) -> None:
    here, _there = _two(manager)
    session = here.session
    session[BEGAN] = (now() - timedelta(minutes=31)).isoformat()
    session.save()
    assert here.get("/account/factors/app/").status_code == 403
    assert here.post("/account/factors/recovery/").status_code == 403


def test_an_unknown_device_is_called_so() -> None:
    assert device("") == Text("people.device", program=Text("people.program_other"), system=Text("people.system_other"))


def test_someone_in_two_organisations_chooses(manager: Actor) -> None:
    other = Organisation.objects.create(name="Another (fictional)")
    Membership.objects.create(user=User.objects.get(email="manager@example.org"), organisation=other, role=Role.AUDITOR)
    foreign = Organisation.objects.create(name="Third (fictional)")
    here, _there = _two(manager)
    assert here.get("/people/").status_code == 200
    assert here.post("/account/organisation/", {"organisation": str(other.id)}).headers["Location"] == "/"
    assert here.get("/people/").status_code == 403
    assert here.post("/account/organisation/", {"organisation": str(foreign.id)}).status_code == 404
    assert here.post("/account/organisation/", {"organisation": "x"}).status_code == 404


def test_name_and_language_are_changed_on_the_account_page(manager: Actor) -> None:
    here, _there = _two(manager)
    here.cookies["language"] = "en"
    read = read_at(here, "/account/", "/account/profile/")
    here.post("/account/profile/", read | {"name": "Ли Мин", "language": "ru"})
    assert here.cookies["language"]["max-age"] == 0
    del here.cookies["language"]
    page = here.get("/account/")
    assert page.headers["Content-Language"] == "ru"
    assert "Ли Мин" in page.content.decode()
    assert here.post("/account/profile/", {"name": "", "language": "tlh"}).status_code == 422
