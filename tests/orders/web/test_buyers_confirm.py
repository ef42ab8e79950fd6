"""A buyer says by a link whether what firms say is so: both say it then, or both stand side by side."""

from __future__ import annotations

from urllib.parse import urlsplit

import pytest
from django.test import Client
from django.urls import reverse

from tearoad import orders as core
from tearoad.errors import NotFoundError
from tearoad.mission.web.actions import links
from tearoad.mission.web.models import Mission
from tearoad.office.web.models import Message
from tearoad.orders.web.actions.events import write_event
from tearoad.orders.web.actions.opportunities import open_opportunity
from tearoad.orders.web.models import Opportunity, OpportunityEvent
from tearoad.orders.web.queries.opportunities import opportunity, today_of
from tearoad.people import Actor, Role, Scope
from tests.orders.web.conftest import Write, wanted


@pytest.fixture
def buyer_link(officer: Actor, mission: Mission) -> str:
    """The path by which B001 says whether it is so."""
    return urlsplit(links.make(officer, mission, Role.BUYER, "B001", Scope.FOLLOW).address).path


def history_of(mission: Mission, row: Opportunity) -> core.OpportunityHistory:
    return opportunity(mission, row.pk).history


def test_what_both_say_is_confirmed_by_both(
    stranger: Client, mission: Mission, opened: Opportunity, write: Write, buyer_link: str
) -> None:
    contract = write(amount="500", number="TR-7")
    page = stranger.get(buyer_link).content.decode()
    assert ("TR-7" in page, "Верно" in page) == (True, True)
    assert stranger.post(f"{buyer_link}events/{contract.pk}/", {"answer": "yes"}).status_code == 302
    history = history_of(mission, opened)
    assert core.confirmation_of(history.informants(core.EventId(str(contract.pk)))) is core.EventConfirmation.BOTH
    assert stranger.post(f"{buyer_link}events/{contract.pk}/", {"answer": "yes"}).status_code == 409
    assert OpportunityEvent.objects.count() == 2


def test_what_a_buyer_says_otherwise_stands_beside_it(
    stranger: Client, mission: Mission, opened: Opportunity, write: Write, buyer_link: str
) -> None:
    contract = write(amount="500")
    sent = {"answer": "no", "note": "It was 400"}
    assert stranger.post(f"{buyer_link}events/{contract.pk}/", sent).status_code == 302
    history = history_of(mission, opened)
    assert [contradiction.code for contradiction in core.contradictions(history)] == ["orders.doubt_disputed"]
    assert core.left_at(history, core.Rung.CONTRACT)[0].amount == 500
    assert OpportunityEvent.objects.order_by("-id")[0].document["note"] == "It was 400"


def test_a_buyer_sees_what_both_know_of_and_answers_for_nobody_else(
    stranger: Client, officer: Actor, mission: Mission, write: Write, buyer_link: str
) -> None:
    meant = write(core.Rung.INTENDED, "12345")
    other = write_to_another(officer, mission, write)
    assert "12,345" not in stranger.get(buyer_link, headers={"Accept-Language": "en"}).content.decode()
    answers = [
        stranger.post(f"{buyer_link}events/{event.pk}/", {"answer": "yes"}).status_code for event in (meant, other)
    ]
    assert (answers, OpportunityEvent.objects.count()) == ([404, 404], 2)
    assert stranger.post(f"{buyer_link}events/{meant.pk}/", {"answer": "\0"}).status_code in {404, 422}


def write_to_another(officer: Actor, mission: Mission, write: Write) -> OpportunityEvent:
    """Write down a contract with B002."""
    return write(amount="77", row=open_opportunity(officer, mission, wanted(mission, buyer="B002")))


def test_an_answer_that_is_neither_is_refused(stranger: Client, write: Write, buyer_link: str) -> None:
    contract = write(amount="500")
    assert stranger.post(f"{buyer_link}events/{contract.pk}/", {"answer": "perhaps"}).status_code == 422


def test_a_buyer_writes_nothing_of_their_own(officer: Actor, mission: Mission, opened: Opportunity) -> None:
    buyer = Actor(officer.tenant, Role.BUYER, mission=mission.pk, party="B001", scope=Scope.FOLLOW)
    event = core.OrderEvent(
        core.EventId(""), core.EventType.FORWARD, today_of(mission), core.Informant.BUYER, rung=core.Rung.CONTRACT
    )
    with pytest.raises(NotFoundError):
        write_event(buyer, opened, event)


def test_a_buyer_is_written_to_once_a_day_and_only_about_something(
    signed_in: Client, mission: Mission, opened: Opportunity, write: Write
) -> None:
    address = reverse("orders-ask-buyer", kwargs={"mission_id": mission.id, "opportunity_id": opened.pk})
    assert signed_in.post(address).status_code == 409
    write(amount="500")
    assert [signed_in.post(address).status_code for _ in range(2)] == [302, 302]
    mail = Message.objects.get(key__startswith="orders-buyer:")
    assert (mail.to, "/orders/" in mail.body or "/orders/" in mail.link) == ("b1@example.org", True)
