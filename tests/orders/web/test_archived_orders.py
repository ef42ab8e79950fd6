"""What an archived mission refuses is not offered on any page of its orders and results."""

from __future__ import annotations

import re

from django.test import Client
from django.urls import reverse

from tearoad.capture.web.models import Phone
from tearoad.mission.web.models import Mission
from tearoad.orders.web.models import Offer
from tearoad.orders.web.queries.letters import letters_page
from tearoad.people import Actor
from tearoad.values import Language
from tearoad.web.clock import now
from tests.capture.web.conftest import let_in, phone, send, sent, signed
from tests.site.isolation.orders import follow_up

__all__ = ["let_in", "phone", "signed"]

FORM = re.compile(r'<form method="post"(?P<head>[^>]*)>(?P<inside>.*?)</form>', re.DOTALL)
OF_ORDERS = (
    "board", "days", "asked", "agreements", "agreement-new", "hand-over", "new", "proposals", "letters", "templates",
    "doubles",
)  # fmt: skip
OF_RESULTS = ("results", "results-survey")


def buttons(client: Client, address: str) -> list[str]:
    """Return the heads of the forms of a page that change something of the mission."""
    page = client.get(address)
    assert page.status_code == 200, address
    main = page.content.decode().partition("<main")[2].partition("</main>")[0]
    return [form["head"] for form in FORM.finditer(main) if "<button" in form["inside"]]


def test_no_page_of_an_archived_mission_offers_what_it_refuses(
    signed_in: Client, officer: Actor, mission: Mission, phone: Phone
) -> None:
    row = follow_up(officer, mission, "More tea", firm="E01", buyer="B001")
    send(phone, sent(person="Анна", firm="Чай", email="anna@example.org"))
    of = {"mission_id": mission.id}
    walk_in = of | {"firm": "E01", "report_id": letters_page(mission, Language.EN).waiting[0].report}
    pages = [reverse(f"orders-{name}", kwargs=of) for name in OF_ORDERS]
    pages += [reverse(name, kwargs=of) for name in OF_RESULTS]
    pages += [
        reverse(f"orders-{name}", kwargs=of | {"opportunity_id": row.pk}) for name in ("opportunity", "offer-new")
    ]
    pages += [reverse("orders-offer-next", kwargs=of | {"offer_id": Offer.objects.get().pk})]
    pages += [reverse("orders-walk-in", kwargs=walk_in)]
    offering = {page for page in pages if buttons(signed_in, page)}
    Mission.objects.filter(pk=mission.pk).update(archived_at=now())
    assert {page: found for page in pages if (found := buttons(signed_in, page))} == {}
    assert len(offering) > len(pages) // 2
