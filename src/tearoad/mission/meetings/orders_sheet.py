"""The sheet of orders: which meeting comes before which."""

from __future__ import annotations

from collections.abc import Iterable

from tearoad.mission.delegates_sheet import with_ids
from tearoad.mission.meetings.asked import MeetingOrder
from tearoad.mission.meetings.refusing import refused_order
from tearoad.paper.sheets import Column, Kind, Reading, Record, Row, SheetSpec, Table, w3
from tearoad.values import PartyId

ORDERS = SheetSpec(
    "orders",
    w3("Orders|Order of meetings|Precedence", "会面顺序|先后顺序", "Порядок|Порядок встреч|Очерёдность"),
    (
        Column("id", w3("ID|Order ID|No.|Number", "编号|序号", "ID|№|Номер"), "O01", about="order_id", width=8),
        Column(
            "exporter",
            w3("First exporter|Exporter|Firm first", "先会面出口商|先见出口商", "Сначала экспортёр|Экспортёр раньше"),
            "E01",
            about="order_exporter",
            width=22,
        ),
        Column(
            "buyer",
            w3("First buyer|Buyer|Buyer first", "先会面采购商|先见采购商", "Сначала закупщик|Закупщик раньше"),
            "B001",
            about="order_buyer",
            width=22,
        ),
        Column(
            "then_exporter",
            w3("Then exporter|Exporter later", "后会面出口商|后见出口商", "Затем экспортёр|Экспортёр позже"),
            "E02",
            about="order_then_exporter",
            width=22,
        ),
        Column(
            "then_buyer",
            w3("Then buyer|Buyer later", "后会面采购商|后见采购商", "Затем закупщик|Закупщик позже"),
            "B001",
            about="order_then_buyer",
            width=22,
        ),
    ),
    needs=(("exporter",), ("buyer",), ("then_exporter",), ("then_buyer",)),
)
_SIDES = {
    "exporter": Kind.EXPORTER,
    "buyer": Kind.BUYER,
    "then_exporter": Kind.EXPORTER,
    "then_buyer": Kind.BUYER,
}


def read_orders(records: Iterable[Record], _reading: Reading) -> tuple[MeetingOrder, ...]:
    """Return the orders of the good rows; one that repeats a row above it or closes a circle is held back."""
    kept: list[MeetingOrder] = []
    places: dict[str, str] = {}
    for record, id_ in with_ids(records, "O", silent=True):
        for name in _SIDES:
            record.needed((name,))
        first, buyer, then, then_buyer = (
            PartyId(record.ref(name, frozenset({kind})) or "") for name, kind in _SIDES.items()
        )
        order = MeetingOrder(id_, first, buyer, then, then_buyer, record.place("then_exporter"))
        wrong = None if record.held else refused_order(order, kept, lambda one: places[one.id])
        if wrong is not None:
            record.error(wrong.text, wrong.hint, wrong.field)
        if not record.held:
            kept.append(order)
            places[id_] = record.where
    return tuple(kept)


def write_orders(orders: Iterable[MeetingOrder]) -> Table:
    """Return the sheet that reads back as these orders."""
    return Table(ORDERS, tuple(Row({"id": one.id} | {name: getattr(one, name) for name in _SIDES}) for one in orders))
