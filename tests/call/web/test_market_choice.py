"""From a brief to a mission and a campaign: the market is taken over with its reasons and the snapshot."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

import pytest
from django.test import Client

from tearoad.call.web import models as rows
from tearoad.market.brief.firms import BriefFirm
from tearoad.market.web.models import MarketChoice
from tearoad.market.web.queries.firms import SellerSelection, SellerSource, firms_of
from tearoad.mission.web.models import Mission
from tearoad.names import FirmName
from tearoad.people import Actor
from tearoad.people.web.models import LedgerEntry
from tests.market.web.made_up_trade import keep_small_brief
from tests.mission.web.test_new_mission import SHORT, fields_of

REASONS = "HS 0902: Place 2"
SNAPSHOT = "snapshot 0123456789abcdef01234567"


def test_a_mission_begun_from_a_brief_keeps_the_market_and_says_why(signed_in: Client) -> None:
    brief = keep_small_brief()
    links = signed_in.get(f"/markets/{brief.pk}/").content.decode()
    address = f"/missions/new/?brief={brief.pk}&market=RUS"
    assert address.replace("&", "&amp;") in links

    form = signed_in.get(address).content.decode()
    assert fields_of(form, "country") == {"country": "RU"}
    assert REASONS in form
    made = signed_in.post(address, SHORT)

    page = signed_in.get(made["Location"]).content.decode()
    assert (REASONS in page, SNAPSHOT in page) == (True, True)
    assert [(choice.market, choice.subject, choice.subject_id) for choice in MarketChoice.objects.all()] == [
        ("RUS", "mission", Mission.objects.get().pk)
    ]
    assert LedgerEntry.objects.get(code="market.market_chosen").facts["market"] == "RUS"


def test_a_mission_to_another_country_is_not_said_to_come_from_the_brief(signed_in: Client) -> None:
    address = f"/missions/new/?brief={keep_small_brief().pk}&market=KAZ"

    page = signed_in.post(address, SHORT, follow=True).content.decode()

    assert not MarketChoice.objects.exists()
    assert "This mission was not begun from a market brief." in page


def test_a_campaign_begun_from_a_brief_plans_a_mission_there(signed_in: Client) -> None:
    address = f"/campaigns/new/?brief={keep_small_brief().pk}&market=KAZ"
    form = signed_in.get(address).content.decode()
    assert 'value="Kazakhstan"' in form
    assert "The figures of the brief tell nothing of this market." in form

    sent = {"year": "2027", "title_en": "Tea year", "m0_title": "Kazakhstan", "m0_firms": "3"}
    page = signed_in.post(address, sent, follow=True).content.decode()

    assert SNAPSHOT in page
    assert [(choice.market, choice.subject_id) for choice in MarketChoice.objects.all()] == [
        ("KAZ", rows.Campaign.objects.get().pk)
    ]


UNKNOWN = UUID(int=7)


@pytest.mark.parametrize("given", ["brief=soon&market=RUS", f"brief={UNKNOWN}&market=RUS", "brief={brief}&market=USA"])
def test_what_no_brief_has_begins_nothing(signed_in: Client, given: str) -> None:
    wanted = given.format(brief=keep_small_brief().pk)

    assert signed_in.get(f"/missions/new/?{wanted}").status_code == 404
    assert signed_in.get(f"/campaigns/new/?{wanted}").status_code == 404


def test_applicants_fill_in_the_form_of_a_brief_and_who_was_declined_does_not(
    signed_in: Client, officer: Actor, call: rows.Call, applied: Callable[..., rows.Application]
) -> None:
    selection = SellerSelection(SellerSource.CALL, call.mission_id)
    assert firms_of(officer, selection).firms == ()
    applied()

    assert firms_of(officer, selection).firms == (
        BriefFirm("示例1公司", ("090210",), full_name=FirmName("示例1公司", "Firm 1 Ltd.")),
    )
    page = signed_in.get(f"/missions/{call.mission_id}/call/").content.decode()
    assert f"/markets/?products=call&amp;of={call.mission_id}#new" in page
    rows.Application.objects.update(decision="declined")
    assert firms_of(officer, selection).firms == ()
