"""What came of the fair for the first firm of each organisation: business told twice, an offer, an edition."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

from tearoad import orders as core
from tearoad.companies import Quantity
from tearoad.mission.web.models import Mission, Participation
from tearoad.orders.letter_template import LetterTemplate
from tearoad.orders.web.actions.doubles import decide_double
from tearoad.orders.web.actions.events import write_event
from tearoad.orders.web.actions.letter_templates import write_templates
from tearoad.orders.web.actions.offers import make_offer
from tearoad.orders.web.actions.opportunities import open_opportunity
from tearoad.orders.web.models import Opportunity
from tearoad.orders.web.queries.offers import in_languages, sides_of
from tearoad.orders.web.queries.opportunities import today_of
from tearoad.people import Actor
from tearoad.results.web.actions.editions import freeze
from tearoad.values import Incoterm, Language, LocalText, Money, PartyId


def follow_up(by: Actor, mission: Mission, about: str, *, firm: str = "E01", buyer: str = "") -> Opportunity:
    """Open an opportunity, of the first buyer unless said, with a contract told twice; count it once, and freeze it."""
    today = today_of(mission)
    buyers = Participation.objects.filter(mission=mission, company__side="buyer").order_by("position", "code")
    buyer = buyer or buyers[0].code
    row = open_opportunity(by, mission, core.Opportunity(PartyId(firm), PartyId(buyer), about, today))
    events = [
        write_event(
            by,
            row,
            core.OrderEvent(
                core.EventId(""),
                core.EventType.FORWARD,
                today,
                informant,
                rung=core.Rung.CONTRACT,
                money=Money(Decimal(50_000), "CNY"),
                number="TR-1",
            ),
        )
        for informant in (core.Informant.EXPORTER, core.Informant.BUYER)
    ]
    make_offer(by, row, offer_of(row))
    write_templates(by, mission, [(Language.RU, LetterTemplate("Чай", "{greeting}\n{next_step}"))])
    decide_double(by, mission, (events[0].pk, events[1].pk), is_same=True)
    freeze(by, mission)
    return row


def offer_of(row: Opportunity) -> core.ProFormaOffer:
    """Return an offer of the firm's first product with a customs code, as a person would make it today."""
    today, sides = today_of(row.mission), sides_of(row, Language.EN)
    product = next(product for product in sides.exporter.products if product.hs is not None)
    assert product.hs is not None
    price = Money(Decimal("4.55"), "USD")
    return core.ProFormaOffer(
        sides.seller_party,
        sides.buyer_party,
        (core.OfferedGoods(in_languages(product.name), product.hs, Quantity(Decimal(1200), "kg"), price),),
        Incoterm.FOB,
        LocalText(zh="上海", ru="Шанхай", en="Shanghai"),
        today,
        today + timedelta(days=30),
        LocalText(zh="每箱 20 公斤", ru="Короба по 20 кг", en="Cartons of 20 kg"),
    )
