"""What was taken back: what is confirmed lies between nothing and the whole, whatever came in which order."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lab.benchmarks.recount import differences, recounted
from tearoad.costs import CostState
from tearoad.orders import EventId, EventType, Informant, OpportunityEvents, OrderEvent, Rung
from tearoad.results import MissionRecord, ReportedCost, ReportedOpportunity, export_of, results_of
from tearoad.results.order_figures import CONFIRMED_BY
from tearoad.values import HSCode, Money, PartyId
from tests.orders.demo_orders import event, of
from tests.results.made_record import FAIR, made_record

BARE = replace(made_record(1), opportunities=(), same=(), costs=())


def record_with(*opportunities: OpportunityEvents, same: Iterable[Iterable[int]] = ()) -> MissionRecord:
    """Return a mission of nothing but these opportunities."""
    reported = tuple(
        ReportedOpportunity(found, "Tea", FAIR, FAIR, is_answered=_has_answered(found)) for found in opportunities
    )
    groups = tuple(frozenset(EventId(f"{number:06d}") for number in group) for group in same)
    return replace(BARE, opportunities=reported, same=groups)


def _has_answered(opportunity: OpportunityEvents) -> bool:
    return any(reply.said_by is Informant.EXPORTER for reply in opportunity.history.events)


def values(record: MissionRecord, *codes: str) -> tuple[Decimal | int | None, ...]:
    """Return figures of the whole."""
    results = results_of(record)
    return tuple(figure.value for code in codes if (figure := results.of(code)) is not None)


def confirmed(number: int, about: int) -> OrderEvent:
    """Say that the office saw the papers of an entry."""
    return event(number, type_=EventType.CONFIRMED, about=about, by=Informant.OFFICER)


def back(number: int, amount: str, by: Informant = Informant.EXPORTER) -> OrderEvent:
    """Take back a part of a contract."""
    return event(number, Rung.CONTRACT, amount, type_=EventType.BACK, by=by)


CONTRACT = ("contract_amount", "contract_confirmed", "contract_both", "contract_with_officer", "contracts_confirmed")


@pytest.mark.parametrize(
    ("events", "expected"),
    [
        ((event(1, Rung.CONTRACT, "100"), back(2, "100"), confirmed(3, 2)), (0, 0, 0, 0, 0)),
        ((event(1, Rung.CONTRACT, "100"), confirmed(2, 1), back(3, "100")), (0, 0, 0, 0, 0)),
        ((event(1, Rung.CONTRACT, "100"), confirmed(2, 1), back(3, "20")), (80, 80, 0, 80, 1)),
        (
            (event(1, Rung.CONTRACT, "100"), confirmed(2, 1), event(3, Rung.CONTRACT, "50"), back(4, "60")),
            (90, 40, 0, 40, 1),
        ),
        ((event(1, Rung.CONTRACT, "100"), confirmed(2, 1), back(3, "300")), (-200, 0, 0, 0, 0)),
    ],
    ids=["return confirmed alone", "contract confirmed alone", "a part", "confirmed first", "more than there was"],
)  # fmt: skip
def test_return_takes_away_from_what_it_takes_back(events: tuple[OrderEvent, ...], expected: tuple[int, ...]) -> None:
    assert values(record_with(of(*events)), *CONTRACT) == expected


def test_return_takes_from_the_contract_of_its_number() -> None:
    first, second = event(1, Rung.CONTRACT, "100"), event(2, Rung.CONTRACT, "100")
    history = (
        replace(first, number="A"),
        replace(second, number="B"),
        confirmed(3, 1),
        replace(back(4, "70"), number="B"),
    )
    assert values(record_with(of(*history)), *CONTRACT) == (130, 100, 0, 100, 1)


def test_cancelled_contract_is_none_that_a_contract_costs() -> None:
    history = of(event(1, Rung.CONTRACT, "100"), confirmed(2, 1), back(3, "100"))
    cost = ReportedCost("C1", "Stand", CostState.PAID, Money(Decimal(500), "CNY"), FAIR)
    record = replace(record_with(history), costs=(cost,))
    assert values(record, "cost_paid", "contracts_confirmed", "cost_a_contract") == (500, 0, None)


def test_cancellation_follows_the_contract_that_another_firm_told_too() -> None:
    """Neither firm has less than nothing: what was told by both, and cancelled by one, is cancelled."""
    ours = of(event(1, Rung.CONTRACT, "500"))
    theirs = replace(
        of(event(2, Rung.CONTRACT, "500", by=Informant.BUYER), back(3, "500"), id_="two"), firm=PartyId("E99")
    )
    results = results_of(record_with(ours, theirs, same=[(1, 2)]))
    amounts = [figure.value for figure in results.about("firm") if figure.code == "contract_amount"]
    assert (amounts, values(record_with(ours, theirs, same=[(1, 2)]), *CONTRACT)) == ([0], (0, 0, 0, 0, 0))


def test_goods_of_a_return_are_those_that_it_takes_back() -> None:
    record = record_with(of(replace(event(1, Rung.CONTRACT, "500"), hs=(HSCode("090210"),)), back(2, "200")))
    parts = {figure.of: figure.value for figure in results_of(record).about("product") if figure.code == CONTRACT[0]}
    assert parts == {"product:09": 300}


_Step = tuple[int, EventType, Rung, int, str, Informant, int]
_STEPS = st.lists(
    st.tuples(
        st.integers(0, 2),
        st.sampled_from((EventType.FORWARD, EventType.FORWARD, EventType.BACK, *EventType)),
        st.sampled_from((Rung.CONTRACT, Rung.PAID)),
        st.integers(1, 9),
        st.sampled_from(("CNY", "USD", "XAF")),
        st.sampled_from(list(Informant)),
        st.integers(0, 30),
    ),
    max_size=24,
)


def _histories(steps: list[_Step]) -> MissionRecord:
    by_place: list[list[OrderEvent]] = [[], [], []]
    for number, (place, type_, rung, amount, currency, by, about) in enumerate(steps):
        if type_ in {EventType.FORWARD, EventType.BACK}:
            made = event(number, rung, str(amount), type_=type_, by=by, currency=currency)
        elif type_ in {EventType.CONFIRMED, EventType.DISPUTED, EventType.WITHDRAWN} and by_place[place]:
            made = event(number, type_=type_, by=by, about=int(by_place[place][about % len(by_place[place])].id))
        else:
            made = event(number, type_=EventType.NOTHING_NEW, by=by)
        by_place[place].append(made)
    forward = [
        int(order_event.id)
        for each in by_place
        for order_event in each
        if order_event.type is EventType.FORWARD and order_event.rung is Rung.CONTRACT
    ]
    found = (replace(of(*events, id_=f"O{place}"), firm=PartyId(f"E{place}")) for place, events in enumerate(by_place))
    return record_with(*found, same=[forward[:2], forward[2:4]] if len(forward) > 3 else [])


@given(_STEPS)
def test_confirmed_lies_between_nothing_and_the_whole_and_is_recounted(steps: list[_Step]) -> None:
    record = _histories(steps)
    results = results_of(record)
    found = {(figure.of, figure.code): figure.value for figure in results.figures}
    for (part, code), value in found.items():
        rung, _, said = code.partition("_")
        if said in CONFIRMED_BY and value is not None and rung in {known_rung.value for known_rung in Rung}:
            assert 0 <= value <= max(found[part, f"{rung}_amount"] or 0, 0)
    for rung in ("contract", "paid"):
        by = [found["", f"{rung}_{code}"] or 0 for code in ("both", "with_officer")]
        assert sum(by) == (found["", f"{rung}_confirmed"] or 0)
    document = export_of(record, results).document()
    assert differences(document, recounted(document)) == []
