"""Phones are let in and stopped."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID, uuid4

import pytest
from uuid_utils.compat import uuid7

from tearoad.capture.web.actions.phones import enrol, stop
from tearoad.capture.web.models import Phone
from tearoad.capture.web.queries.phones import speaking
from tearoad.errors import Conflict, InputError
from tearoad.mission.web.actions.missions import archive
from tearoad.mission.web.models import Mission, SignedLink
from tearoad.people import Actor, Role
from tearoad.people.web.models import LedgerEntry
from tests.capture.web.conftest import secret_of

LetIn = Callable[..., Phone]
Signed = Callable[[str], SignedLink]


def test_phones_of_a_firm_are_counted(let_in: LetIn) -> None:
    assert [let_in(party).number for party in ("E01", "E01", "E02")] == [1, 2, 1]
    assert LedgerEntry.objects.filter(code="capture.phone_let_in").count() == 3


def test_a_phone_that_opens_the_link_again_stays_the_same(let_in: LetIn) -> None:
    first = let_in()
    again = let_in("E01", first.pk)
    assert (first.pk, first.number) == (again.pk, again.number)
    assert speaking(first.pk, secret_of(first.pk)) == again
    assert speaking(first.pk, "") is None
    assert LedgerEntry.objects.filter(code="capture.phone_let_in").count() == 1


def test_who_knows_a_phone_s_id_or_secret_alone_is_not_that_phone(officer: Actor, phone: Phone, signed: Signed) -> None:
    by = Actor(officer.tenant, Role.EXPORTER, mission=phone.mission.pk, party="E01")
    other, secret = UUID(str(uuid7())), secret_of(phone.pk)
    for identity, said in ((phone.pk, secret_of(other)), (other, secret)):
        with pytest.raises(Conflict, match=r"capture\.phone_taken"):
            enrol(by, signed("E01"), identity, said, "android")
    assert speaking(phone.pk, secret) == phone


@pytest.mark.parametrize("secret", ["", "x" * 42, "x" * 101, "é" * 50, "x" * 42 + "\n"])
def test_a_secret_that_can_be_guessed_is_refused(officer: Actor, mission: Mission, signed: Signed, secret: str) -> None:
    by = Actor(officer.tenant, Role.EXPORTER, mission=mission.pk, party="E01")
    with pytest.raises(InputError, match=r"capture\.phone_id"):
        enrol(by, signed("E01"), UUID(str(uuid7())), secret, "")


def test_a_phone_writes_for_one_firm(let_in: LetIn) -> None:
    phone = let_in()
    with pytest.raises(Conflict, match=r"capture\.phone_of_other"):
        let_in("E02", phone.pk)


def test_an_id_that_no_phone_makes_is_refused(let_in: LetIn) -> None:
    with pytest.raises(InputError, match=r"capture\.phone_id"):
        let_in("E01", uuid4())


def test_no_phone_is_let_into_an_archived_mission(officer: Actor, mission: Mission, signed: Signed) -> None:
    by, link = Actor(officer.tenant, Role.EXPORTER, mission=mission.pk), signed("E01")
    archive(officer, mission)
    link.refresh_from_db()
    with pytest.raises(Conflict):
        enrol(by, link, UUID(str(uuid7())), "x" * 43, "")


def test_a_stopped_phone_is_not_let_in_again_and_is_stopped_once(officer: Actor, let_in: LetIn) -> None:
    phone = let_in()
    stop(officer, phone)
    with pytest.raises(Conflict, match=r"capture\.phone_stopped"):
        let_in("E01", phone.pk)
    with pytest.raises(Conflict, match=r"capture\.stopped_already"):
        stop(officer, Phone.objects.get(pk=phone.pk))
    assert LedgerEntry.objects.filter(code="capture.phone_stopped").count() == 1
