"""What the events of one opportunity say against each other."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from tearoad.orders.event_words import EventChoice
from tearoad.orders.history import OpportunityHistory
from tearoad.orders.order_event import EventType
from tearoad.orders.rungs import LADDER, Rung
from tearoad.text import PriceInText, Text

_PAIRS = (
    (Rung.PAID, Rung.CONTRACT, "orders.doubt_paid_over"),
    (Rung.SHIPPED, Rung.CONTRACT, "orders.doubt_shipped_over"),
    (Rung.DEPOSIT, Rung.CONTRACT, "orders.doubt_deposit_over"),
)


def contradictions(history: OpportunityHistory) -> tuple[Text, ...]:
    """Return what contradicts itself: it stands side by side until a person decides, and nothing is changed.

    Amounts are compared in one currency only; what would need a rate is not judged.
    """
    return (*_over(history), *_below_nothing(history), *_disputed(history), *_sold_after_loss(history))


def _over(history: OpportunityHistory) -> Iterable[Text]:
    left = history.nets
    for upper, lower, code in _PAIRS:
        contracted = left.get(lower, {})
        for currency, amount in left.get(upper, {}).items():
            if currency in contracted and amount > contracted[currency]:
                yield Text(
                    code, found=PriceInText(amount, currency), agreed=PriceInText(contracted[currency], currency)
                )
    contracted, deposited, paid = (left.get(rung, {}) for rung in (Rung.CONTRACT, Rung.DEPOSIT, Rung.PAID))
    for currency in contracted.keys() & deposited.keys() & paid.keys():
        agreed, deposit, rest = contracted[currency], deposited[currency], paid[currency]
        if max(deposit, rest) <= agreed < deposit + rest:  # each alone is told above
            yield Text(
                "orders.doubt_received_over",
                deposit=PriceInText(deposit, currency),
                paid=PriceInText(rest, currency),
                agreed=PriceInText(agreed, currency),
            )


def _below_nothing(history: OpportunityHistory) -> Iterable[Text]:
    left = history.nets
    for rung in LADDER:
        for currency, amount in left.get(rung, {}).items():
            if amount < 0:
                yield Text(
                    "orders.doubt_more_back",
                    rung=Text(f"orders.rung_{rung.value}"),
                    found=PriceInText(-amount, currency),
                )


def _disputed(history: OpportunityHistory) -> Iterable[Text]:
    standing = {order_event.id: order_event for order_event in history.standing}
    for (about, who), voice in history.last_voices.items():
        if voice is EventType.DISPUTED and about in standing and (rung := standing[about].rung) is not None:
            by = Text(f"orders.by_{who.value}")
            what = EventChoice(standing[about].type, rung).label
            yield Text("orders.doubt_disputed", rung=what, by=by, on=_of_year(standing[about].on))


def _sold_after_loss(history: OpportunityHistory) -> Iterable[Text]:
    if after := history.business_after_loss:
        first = min(after, key=lambda event: (event.on, event.id))
        yield Text(
            "orders.doubt_sold_after_loss", what=EventChoice(first.type, first.rung).label, on=_of_year(first.on)
        )


def _of_year(on: date) -> Text:
    return Text("programme.of_year", at=on, year=on.year)
