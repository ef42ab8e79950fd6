"""What phones send is taken in once, or waits; it is never lost."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import timedelta
from functools import partial
from threading import Barrier, Thread
from typing import Any

import pytest
from django.db import connection

from tearoad.capture import digest_of, reports_of, revision_of
from tearoad.capture.web.actions.phones import stop
from tearoad.capture.web.models import Phone, Quarantined, Receipt, SentRevision, Stream
from tearoad.companies import Standing
from tearoad.companies.web.models import Company
from tearoad.mission.web.actions import links
from tearoad.mission.web.actions.missions import archive
from tearoad.mission.web.models import Mission
from tearoad.people import Actor, Role
from tearoad.people.web.models import acting_for
from tearoad.web.clock import now
from tests.capture.web.conftest import send, sent
from tests.queries import queries_of

LetIn = Callable[..., Phone]
RECEIVED: tuple[str, list[str]] = ("received", [])


def waits(*reasons: str) -> tuple[str, list[str]]:
    return "attention", [f"capture.{reason}" for reason in reasons]


def test_what_is_sent_stands_in_its_order_with_receipts(phone: Phone) -> None:
    documents = [sent(1, person="Анна"), sent(2, person="李")]
    assert send(phone, *documents, made=5, waiting=3, is_ready=True) == [RECEIVED, RECEIVED]
    assert list(SentRevision.objects.values_list("number", "document")) == list(enumerate(documents, start=1))
    assert [receipt.digest for receipt in Receipt.objects.order_by("id")] == [
        digest_of(document) for document in documents
    ]
    phone.refresh_from_db()
    assert (phone.made, phone.waiting, phone.ready_at is not None, phone.wiped_at) == (5, 3, True, None)


def test_whatever_stands_in_a_revision_it_waits_and_what_comes_beside_it_is_taken_in(phone: Phone) -> None:
    odd: tuple[object, ...] = ({}, [], None, True, 1.5, "\ud800", [{}], {"__proto__": []})
    right: dict[str, object] = {"values": {}, "replaces": {}, "files": [], "dropped": []}
    keys = (*sent(), "files", "dropped")
    wrong = [sent() | {key: value} for key in keys for value in odd if right.get(key, odd) != value]
    answers = send(phone, sent(1, city="Тула"), *wrong, sent(2, city="上海"))
    assert [kept for kept, _ in answers] == ["received", *["attention"] * len(wrong), "received"]
    assert Quarantined.objects.count() == len(wrong)


def test_sent_again_in_any_order_and_doubled_it_is_answered_the_same_and_stored_once(phone: Phone) -> None:
    first, second = sent(1, city="Тула"), sent(2, city="上海")
    for documents in ((first, first), (second, first), (first, second, second)):
        assert send(phone, *documents) == [RECEIVED] * len(documents)
    assert SentRevision.objects.count() == Receipt.objects.count() == 2
    assert Stream.objects.get().number == 2


def test_nothing_sent_tells_about_the_phone_alone(phone: Phone) -> None:
    assert send(phone, is_wiped=True, made=3) == []
    phone.refresh_from_db()
    assert (phone.made, phone.wiped_at is not None, SentRevision.objects.count()) == (3, True, 0)


def test_the_same_id_with_other_words_waits_and_what_stands_stays(phone: Phone) -> None:
    first = sent(1, city="Тула")
    other = first | {"values": {"city": "Пермь"}}
    assert send(phone, first, other) == [RECEIVED, waits("same_id")]
    assert send(phone, other, first) == [waits("same_id"), RECEIVED]
    assert SentRevision.objects.get().document == first
    assert json.loads(Quarantined.objects.get().payload) == other


@pytest.mark.parametrize(
    ("odd", "reasons"),
    [
        (None, ["not_an_object"]),
        ([], ["not_an_object"]),
        ("\ud800", ["not_an_object"]),
        (float("nan"), ["not_an_object"]),
        ({"schema": 99, "values": {"mood": "good"}}, ["other_schema"]),
        (sent(1, mood="good"), ["field_unknown"]),
        (sent(0, price="-1"), ["key_wrong", "field_wrong"]),
    ],
)
def test_garbage_waits_as_it_came_and_does_not_hold_up_the_rest(phone: Phone, odd: Any, reasons: list[str]) -> None:  # noqa: ANN401  # JSON data
    for _again in range(2):
        assert send(phone, odd, sent()) == [waits(*reasons), RECEIVED]
    kept = Quarantined.objects.get()
    assert digest_of(json.loads(kept.payload)) == kept.digest == digest_of(odd)
    assert kept.payload.isascii()


def test_a_visitor_of_another_firm_is_not_touched(let_in: LetIn) -> None:
    own, other = let_in("E01"), let_in("E02")
    document = sent(1, person="Анна")
    assert send(own, document) == [RECEIVED]
    assert send(other, sent(1, report=document["report"], person="Пётр")) == [waits("report_of_other")]
    assert send(other, document) == [waits("report_of_other")]
    assert list(SentRevision.objects.values_list("party", flat=True)) == ["E01"]


def _stop(officer: Actor, _mission: Mission, phone: Phone) -> None:
    stop(officer, phone)


def _revoke(officer: Actor, mission: Mission, _phone: Phone) -> None:
    links.revoke(officer, mission, Role.EXPORTER, "E01")


def _expire(_officer: Actor, _mission: Mission, phone: Phone) -> None:
    phone.link.expires_at = now() - timedelta(hours=1)
    phone.link.save()


def _archive(officer: Actor, mission: Mission, _phone: Phone) -> None:
    archive(officer, mission)


def _block(_officer: Actor, _mission: Mission, _phone: Phone) -> None:
    Company.objects.update(standing=Standing.BLOCKED)


@pytest.mark.parametrize(
    ("against", "reason"),
    [
        (_stop, "by_stopped_phone"),
        (_revoke, "by_revoked_link"),
        (_expire, "by_expired_link"),
        (_archive, "to_archived"),
        (_block, "by_outsider"),
    ],
)
def test_what_comes_too_late_waits_and_what_was_received_before_is_still_received(
    officer: Actor, mission: Mission, phone: Phone, against: Callable[..., None], reason: str
) -> None:
    before, after = sent(1), sent(2)
    assert send(phone, before) == [RECEIVED]
    against(officer, mission, phone)
    phone = Phone.objects.select_related("mission", "link").get(pk=phone.pk)
    assert send(phone, before, after) == [RECEIVED, waits(reason)]
    assert send(phone, after) == [waits(reason)]
    assert SentRevision.objects.count() == Quarantined.objects.count() == 1


@pytest.mark.parametrize(("off", "expected"), [(23, RECEIVED), (-23, RECEIVED), (25, None), (-9000, None)])
def test_a_clock_that_is_far_off_makes_everything_wait(phone: Phone, off: int, expected: object) -> None:
    found = send(phone, sent(), clock=now() + timedelta(hours=off))
    assert found == [expected or waits("clock_off")]


def test_the_number_of_queries_is_the_same_for_one_and_for_twenty(phone: Phone) -> None:
    send(phone, sent())  # the first call makes the stream
    counts = []
    for many in (1, 20):
        documents = [document for number in range(many) for document in (sent(number + 1), f"odd {many} {number}")]
        counts.append(queries_of(partial(send, phone, *documents)))
    assert counts == [12, 12]


@pytest.mark.django_db(transaction=True)
def test_two_phones_of_a_firm_at_once_leave_no_gap_and_lose_nothing(officer: Actor, let_in: LetIn) -> None:
    if connection.vendor == "sqlite":
        pytest.skip("one database in memory does not let two threads wait for each other")
    phones, report = (let_in(), let_in()), sent()["report"]
    start, said = Barrier(2), list[object]()

    def speak(phone: Phone) -> None:
        with acting_for(officer.tenant):
            try:
                start.wait()
                said.extend(send(phone, *(sent(number, report=report, city=str(phone.pk)) for number in range(1, 6))))
            finally:
                connection.close()

    threads = [Thread(target=speak, args=(phone,)) for phone in phones]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert said == [RECEIVED] * 10
    assert list(SentRevision.objects.values_list("number", flat=True)) == list(range(1, 11))
    (together,) = reports_of(revision_of(revision.document) for revision in SentRevision.objects.all())
    assert {value.value for value in together.fields["city"]} == {str(phone.pk) for phone in phones}
