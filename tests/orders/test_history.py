"""What all events of an opportunity say together."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tearoad.errors import Conflict, InputError, NotFoundError
from tearoad.orders import (
    EventConfirmation,
    EventType,
    Informant,
    LossReason,
    OpportunityHistory,
    OrderEvent,
    Rung,
    WithoutMission,
    confirmation_of,
    contradictions,
    judge_about,
    judge_day,
    left_at,
)
from tearoad.orders.history import judge_said
from tearoad.orders.order_event import MOST_GOODS, judge_goods
from tearoad.text import PriceInText
from tearoad.values import HSCode, Money
from tests.orders.demo_orders import FAIR, event


def test_rung_is_the_highest_at_which_something_is_left() -> None:
    history = OpportunityHistory(
        (
            event(1, Rung.INTENDED, "900"),
            event(2, Rung.PAID, "100"),
            event(3, Rung.CONTRACT, "500"),
            event(4, Rung.PAID, "100", type_=EventType.BACK),
        )
    )
    assert (history.rung, OpportunityHistory(()).rung) == (Rung.CONTRACT, Rung.TALKED)


def test_withdrawn_and_corrected_events_stay_and_count_no_more() -> None:
    first, wrong = event(1, Rung.CONTRACT, "500"), event(2, Rung.PAID, "70")
    better = event(3, Rung.CONTRACT, "450", about=1)
    history = OpportunityHistory((first, wrong, better, event(4, type_=EventType.WITHDRAWN, about=2)))
    assert (history.counted, len(history.events), history.rung) == ((better,), 4, Rung.CONTRACT)


def test_what_two_told_of_one_contract_is_one_amount() -> None:
    events = (event(1, Rung.CONTRACT, "500"), event(2, Rung.CONTRACT, "500"), event(3, Rung.CONTRACT, "70"))
    same = (frozenset({events[0].id, events[1].id}),)
    assert left_at(OpportunityHistory(events, same), Rung.CONTRACT) == (Money(Decimal(570), "CNY"),)
    withdrawn = event(4, type_=EventType.WITHDRAWN, about=1)
    assert left_at(OpportunityHistory((*events, withdrawn), same), Rung.CONTRACT) == (Money(Decimal(570), "CNY"),)


def test_what_another_side_disputes_stands_beside_it_until_a_person_decides() -> None:
    contract = event(1, Rung.CONTRACT, "500")
    against = replace(event(2, type_=EventType.DISPUTED, about=1), said_by=Informant.BUYER)
    history = OpportunityHistory((contract, against))
    assert (history.counted, history.informants(contract.id)) == ((contract,), frozenset({Informant.EXPORTER}))
    assert [contradiction.code for contradiction in contradictions(history)] == ["orders.doubt_disputed"]
    for about in (1, 2):  # the entry itself, or what was said against it
        decided = OpportunityHistory((contract, against, event(3, type_=EventType.WITHDRAWN, about=about)))
        assert contradictions(decided) == ()
    with pytest.raises(Conflict):
        judge_about(history, replace(against, said_by=Informant.EXPORTER))


def test_the_last_answer_that_stands_says_what_would_have_come_anyway() -> None:
    def said(number: int, answer: WithoutMission) -> OrderEvent:
        bare = event(number, type_=EventType.NOTHING_NEW)
        return replace(bare, type=EventType.WITHOUT_MISSION, without=answer)

    first, second = said(1, WithoutMission.ALL), said(2, WithoutMission.HALF)
    withdrawn = event(3, type_=EventType.WITHDRAWN, about=2)
    histories = [(), (first,), (first, second), (first, second, withdrawn)]
    assert [OpportunityHistory(history).without for history in histories] == [
        None,
        WithoutMission.ALL,
        WithoutMission.HALF,
        WithoutMission.ALL,
    ]
    with pytest.raises(InputError):
        replace(first, without=None)


def test_lost_business_can_come_back() -> None:
    lost = replace(event(2, type_=EventType.RESUMED), type=EventType.LOST, reason=LossReason.PRICE)
    history = OpportunityHistory((event(1, Rung.INTENDED, "9"), lost))
    back = OpportunityHistory((*history.events, event(3, type_=EventType.RESUMED)))
    assert (history.loss, back.loss) == (LossReason.PRICE, None)


def test_exporter_and_buyer_who_say_the_same_are_a_state_of_their_own() -> None:
    first = event(1, Rung.CONTRACT, "500")
    seen = event(2, type_=EventType.CONFIRMED, about=1, by=Informant.OFFICER)
    both = event(3, type_=EventType.CONFIRMED, about=1, by=Informant.BUYER)
    states = [
        confirmation_of(OpportunityHistory(events).informants(first.id))
        for events in ((first,), (first, seen), (first, seen, both))
    ]
    assert states == [EventConfirmation.EXPORTER_ONLY, EventConfirmation.WITH_OFFICER, EventConfirmation.BOTH]


def test_own_word_is_no_confirmation() -> None:
    history = OpportunityHistory((event(1, Rung.CONTRACT, "500"),))
    with pytest.raises(Conflict) as met:
        judge_about(history, event(2, type_=EventType.CONFIRMED, about=1))
    assert met.value.text.code == "orders.said_already"


def test_event_about_nothing_or_about_what_is_withdrawn_is_refused() -> None:
    history = OpportunityHistory((event(1, Rung.PAID, "5"), event(2, type_=EventType.WITHDRAWN, about=1)))
    with pytest.raises(NotFoundError):
        judge_about(history, event(3, type_=EventType.WITHDRAWN, about=9))
    with pytest.raises(Conflict) as met:
        judge_about(history, event(3, type_=EventType.WITHDRAWN, about=1))
    assert met.value.text.code == "orders.counts_no_more"


def test_paid_over_the_contract_stands_and_is_told() -> None:
    history = OpportunityHistory((event(1, Rung.CONTRACT, "500"), event(2, Rung.PAID, "600")))
    (doubt,) = contradictions(history)
    assert (doubt.code, doubt["found"], doubt["agreed"], history.rung) == (
        "orders.doubt_paid_over",
        PriceInText(Decimal(600), "CNY"),
        PriceInText(Decimal(500), "CNY"),
        Rung.PAID,
    )


@pytest.mark.parametrize(
    ("deposit", "paid", "codes"),
    [
        ("60", "40", []),
        ("60", "41", ["orders.doubt_received_over"]),
        ("60", "101", ["orders.doubt_paid_over"]),
        ("101", "60", ["orders.doubt_deposit_over"]),
    ],
)
def test_deposit_and_payment_together_over_the_contract_are_told(deposit: str, paid: str, codes: list[str]) -> None:
    events = (event(1, Rung.CONTRACT, "100"), event(2, Rung.DEPOSIT, deposit), event(3, Rung.PAID, paid))
    assert [doubt.code for doubt in contradictions(OpportunityHistory(events))] == codes


def test_business_after_a_loss_is_told_and_stays_on_the_lists_until_a_person_decides() -> None:
    lost = replace(event(1, type_=EventType.RESUMED), type=EventType.LOST, reason=LossReason.PRICE)
    after = replace(event(2, Rung.CONTRACT, "500"), on=lost.on + timedelta(days=30))
    before = replace(after, on=lost.on - timedelta(days=1))
    cancelled = replace(event(3, Rung.CONTRACT, "500", type_=EventType.BACK), on=after.on)
    resumed, withdrawn = event(3, type_=EventType.RESUMED), event(3, type_=EventType.WITHDRAWN, about=1)
    histories = {
        "sold": (lost, after),
        "lost": (lost, before),
        "cancelled": (lost, after, cancelled),
        "resumed": (lost, after, resumed),
        "withdrawn": (lost, after, withdrawn),
    }
    found = {name: OpportunityHistory(events) for name, events in histories.items()}
    assert {name: [doubt.code for doubt in contradictions(history)] for name, history in found.items()} == {
        "sold": ["orders.doubt_sold_after_loss"],
        "lost": [],
        "cancelled": [],
        "resumed": [],
        "withdrawn": [],
    }
    closed = {name for name, history in found.items() if history.is_closed_as_lost}
    assert closed == {"lost", "cancelled"}


def test_talk_is_not_taken_back() -> None:
    with pytest.raises(InputError) as met:
        judge_said(OpportunityHistory((event(1, Rung.TALKED),)), event(2, Rung.TALKED, type_=EventType.BACK))
    assert met.value.text.code == "orders.talk_goes_not_back"


@pytest.mark.parametrize("codes", [50, 51])
def test_an_entry_names_no_more_goods_than_a_page_shows(codes: int) -> None:
    contract = replace(event(1, Rung.CONTRACT, "5"), hs=(HSCode("0902"),) * codes)
    if codes > MOST_GOODS:
        with pytest.raises(InputError):
            judge_goods(contract)
    else:
        judge_goods(contract)


def test_more_returned_than_shipped_is_told() -> None:
    history = OpportunityHistory((event(1, Rung.SHIPPED, "5"), event(2, Rung.SHIPPED, "9", type_=EventType.BACK)))
    assert [contradiction.code for contradiction in contradictions(history)] == ["orders.doubt_more_back"]


@pytest.mark.parametrize(
    ("on", "code"),
    [(date(1989, 5, 1), "orders.day_too_early"), (FAIR + timedelta(days=400), "orders.day_to_come")],
)
def test_day_on_which_it_cannot_have_happened_is_refused(on: date, code: str) -> None:
    with pytest.raises(InputError) as met:
        judge_day(replace(event(1, Rung.SHIPPED, "5"), on=on), FAIR, FAIR + timedelta(days=30))
    assert met.value.text.code == code


@pytest.mark.parametrize(
    ("money", "code"),
    [
        (Money(Decimal(5), "XQZ"), "orders.no_currency"),
        (Money(Decimal(0), "CNY"), "orders.amount_bounds"),
        (Money(Decimal(10) ** 12, "CNY"), "orders.amount_bounds"),
    ],
)
def test_amount_that_is_none_is_refused(money: Money, code: str) -> None:
    with pytest.raises(InputError) as met:
        replace(event(1, Rung.PAID), money=money)
    assert met.value.text.code == code


def test_talk_has_no_amount() -> None:
    with pytest.raises(InputError) as met:
        event(1, Rung.TALKED, "5")
    assert met.value.text.code == "orders.no_amount_here"


@pytest.mark.parametrize("link", ["javascript:alert(1)", "file:///etc/passwd", "https://", "http://[", "https://a b"])
def test_link_that_is_no_address_of_a_page_is_refused(link: str) -> None:
    with pytest.raises(InputError) as met:
        replace(event(1, Rung.PAID, "5"), link=link)
    assert met.value.text.code == "orders.bad_link"


_AMOUNTS = st.lists(st.tuples(st.sampled_from((Rung.SHIPPED, Rung.PAID)), st.integers(1, 99)), max_size=12)


@given(_AMOUNTS)
def test_order_of_events_makes_no_difference_to_what_is_left(amounts: list[tuple[Rung, int]]) -> None:
    events: list[OrderEvent] = [event(place, rung, str(amount)) for place, (rung, amount) in enumerate(amounts)]
    other = list(reversed(events))
    for rung in (Rung.SHIPPED, Rung.PAID):
        assert OpportunityHistory(tuple(events)).net(rung) == OpportunityHistory(tuple(other)).net(rung)
        assert sum(OpportunityHistory(tuple(events)).net(rung).values()) == sum(
            amount for at, amount in amounts if at is rung
        )


def test_what_went_back_elsewhere_or_was_never_there_leaves_no_rung() -> None:
    """Finds business that stands although another opportunity tells that it was cancelled, or that only went back."""
    contract, paid = event(1, Rung.CONTRACT, "500"), event(2, Rung.PAID, "200")
    back = event(3, Rung.CONTRACT, "5", type_=EventType.BACK)
    histories = (
        OpportunityHistory((contract, paid)),
        OpportunityHistory((contract, paid), taken_back=frozenset({paid.id})),
        OpportunityHistory((contract, paid), taken_back=frozenset({contract.id, paid.id})),
        OpportunityHistory((back,)),
    )
    assert [history.rungs_left for history in histories] == [(Rung.CONTRACT, Rung.PAID), (Rung.CONTRACT,), (), ()]
