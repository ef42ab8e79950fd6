"""What happened, as rows of a sheet: the table of events that is handed over, with new rows below it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from uuid import UUID

from tearoad.costs.rounding import refuse_slip
from tearoad.errors import InputError
from tearoad.orders.event_words import EVENT_CHOICES, read_codes
from tearoad.orders.order_event import EventId, Informant, LossReason, OrderEvent
from tearoad.paper.sheets import LONGEST_NOTE, CellPlace, Choices, Column, Kind, Record, SheetSpec, SheetWords
from tearoad.rows.codecs import currency_code
from tearoad.text import Text
from tearoad.values import Money

_COLUMNS = (
    "id", "opportunity", "firm", "buyer", "about", "on", "what", "amount", "currency", "said_by", "number", "hs",
    "reason", "link", "note", "office_note",
)  # fmt: skip
_NOT_READ = ("confirmed", "about_event", "same_as", "counts")
"""What the handed table says beside them, and no row can set."""
SHEET = SheetSpec(
    "order_events",
    SheetWords("orders_pages.sheet_events"),
    tuple(
        Column(
            name,
            SheetWords(f"orders_pages.column_{name}"),
            read_only=name in _NOT_READ,
            longest=LONGEST_NOTE if name in {"note", "office_note"} else 500,
        )
        for name in (*_COLUMNS, *_NOT_READ)
    ),
    needs=(("on",), ("what",), ("said_by",), ("opportunity", "firm"), ("opportunity", "buyer")),
    strict=frozenset(_COLUMNS),
)
_EventWord = StrEnum("_EventWord", {choice.value.upper().replace(" ", "_"): choice.value for choice in EVENT_CHOICES})  # type: ignore[misc]  # made of the choices
_CHOICE_OF = {choice.value: choice for choice in EVENT_CHOICES}
_WHAT = Choices({_EventWord(choice.value): SheetWords(choice.label.code) for choice in EVENT_CHOICES})
_INFORMANTS = Choices({informant: SheetWords(f"orders.by_{informant.value}") for informant in Informant})
_REASONS = Choices({reason: SheetWords(f"orders.loss_{reason.value}") for reason in LossReason})

_FIELD_OF = {
    "orders.loss_reason": "reason",
    "orders.no_amount_here": "amount",
    "orders.amount_bounds": "amount",
    "orders.bad_link": "link",
}


@dataclass(frozen=True, slots=True)
class EventOfSheet:
    """What a row says happened, and to what."""

    event: OrderEvent
    opportunity: UUID | None
    """None where firm, buyer and goods say which."""
    firm: str
    buyer: str
    about: str
    place: CellPlace
    """Where the row stands."""


def read_events(records: Iterable[Record], standing: Mapping[str, OrderEvent]) -> tuple[EventOfSheet, ...]:
    """Return the rows that are new; what is wrong is told to its record. `standing` are the mission's events by id."""
    new_rows = []
    for record in records:
        known = standing.get(record.text("id"))
        if known is not None:
            _refuse_change(record, known)
            continue
        _refuse_foreign_id(record)
        row = _new_row(record)
        if row is not None and not record.held:
            new_rows.append(row)
    return tuple(new_rows)


def _refuse_change(record: Record, known: OrderEvent) -> None:
    """Refuse a row that says otherwise than the event whose id it has: a correction is an event of its own."""
    money = (known.money.amount, known.money.currency) if known.money else (None, "")
    said = {
        "on": (record.date("on"), known.on),
        "amount": (record.amount("amount"), money[0]),
        "currency": (record.parsed("currency", currency_code, ""), money[1]),
        "number": (record.text("number"), known.number),
    }
    for field, (written, stands) in said.items():
        if field in record and written != stands and not record.held:
            record.error(
                Text("orders.sheet_changes", found=record.text(field)), Text("orders.sheet_changes_hint"), field
            )


def _refuse_foreign_id(record: Record) -> None:
    if len(record.text("id")) == len(str(UUID(int=0))):
        record.error(Text("orders.sheet_foreign", found=record.text("id")), Text("orders.sheet_foreign_hint"), "id")


def _new_row(record: Record) -> EventOfSheet | None:
    for group in record.around.spec.needs:
        record.needed(group)
    choice = _CHOICE_OF.get(record.choice("what", _WHAT, ""))
    on, amount = record.date("on"), record.amount("amount")
    currency = record.parsed("currency", currency_code, "")
    informant = record.choice("said_by", _INFORMANTS, Informant.OFFICER)
    reason = record.choice("reason", _REASONS, None)
    hs = record.parsed("hs", read_codes, ())
    firm = record.ref("firm", frozenset({Kind.EXPORTER})) or ""
    buyer = record.ref("buyer", frozenset({Kind.BUYER})) or ""
    opportunity = record.parsed("opportunity", _opportunity, None)
    if amount is not None and not currency and not record.held:
        record.error(Text("orders.currency_missing"), Text("orders.currency_missing_hint"), "currency")
    if record.held or choice is None or on is None:
        return None
    try:
        event = OrderEvent(
            EventId(""),
            choice.type,
            on,
            informant,
            rung=choice.rung,
            money=_money(amount, currency),
            hs=hs,
            number=record.text("number"),
            link=record.text("link"),
            reason=choice.loss(reason),
            note=record.text("note"),
            without=choice.without,
            office_note=record.text("office_note"),
        )
    except InputError as wrong:
        record.error(wrong.text, wrong.hint or Text("orders.rung_missing_hint"), _FIELD_OF.get(wrong.text.code, "what"))
        return None
    return EventOfSheet(event, opportunity, firm, buyer, record.text("about"), record.place("what"))


def _money(amount: Decimal | None, currency: str) -> Money | None:
    if amount is None:
        return None
    money = Money(amount, currency)
    refuse_slip(money)
    return money


def _opportunity(written: str) -> UUID:
    try:
        return UUID(written)
    except ValueError as wrong:
        raise InputError(Text("orders.no_such_opportunity"), Text("orders.sheet_opportunity_hint")) from wrong
