"""What came of the fair for the first firm of each organisation: business told twice, and that a person said so."""

from __future__ import annotations

from decimal import Decimal

from tearoad import orders as core
from tearoad.mission.web.models import Mission, Participation
from tearoad.orders.web.actions.doubles import decide_double
from tearoad.orders.web.actions.events import write_event
from tearoad.orders.web.actions.opportunities import open_opportunity
from tearoad.orders.web.models import Opportunity
from tearoad.orders.web.queries.opportunities import today_of
from tearoad.people import Actor
from tearoad.results.web.actions.editions import freeze
from tearoad.values import Money, PartyId


def follow_up(by: Actor, mission: Mission, about: str) -> Opportunity:
    """Open an opportunity of E01 and the first buyer with a contract told twice; count it once, and freeze it."""
    today = today_of(mission)
    buyer = Participation.objects.filter(mission=mission, company__side="buyer").order_by("position", "code")[0].code
    row = open_opportunity(by, mission, core.Opportunity(PartyId("E01"), PartyId(buyer), about, today))
    told = [
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
    decide_double(by, mission, (told[0].pk, told[1].pk), is_same=True)
    freeze(by, mission)
    return row
