"""Pro-forma offers on the opportunity's page: made, numbered, kept version by version, and stopped by screening."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

import pytest
from django.test import Client
from django.urls import reverse

from tearoad import orders as core
from tearoad.companies import Standing
from tearoad.companies.web.models import Company
from tearoad.errors import Conflict
from tearoad.mission.web.models import Mission, Participation
from tearoad.orders.web.actions.offers import make_offer
from tearoad.orders.web.actions.personal import declared
from tearoad.orders.web.models import Offer, Opportunity, OpportunityEvent
from tearoad.orders.web.queries.offers import offers_on_page
from tearoad.orders.web.queries.opportunities import today_of
from tearoad.people import Actor
from tearoad.people.web.models import LedgerEntry
from tearoad.screening.web.actions.lists import add_list
from tearoad.values import LocalText
from tearoad.values.document import from_document, to_document
from tests.orders.web.conftest import Write
from tests.queries import queries_at
from tests.site.isolation.orders import offer_of

GOODS = "hs6,list\n{},Made-up goods (fictional)\n"


@pytest.fixture(autouse=True)
def cleared(mission: Mission) -> None:
    """Screening has cleared everyone of the mission."""
    taking = Participation.objects.filter(mission=mission)
    Company.objects.filter(pk__in=taking.values("company")).update(standing=Standing.CLEAR)


def at(name: str, mission: Mission, **more: object) -> str:
    return reverse(f"orders-{name}", kwargs={"mission_id": mission.id, **more})


def offer_form(mission: Mission, **said: object) -> dict[str, object]:
    until = (today_of(mission) + timedelta(days=20)).isoformat()
    usual = {"first": "zh-Hans", "second": "ru", "currency": "USD", "incoterm": "CIF", "valid_until": until}
    goods = {"product_0": "0", "quantity_0": "1 200", "unit_0": "kg", "price_0": "4,55"}
    terms = {
        "place": "圣彼得堡",
        "place_second": "Санкт-Петербург",
        "packing": "每箱 20 公斤",
        "payment": "letter_of_credit",
    }
    return usual | goods | terms | said


def post(browser: Client, mission: Mission, row: Opportunity, **said: object) -> tuple[int, str]:
    answer = browser.post(at("offer-new", mission, opportunity_id=row.pk), offer_form(mission, **said))
    return answer.status_code, answer.content.decode()


def kept_offer(row: Offer) -> core.ProFormaOffer:
    return from_document(core.ProFormaOffer, row.document)


def test_offer_is_made_by_the_form_and_its_paper_is_sent(
    signed_in: Client, mission: Mission, opened: Opportunity
) -> None:
    form = signed_in.get(at("offer-new", mission, opportunity_id=opened.pk))
    assert (form.status_code, 'name="product_0"' in form.content.decode()) == (200, True)
    assert post(signed_in, mission, opened)[0] == 302
    row = Offer.objects.get()
    year = today_of(mission).year
    assert (row.called, kept_offer(row).total.amount) == (f"{year}-0001", Decimal(5460))
    assert kept_offer(row).place == LocalText(zh="圣彼得堡", ru="Санкт-Петербург")
    page = signed_in.get(at("opportunity", mission, opportunity_id=opened.pk)).content.decode()
    assert row.called in page
    paper = signed_in.get(at("offer-file", mission, offer_id=row.pk))
    assert (paper.headers["Content-Type"], paper.content[:5]) == ("application/pdf", b"%PDF-")
    assert LedgerEntry.objects.filter(code="orders.offer_made").count() == 1


def test_numbers_follow_each_other_and_versions_keep_theirs(
    signed_in: Client, mission: Mission, opened: Opportunity
) -> None:
    post(signed_in, mission, opened)
    first = Offer.objects.get()
    again = at("offer-next", mission, offer_id=first.pk)
    assert "4.55" in signed_in.get(again).content.decode()
    assert signed_in.post(again, offer_form(mission, price_0="4.40")).status_code == 302
    post(signed_in, mission, opened, note="second")
    year = today_of(mission).year
    assert sorted(offer.called for offer in Offer.objects.all()) == [f"{year}-0001", f"{year}-0001/2", f"{year}-0002"]
    assert kept_offer(Offer.objects.get(pk=first.pk)).total.amount == Decimal(5460)
    newer = signed_in.post(again, offer_form(mission, price_0="4.30"))
    assert (newer.status_code, f"replaced by {year}-0001/2" in newer.content.decode()) == (422, True)


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ({"quantity_0": "1,2,3"}, "is not a number"),
        ({"price_0": ""}, "A row needs product, quantity, unit and price"),
        ({"product_0": "99"}, "Select a valid choice"),
        ({"currency": "XQZ"}, "XQZ"),
        ({"second": "zh-Hans"}, "Both languages of the offer are the same"),
        ({"valid_until": "2019-01-01"}, "the offer is of"),
        ({"packing": ""}, "This field is required"),
        ({"product_0": "", "quantity_0": "", "unit_0": "", "price_0": ""}, "An offer needs goods"),
    ],
)
def test_what_cannot_be_offered_is_said_and_nothing_is_kept(
    signed_in: Client, mission: Mission, opened: Opportunity, said: dict[str, str], expected: str
) -> None:
    status, page = post(signed_in, mission, opened, **said)
    assert (status, expected in page, Offer.objects.count()) == (422, True, 0)


@pytest.mark.parametrize(
    ("standing", "expected"),
    [
        (Standing.UNKNOWN, "has not been screened yet"),
        (Standing.HELD, "until somebody has decided"),
        (Standing.BLOCKED, "Screening blocked"),
    ],
)
def test_nobody_is_offered_anything_before_screening_cleared_them(
    signed_in: Client, mission: Mission, opened: Opportunity, standing: Standing, expected: str
) -> None:
    Company.objects.filter(side="buyer").update(standing=standing)
    shown = signed_in.get(at("offer-new", mission, opportunity_id=opened.pk)).content.decode()
    status, page = post(signed_in, mission, opened)
    assert (expected in shown, status, expected in page, Offer.objects.count()) == (True, 422, True, 0)


def test_listed_goods_need_a_permit(signed_in: Client, officer: Actor, mission: Mission, opened: Opportunity) -> None:
    code = offer_of(opened).goods[0].hs.hs6
    add_list(officer, "goods.csv", GOODS.format(code).encode())
    Company.objects.update(standing=Standing.CLEAR)
    status, page = post(signed_in, mission, opened)
    assert (status, "Made-up goods (fictional)" in page, Offer.objects.count()) == (422, True, 0)
    assert post(signed_in, mission, opened, permit="Licence 12/2026")[0] == 302
    assert kept_offer(Offer.objects.get()).permit == "Licence 12/2026"


def test_accepted_offer_proposes_the_contract_and_a_person_writes_it_down(
    signed_in: Client, mission: Mission, opened: Opportunity
) -> None:
    post(signed_in, mission, opened)
    row = Offer.objects.get()
    address = at("opportunity", mission, opportunity_id=opened.pk)
    page = signed_in.get(address, {"accepted": str(row.pk)}).content.decode()
    assert (f'value="{row.called}"' in page, 'value="5460.00"' in page) == (True, True)
    assert OpportunityEvent.objects.count() == 0
    on = today_of(mission).isoformat()
    sent = {"what": "forward contract", "on": on, "amount": "5460.00", "currency": "USD", "said_by": "buyer"}
    signed_in.post(at("event-add", mission, opportunity_id=opened.pk), sent | {"number": row.called})
    assert '<span class="badge good">accepted</span>' in signed_in.get(address).content.decode()


def test_paper_stays_as_it_was_when_the_firm_is_called_otherwise(
    signed_in: Client, officer: Actor, mission: Mission, opened: Opportunity
) -> None:
    row = make_offer(officer, opened, offer_of(opened))
    address = at("offer-file", mission, offer_id=row.pk)
    before = signed_in.get(address).content
    Company.objects.update(name="Another (fictional)")
    assert signed_in.get(address).content == before


def test_archived_mission_takes_no_offer(officer: Actor, mission: Mission, opened: Opportunity) -> None:
    Mission.objects.filter(pk=mission.pk).update(archived_at=opened.opened_at)
    with pytest.raises(Conflict):
        make_offer(officer, opened, offer_of(opened))
    assert Offer.objects.count() == 0


def test_what_somebody_wrote_into_an_offer_is_found_and_erased(officer: Actor, opened: Opportunity) -> None:
    anna = "anna@example.org"
    row = make_offer(officer, opened, offer_of(opened))
    document = kept_offer(row)
    Offer.objects.update(document=to_document(document) | {"note": {"en": f"Ask {anna}"}, "packing": {"en": anna}})
    data = next(personal_data for personal_data in declared() if personal_data.model == "orders.Offer")
    assert (len(list(data.find(anna))), data.erase(anna), list(data.find(anna))) == (1, 1, [])
    assert kept_offer(Offer.objects.get()).goods == document.goods


def test_page_asks_the_database_as_often_for_three_offers_as_for_one(
    signed_in: Client, officer: Actor, mission: Mission, opened: Opportunity, write: Write
) -> None:
    write(core.Rung.CONTRACT, "100")
    address = at("opportunity", mission, opportunity_id=opened.pk)
    counts = []
    for count in (1, 3):
        while Offer.objects.count() < count:
            make_offer(officer, opened, offer_of(opened))
        counts.append(queries_at(signed_in, address))
    assert counts[0] == counts[1]


def test_offer_is_good_on_its_last_day_and_expired_on_the_next(
    signed_in: Client, mission: Mission, opened: Opportunity
) -> None:
    """Finds an offer that is called expired a day too early, or too late."""
    post(signed_in, mission, opened)
    until = kept_offer(Offer.objects.get()).valid_until
    history = core.OpportunityHistory(())
    shown = [offers_on_page(opened, history, until + timedelta(days=day))[0].is_expired for day in (-1, 0, 1)]
    assert shown == [False, False, True]


@pytest.mark.parametrize(("days", "expected"), [(1, 30), (30, 30), (31, 31), (90, 90)])
def test_next_version_is_good_as_long_as_a_new_offer_and_no_shorter_than_the_last(
    signed_in: Client, mission: Mission, opened: Opportunity, days: int, expected: int
) -> None:
    """Finds a version whose form begins with a day that has almost come, or takes back what was promised."""
    today = today_of(mission)
    post(signed_in, mission, opened, valid_until=(today + timedelta(days=days)).isoformat())
    form = signed_in.get(at("offer-next", mission, offer_id=Offer.objects.get().pk)).context["form"]
    assert form.initial["valid_until"] == today + timedelta(days=expected)
