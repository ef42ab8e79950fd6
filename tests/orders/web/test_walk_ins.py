"""Visitors without an appointment: entered into register and mission by a person, screened, and followed up once."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from tearoad.capture.web.models import Phone
from tearoad.companies import Standing
from tearoad.companies.web.models import Company
from tearoad.mission.web.models import Mission, Participation
from tearoad.orders.web.actions.opportunities import open_opportunity
from tearoad.orders.web.models import Opportunity
from tearoad.orders.web.queries.walk_ins import WalkIn, companies_alike, walk_ins
from tearoad.people import Actor
from tearoad.values import Language
from tests.capture.web.conftest import let_in, phone, send, sent, signed
from tests.orders.web.conftest import wanted
from tests.queries import queries_at

__all__ = ["let_in", "phone", "signed"]
VISITOR: dict[str, Any] = {
    "person": "Анна Петрова",
    "firm": "ООО «Самовар» (fictional)",
    "city": "Тверь",
    "phone": "+74822000000",
    "wants": "Green tea, 300 kg",
    "warmth": "hot",
    "next_step": "offer",
    "consent": "agreed",
}


def address_of(mission: Mission, met: WalkIn) -> str:
    return reverse("orders-walk-in", kwargs={"mission_id": mission.id, "firm": met.firm, "report_id": met.report})


def only(mission: Mission) -> WalkIn:
    (found,) = walk_ins(mission, Language.EN)
    return found


def form_of(client: Client, address: str, **said: str) -> dict[str, str]:
    """Return the form as it is shown, with what a person changes."""
    form = client.get(address).context["form"]
    return {field.name: str(field.value() or "") for field in form} | said


def test_visitor_becomes_a_buyer_who_is_to_be_screened_and_is_followed_up(
    signed_in: Client, mission: Mission, phone: Phone
) -> None:
    send(phone, sent(**VISITOR))
    met = only(mission)
    listed = signed_in.get(reverse("orders-proposals", kwargs={"mission_id": mission.id})).content.decode()
    assert ("ООО «Самовар» (fictional)" in listed, address_of(mission, met) in listed) == (True, True)
    address = address_of(mission, met)
    shown = form_of(signed_in, address)
    assert (shown["name_native"], shown["about"], shown["country"]) == (
        "ООО «Самовар» (fictional)",
        "Green tea, 300 kg",
        "Russia",
    )
    assert signed_in.post(address, shown | {"registration_number": "690000"}).status_code == 302
    company = Company.objects.get(registration_number="690000")
    assert (company.standing, company.country, company.document["contact"]["phone"]) == (
        Standing.UNKNOWN,
        "RU",
        "+74822000000",
    )
    part = Participation.objects.get(mission=mission, company=company)
    row = Opportunity.objects.get()
    assert (row.firm, row.buyer, row.document["reports"]) == ("E01", part.code, [str(met.report)])
    assert (walk_ins(mission, Language.EN), signed_in.post(address, shown).status_code) == ((), 404)


def test_second_visitor_of_a_company_is_offered_it_and_makes_no_second_one(
    signed_in: Client, mission: Mission, phone: Phone
) -> None:
    send(phone, sent(1, **VISITOR))
    first = address_of(mission, only(mission))
    signed_in.post(first, form_of(signed_in, first))
    send(phone, sent(2, **VISITOR | {"person": "Олег"}))
    second = address_of(mission, only(mission))
    offered = [name for value, name in signed_in.get(second).context["form"].fields["company"].choices if value]
    assert offered == ["ООО «Самовар» (fictional) · Тверь"]
    company = Company.objects.get(city="Тверь")
    assert signed_in.post(second, form_of(signed_in, second, company=str(company.pk))).status_code == 302
    row = Opportunity.objects.get()
    assert (len(row.document["reports"]), Participation.objects.filter(company=company).count()) == (2, 1)


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ({"name_native": ""}, "Say what the company is called"),
        ({"country": ""}, "Say the country"),
        ({"country": "Atlantis"}, "Atlantis"),
        ({"email": "anna@"}, "email"),
        ({"about": ""}, "about"),
        ({"company": "018f0000-0000-7000-8000-000000000000"}, "company"),
    ],
)
def test_what_cannot_be_is_said_and_nobody_is_entered(
    signed_in: Client, mission: Mission, phone: Phone, said: dict[str, str], expected: str
) -> None:
    send(phone, sent(**VISITOR))
    address = address_of(mission, only(mission))
    companies = Company.objects.count()
    answer = signed_in.post(address, form_of(signed_in, address, **said))
    assert (answer.status_code, expected in answer.content.decode()) == (422, True)
    assert (Company.objects.count(), Opportunity.objects.count()) == (companies, 0)


def test_blocked_company_is_refused_and_the_visitor_still_waits(
    signed_in: Client, mission: Mission, phone: Phone
) -> None:
    blocked = Participation.objects.get(mission=mission, code="B001").company
    Company.objects.filter(pk=blocked.pk).update(standing=Standing.BLOCKED)
    send(phone, sent(**VISITOR | {"firm": blocked.name}))
    address = address_of(mission, only(mission))
    assert signed_in.post(address, form_of(signed_in, address, company=str(blocked.pk))).status_code == 409
    assert (Opportunity.objects.count(), len(walk_ins(mission, Language.EN))) == (0, 1)


def test_who_refused_is_not_listed_and_an_unknown_one_is_not_there(
    signed_in: Client, officer: Actor, mission: Mission, phone: Phone
) -> None:
    send(phone, sent(**VISITOR | {"consent": "refused"}))
    row = open_opportunity(officer, mission, wanted(mission))
    nobody = reverse("orders-walk-in", kwargs={"mission_id": mission.id, "firm": "E01", "report_id": row.pk})
    assert (walk_ins(mission, Language.EN), signed_in.get(nobody).status_code) == ((), 404)


def test_list_asks_as_much_for_three_as_for_one(signed_in: Client, mission: Mission, phone: Phone) -> None:
    page = reverse("orders-proposals", kwargs={"mission_id": mission.id})
    send(phone, sent(1, **VISITOR))
    queries = queries_at(signed_in, page)
    send(phone, sent(2, **VISITOR), sent(3, person="Олег"))
    assert queries_at(signed_in, page) == queries


@pytest.mark.django_db
def test_a_visitor_whose_firm_is_marks_alone_is_like_no_company(mission: Mission, phone: Phone) -> None:
    send(phone, sent(**VISITOR | {"firm": "?", "phone": ""}))
    assert Company.objects.filter(side="buyer").exists()
    assert companies_alike(only(mission)) == ()
