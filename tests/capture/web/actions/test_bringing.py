"""An officer takes in what a phone could not send, once, whoever sends it again."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from uuid import UUID

import pytest
from uuid_utils.compat import uuid7

from tearoad.capture import FileKind
from tearoad.capture.export import Carried, Export
from tearoad.capture.web.actions.bringing import bring
from tearoad.capture.web.actions.phones import stop
from tearoad.capture.web.actions.receiving import PhoneStatus, receive
from tearoad.capture.web.models import Phone, Quarantined, SentFile, SentRevision
from tearoad.capture.web.queries.devices import devices
from tearoad.errors import Conflict, InputError
from tearoad.mission.web.actions.missions import archive
from tearoad.mission.web.models import Mission
from tearoad.office.web.actions.files import content_of
from tearoad.people import Actor
from tearoad.people.web.models import LedgerEntry
from tearoad.web.clock import now
from tests.capture.pictures import claim, memo
from tests.capture.web.conftest import send, sent

LetIn = Callable[..., Phone]


def export(phone: Phone, *revisions: object, authors: tuple[UUID | None, ...] = (), party: str = "") -> Export:
    whose = authors or (None,) * len(revisions)
    return Export(str(phone.mission.pk), party or phone.party, phone.pk, revisions, whose)


def test_what_a_stopped_phone_held_is_taken_in_once_whoever_sends_it(officer: Actor, phone: Phone) -> None:
    first, second = sent(1, city="Тула"), sent(2, city="上海")
    send(phone, first, made=2)
    stop(officer, phone)
    brought = bring(officer, phone.mission, export(phone, first, second))
    assert (brought.received, brought.aside) == (2, 0)
    assert send(Phone.objects.get(), first, second) == [("received", [])] * 2
    assert [revision.document for revision in SentRevision.objects.all()] == [first, second]
    assert LedgerEntry.objects.filter(code="capture.export_taken_in").count() == 1


def test_what_is_odd_in_it_waits(officer: Actor, phone: Phone) -> None:
    first = sent(1, city="Тула")
    send(phone, first)
    other = first | {"values": {"city": "Пермь"}}
    brought = bring(officer, phone.mission, export(phone, other, {"schema": 0}, 7))
    assert (brought.received, brought.aside, Quarantined.objects.count()) == (0, 3, 3)


def test_photos_and_memos_come_along_and_what_is_none_is_counted(officer: Actor, phone: Phone) -> None:
    stop(officer, phone)
    content, other = memo(b"hello"), memo(b"other")
    digest = claim(content, FileKind.VOICE).digest
    carried = (Carried(digest, "voice", content), Carried(digest, "voice", other), Carried("b" * 64, "film", other))
    brought = bring(officer, phone.mission, replace(export(phone, sent(1)), files=carried))
    # What has the name of something that is here is that already, whatever its bytes say.
    assert (brought.received, brought.files, brought.refused) == (1, 2, 1)
    kept = SentFile.objects.get()
    assert (kept.digest, kept.is_aside, content_of(kept.whole)) == (digest, False, content)


def test_a_number_counts_for_the_phone_that_gave_it_whoever_brings_it(officer: Actor, let_in: LetIn) -> None:
    maker, bringer = let_in(), let_in()
    send(maker, made=3)
    documents = [sent(number) for number in (1, 2)]
    receive(bringer, PhoneStatus(now(), made=0), documents, [maker.pk, maker.pk])
    assert {device.phone.number: device.alone for device in devices(maker.mission, now())} == {1: 1, 2: 0}
    bring(officer, maker.mission, export(bringer, sent(3), authors=(maker.pk,)))
    assert {device.phone.number: device.alone for device in devices(maker.mission, now())} == {1: 0, 2: 0}


def test_a_phone_that_is_not_known_any_more_is_stood_for_by_another_of_the_firm(officer: Actor, phone: Phone) -> None:
    lost = Export(str(phone.mission.pk), "E01", UUID(str(uuid7())), (sent(1),), (None,))
    assert bring(officer, phone.mission, lost).phone == phone
    receive(phone, PhoneStatus(now()), [sent(2)], [UUID(str(uuid7()))])
    assert {revision.phone for revision in SentRevision.objects.all()} == {phone}


def test_what_is_of_others_is_refused(officer: Actor, let_in: LetIn, mission: Mission) -> None:
    phone = let_in("E01")
    for wrong in (
        export(phone, sent(1), party="E02"),
        Export(str(uuid7()), "E01", phone.pk, (sent(1),), (None,)),
    ):
        with pytest.raises(InputError, match=r"capture\.export_other"):
            bring(officer, mission, wrong)
    archive(officer, mission)
    mission.refresh_from_db()
    with pytest.raises(Conflict):
        bring(officer, mission, export(phone, sent(1)))
    assert SentRevision.objects.count() == 0


def test_bringing_by_another_phone_of_the_firm_is_judged_by_the_phone_that_speaks(let_in: LetIn) -> None:
    maker, bringer = let_in(), let_in()
    (answer,) = receive(bringer, PhoneStatus(now() - timedelta(days=9)), [sent(1)], [maker.pk])
    assert [reason.code for reason in answer.reasons] == ["capture.clock_off"]
    assert Quarantined.objects.get().phone == maker
