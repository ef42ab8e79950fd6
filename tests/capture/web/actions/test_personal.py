"""A visitor is found and erased, and no phone brings them back."""

from __future__ import annotations

import json
from datetime import timedelta
from uuid import UUID

import pytest

from tearoad.capture.persons import PERSONAL
from tearoad.capture.web.models import Phone, Quarantined, Receipt, SentRevision
from tearoad.capture.web.queries.streams import cleaned, missing, news
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
    assert [found["name"] for found in data.find(address)] == ["Анна Белова", "Анна Ивановна"]
    assert data.erase(address) == 2
    assert not any(
        "Анн" in json.dumps(revision.document, ensure_ascii=False) for revision in SentRevision.objects.all()
    )
    assert list(data.find(address)) == []
    assert send(phone, first, second) == [("received", [])] * 2
    assert list(Receipt.objects.values_list("revision", "digest")) == receipts
    reports = {note.report.one("firm"): note.report for note in noted(mission)}
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
    assert not any(MAIL in quarantined.payload + json.dumps(quarantined.reasons) for quarantined in kept)
    assert {quarantined.payload for quarantined in kept if not quarantined.payload.startswith("{")} == {
        "null",
        '"nobody"',
    }
    assert [
        json.loads(quarantined.payload)["values"] for quarantined in kept if quarantined.payload.startswith("{")
    ] == [{"city": "Тула"}, {}]
    assert list(data.find(MAIL)) == []
    assert send(phone, readable) == [("attention", ["capture.clock_off"])]
    assert Quarantined.objects.count() == 4


def test_phones_read_anew_what_is_left_and_are_told_what_is_left_of_what_waits(phone: Phone) -> None:
    first, aside, whole = sent(1, person="Анна", email=MAIL, city="Тула"), sent(2, email=MAIL, city="Тула"), sent(3)
    send(phone, first)
    send(phone, aside, whole | {"city": MAIL}, clock=now() - timedelta(days=9))
    before = news(phone, 0, "")
    assert news(phone, before.until, before.era).changes == ()
    for model in ("capture.Quarantined", "capture.SentRevision"):
        personal_data()[model].erase(MAIL)
    (left,) = news(phone, before.until, before.era).changes
    assert (left["id"], left["values"]) == (first["id"], {"city": "Тула"})
    ids = [UUID(document["id"]) for document in (first, aside, whole)]
    assert missing(phone, ids) == ()
    assert cleaned(phone, ids) == {aside["id"]: aside | {"values": {"city": "Тула"}}, whole["id"]: None}


def test_what_is_left_sent_by_a_phone_that_has_read_it_is_known_again(phone: Phone) -> None:
    first, aside = sent(1, email=MAIL, city="Тула"), sent(2, email=MAIL, city="Тула")
    wrong = {"clock": now() - timedelta(days=9)}
    send(phone, first)
    send(phone, aside, **wrong)
    for model in ("capture.Quarantined", "capture.SentRevision"):
        personal_data()[model].erase(MAIL)
    left = [document | {"values": {"city": "Тула"}} for document in (first, aside)]
    for status in ({}, wrong):
        assert [kept for kept, _ in send(phone, *left, **status)] == ["received", "attention"]
    assert (SentRevision.objects.count(), Quarantined.objects.count()) == (1, 1)


def test_who_was_nowhere_begins_no_era(phone: Phone) -> None:
    send(phone, sent(1, person="Пётр"))
    era = news(phone, 0, "").era
    personal_data()["capture.SentRevision"].erase(MAIL)
    assert news(phone, 0, "").era == era


def test_phones_of_a_firm_are_found_by_its_contact(phone: Phone) -> None:
    company = Participation.objects.get(mission=phone.mission, code=phone.party).company
    company.document = company.document | {"contact": {"email": MAIL}}
    company.save()
    data = personal_data()["capture.Phone"]
    assert [(found["firm"], found["device"]) for found in data.find(MAIL)] == [("E01", "android")]
    assert data.erase(MAIL) == 1
    assert [(found["firm"], found["device"]) for found in data.find(MAIL)] == [("E01", "")]


def test_what_is_personal_is_said_in_the_table_of_fields() -> None:
    personal = {"came", "notes", "person", "title", "phone", "email", "messenger", "code"}
    assert personal == PERSONAL
