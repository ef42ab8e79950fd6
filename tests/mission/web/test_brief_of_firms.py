"""What a mission's exporters sell becomes the form of a market brief."""

from __future__ import annotations

from django.test import Client

from tearoad.companies import Product
from tearoad.market.web.queries.firms import SellerSelection, SellerSource, firms_of
from tearoad.mission.web.models import Mission
from tearoad.mission.web.queries.missions import parties
from tearoad.people import Actor


def codes(products: tuple[Product, ...]) -> tuple[str, ...]:
    return tuple(sorted({product.hs.digits[:6] for product in products if product.hs is not None}))


def test_a_missions_firms_fill_in_the_form_of_a_brief(signed_in: Client, officer: Actor, mission: Mission) -> None:
    sellers = firms_of(officer, SellerSelection(SellerSource.MISSION, mission.pk)).firms
    exporters = parties(mission).exporters

    assert [seller.name for seller in sellers] == [exporter.name.written[0] for exporter in exporters]
    assert [seller.codes for seller in sellers] == [codes(exporter.products) for exporter in exporters]
    page = signed_in.get(f"/missions/{mission.pk}/").content.decode()
    assert f"/markets/?products=mission&amp;of={mission.pk}#new" in page
    form = signed_in.get(f"/markets/?products=mission&of={mission.pk}").context["form"]
    assert form.initial["sellers"] == f"mission:{mission.pk}"
