from __future__ import annotations

import re
from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django.fixtures import Settings

from tearoad.companies import Standing
from tearoad.companies.web.models import Company
from tearoad.errors import Conflict, InputError, TooMany
from tearoad.journey.example import example_mission
from tearoad.mission.web.actions import links as actions
from tearoad.mission.web.actions.missions import archive, make
from tearoad.mission.web.actions.visits import visitor
from tearoad.mission.web.models import Delegate, Interpreter, Mission, SignedLink
from tearoad.mission.web.queries.links import digest_of, holders
from tearoad.office.web.models import Message, MessageState
from tearoad.people import Actor, Role, Scope
from tearoad.web.clock import fair_now, now
from tearoad.web.registry import personal_data
from tests.queries import queries_of


def _secret(address: str) -> str:
    return address.rstrip("/").rpartition("/")[2]


def _link(by: Actor, mission: Mission, role: Role = Role.EXPORTER, party: str = "E01") -> str:
    return _secret(actions.make(by, mission, role, party).address)


def test_a_link_lets_its_holder_in_and_nobody_else(officer: Actor, mission: Mission) -> None:
    secret = _link(officer, mission)
    found = visitor(secret)
    assert found is not None
    assert (found.tenant, found.role, found.mission, found.party) == (officer.tenant, Role.EXPORTER, mission.id, "E01")
    for wrong in ("", secret[:-1], secret + "x", secret.swapcase(), "x" * 5000, digest_of(secret)):
        assert visitor(wrong) is None


def test_only_the_digest_is_kept(officer: Actor, mission: Mission) -> None:
    secret = _link(officer, mission)
    row = SignedLink.objects.get()
    assert row.secret_digest == digest_of(secret)
    assert secret not in str(SignedLink.objects.values())
    assert len(secret) >= 43  # 32 random bytes


def test_a_link_opens_until_a_month_after_the_mission(officer: Actor, mission: Mission) -> None:
    secret = _link(officer, mission)
    row = SignedLink.objects.get()
    assert row.expires_at.date() - mission.ends_on == timedelta(days=31)
    SignedLink.objects.update(expires_at=fair_now() - timedelta(seconds=1))
    assert visitor(secret) is None


def test_a_revoked_link_is_replayed_in_vain(officer: Actor, mission: Mission) -> None:
    secret = _link(officer, mission)
    assert actions.revoke(officer, mission, Role.EXPORTER, "E01") == 1
    assert visitor(secret) is None
    assert actions.revoke(officer, mission, Role.EXPORTER, "E01") == 0


def test_a_new_link_stops_the_old_one_but_a_mail_about_a_change_does_not(officer: Actor, mission: Mission) -> None:
    first = _link(officer, mission)
    second = _link(officer, mission)
    third = _secret(actions.link_for(officer, mission, Role.EXPORTER, "E01"))
    assert (visitor(first), visitor(second) is None, visitor(third) is None) == (None, False, False)
    actions.revoke(officer, mission, Role.EXPORTER, "E01")
    assert (visitor(second), visitor(third)) == (None, None)


def test_who_may_no_longer_be_met_stays_outside(officer: Actor, mission: Mission) -> None:
    secret = _link(officer, mission)
    Company.objects.update(standing=Standing.HELD)
    assert visitor(secret) is None
    with pytest.raises(Conflict):
        _link(officer, mission)


def test_an_archived_mission_opens_no_link(officer: Actor, mission: Mission) -> None:
    secret = _link(officer, mission)
    archive(officer, mission)
    mission.refresh_from_db()
    assert visitor(secret) is None
    with pytest.raises(Conflict):
        _link(officer, mission)


def test_who_left_the_mission_stays_outside(officer: Actor, mission: Mission) -> None:
    secret = _link(officer, mission, Role.INTERPRETER, "I02")
    assert visitor(secret) is not None
    Interpreter.objects.filter(code="I02").delete()
    assert visitor(secret) is None


def _noted() -> datetime | None:
    found: SignedLink = SignedLink.objects.get()
    return found.last_used_at


PROGRAMS = (
    "TelegramBot (like TwitterBot)",
    "WhatsApp/2.24",
    "facebookexternalhit/1.1",
    "Mozilla/5.0 (Windows NT 10.0)",
)


@pytest.mark.parametrize("program", PROGRAMS)
def test_a_program_that_fetches_a_link_opens_nothing(officer: Actor, mission: Mission, program: str) -> None:
    address = f"/v/{_link(officer, mission)}/"
    for _ in range(3):
        fetching = Client(headers={"User-Agent": program})
        assert fetching.get(address).status_code == 200
        assert fetching.head(address).status_code == 200
        assert fetching.head(address).status_code == 200
    assert _noted() is None


def test_a_second_view_of_the_same_browser_opens_a_link_and_is_noted_once_a_minute(
    officer: Actor, mission: Mission
) -> None:
    address, browser = f"/v/{_link(officer, mission)}/", Client()
    browser.get(address)
    assert browser.cookies["viewed"]["path"] == address
    assert browser.cookies["viewed"]["httponly"]
    browser.get(address)
    first = _noted()
    assert first is not None
    assert queries_of(lambda: browser.get(address)) == queries_of(lambda: browser.get(address))
    assert _noted() == first
    browser.cookies["viewed"] = str(int(now().timestamp()) - 120)
    SignedLink.objects.update(last_used_at=now() - timedelta(minutes=2))
    browser.get(address)
    noted = _noted()
    assert noted is not None
    assert noted > now() - timedelta(minutes=1)


def test_a_touch_told_by_the_page_opens_a_link_and_no_dead_one(officer: Actor, mission: Mission) -> None:
    secret = _link(officer, mission)
    SignedLink.objects.update(revoked_at=now())
    statuses = [Client().get(f"/v/{text}/", headers={"X-Opened": "1"}).status_code for text in (secret, "guess")]
    assert (statuses, _noted()) == ([204, 204], None)
    SignedLink.objects.update(revoked_at=None)
    assert Client().head(f"/v/{secret}/", headers={"X-Opened": "1"}).status_code == 200
    assert _noted() is None
    assert Client().get(f"/v/{secret}/", headers={"X-Opened": "1"}).status_code == 204
    assert _noted() is not None


@pytest.mark.parametrize("value", ["", "x", "-1", "9" * 40])
def test_a_cookie_that_nobody_set_counts_as_a_second_view_at_most(officer: Actor, mission: Mission, value: str) -> None:
    address, browser = f"/v/{_link(officer, mission)}/", Client()
    browser.cookies["viewed"] = value
    assert browser.get(address).status_code == 200


def test_links_are_shown_by_what_they_open_and_each_is_revoked_alone(
    officer: Actor, signed_in: Client, mission: Mission
) -> None:
    board, text = (reverse(name, args=[mission.id]) for name in ("mission-links", "mission-link-one"))
    sent = {"role": "buyer", "party": "B002"}

    def live() -> list[str]:
        found = SignedLink.objects.filter(revoked_at=None, party="B002").order_by("scope")
        return list(found.values_list("scope", flat=True))

    actions.link_for(officer, mission, Role.BUYER, "B002", Scope.ANSWER)
    shown = signed_in.get(f"{board}?role=buyer").content.decode()
    assert shown.count('name="scope" value="answer"') == 1
    assert "1 link opens" in shown
    made = signed_in.post(text, sent | {"do": "make"}).content.decode()
    assert "answers (1)" in made
    assert live() == ["answer", "day"]
    assert signed_in.post(text, sent | {"do": "revoke", "scope": "answer"}).status_code == 302
    assert live() == ["day"]
    assert "1 link opens" not in signed_in.get(f"{board}?role=buyer").content.decode()
    assert signed_in.post(text, sent | {"do": "revoke", "scope": "everything"}).status_code == 422
    assert signed_in.post(text, sent | {"do": "revoke"}).status_code == 302
    assert live() == []


def test_guessing_is_limited_by_address_and_a_good_link_never_is(officer: Actor, mission: Mission) -> None:
    secret = _link(officer, mission)
    with pytest.raises(TooMany):  # noqa: PT012  # which of them is refused depends on where the stretch begins
        for number in range(100):
            visitor(f"guess-{number}", address="203.0.113.7")
    assert visitor(secret, address="203.0.113.7") is not None
    assert visitor("guess", address="203.0.113.8") is None


def test_guessing_in_a_browser_is_answered_by_too_many(mission: Mission, stranger: Client) -> None:
    del mission
    codes = {stranger.get(f"/v/guess-{number}/").status_code for number in range(70)}
    assert codes == {404, 429}


def test_roles_and_people_that_are_not_there_get_none(officer: Actor, mission: Mission) -> None:
    for role, party in ((Role.EXPORTER, "B001"), (Role.BUYER, "E01"), (Role.OFFICIAL, "D02"), (Role.OFFICER, "E01")):
        with pytest.raises(InputError):
            actions.make(officer, mission, role, party)


def test_the_link_of_one_mission_opens_no_other(officer: Actor, mission: Mission) -> None:
    other = make(officer, replace(example_mission(), currency="CNY"))
    found = visitor(_link(officer, mission))
    assert found is not None
    assert found.mission != other.id


def test_mails_go_to_everyone_with_an_address_once_in_their_language(officer: Actor, mission: Mission) -> None:
    assert actions.send_all(officer, mission, list(Role)) == 2
    assert actions.send_all(officer, mission, list(Role)) == 0
    mails = {message.to: message for message in Message.objects.all()}
    assert {to: mail.language for to, mail in mails.items()} == {"wang@example.com": "zh-Hans", "b1@example.org": "ru"}
    body = mails["b1@example.org"].body
    secret = _secret(next(line for line in body.splitlines() if "/v/" in line))
    found = visitor(secret)
    assert found is not None
    assert found.party == "B001"


def test_whose_mail_was_not_sent_is_sent_another_one(officer: Actor, signed_in: Client, mission: Mission) -> None:
    actions.send_all(officer, mission, list(Role))
    lost = Message.objects.get(to="b1@example.org")
    Message.objects.filter(pk=lost.pk).update(state=MessageState.FAILED)
    assert {holder.who.party: holder.state for holder in holders(mission) if holder.link} == {
        "E01": "live",
        "B001": "not_sent",
    }
    page = signed_in.get(reverse("mission-links", args=[mission.id]), {"role": "buyer"}).content.decode()
    assert "mail not delivered" in page
    assert actions.send_all(officer, mission, list(Role)) == 1
    again = Message.objects.exclude(pk=lost.pk).get(to="b1@example.org")
    assert visitor(_secret(next(line for line in again.body.splitlines() if "/v/" in line))) is not None
    assert {holder.state for holder in holders(mission) if holder.link} == {"live"}


def test_a_link_that_was_opened_arrived_whatever_became_of_the_mail(officer: Actor, mission: Mission) -> None:
    actions.send(officer, mission, Role.BUYER, "B001")
    Message.objects.update(state=MessageState.FAILED)
    SignedLink.objects.update(last_used_at=now())
    assert actions.send_all(officer, mission, [Role.BUYER]) == 0


def test_the_page_of_mails_warns_where_nothing_goes_out(
    signed_in: Client, mission: Mission, settings: Settings
) -> None:
    address = reverse("mission-links-send", args=[mission.id])
    settings.CONFIG = replace(settings.CONFIG, mail_url="")
    assert "No mail server is set up" in signed_in.get(address).content.decode()
    settings.CONFIG = replace(settings.CONFIG, mail_url="smtp://localhost:25")
    assert "No mail server is set up" not in signed_in.get(address).content.decode()


def test_the_page_shows_who_cannot_be_written_to(officer: Actor, signed_in: Client, mission: Mission) -> None:
    del officer
    url = reverse("mission-links", args=[mission.id])
    roles = ("exporter", "buyer", "interpreter", "official")
    page = "".join(signed_in.get(url, {"role": role}).content.decode() for role in roles)
    for party in ("E01", "E02", "B001", "B002", "I01", "D01"):
        assert party in page
    confirm = signed_in.get(reverse("mission-links-send", args=[mission.id])).content.decode()
    assert "b1@example.org" in confirm
    assert "E02" in confirm
    assert Message.objects.count() == 0


def test_an_official_with_an_e_mail_address_is_written_to(officer: Actor, mission: Mission) -> None:
    row = Delegate.objects.get(mission=mission, code="D01")
    row.document = row.document | {"email": "li@example.com"}
    row.save()
    assert actions.send_all(officer, mission, [Role.OFFICIAL]) == 1
    assert [message.to for message in Message.objects.all()] == ["li@example.com"]
    (held,) = personal_data()["mission.Delegate"].find("LI@example.com")
    assert held["email"] == "li@example.com"


def test_a_new_link_is_shown_once_and_never_cached(signed_in: Client, mission: Mission) -> None:
    sent = {"role": "buyer", "party": "B002", "do": "make"}
    answer = signed_in.post(reverse("mission-link-one", args=[mission.id]), sent)
    page = answer.content.decode()
    assert "/v/" in page
    assert "data:image/png" in page
    assert "no-store" in answer.headers["Cache-Control"]
    assert "/v/" not in signed_in.get(reverse("mission-links", args=[mission.id])).content.decode()
    revoked = signed_in.post(reverse("mission-link-one", args=[mission.id]), sent | {"do": "revoke"})
    assert revoked.status_code == 302
    wrong = signed_in.post(reverse("mission-link-one", args=[mission.id]), {"role": "officer", "party": "x"})
    assert wrong.status_code == 422


def test_sending_to_someone_without_an_address_is_refused_and_nothing_is_made(
    signed_in: Client, mission: Mission
) -> None:
    sent = {"role": "buyer", "party": "B002", "do": "send"}
    assert signed_in.post(reverse("mission-link-one", args=[mission.id]), sent).status_code == 409
    assert SignedLink.objects.count() == 0


def test_holders_say_where_each_link_stands(officer: Actor, mission: Mission) -> None:
    _link(officer, mission)
    _link(officer, mission, Role.BUYER, "B001")
    actions.revoke(officer, mission, Role.BUYER, "B001")
    states = {holder.who.party: holder.state for holder in holders(mission)}
    assert (states["E01"], states["B001"], states["E02"]) == ("live", "revoked", "none")


@pytest.mark.parametrize(
    ("state", "said", "buttons", "ready"),
    [
        ("none", "none yet", ("make", "send"), True),
        ("live", "opens", ("make", "send", "revoke"), False),
        ("not_sent", "mail not delivered", ("make", "send", "revoke"), True),
        ("expired", "expired", ("make", "send"), True),
        ("revoked", "revoked", ("make", "send"), True),
    ],
)
def test_the_page_says_where_a_link_stands_and_offers_what_can_be_done(
    officer: Actor, signed_in: Client, mission: Mission, state: str, said: str, buttons: tuple[str, ...], *, ready: bool
) -> None:
    if state != "none":
        actions.send(officer, mission, Role.BUYER, "B001")
    if state == "not_sent":
        Message.objects.update(state=MessageState.FAILED)
    if state == "expired":
        SignedLink.objects.update(expires_at=fair_now() - timedelta(seconds=1))
    if state == "revoked":
        actions.revoke(officer, mission, Role.BUYER, "B001")
    assert {holder.who.party: holder.state for holder in holders(mission)}["B001"] == state
    row = _row(signed_in, mission, "buyer", "B001")
    assert re.findall(r'<span class="badge \w+">([^<]+)</span>', row) == [said]
    assert tuple(re.findall(r'name="do" value="(\w+)"', row)) == buttons
    assert ("Opens until" in row) == ("revoke" in buttons)
    confirm = signed_in.get(reverse("mission-links-send", args=[mission.id])).content.decode()
    assert ("b1@example.org" in confirm) == ready


def test_the_page_tells_when_a_link_was_used_and_an_archived_mission_offers_nothing(
    officer: Actor, signed_in: Client, mission: Mission
) -> None:
    secret = _link(officer, mission)
    before = _row(signed_in, mission, "exporter", "E01")
    browser = Client()
    assert [browser.get(f"/v/{secret}/").status_code for _ in range(2)] == [200, 200]
    after = _row(signed_in, mission, "exporter", "E01")
    used = [row.split('data-label="Last opened by a person">')[1].split("</td>")[0] for row in (before, after)]
    assert (used[0], re.search(r"\d{1,2}:\d{2}", used[1]) is not None) == ("<div>–</div>", True)
    archive(officer, mission)
    assert "<form" not in _row(signed_in, mission, "exporter", "E01")


def _row(client: Client, mission: Mission, role: str, party: str) -> str:
    """Return the row of somebody on the page of links."""
    page = client.get(reverse("mission-links", args=[mission.id]), {"role": role}).content.decode()
    return next(row for row in page.split("<tr>") if f">{party}</span>" in row).split("</tr>")[0]
