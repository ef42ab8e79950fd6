"""Whoever speaks replaces their own words alone, the last of a side counts, and a step has a day that can be."""

from __future__ import annotations

from decimal import Decimal

import pytest
from django.test import Client

from tearoad import orders as core
from tearoad.errors import Conflict, InputError
from tearoad.mission.web.models import Mission
from tearoad.orders.web.actions.events import write_event
from tearoad.orders.web.models import Opportunity, OpportunityEvent
from tearoad.orders.web.queries.opportunities import opportunity, today_of
from tearoad.people import Actor
from tearoad.text import Text
from tearoad.values import Language, Money
from tests.orders.web.conftest import Write
from tests.orders.web.test_bad_input import at, event_form, html, in_every_language, speaks
from tests.orders.web.test_orders_api_writes import base, event_of, opportunity_of, post

Informant = core.Informant


def _voice(by: Actor, event: OpportunityEvent, type_: core.EventType, who: Informant, note: str = "") -> None:
    about = core.EventId(str(event.pk))
    day = today_of(event.opportunity.mission)
    write_event(by, event.opportunity, core.OrderEvent(core.EventId(""), type_, day, who, about=about, note=note))


@in_every_language
@pytest.mark.parametrize("who", [Informant.OFFICER, Informant.BUYER])
def test_firm_does_not_take_the_place_of_what_others_said(
    stranger: Client, mission: Mission, own_link: str, write: Write, who: Informant, language: Language
) -> None:
    payment = write(core.Rung.PAID, "340200", by=who)
    words = speaks(stranger, language)
    sent = event_form(mission, {"what": "forward paid", "amount": "999999", "about": str(payment.pk)})
    answer = stranger.post(f"{own_link}{payment.opportunity_id}/", sent)
    assert (answer.status_code, html(words(Text("orders.not_own_words"))) in answer.content.decode()) == (422, True)
    assert (
        stranger.post(f"{own_link}{payment.opportunity_id}/", sent | {"what": "nothing_new", "amount": ""}).status_code
        == 422
    )
    history = opportunity(mission, payment.opportunity_id).history
    assert [event.id for event in history.counted] == [str(payment.pk)]


def test_firm_corrects_itself_until_others_said_so_too(
    officer: Actor, stranger: Client, mission: Mission, own_link: str, write: Write
) -> None:
    payment = write(core.Rung.PAID, "100")
    sent = event_form(mission, {"what": "forward paid", "amount": "90", "about": str(payment.pk)})
    assert stranger.post(f"{own_link}{payment.opportunity_id}/", sent).status_code == 302
    (event,) = opportunity(mission, payment.opportunity_id).history.counted
    assert event.money == Money(Decimal(90), "CNY")
    better = OpportunityEvent.objects.get(pk=event.id)
    _voice(officer, better, core.EventType.CONFIRMED, Informant.BUYER)
    again = event_form(mission, {"what": "forward paid", "amount": "80", "about": event.id})
    assert stranger.post(f"{own_link}{payment.opportunity_id}/", again).status_code == 422


@pytest.mark.parametrize("said", [{"type": "nothing_new"}, {"type": "message"}, {"type": "resumed"}])
def test_what_stands_by_itself_takes_no_place_by_the_api(
    signed_in: Client, mission: Mission, write: Write, said: dict[str, str]
) -> None:
    contract = write(core.Rung.CONTRACT, "32500")
    sent = {"on": today_of(mission).isoformat(), "said_by": "officer", "about": str(contract.pk)} | said
    answer = post(signed_in, f"{base(mission)}/opportunities/{contract.opportunity_id}/events", sent)
    assert (answer.status_code, answer.json()["code"], OpportunityEvent.objects.count()) == (
        422,
        "orders.about_another",
        1,
    )


def test_last_word_of_a_side_counts_and_the_same_is_said_once(officer: Actor, mission: Mission, write: Write) -> None:
    shipment = write(core.Rung.SHIPPED, "32500")

    def state() -> tuple[bool, int]:
        history = opportunity(mission, shipment.opportunity_id).history
        informants = history.informants(core.EventId(str(shipment.pk)))
        assert history.informants_of_each()[core.EventId(str(shipment.pk))] == informants
        return Informant.BUYER in informants, len(core.contradictions(history))

    _voice(officer, shipment, core.EventType.CONFIRMED, Informant.BUYER)
    assert state() == (True, 0)
    _voice(officer, shipment, core.EventType.DISPUTED, Informant.BUYER, "It was 30,000")
    assert state() == (False, 1)
    with pytest.raises(Conflict):
        _voice(officer, shipment, core.EventType.DISPUTED, Informant.BUYER, "It was 30,000")
    _voice(officer, shipment, core.EventType.DISPUTED, Informant.BUYER, "It was 31,000")
    assert state() == (False, 1)
    _voice(officer, shipment, core.EventType.CONFIRMED, Informant.BUYER)
    assert state() == (True, 0)


@in_every_language
@pytest.mark.parametrize("due_on", ["9999-12-31", "0001-01-01", "1989-05-01"])
def test_step_on_a_day_that_cannot_be_is_told_at_page_link_and_api(
    signed_in: Client,
    stranger: Client,
    mission: Mission,
    opened: Opportunity,
    own_link: str,
    language: Language,
    due_on: str,
) -> None:
    before = opened.document
    sentence = html(speaks(signed_in, language)(Text("orders.step_day_hint")))
    speaks(stranger, language)
    step = {"next_step": "visit", "due_on": due_on, "owner": "", "step_note": ""}
    for client, page, form in (
        (
            signed_in,
            at("opportunity", mission, opportunity_id=opened.pk),
            at("step", mission, opportunity_id=opened.pk),
        ),
        (stranger, f"{own_link}{opened.pk}/", f"{own_link}{opened.pk}/"),
    ):
        read = client.get(page).context["read"]
        answer = client.post(form, step | {"read_version": read})
        assert (answer.status_code, sentence in answer.content.decode()) == (422, True)
    new = {"firm": "E01", "buyer": "B001", "about": "More tea"} | step
    assert signed_in.post(at("new", mission), new).status_code == 422
    sent = post(signed_in, f"{base(mission)}/opportunities", opportunity_of(mission, about="More", due_on=due_on))
    assert (sent.status_code, sent.json()["code"]) == (422, "orders.step_day")
    opened.refresh_from_db()
    assert (opened.document, Opportunity.objects.count()) == (before, 1)


def test_event_of_the_api_cannot_be_about_what_another_opportunity_holds(
    signed_in: Client, mission: Mission, write: Write
) -> None:
    contract = write(core.Rung.CONTRACT, "1")
    other = post(signed_in, f"{base(mission)}/opportunities", opportunity_of(mission, about="Black tea")).json()["id"]
    sent = event_of(mission, about=str(contract.pk))
    answer = post(signed_in, f"{base(mission)}/opportunities/{other}/events", sent, "key-2")
    assert (answer.status_code, answer.json()["code"]) == (404, "orders.no_such_event")


def test_correction_is_of_something_that_has_a_rung(mission: Mission, write: Write) -> None:
    message = write(None, type_=core.EventType.MESSAGE, by=Informant.OFFICER)
    history = opportunity(mission, message.opportunity_id).history
    about, day = core.EventId(str(message.pk)), today_of(mission)
    event = core.OrderEvent(
        core.EventId(""), core.EventType.FORWARD, day, Informant.OFFICER, rung=core.Rung.PAID, about=about
    )
    with pytest.raises(Conflict):
        core.judge_about(history, event)
    with pytest.raises(InputError):
        core.judge_about(
            history, core.OrderEvent(core.EventId(""), core.EventType.MESSAGE, day, Informant.OFFICER, about=about)
        )
