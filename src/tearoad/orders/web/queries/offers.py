"""Offers of an opportunity, what an offer would be made of, and what screening says against it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from tearoad import orders as core
from tearoad.companies import Buyer, Exporter, Standing
from tearoad.companies.web.queries.register import buyer_of, exporter_of
from tearoad.errors import NotFoundError, UnknownIdError
from tearoad.mission import Mission
from tearoad.mission.naming import town_called
from tearoad.mission.papers import spelling
from tearoad.mission.web import models as rows
from tearoad.mission.web.queries import core as mission_of
from tearoad.names import FirmName
from tearoad.orders.web.models import Offer, Opportunity
from tearoad.paper.sheets.written.phones import region_of
from tearoad.reference import country_name
from tearoad.screening import goods_listed
from tearoad.screening.web.queries.lists import listed_goods
from tearoad.text import Text
from tearoad.values import CountryCode, Language, LocalText, Money
from tearoad.values.document import from_document


@dataclass(frozen=True, slots=True)
class OfferSides:
    """Firm and buyer of an opportunity as an offer needs them."""

    exporter: Exporter
    buyer: Buyer
    seller_party: core.OfferParty
    buyer_party: core.OfferParty
    open_questions: tuple[Text, ...]
    """For which no offer may be made: whom screening has not cleared."""


@dataclass(frozen=True, slots=True)
class OfferOnPage:
    """A version of an offer as the opportunity's page shows it."""

    id: UUID
    called: str
    offer: core.ProFormaOffer
    total: Money
    is_latest: bool
    is_expired: bool
    is_accepted: bool
    """A contract of its number is written down."""
    made_by: str


def offer_row(mission: rows.Mission, offer_id: UUID) -> Offer:
    """Return a version of an offer.

    Raises:
        NotFoundError: the mission has no such offer.

    """
    offer: Offer | None = (
        Offer.objects.filter(opportunity__mission=mission, pk=offer_id).select_related("opportunity__mission").first()
    )
    if offer is None:
        raise UnknownIdError(Text("orders.no_such_offer"), Text("orders.no_such_offer_hint"))
    return offer


def offers_on_page(opportunity: Opportunity, history: core.OpportunityHistory, today: date) -> tuple[OfferOnPage, ...]:
    """Return all versions, the newest first; one query."""
    contracts = {event.number for event in history.standing if event.rung is core.Rung.CONTRACT}
    seen: set[tuple[int, int]] = set()
    shown = []
    for row in Offer.objects.filter(opportunity=opportunity):
        offer = from_document(core.ProFormaOffer, row.document)
        shown.append(
            OfferOnPage(
                id=row.pk,
                called=row.called,
                offer=offer,
                total=offer.total,
                is_latest=(row.year, row.number) not in seen,
                is_expired=offer.valid_until < today,
                is_accepted=row.called in contracts,
                made_by=row.made_by,
            )
        )
        seen.add((row.year, row.number))
    return tuple(shown)


def sides_of(opportunity: Opportunity, language: Language) -> OfferSides:
    """Return the two sides, with what is open in the reader's words; two queries at most.

    Raises:
        NotFoundError: one of them is no longer in the mission.

    """
    taking = rows.Participation.objects.filter(
        mission=opportunity.mission_id, code__in=(opportunity.firm, opportunity.buyer)
    )
    found = {participation.code: participation for participation in taking.select_related("company")}
    for code in (opportunity.firm, opportunity.buyer):
        if code not in found:
            raise NotFoundError(Text("orders.offer_side_gone", found=code), Text("orders.offer_side_gone_hint"))
    firm, buyer = found[opportunity.firm], found[opportunity.buyer]
    exporter = exporter_of(firm.company, firm.document)
    bought = buyer_of(buyer.company, buyer.document)
    questions = tuple(
        Text(f"orders.offer_{side.company.standing}", name=in_languages(name).in_language(language))
        for side, name in ((firm, exporter.name), (buyer, bought.name))
        if side.company.standing != Standing.CLEAR
    )
    mission = mission_of(opportunity.mission)
    at_home = region_of(opportunity.mission.home_zone) or ""  # exporters are at home: none of them writes it down
    return OfferSides(
        exporter,
        bought,
        _party(mission, exporter.name, exporter.city, firm.company.country or at_home, exporter.registration_number),
        _party(mission, bought.name, bought.city, buyer.company.country, bought.registration_number),
        questions,
    )


def goods_questions(offer: core.ProFormaOffer) -> tuple[Text, ...]:
    """Return which of the goods stand on a goods list, in a sentence each; one query."""
    lists = listed_goods()
    found = (goods_listed(goods.name.in_language(offer.first), goods.hs, lists) for goods in offer.goods)
    return tuple(text for text in found if text is not None)


def in_languages(name: FirmName) -> LocalText:
    """Return a firm's or product's name as each language calls it."""
    return LocalText.of(lambda language: spelling.goods(name, language).main)


def _party(mission: Mission, name: FirmName, city: str, country: str, number: str) -> core.OfferParty:
    def place(language: Language) -> str:
        parts = (town_called(mission, city, language), country_name(CountryCode(country), language) if country else "")
        return ", ".join(part for part in parts if part)

    return core.OfferParty(in_languages(name), LocalText.of(place), number)
