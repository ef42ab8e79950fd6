"""A year of asking, day by day: each mail once, an answer ends the round, the rest is telephoned."""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from tearoad import orders as core
from tearoad.companies import Contact, Standing
from tearoad.companies.web.models import Company
from tearoad.mission.web.models import Mission, Participation, SignedLink
from tearoad.office.web.models import Message
from tearoad.orders.web.actions.follow_up_mails import ask_all_firms, ask_firms
from tearoad.orders.web.models import AskingMail, Opportunity, OpportunityEvent
from tearoad.orders.web.queries.follow_up_rounds import follow_up_page
from tearoad.orders.web.queries.opportunities import opportunity
from tearoad.orders.web.tasks import JOB
from tearoad.people import Actor, Role, Scope
from tearoad.values import Language
from tearoad.values.document import to_document
from tests.office.job_run import UnstoppedRun
from tests.orders.web.conftest import Write


@pytest.fixture
def system(officer: Actor) -> Actor:
    """The program itself."""
    return Actor(officer.tenant, Role.SYSTEM)


@pytest.mark.usefixtures("opened")
def test_year_of_asking_writes_each_mail_once_and_forgets_nobody(system: Actor, mission: Mission) -> None:
    first_days = [
        (core.round_due_on(mission.ends_on, months) - mission.ends_on).days for months in core.ASK_AFTER_MONTHS
    ]
    looked_at = [first + later for first in first_days for later in range(-1, 23)]
    written = [
        day
        for day in looked_at
        for _worker in range(2)  # two that come by on the same day
        if ask_firms(system, mission, mission.ends_on + timedelta(days=day))
    ]
    assert written == [first + later for first in first_days for later in (0, 7, 14)]
    assert Message.objects.filter(kind="orders").count() == len(written) == AskingMail.objects.count()
    assert SignedLink.objects.filter(scope=Scope.FOLLOW).count() == len(written)


def test_answer_by_the_link_ends_the_round(system: Actor, mission: Mission, opened: Opportunity, write: Write) -> None:
    due = core.round_due_on(mission.ends_on, 3)
    assert ask_firms(system, mission, due) == 1
    answered = write(None, type_=core.EventType.NOTHING_NEW)
    OpportunityEvent.objects.filter(pk=answered.pk).update(recorded_at=_noon(due + timedelta(days=2), mission))
    assert [ask_firms(system, mission, due + timedelta(days=later)) for later in range(1, 60)] == [0] * 59
    page = follow_up_page(mission, Language.EN, due + timedelta(days=30))
    assert (page.calls, page.firms[0].rounds[0].state.code, opened.firm) == ((), "orders.asking_answered", "E01")


def test_who_says_nothing_is_telephoned_with_a_reason(
    system: Actor, signed_in: Client, mission: Mission, write: Write
) -> None:
    event = write(core.Rung.CONTRACT, "100")
    due = core.round_due_on(mission.ends_on, 3)
    for later in (0, 7, 14):
        ask_firms(system, mission, due + timedelta(days=later))
    page = follow_up_page(mission, Language.EN, due + timedelta(days=21))
    assert [(call.party, call.months, call.reason.code) for call in page.calls] == [
        ("E01", 3, "orders.call_contract_open")
    ]
    assert event.opportunity.firm == "E01"
    assert signed_in.get(reverse("orders-asked", kwargs={"mission_id": mission.id})).status_code == 200


@pytest.mark.usefixtures("opened")
@pytest.mark.parametrize("without", ["address", "clearance"])
def test_firm_that_cannot_be_mailed_is_telephoned_at_once(system: Actor, mission: Mission, without: str) -> None:
    company = Participation.objects.get(mission=mission, code="E01").company
    if without == "address":
        bare = {**company.document, "contact": to_document(Contact(phone="+8613800000000"))}
        Company.objects.filter(pk=company.pk).update(document=bare)
    else:
        Company.objects.filter(pk=company.pk).update(standing=Standing.HELD)
    due = core.round_due_on(mission.ends_on, 3)
    assert (ask_firms(system, mission, due), Message.objects.count()) == (0, 0)
    assert [call.party for call in follow_up_page(mission, Language.EN, due).calls] == ["E01"]


@pytest.mark.usefixtures("opened")
def test_mission_that_was_put_away_asks_nobody(system: Actor, mission: Mission) -> None:
    Mission.objects.update(archived_at=mission.changed_at, ends_on=mission.starts_on - timedelta(days=200))
    assert ask_all_firms(system) == 0


@pytest.mark.usefixtures("opened")
def test_job_asks_in_the_language_of_the_firm(system: Actor, mission: Mission, settings: Settings) -> None:
    settings.CLOCK_OFFSET = timedelta(days=(core.round_due_on(mission.ends_on, 3) - mission.changed_at.date()).days)
    run = UnstoppedRun(system.tenant, {})
    assert [JOB.handler(run), JOB.handler(run)] == [{"mails": 1}, {"mails": 0}]
    message = Message.objects.get(kind="orders")
    assert ("点一下即可" in message.body, message.language, "/orders/" in message.body) == (True, "zh-Hans", True)


@pytest.mark.usefixtures("opened")
def test_firm_gets_the_link_to_its_list_once_and_it_opens(signed_in: Client, mission: Mission) -> None:
    address = reverse("orders-send-lists", kwargs={"mission_id": mission.id})
    for _ in range(2):
        assert signed_in.post(address).status_code == 302
    message = Message.objects.get(kind="orders")
    link = re.search(r"/v/\S+/orders/", message.body)
    assert link is not None
    assert (message.to != "", Client().get(link[0]).status_code) == (True, 200)
    Mission.objects.update(archived_at=mission.changed_at)
    assert signed_in.post(address).status_code == 409


def _noon(day: date, mission: Mission) -> datetime:
    return datetime.combine(day, time(12), mission.home_zone)


def test_buyers_are_asked_by_rounds_once_the_organisation_wants_it(
    signed_in: Client, system: Actor, mission: Mission, write: Write
) -> None:
    contract = write(core.Rung.CONTRACT, "100")
    due = core.round_due_on(mission.ends_on, 3)
    assert ask_firms(system, mission, due) == 1
    address = reverse("orders-ask-buyers", kwargs={"mission_id": mission.id})
    assert [signed_in.post(address, {"on": "1"}).status_code for _ in range(2)] == [302, 302]
    days = [day for day in range(30) if _mails_to_buyers(system, mission, due + timedelta(days=day))]
    assert days == [0, 7, 14]
    calls = [
        (call.party, call.reason.code) for call in follow_up_page(mission, Language.EN, due + timedelta(days=21)).calls
    ]
    assert ("B001", "orders.call_unconfirmed") in calls
    link = re.search(r"/v/\S+/orders/", Message.objects.filter(kind="orders").order_by("-id")[0].body)
    assert link is not None
    assert Client().post(f"{link[0]}events/{contract.pk}/", {"answer": "yes"}).status_code == 302
    assert opportunity(mission, contract.opportunity_id).history.informants(
        core.EventId(str(contract.pk))
    ) == frozenset({core.Informant.EXPORTER, core.Informant.BUYER})
    later = core.round_due_on(mission.ends_on, 6)
    assert _mails_to_buyers(system, mission, later) == 0  # what firms tell is confirmed
    page = follow_up_page(mission, Language.EN, later)
    assert [state.state.code for state in page.buyers[0].rounds][1:] == [
        "orders.asking_nothing_to_ask",
        "orders.asking_not_yet",
    ]
    assert signed_in.post(address, {"on": "0"}).status_code == 302
    assert follow_up_page(mission, Language.EN, later).buyers == ()


def _mails_to_buyers(system: Actor, mission: Mission, today: date) -> int:
    before = AskingMail.objects.filter(party__startswith="B").count()
    ask_firms(system, mission, today)
    return AskingMail.objects.filter(party__startswith="B").count() - before


@pytest.mark.usefixtures("opened")
def test_mails_of_each_round_are_numbered_from_one(system: Actor, mission: Mission) -> None:
    """Finds the mails of one round counted with those of another: numbers go on, or none is written any more."""
    for months in core.ASK_AFTER_MONTHS:
        for later in (0, 7, 14):
            ask_firms(system, mission, core.round_due_on(mission.ends_on, months) + timedelta(days=later))
    numbers = AskingMail.objects.order_by("months", "number").values_list("months", "number")
    assert list(numbers) == [(months, number) for months in core.ASK_AFTER_MONTHS for number in (1, 2, 3)]
