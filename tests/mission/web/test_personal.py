from __future__ import annotations

from datetime import timedelta

import pytest

from tearoad.checklist.letters import Inviter
from tearoad.checklist.web.actions import letters
from tearoad.checklist.web.models import InvitationLetter
from tearoad.costs.web.actions import dossiers
from tearoad.costs.web.models import DossierFile
from tearoad.mission import Absence
from tearoad.mission.web.actions import links
from tearoad.mission.web.actions.absences import note_absence
from tearoad.mission.web.models import Absence as AbsenceRow
from tearoad.mission.web.models import Delegate, Interpreter, Mission, Participation, SignedLink
from tearoad.mission.web.queries.receivers import receivers
from tearoad.office.web.tasks.worker import run_waiting
from tearoad.people import Actor, Role
from tearoad.people.web.actions.personal import erase
from tearoad.people.web.models import Membership, Organisation, User
from tearoad.people.web.queries.personal import held, known_as, likely_people
from tearoad.values import Window
from tearoad.web.clock import now
from tearoad.web.registry import personal_data
from tests.office.files import pdfs

PHONE = "+79990000000"


@pytest.fixture
def manager(organisation: Organisation) -> Actor:
    user = User.objects.create_user("manager@example.org", name="Manager")
    Membership.objects.create(user=user, organisation=organisation, role=Role.MANAGER)
    return Actor(organisation.id, Role.MANAGER, user.id, name="Manager")


def test_a_person_is_found_and_erased_by_phone(officer: Actor, mission: Mission) -> None:
    row = Interpreter.objects.get(mission=mission, code="I02")
    row.document = row.document | {"phone": PHONE}
    row.save()
    links.make(officer, mission, Role.INTERPRETER, "I02")
    interpreters, signed = personal_data()["mission.Interpreter"], personal_data()["mission.SignedLink"]
    assert [json["id"] for json in interpreters.find(f" {PHONE[:5]} {PHONE[5:]} ")] == ["I02"]
    assert [json["party"] for json in signed.find(PHONE)] == ["I02"]
    assert (signed.erase(PHONE), interpreters.erase(PHONE)) == (1, 1)
    row.refresh_from_db()
    assert (row.name, row.document["name"], "phone" in row.document) == ("", {"latin": "I02"}, False)
    assert SignedLink.objects.get().revoked_at is not None
    assert list(interpreters.find(PHONE)) == []


def test_an_interpreter_is_found_and_erased_by_mail(officer: Actor, mission: Mission) -> None:
    row = Interpreter.objects.get(mission=mission, code="I02")
    row.document = row.document | {"email": "Anna@example.com"}
    row.save()
    links.make(officer, mission, Role.INTERPRETER, "I02")
    interpreters, signed = personal_data()["mission.Interpreter"], personal_data()["mission.SignedLink"]
    address = "anna@example.com"
    assert [json["id"] for json in interpreters.find(address)] == ["I02"]
    assert (signed.erase(address), interpreters.erase(address)) == (1, 1)
    row.refresh_from_db()
    assert ("email" in row.document, list(interpreters.find(address))) == (False, [])


def test_an_interpreter_gets_mail_where_an_address_is_known(mission: Mission) -> None:
    assert {receiver.party: receiver.email for receiver in receivers(mission) if receiver.role is Role.INTERPRETER}[
        "I02"
    ] == ""
    row = Interpreter.objects.get(mission=mission, code="I02")
    row.document = row.document | {"email": "anna@example.com"}
    row.save()
    assert {receiver.party: receiver.email for receiver in receivers(mission) if receiver.role is Role.INTERPRETER}[
        "I02"
    ] == "anna@example.com"


def test_what_is_found_through_a_person_goes_before_the_person(
    officer: Actor, manager: Actor, mission: Mission
) -> None:
    """Papers with a phone on them would stay for ever, were the delegate forgotten first."""
    for row in Delegate.objects.filter(mission=mission):  # an official with a link, and somebody of a firm
        row.document = row.document | {"phone": PHONE}
        row.save()
    links.make(officer, mission, Role.OFFICIAL, "D01")
    dossiers.add_files(officer, mission, "E01", "travel", [dossiers.Sent("pass.pdf", pdfs.PLAIN)], "D02")
    letters.ask_for_letters(officer, mission, Inviter("Example (fictional)", "Consul", "Signer"))
    run_waiting()
    assert InvitationLetter.objects.filter(delegate="D02").exists()
    name = known_as(PHONE, held(PHONE))[0]
    assert erase(manager, PHONE, name) > 3
    assert not InvitationLetter.objects.filter(delegate__in=("D02", "")).exists()
    assert not DossierFile.objects.exists()
    assert SignedLink.objects.get(party="D01").revoked_at is not None
    row.refresh_from_db()
    assert "phone" not in row.document


def test_nobody_is_found_by_nothing(mission: Mission) -> None:
    del mission
    for model in ("mission.Delegate", "mission.SignedLink", "journey.SheetImport"):
        assert list(personal_data()[model].find("")) == []


def test_why_somebody_was_away_is_forgotten_and_that_they_were_stays(officer: Actor, mission: Mission) -> None:
    person = Interpreter.objects.get(mission=mission, code="I02")
    person.document = person.document | {"phone": PHONE}
    person.save()
    start = now()
    note_absence(officer, mission, Absence("I02", Window(start, start + timedelta(hours=1)), "doctor"))
    absences = personal_data()["mission.Absence"]
    assert [json.get("why") for json in absences.find(PHONE)] == [None, "doctor"]
    assert absences.erase(PHONE) == 2
    kept = AbsenceRow.objects.filter(mission=mission, document__who="I02")
    assert [sorted(absence_row.document) for absence_row in kept] == [["who", "window"]] * 2


def test_everybody_is_found_as_they_write_themselves(mission: Mission) -> None:
    """The page of a firm prints `+7 495 000-01-39`; a register that compares letters would know nobody there."""
    company = Participation.objects.filter(mission=mission, company__side="buyer").select_related("company")[0].company
    contact = {"person": {"local": "Анна Образцова"}, "phone": "+74950000139", "messenger": "Telegram: @anna_tea"}
    company.document = company.document | {"contact": contact}
    company.save()
    person = Delegate.objects.filter(mission=mission)[0]
    person.document = person.document | {"phone": "8 (495) 000-02-40", "messengers": ["WeChat: wang_example"]}
    person.save()
    models = {"companies.Company", "mission.Delegate"}
    ways = ("+7 495 000-01-39", "8 (495) 000-01-39", "t.me/anna_tea", "+74950000240", "微信：wang_example")
    assert [sorted(models & set(held(way))) for way in ways] == [
        *([["companies.Company"]] * 3),
        *([["mission.Delegate"]] * 2),
    ]
    assert [who.handle for who in likely_people("Anna Obraztsova")] == ["+74950000139", "Telegram: @anna_tea"]
    assert (held("+74950000999"), likely_people("+74950000999")) == ({}, ())


def test_nobody_is_erased_who_is_only_alike(manager: Actor, mission: Mission) -> None:
    rows = list(Interpreter.objects.filter(mission=mission).order_by("code")[:2])
    for row, address in zip(rows, ("anna@example.org", "anna+fair@example.org"), strict=True):
        row.document = row.document | {"email": address}
        row.save()
    name = known_as("ANNA@example.org", held("ANNA@example.org"))[0]
    assert erase(manager, "Anna <ANNA@example.org>", name) == 1
    left = [row.document.get("email") for row in Interpreter.objects.filter(mission=mission).order_by("code")[:2]]
    assert left == [None, "anna+fair@example.org"]
