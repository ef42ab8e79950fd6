"""Nothing is written to whom screening blocked: no letter, no round, nothing that waits; and every page says so."""

from __future__ import annotations

import pytest
from django.test import Client

from tearoad import orders as core
from tearoad.companies import Standing
from tearoad.companies.web.models import Company
from tearoad.mission.web.models import Mission, Participation
from tearoad.office.web.models import Message
from tearoad.orders.web.actions.blocked import withdraw_waiting_mails
from tearoad.orders.web.actions.buyers import ask_buyer
from tearoad.orders.web.actions.follow_up_mails import ask_firms, switch_buyers
from tearoad.orders.web.queries.follow_up_rounds import follow_up_page
from tearoad.people import Actor, Role
from tearoad.screening.web.actions.standing import StandingChanged
from tearoad.text import Text
from tearoad.values import Language
from tests.orders.web.conftest import Write
from tests.orders.web.test_bad_input import at, html, in_every_language, speaks

_CODES = {"B001": "blocked_since", "E01": "firm_blocked_since"}


def _block(mission: Mission, party: str) -> Company:
    company: Company = Participation.objects.get(mission=mission, code=party).company
    Company.objects.filter(pk=company.pk).update(standing=Standing.BLOCKED)
    return company


def test_mail_that_waits_is_withdrawn_once_its_receiver_is_blocked(
    officer: Actor, mission: Mission, write: Write
) -> None:
    contract = write(core.Rung.CONTRACT, "100")
    assert (ask_buyer(officer, contract.opportunity), Message.objects.count()) == (True, 1)
    company = Participation.objects.get(mission=mission, code="B001").company
    withdraw_waiting_mails(StandingChanged(company.pk))
    assert Message.objects.count() == 1  # nothing happened to them
    _block(mission, "B001")
    withdraw_waiting_mails(StandingChanged(company.pk))
    assert Message.objects.count() == 0


@in_every_language
@pytest.mark.parametrize("party", ["B001", "E01"])
def test_every_page_says_who_is_blocked_and_offers_nothing_to_send(
    signed_in: Client,
    stranger: Client,
    mission: Mission,
    own_link: str,
    write: Write,
    party: str,
    language: Language,
) -> None:
    contract = write(core.Rung.CONTRACT, "100")
    words = speaks(signed_in, language)
    speaks(stranger, language)
    _block(mission, party)
    said = html(words(Text(f"orders_pages.{_CODES[party]}")))
    page = at("opportunity", mission, opportunity_id=contract.opportunity_id)
    shown = signed_in.get(page).content.decode()
    offer = at("offer-new", mission, opportunity_id=contract.opportunity_id)
    assert (said in shown, offer in shown, "ask-buyer" in shown) == (True, False, False)
    assert all(said in signed_in.get(at(name, mission)).content.decode() for name in ("board", "days"))
    own = [stranger.get(own_link), stranger.get(f"{own_link}{contract.opportunity_id}/")]
    if party == "E01":
        assert [answer.status_code for answer in own] == [404, 404]
    else:
        assert [said in answer.content.decode() for answer in own] == [True, True]


def test_rounds_neither_write_to_nor_telephone_the_blocked_and_tell_who_was_not_asked(
    officer: Actor, mission: Mission, write: Write
) -> None:
    write(core.Rung.CONTRACT, "100")
    switch_buyers(officer, is_on=True)
    _block(mission, "B001")
    due = core.round_due_on(mission.ends_on, 3)
    assert ask_firms(Actor(officer.tenant, Role.SYSTEM), mission, due) == 1  # the firm
    page = follow_up_page(mission, Language.EN, due)
    assert page.buyers[0].rounds[0].state.code == "orders.asking_blocked"
    assert [call.party for call in page.calls] == []
    late = follow_up_page(mission, Language.EN, core.round_due_on(mission.ends_on, 12) + core.CLOSES_AFTER * 2)
    assert [state.state.code for state in late.firms[0].rounds][:3] == [
        "orders.asking_unanswered",
        "orders.asking_not_asked",
        "orders.asking_not_asked",
    ]
