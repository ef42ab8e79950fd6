"""Records of made missions: every kind of event in any order, several currencies, doubles, gaps. All is fictional."""

from __future__ import annotations

import random
from datetime import date, timedelta
from decimal import Decimal

from tearoad.costs import CostState
from tearoad.orders import (
    AgreementId,
    EventId,
    EventType,
    Informant,
    LossReason,
    OfficialAgreement,
    OpportunityEvents,
    OpportunityHistory,
    OrderEvent,
    Rung,
    WithoutMission,
)
from tearoad.orders.order_event import ABOUT_ANOTHER, WITH_RUNG
from tearoad.reference.exchange import ExchangeRate, RateBook
from tearoad.results import (
    RATED,
    ComeAgain,
    MeetingOutcome,
    MissionRecord,
    MissionSurvey,
    ReportedAgreement,
    ReportedBuyer,
    ReportedCost,
    ReportedFirm,
    ReportedMeeting,
    ReportedOpportunity,
    ReportedPerson,
    ReportedVisitor,
    RequestedMeeting,
    SurveyAnswer,
    reported,
)
from tearoad.values import HSCode, LocalText, Money, PartyId

FAIR = date(2023, 2, 6)
AS_OF = date(2024, 2, 6)
_CURRENCIES = ("CNY", "CNY", "USD", "RUB", "KZT", "JPY")
_GOODS = ("090210", "210390", "160414", "200551")


def made_record(seed: int, opportunities: int = 40) -> MissionRecord:
    """Return the record of a mission; the same seed makes the same one."""
    rng = random.Random(seed)
    firms = tuple(
        ReportedFirm(
            f"E{place:02d}",
            f"Firm {place} (fictional)",
            rng.choice(("state", "private", "mixed", "unknown")),
            ("micro", "small", "medium", "large", "unknown")[(seed + place) % 5],
        )
        for place in range(rng.randrange(1, 12))
    )
    buyers = tuple(
        ReportedBuyer(f"B{place:03d}", f"Buyer {place} (fictional)", rng.choice(("RU", "KZ", "BY", "")))
        for place in range(rng.randrange(1, 20))
    )
    found = tuple(_opportunity(rng, place, firms, buyers) for place in range(opportunities))
    return MissionRecord(
        mission=f"mission-{seed}",
        as_of="2024-02-06T10:00+08:00",
        home="CNY",
        people=tuple(
            ReportedPerson(f"P{place}", rng.choice(("", *(firm.id for firm in firms)))) for place in range(30)
        ),
        firms=firms,
        buyers=buyers,
        requests=tuple(
            RequestedMeeting(f"{firm.id} {buyer.id}", firm.id, buyer.id)
            for firm in firms
            for buyer in buyers
            if rng.random() < 0.2
        ),
        meetings=tuple(
            ReportedMeeting(f"M{place}", rng.choice(firms).id, rng.choice(buyers).id, rng.choice(list(MeetingOutcome)))
            for place in range(rng.randrange(60))
        ),
        visitors=tuple(
            ReportedVisitor(
                f"V{place}", rng.choice(firms).id, is_booked=rng.random() < 0.5, is_contact=rng.random() < 0.5
            )
            for place in range(rng.randrange(90))
        ),
        opportunities=found,
        costs=tuple(_cost(rng, place) for place in range(rng.choice((0, 1, 12)))),
        rates=_rates(rng),
        same=_same(rng, found),
        survey=_survey(rng, firms, buyers),
        agreements=tuple(_agreement(rng, place) for place in range(rng.randrange(9))),
    )


def _agreement(rng: random.Random, place: int) -> ReportedAgreement:
    """Something due or not, with a day or without, done or not."""
    due = LocalText(en="Send a list") if rng.random() < 0.7 else LocalText()
    due_on = rng.choice((None, AS_OF - timedelta(days=1), AS_OF, AS_OF + timedelta(days=30))) if due else None
    done_on = rng.choice((None, None, FAIR + timedelta(days=50)))
    said = OfficialAgreement(
        AgreementId(f"OA{place}"), LocalText(en="Papers"), "A", "B", FAIR, due, due_on=due_on, done_on=done_on
    )
    return ReportedAgreement(said.id, "Papers", said.is_something_due, FAIR, due_on, done_on, said.state_on(AS_OF))


def _survey(rng: random.Random, firms: tuple[ReportedFirm, ...], buyers: tuple[ReportedBuyer, ...]) -> MissionSurvey:
    """Some were asked, fewer answered, and some of those left questions out."""
    invited: list[ReportedFirm | ReportedBuyer] = [*firms, *buyers]
    invitations = tuple((f"S{place}", party.id) for place, party in enumerate(invited) if rng.random() < 0.8)
    answers = [(f"A{place}", _answer(rng)) for place in range(rng.randrange(len(invitations) + 1))]
    return MissionSurvey(invitations, reported(answers))


def _answer(rng: random.Random) -> SurveyAnswer:
    meetings, partners, organisation = (rng.choice((None, 1, 2, 3, 4, 5)) for _ in RATED)
    return SurveyAnswer(meetings, partners, organisation, rng.choice((None, *ComeAgain)), "It rained.")


def _rates(rng: random.Random) -> RateBook:
    """Some days, some currencies; of KZT only the other way round, of RUB sometimes none."""
    known = [("USD", "7.1"), ("JPY", "0.0493"), *([("RUB", "0.0951")] if rng.random() < 0.7 else [])]
    rates = [
        ExchangeRate(base, "CNY", Decimal(rate) + Decimal(step) / 1000, FAIR + timedelta(days=step), "A bank")
        for base, rate in known
        for step in rng.sample(range(-20, 300), k=rng.randrange(1, 5))
    ]
    return RateBook((*rates, ExchangeRate("CNY", "KZT", Decimal("62.5"), FAIR, "A bank")))


def _cost(rng: random.Random, place: int) -> ReportedCost:
    money = Money(Decimal(rng.randrange(100, 10**7)) / 100, rng.choice(("CNY", "CNY", "USD")))
    on = rng.choice((None, FAIR + timedelta(days=rng.randrange(60))))
    return ReportedCost(f"C{place}", f"Cost {place}", rng.choice(list(CostState)), money, on)


def _opportunity(
    rng: random.Random, place: int, firms: tuple[ReportedFirm, ...], buyers: tuple[ReportedBuyer, ...]
) -> ReportedOpportunity:
    events: list[OrderEvent] = []
    for step in range(rng.randrange(9)):
        events.append(_event(rng, f"{place:04d}-{step:02d}", events))
    opened = FAIR + timedelta(days=rng.randrange(5))
    first = opened + timedelta(days=rng.randrange(14)) if events else None
    return ReportedOpportunity(
        OpportunityEvents(
            f"O{place:04d}",
            PartyId(rng.choice(firms).id),
            PartyId(rng.choice(buyers).id),
            OpportunityHistory(tuple(events)),
        ),
        f"Tea {place}",
        opened if place % 5 else None,
        first,
        is_answered=any(event.said_by is Informant.EXPORTER for event in events),
    )


def _event(rng: random.Random, name: str, earlier: list[OrderEvent]) -> OrderEvent:
    type_ = rng.choice((EventType.FORWARD, EventType.FORWARD, EventType.FORWARD, *EventType))
    if type_ in ABOUT_ANOTHER and not earlier:
        type_ = EventType.NOTHING_NEW
    corrects = type_ is EventType.FORWARD and earlier and rng.random() < 0.15
    about = rng.choice(earlier).id if type_ in ABOUT_ANOTHER or corrects else None
    rung = rng.choice(list(Rung)) if type_ in WITH_RUNG else None
    has_amount = rung not in {None, Rung.TALKED} and rng.random() < 0.9
    money = Money(Decimal(rng.randrange(1, 10**9)) / 100, rng.choice(_CURRENCIES)) if has_amount else None
    number = rng.choice(("", "", "A-1", "A-2"))
    taken = [event for event in earlier if event.type is EventType.FORWARD and event.money is not None]
    if type_ is EventType.BACK and taken and rng.random() < 0.8:
        rung, money, number = _part_of(rng, rng.choice(taken))
    return OrderEvent(
        EventId(name),
        type_,
        FAIR + timedelta(days=rng.randrange(-10, 360)),
        rng.choice(list(Informant)),
        rung=rung,
        money=money,
        hs=tuple(HSCode(code) for code in rng.sample(_GOODS, k=rng.choice((0, 1, 1, 2)))),
        number=number,
        about=about,
        reason=rng.choice(list(LossReason)) if type_ is EventType.LOST else None,
        without=rng.choice(list(WithoutMission)) if type_ is EventType.WITHOUT_MISSION else None,
    )


def _part_of(rng: random.Random, event: OrderEvent) -> tuple[Rung | None, Money, str]:
    """A part of an entry, all of it, or more than there was; with its number or without."""
    assert event.money is not None
    amount = event.money.amount * rng.choice((1, 1, 2, 3)) / rng.choice((1, 1, 2, 4))
    number = event.number if rng.random() < 0.5 else ""
    return event.rung, Money(amount.quantize(Decimal("0.01")) + Decimal("0.01"), event.money.currency), number


def _same(rng: random.Random, found: tuple[ReportedOpportunity, ...]) -> tuple[frozenset[EventId], ...]:
    """Some events of one rung that a person said are one; also withdrawn ones among them."""
    groups = []
    for rung in Rung:
        events = [
            event.id for opportunity in found for event in opportunity.events.history.events if event.rung is rung
        ]
        rng.shuffle(events)
        if len(events) > 5:
            groups += [frozenset(events[:3]), frozenset(events[3:5])]
    return tuple(groups)
