"""A visitor is found and erased, and no phone brings them back."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest

from tearoad.capture.persons import PERSONAL
from tearoad.capture.web.models import Phone, Quarantined, Receipt, SentRevision
from tearoad.capture.web.queries.visitors import noted
from tearoad.mission.web.models import Mission, Participation
from tearoad.web.clock import now
from tearoad.web.registry import personal_data
from tests.capture.web.conftest import send, sent

MAIL, NUMBER = "anna@example.org", "+7 495 000-00-17"


@pytest.mark.parametrize("address", [MAIL, MAIL.upper(), "+74950000017", " 7 (495) 000 00 17 "])
def test_a_visitor_is_erased_and_nothing_that_is_sent_again_brings_them_back(
    mission: Mission, phone: Phone, address: str
) -> None:
    first = sent(1, person="Анна Белова", notes=f"пишет с {MAIL}", phone=NUMBER, firm="ООО «Пример»")
    second = sent(2, report=first["report"], person="Анна Ивановна", title="помощник Анны") | {
        "replaces": {"person": [first["id"]]}
    }
    bystander = sent(3, person="Пётр", email="jo-anna@example.org", phone="+7 495 000-00-18")
    send(phone, first, second, bystander)
    receipts = list(Receipt.objects.values_list("revision", "digest"))
    data = personal_data()["capture.SentRevision"]
    assert [one["name"] for one in data.find(address)] == ["Анна Белова", "Анна Ивановна"]
    assert data.erase(address) == 2
    assert not any("Анн" in json.dumps(one.document, ensure_ascii=False) for one in SentRevision.objects.all())
    assert list(data.find(address)) == []
    assert send(phone, first, second) == [("received", [])] * 2
    assert list(Receipt.objects.values_list("revision", "digest")) == receipts
    reports = {one.report.one("firm"): one.report for one in noted(mission)}
    assert set(reports["ООО «Пример»"].fields) == {"firm"}
    assert reports[""].one("person") == "Пётр"


def test_what_was_kept_aside_loses_the_person_too(phone: Phone) -> None:
    wrong = {"clock": now() - timedelta(days=9)}
    readable = sent(1, person="Анна", email=MAIL, city="Тула")
    send(phone, readable, sent(2, email=f"{MAIL}\n"), {"mail": MAIL}, "nobody", **wrong)
    data = personal_data()["capture.Quarantined"]
    assert len(list(data.find(MAIL))) == 3
    assert data.erase(MAIL) == 3
    kept = list(Quarantined.objects.order_by("received_at", "id"))
    assert not any(MAIL in one.payload + json.dumps(one.reasons) for one in kept)
    assert {one.payload for one in kept if not one.payload.startswith("{")} == {"null", '"nobody"'}
    assert [json.loads(one.payload)["values"] for one in kept if one.payload.startswith("{")] == [{"city": "Тула"}, {}]
    assert list(data.find(MAIL)) == []
    assert send(phone, readable) == [("attention", ["capture.clock_off"])]
    assert Quarantined.objects.count() == 4


def test_phones_of_a_firm_are_found_by_its_contact(phone: Phone) -> None:
    company = Participation.objects.get(mission=phone.mission, code=phone.party).company
    company.document = company.document | {"contact": {"email": MAIL}}
    company.save()
    data = personal_data()["capture.Phone"]
    assert [(one["firm"], one["device"]) for one in data.find(MAIL)] == [("E01", "android")]
    assert data.erase(MAIL) == 1
    assert [(one["firm"], one["device"]) for one in data.find(MAIL)] == [("E01", "")]


def test_what_is_personal_is_said_in_the_table_of_fields() -> None:
    told = {"came", "notes", "person", "title", "phone", "email", "messenger", "code"}
    assert told == PERSONAL
