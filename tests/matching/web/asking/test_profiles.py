"""Correct one's own profile and name a colleague by the link; the office decides field by field."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from tearoad.companies.web.queries.register import party_of
from tearoad.errors import Conflict, Denied, InputError, NotFoundError
from tearoad.matching.asking.profile import ProfileChange, ProfileField, ProfileValue, goods_values
from tearoad.matching.asking.times import opening_hours
from tearoad.matching.web import models as rows
from tearoad.matching.web.actions import profiles
from tearoad.matching.web.actions.renewing import renew_answer_links
from tearoad.mission.web.models import Mission, Participation, SignedLink
from tearoad.mission.web.queries import core
from tearoad.office.web.models import Message
from tearoad.people import Actor, Role, Scope
from tearoad.values.document import from_document

As = Callable[[Role, str], Actor]
Link = Callable[[Role, str], str]
PHONE = ProfileChange(ProfileField.PHONE, ProfileValue(""), ProfileValue("+74951234567"))


def fields_of(page: str) -> dict[str, str]:
    """Return what a browser would send of the form of the profile."""
    found = re.findall(r'<input [^>]*name="((?:product|amount|person|phone|email|messenger|city)[^"]*)"[^>]*>', page)
    values = {name: re.search(rf'name="{name}"[^>]*? value="([^"]*)"', page) for name in found}
    backwards = {name: re.search(rf'value="([^"]*)"[^>]*? name="{name}"', page) for name in found}
    return {name: (match[1] if match else "") for name in found for match in [values[name] or backwards[name]]}


def _waiting() -> list[tuple[str, str, str]]:
    found = [from_document(ProfileChange, correction.document) for correction in _open()]
    return [(change.field.value, change.before.text, change.after.text) for change in found]


def _open() -> list[rows.ProfileCorrection]:
    return list(rows.ProfileCorrection.objects.filter(decided_at=None))


def test_a_buyer_corrects_wants_and_contact_and_the_office_takes_over_field_by_field(
    mission: Mission, link: Link, stranger: Client, signed_in: Client
) -> None:
    address = f"{link(Role.BUYER, 'B001')}profile/"
    sent = fields_of(stranger.get(address).content.decode())
    assert sent["product_0"]
    assert stranger.post(address, sent).status_code == 302
    assert _waiting() == []
    new = sent | {"city": "Казань", "product_1": "гречишный чай", "amount_1": "2,5 т"}
    assert stranger.post(address, new).status_code == 302
    assert stranger.post(address, new).status_code == 302  # sent twice, kept once
    assert [suggestion[0] for suggestion in _waiting()] == ["city", "want"]
    assert fields_of(stranger.get(address).content.decode())["city"] == "Казань"
    board = reverse("asking-corrections", args=[mission.pk])
    page = signed_in.get(board).content.decode()
    assert ("Казань" in page, "гречишный чай · 2.5 t" in page) == (True, True)
    city, want = _open()
    assert signed_in.post(board, {"correction": str(want.pk), "decide": "accept"}).status_code == 302
    assert signed_in.post(board, {"correction": str(city.pk), "decide": "leave"}).status_code == 302
    here = Participation.objects.get(mission=mission, code="B001")
    found = party_of(here.company, here.document)
    assert (found.city == "Казань", goods_values(found)[-1].text) == (False, "гречишный чай")
    assert (_open(), rows.ProfileCorrection.objects.filter(accepted=True).count()) == ([], 1)
    assert signed_in.post(board, {"correction": str(city.pk), "decide": "accept"}).status_code == 404


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ({"phone": "12"}, "12"),
        ({"email": "no address"}, "no address"),
        ({"amount_0": "many"}, "many"),
        ({"amount_0": "-3 kg"}, "-3 kg"),
        ({"amount_0": "2-3 t"}, "2-3 t"),
        ({"amount_0": "от 2 до 3 т"}, "от 2 до 3 т"),
        ({"amount_0": "约2吨"}, "约2吨"),
        ({"amount_0": "2 or 3 t"}, "2 or 3 t"),
        ({"amount_0": "1.500 kg"}, "1.500 kg"),
        ({"city": "x" * 121}, "x" * 121),
    ],
)
def test_what_cannot_be_read_is_told_at_its_field_and_nothing_typed_is_lost(
    mission: Mission, link: Link, stranger: Client, wrong: dict[str, str], told: str
) -> None:
    del mission
    address = f"{link(Role.BUYER, 'B001')}profile/"
    sent = fields_of(stranger.get(address).content.decode()) | {"messenger": "Telegram: @b1"} | wrong
    answer = stranger.post(address, sent)
    page = answer.content.decode()
    assert (answer.status_code, told in page, "@b1" in page, 'class="error"' in page) == (422, True, True, True)
    assert _waiting() == []


def test_an_exporter_corrects_its_smallest_orders_and_no_names_of_products(
    mission: Mission, link: Link, stranger: Client
) -> None:
    del mission
    address = f"{link(Role.EXPORTER, 'E01')}profile/"
    sent = fields_of(stranger.get(address).content.decode())
    assert stranger.post(address, sent | {"product_0": "gold", "amount_1": "300 kg"}).status_code == 302
    ((field, before, after),) = _waiting()
    assert (field, before == after) == ("minimum", True)


def test_what_the_register_changed_meanwhile_is_not_written_over(
    officer: Actor, mission: Mission, visiting: As
) -> None:
    profiles.propose_profile(visiting(Role.BUYER, "B001"), mission, [PHONE])
    (correction,) = _open()
    rows.ProfileCorrection.objects.filter(pk=correction.pk).update(
        document=correction.document | {"before": {"text": "+70000000000"}}
    )
    with pytest.raises(Conflict):
        profiles.decide_correction(officer, mission, correction.pk, accept=True)
    assert len(_open()) == 1


def test_only_the_office_decides_and_only_by_the_link_one_proposes(
    officer: Actor, mission: Mission, visiting: As
) -> None:
    profiles.propose_profile(visiting(Role.BUYER, "B001"), mission, [PHONE])
    with pytest.raises(Denied):
        profiles.decide_correction(visiting(Role.BUYER, "B001"), mission, _open()[0].pk, accept=True)
    with pytest.raises(Denied):
        profiles.propose_profile(officer, mission, [PHONE])
    by_day = Actor(mission.tenant_id, Role.BUYER, mission=mission.pk, party="B001", scope=Scope.DAY)
    with pytest.raises(Denied):
        profiles.name_colleague(by_day, mission, "Anna", "anna@example.org")


def test_a_colleague_gets_a_link_of_their_own_once_the_office_says_so(
    officer: Actor, mission: Mission, link: Link, stranger: Client, signed_in: Client
) -> None:
    address = link(Role.BUYER, "B001")
    for _ in range(2):
        sent = {"name": "Anna (fictional)", "email": "anna@example.org"}
        assert stranger.post(f"{address}colleagues/", sent).status_code == 302
    (colleague,) = rows.ColleagueOfParty.objects.all()
    assert not Message.objects.filter(to="anna@example.org").exists()
    board = reverse("asking-corrections", args=[mission.pk])
    assert "anna@example.org" in signed_in.get(board).content.decode()
    assert signed_in.post(board, {"colleague": str(colleague.pk), "decide": "accept"}).status_code == 302
    (mail,) = Message.objects.filter(to="anna@example.org")
    (own,) = re.findall(r"/a/[^/\s]+/", mail.body)
    assert [stranger.get(path).status_code for path in (own, address)] == [200, 200]
    assert own != address
    with pytest.raises(NotFoundError):
        profiles.decide_colleague(officer, mission, colleague.pk, accept=True)
    assert renew_answer_links(officer, mission).sent == 2
    assert Message.objects.filter(to="anna@example.org").count() == 2
    assert stranger.get(own).status_code == 404
    assert SignedLink.objects.filter(party="B001", scope=Scope.ANSWER, revoked_at=None).count() == 2


def test_colleagues_are_few_and_have_an_address(mission: Mission, visiting: As) -> None:
    by = visiting(Role.BUYER, "B001")
    for name, email in (("", "a@example.org"), ("A", "no address"), ("A" * 121, "a@example.org")):
        with pytest.raises(InputError):
            profiles.name_colleague(by, mission, name, email)
    for number in range(profiles.MOST_COLLEAGUES):
        profiles.name_colleague(by, mission, "A", f"a{number}@example.org")
    with pytest.raises(Conflict):
        profiles.name_colleague(by, mission, "A", "more@example.org")


def test_a_day_is_said_by_one_tap_and_the_other_days_stay(mission: Mission, link: Link, stranger: Client) -> None:
    address = f"{link(Role.BUYER, 'B001')}times/"

    def windows() -> list[str]:
        found = Participation.objects.get(mission=mission, code="B001").document["windows"]
        return [participation["start_at"][:10] for participation in found]

    def tap(day: str) -> int:
        page = stranger.get(address).content.decode()
        read = re.findall(r'name="read_version" value="(\w+)"', page)[0]
        return stranger.post(address, {"day": day, "read_version": read}).status_code

    days = sorted(set(re.findall(r'value="(\d{4}-\d\d-\d\d)/whole"', stranger.get(address).content.decode())))
    for on in days:
        assert tap(f"{on}/whole") == 302
    assert windows() == []
    assert tap(f"{days[0]}/none") == 302
    assert windows() == days[1:]
    assert tap(f"{days[0]}/afternoon") == 302
    assert windows() == days
    assert [tap(wrong) for wrong in (f"{days[0]}/night", "x", "")] == [422, 422, 422]
    for on in days[1:]:
        assert tap(f"{on}/none") == 302
    assert tap(f"{days[0]}/none") == 422  # who comes on no day says so to the office
    assert windows() == days[:1]


def test_hours_are_said_finer_and_a_tap_on_another_day_leaves_them(
    mission: Mission, link: Link, stranger: Client
) -> None:
    address = f"{link(Role.BUYER, 'B001')}times/"
    first, *others = sorted(opening_hours(core(mission)))

    def windows() -> list[tuple[str, str, str]]:
        found = Participation.objects.get(mission=mission, code="B001").document["windows"]
        return [
            (participation["start_at"][:10], participation["start_at"][11:16], participation["end_at"][11:16])
            for participation in found
        ]

    def send(**sent: str) -> int:
        read = re.findall(r'name="read_version" value="(\w+)"', stranger.get(address).content.decode())[0]
        return stranger.post(address, {"read_version": read, **sent}).status_code

    empty = {f"{name}-{on}": "" for on in others for name in ("from", "until")}
    hours = {f"from-{first}": "10:30", f"until-{first}": "12:15"}
    assert send(**empty, **hours) == 302
    assert windows() == [(first.isoformat(), "10:30", "12:15")]
    assert "10:30" in stranger.get(address).content.decode()
    assert send(day=f"{others[0]}/whole") == 302
    assert windows()[0] == (first.isoformat(), "10:30", "12:15")
    assert [on for on, _from, _until in windows()] == [first.isoformat(), others[0].isoformat()]
    kept = windows()
    for start, end in (("12:15", "10:30"), ("10:30", ""), ("soon", "later"), ("01:00", "02:00"), ("10:30+03", "12")):
        page = stranger.post(address, {**empty, f"from-{first}": start, f"until-{first}": end})
        assert (page.status_code, windows()) == (422, kept)
        assert f'value="{start}"' in page.content.decode()  # what was typed is not lost
    assert send(**empty, **dict.fromkeys(hours, "")) == 422  # who comes at no time says so to the office
