"""Events, opportunities and contracts made for tests; all names are fictional."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

from tearoad.orders import (
    EventId,
    EventType,
    Informant,
    OpportunityEvents,
    OpportunityHistory,
    OrderEvent,
    ReportedBusiness,
    Rung,
)
from tearoad.reference.exchange import ExchangeRate, RateBook
from tearoad.values import HSCode, Money, PartyId

FAIR = date(2023, 2, 6)
RATES = RateBook((ExchangeRate("USD", "CNY", Decimal("7.1"), FAIR, "A bank (fictional)"),))


def event(
    number: int,
    rung: Rung | None = None,
    amount: str = "",
    *,
    type_: EventType = EventType.FORWARD,
    by: Informant = Informant.EXPORTER,
    about: int | None = None,
    currency: str = "CNY",
) -> OrderEvent:
    """Return one event; its id sorts by its number."""
    return OrderEvent(
        EventId(f"{number:06d}"),
        type_,
        FAIR + timedelta(days=10),
        by,
        rung=rung,
        money=Money(Decimal(amount), currency) if amount else None,
        about=EventId(f"{about:06d}") if about is not None else None,
    )


def of(*events: OrderEvent, id_: str = "one", firm: str = "E01", buyer: str = "B001") -> OpportunityEvents:
    """Return the events of one opportunity."""
    return OpportunityEvents(id_, PartyId(firm), PartyId(buyer), OpportunityHistory(events))


_BUYERS = (
    ("ООО «Чайный двор»", "Chainy Dvor LLC"),
    ("АО «Северный лес»", "Severny Les JSC"),
    ("Волга Продукт", "Volga Produkt"),
    ("ООО «Ромашка плюс»", "Romashka Plus LLC"),
    ("Торговый дом «Урал»", "Trading House Ural"),
    ("Алматы Фудс", "Almaty Foods"),
    ("ООО «Балтийский берег»", "Baltiysky Bereg LLC"),
    ("Минск Маркет", "Minsk Market"),
    ("ООО «Золотой колос»", "Zolotoy Kolos LLC"),
    ("Сибирь Опт", "Sibir Opt"),
)
_GOODS = ("090210", "090220", "210390", "160414", "200551", "071234", "081340", "190230")


def told_contracts(
    contracts: int = 300, seed: int = 20
) -> tuple[tuple[ReportedBusiness, ...], set[frozenset[EventId]]]:
    """Return contracts of which each is told two or three times, and which pairs are truly one.

    They are told as people tell: by firm and buyer or by two firms, the number with other signs between or left out,
    the amount rounded or in the other currency, the day off by a few, the buyer in another script. Regular customers
    buy the same goods again and again, sometimes for the same amount: these are no doubles.
    """
    rng = random.Random(seed)
    reported: list[ReportedBusiness] = []
    truth: set[frozenset[EventId]] = set()
    for contract in range(contracts):
        first = _contract(rng, contract)
        versions = [first] + [_told_again(rng, first, again) for again in range(rng.choice((1, 1, 2)))]
        reported += versions
        truth |= {frozenset((a.event, b.event)) for a in versions for b in versions if a.event < b.event}
    return tuple(reported), truth


def _contract(rng: random.Random, place: int) -> ReportedBusiness:
    buyer = rng.randrange(len(_BUYERS))
    amount = Decimal(rng.choice((20_000, 48_000, 50_000, 120_000, rng.randrange(9_000, 900_000, 100))))
    return ReportedBusiness(
        event=EventId(f"{place:05d}-0"),
        opportunity=f"O{place}",
        rung=Rung.CONTRACT,
        said_by=Informant.EXPORTER,
        firm=f"E{rng.randrange(22):02d}",
        buyer=f"B{buyer:03d}",
        buyer_names=_BUYERS[buyer],
        on=FAIR + timedelta(days=rng.randrange(360)),
        money=Money(amount, "CNY"),
        home=Money(amount, "CNY"),
        number=f"TR-{2023 + place % 2}/{place + 100:04d}",
        hs=(HSCode(rng.choice(_GOODS)),),
    )


def _told_again(rng: random.Random, first: ReportedBusiness, again: int) -> ReportedBusiness:
    """Tell a contract once more, with one or two of the slips that people make."""
    other = replace(
        first,
        event=EventId(f"{first.event[:-1]}{again + 1}"),
        said_by=rng.choice((Informant.BUYER, Informant.OFFICER)),
    )
    if rng.random() < 0.4:
        other = replace(other, firm=f"E{rng.randrange(22, 40)}", opportunity=f"{first.opportunity}-{again}")
    if rng.random() < 0.3:
        other = replace(other, buyer=f"X{again}{first.buyer}", buyer_names=other.buyer_names[1:])
    slips = rng.sample(("number", "amount", "currency", "day", "goods"), k=rng.choice((0, 1, 1, 2)))
    for slip in slips:
        other = _slip(rng, other, slip)
    return other


def _slip(rng: random.Random, reported: ReportedBusiness, slip: str) -> ReportedBusiness:
    if slip == "number":
        return replace(reported, number=rng.choice(("", reported.number.replace("-", " ").lower())))
    if slip == "amount":
        return replace(reported, money=Money(reported.money.amount + rng.choice((50, 80, -60)), "CNY"), home=None)
    if slip == "currency" and reported.money.currency == "CNY":
        dollars = (reported.money.amount / Decimal("7.1")).quantize(Decimal(100))
        home = Money(dollars * Decimal("7.1"), "CNY")
        return replace(reported, money=Money(dollars, "USD"), home=home)
    if slip == "day":
        return replace(reported, on=reported.on + timedelta(days=rng.randrange(-9, 10)))
    return replace(reported, hs=())
