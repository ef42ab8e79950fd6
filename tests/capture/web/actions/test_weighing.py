"""A person decides about what was kept aside."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest

from tearoad.capture.web.actions.weighing import put_aside, take_over, take_over_all
from tearoad.capture.web.models import Phone, Quarantined, Receipt, SentRevision, Weighed
from tearoad.errors import Conflict
from tearoad.mission.web.actions.missions import archive
from tearoad.mission.web.models import Mission
from tearoad.people import Actor
from tearoad.people.web.models import LedgerEntry
from tearoad.web.clock import now
from tests.capture.web.conftest import send, sent

LetIn = Callable[..., Phone]


def test_what_waited_is_taken_over_as_it_is(officer: Actor, phone: Phone) -> None:
    document = sent(1, person="Анна") | {"made_at": "2027-02-09T10:00:00.5Z"}
    send(phone, document, clock=now() - timedelta(days=9))
    take_over(officer, Quarantined.objects.get())
    assert SentRevision.objects.get().document == document
    assert send(phone, document) == [("received", [])]
    assert SentRevision.objects.count() == 1
    assert (Quarantined.objects.get().state, Quarantined.objects.get().decided_by) == (Weighed.TAKEN, officer.user)
    assert LedgerEntry.objects.filter(code="capture.taken").count() == 1


def test_under_a_taken_id_it_gets_one_of_its_own_and_nothing_that_stands_is_touched(
    officer: Actor, phone: Phone
) -> None:
    first = sent(1, city="Тула")
    other = first | {"values": {"city": "Пермь"}}
    send(phone, first, other)
    take_over(officer, Quarantined.objects.get())
    kept = [revision.document for revision in SentRevision.objects.all()]
    assert kept[0] == first
    assert (kept[1]["values"], kept[1]["report"], kept[1]["id"] == first["id"]) == (
        {"city": "Пермь"},
        first["report"],
        False,
    )
    assert send(phone, first, other) == [("received", [])] * 2
    assert Receipt.objects.count() == 2


def test_what_named_a_visitor_of_another_firm_becomes_a_visitor_of_its_own(officer: Actor, let_in: LetIn) -> None:
    own, other = let_in("E01"), let_in("E02")
    document = sent(1, person="Анна")
    send(own, document)
    send(other, sent(1, report=document["report"], person="Пётр"))
    take_over(officer, Quarantined.objects.get())
    assert SentRevision.objects.get(party="E01").document == document
    assert str(SentRevision.objects.get(party="E02").report) != document["report"]


def test_what_is_put_aside_stays_readable_and_the_phone_is_told(officer: Actor, phone: Phone) -> None:
    send(phone, "odd")
    put_aside(officer, Quarantined.objects.get())
    assert send(phone, "odd") == [("put_aside", ["capture.not_an_object"])]
    assert Quarantined.objects.get().payload == '"odd"'
    assert SentRevision.objects.count() == 0


def test_nothing_is_decided_twice(officer: Actor, phone: Phone) -> None:
    send(phone, sent(), clock=now() - timedelta(days=9))
    seen = Quarantined.objects.get()
    take_over(officer, seen)
    for decide in (take_over, put_aside):
        with pytest.raises(Conflict, match=r"capture\.decided_already"):
            decide(officer, seen)
    assert SentRevision.objects.count() == 1


def test_what_is_no_revision_cannot_be_taken_over_and_still_waits(officer: Actor, phone: Phone) -> None:
    send(phone, ["odd"])
    with pytest.raises(Conflict, match=r"capture\.cannot_be_taken"):
        take_over(officer, Quarantined.objects.get())
    assert Quarantined.objects.get().state == Weighed.WAITING


def test_in_an_archived_mission_nothing_is_decided(officer: Actor, mission: Mission, phone: Phone) -> None:
    send(phone, "odd")
    archive(officer, mission)
    for decide in (take_over, put_aside):
        with pytest.raises(Conflict):
            decide(officer, Quarantined.objects.select_related("mission").get())


def test_everything_of_one_phone_is_taken_over_at_once_and_what_cannot_be_stays_with_its_reason(
    officer: Actor, let_in: LetIn
) -> None:
    lost, other = let_in(), let_in()
    late = {"clock": now() - timedelta(days=9)}
    send(lost, sent(1, city="Тула"), {"odd": True}, sent(2, city="上海"), **late)
    send(other, sent(1, city="Пермь"), **late)
    done = take_over_all(officer, lost)
    assert (done.taken, [reason.code for _, reason in done.left]) == (2, ["capture.cannot_be_taken"])
    assert [revision.document["values"]["city"] for revision in SentRevision.objects.all()] == ["Тула", "上海"]
    assert Quarantined.objects.filter(state=Weighed.WAITING).count() == 2
    assert take_over_all(officer, lost).taken == 0
