"""A year later: what came of the fair, with a full ladder, things told twice, and what contradicts itself."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from decimal import Decimal
from itertools import cycle, islice, product

from tearoad import orders as core
from tearoad.capture.fields import NextStep
from tearoad.companies import MAY_BE_MET, Quantity
from tearoad.companies.web.models import Side
from tearoad.companies.web.queries.register import exporter_of
from tearoad.mission.papers import spelling
from tearoad.mission.web.models import Mission, Participation
from tearoad.mission.web.queries import core as mission_of
from tearoad.orders.web.actions.events import write_event
from tearoad.orders.web.actions.offers import make_offer
from tearoad.orders.web.actions.opportunities import open_opportunity
from tearoad.orders.web.models import Opportunity, OpportunityEvent
from tearoad.orders.web.queries.offers import in_languages, sides_of
from tearoad.orders.web.queries.opportunities import today_of
from tearoad.people import Actor
from tearoad.results.web.actions.editions import freeze
from tearoad.site.play.place import DAYS_LATER
from tearoad.values import HSCode, Incoterm, Language, LocalText, Money, PartyId

_FORWARD, _BACK = core.EventType.FORWARD, core.EventType.BACK
_WITHOUT = core.EventType.WITHOUT_MISSION
_EXPORTER, _BUYER, _OFFICER = core.Informant.EXPORTER, core.Informant.BUYER, core.Informant.OFFICER


@dataclass(frozen=True, slots=True)
class PlayedEvent:
    """One thing that happens, so many days after the fair."""

    days: int
    type: core.EventType
    rung: core.Rung | None = None
    amount: int = 0
    currency: str = "CNY"
    by: core.Informant = _EXPORTER
    number: str = ""
    about: int | None = None
    """The place of the event it confirms or withdraws."""
    reason: core.LossReason | None = None
    without: core.WithoutMission | None = None


def _at(rung: core.Rung, days: int, amount: int, currency: str = "CNY", **more: object) -> PlayedEvent:
    return PlayedEvent(days, _FORWARD, rung, amount, currency, **more)  # type: ignore[arg-type]  # fields of the same


_PRICE = Money(Decimal("40.50"), "CNY")
_CONTRACT, _SHIPPED, _PAID = core.Rung.CONTRACT, core.Rung.SHIPPED, core.Rung.PAID
STORIES: tuple[tuple[PlayedEvent, ...], ...] = (
    (
        _at(core.Rung.INTENDED, 2, 900_000),
        _at(_CONTRACT, 40, 486_000, number="TR-2023/017"),
        PlayedEvent(47, core.EventType.CONFIRMED, by=_BUYER, about=1),
        _at(core.Rung.DEPOSIT, 52, 145_800),
        _at(_SHIPPED, 110, 240_000),
        _at(_SHIPPED, 150, 246_000),
        _at(_PAID, 190, 340_200, by=_OFFICER),
        PlayedEvent(200, _WITHOUT, without=core.WithoutMission.NOTHING),
    ),
    (_at(_CONTRACT, 42, 486_000, by=_BUYER, number="tr 2023-017"),),
    (_at(core.Rung.MEMORANDUM, 1, 5_000_000, by=_OFFICER), PlayedEvent(180, core.EventType.NOTHING_NEW)),
    (
        _at(_CONTRACT, 65, 32_500, "EUR", number="2023-TEA-4"),
        _at(_SHIPPED, 120, 32_500, "EUR"),
        PlayedEvent(140, _BACK, _SHIPPED, 6_500, "EUR"),
        _at(_PAID, 160, 26_000, "EUR"),
        PlayedEvent(190, _WITHOUT, without=core.WithoutMission.HALF),
    ),
    (_at(core.Rung.INTENDED, 1, 250_000), PlayedEvent(30, core.EventType.LOST, reason=core.LossReason.PAPERS)),
    (_at(core.Rung.INTENDED, 1, 120_000), PlayedEvent(95, core.EventType.NOTHING_NEW)),
    (_at(_CONTRACT, 80, 75_000), _at(_PAID, 130, 90_000)),
    (_at(_CONTRACT, 60, 1_800_000, "KZT"),),
    (_at(core.Rung.SOLD_AT_STAND, 3, 8_640, by=_OFFICER),),
    (_at(_CONTRACT, 55, 210_000), PlayedEvent(75, _BACK, _CONTRACT, 210_000, by=_BUYER)),
    (PlayedEvent(4, core.EventType.MESSAGE, by=_OFFICER),),
    (),
)
"""One opportunity each, from order to silence. Names, numbers and amounts are made up."""


def follow(officer: Actor, mission: Mission) -> None:
    """Open an opportunity for each story between a firm and a buyer who may be met, and freeze what came of them."""
    parties = Participation.objects.filter(mission=mission, company__standing__in=MAY_BE_MET).select_related("company")
    sides: dict[str, list[Participation]] = {side.value: [] for side in Side}
    for party in parties.order_by("position", "code"):
        sides[party.company.side].append(party)
    pairs = list(product(sides[Side.BUYER.value], sides[Side.EXPORTER.value]))
    step = len(sides[Side.EXPORTER.value]) + 1
    chosen = islice(cycle((*pairs[:2], *pairs[2::step])), len(STORIES))  # the first two are of one buyer
    for place, (story, (buyer, firm)) in enumerate(zip(STORIES, chosen, strict=False)):
        row = _opened(officer, mission, place, (firm, buyer))
        if not place:
            _offer(officer, row)
        _play(officer, row, story, firm)
    if pairs:
        freeze(officer, mission)


def _opened(officer: Actor, mission: Mission, place: int, pair: tuple[Participation, Participation]) -> Opportunity:
    firm, buyer = pair
    goods = exporter_of(firm.company, firm.document).products
    home = mission_of(mission).home_language
    about = spelling.firm(goods[place % len(goods)].name, home).main if goods else firm.company.name
    step = list(NextStep)[place % len(NextStep)]
    due_on = mission.ends_on + timedelta(days=DAYS_LATER + place - 6)
    wanted = core.Opportunity(
        PartyId(firm.code), PartyId(buyer.code), about[:200], due_on, step, opened_on=mission.ends_on
    )
    return open_opportunity(officer, mission, wanted)


def _offer(officer: Actor, row: Opportunity) -> None:
    """Offer the firm's first product with a customs code, where it has one."""
    sides, today = sides_of(row, Language.EN), today_of(row.mission)
    goods = next(((offered, offered.hs) for offered in sides.exporter.products if offered.hs), None)
    if goods is None:
        return
    product, code = goods
    wanted = core.OfferedGoods(in_languages(product.name), code, Quantity(Decimal(12_000), "kg"), _PRICE)
    offer = core.ProFormaOffer(
        sides.seller_party,
        sides.buyer_party,
        (wanted,),
        Incoterm.FOB,
        LocalText(zh="上海", ru="Шанхай", en="Shanghai"),
        today,
        today + timedelta(days=30),
        LocalText(zh="每箱 20 公斤，托盘装运", ru="Короба по 20 кг на паллетах", en="Cartons of 20 kg on pallets"),
    )
    make_offer(officer, row, offer)


def _play(officer: Actor, row: Opportunity, story: Sequence[PlayedEvent], firm: Participation) -> None:
    goods = exporter_of(firm.company, firm.document).products
    codes = tuple(offered.hs for offered in goods[:1] if offered.hs)
    written: list[OpportunityEvent] = []
    for event in story:
        made = write_event(officer, row, _event(event, row, codes, written))
        at = datetime.combine(row.mission.ends_on + timedelta(days=event.days), time(12), row.mission.home_zone)
        OpportunityEvent.objects.filter(pk=made.pk).update(recorded_at=at)
        written.append(made)


def _event(
    event: PlayedEvent, row: Opportunity, codes: tuple[HSCode, ...], written: Sequence[OpportunityEvent]
) -> core.OrderEvent:
    return core.OrderEvent(
        core.EventId(""),
        event.type,
        row.mission.ends_on + timedelta(days=event.days),
        event.by,
        rung=event.rung,
        money=Money(Decimal(event.amount), event.currency) if event.amount else None,
        hs=codes if event.rung else (),
        number=event.number,
        about=core.EventId(str(written[event.about].pk)) if event.about is not None else None,
        reason=event.reason,
        without=event.without,
    )
