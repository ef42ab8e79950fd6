"""The sheet of pins: meetings the officer fixed."""

from __future__ import annotations

from collections.abc import Iterable
from zoneinfo import ZoneInfo

from tearoad.paper.sheets import Column, Kind, Reading, Record, SheetRow, SheetSpec, SheetWords, Table
from tearoad.text import Text
from tearoad.timetable.pinned import PinnedMeeting
from tearoad.values import InterpreterId, PartyId, PlaceId

PINS = SheetSpec(
    "pins",
    SheetWords("sheet_words.pins"),
    (
        Column(
            "exporter",
            SheetWords("sheet_words.exporter"),
            "E01",
            about="pin_exporter",
        ),
        Column(
            "buyer",
            SheetWords("sheet_words.buyer"),
            "B001",
            about="pin_buyer",
        ),
        Column(
            "start",
            SheetWords("sheet_words.start"),
            "2023-02-07 10:30",
            about="pin_start",
            width=18,
        ),
        Column("place", SheetWords("sheet_words.place_of_pins"), "T1", about="pin_place"),
        Column(
            "interpreter",
            SheetWords("sheet_words.interpreter_of_pins"),
            "I01",
            about="pin_interpreter",
        ),
    ),
    needs=(("exporter",), ("buyer",)),
    strict=frozenset({"start", "place", "interpreter"}),
)


def read_pins(records: Iterable[Record], reading: Reading) -> tuple[PinnedMeeting, ...]:
    """Return the pins of the good rows; the second pin of a pair is held back."""
    pins: dict[tuple[str, str], Record] = {}
    kept = []
    for record in records:
        record.needed(("exporter",))
        record.needed(("buyer",))
        exporter = record.ref("exporter", frozenset({Kind.EXPORTER}))
        buyer = record.ref("buyer", frozenset({Kind.BUYER}))
        start = record.moment("start")
        place = record.ref("place", frozenset({Kind.PLACE}))
        interpreter = record.ref("interpreter", frozenset({Kind.INTERPRETER}))
        if exporter is None or buyer is None:
            continue
        first = pins.setdefault((exporter, buyer), record)
        if first is not record:
            record.error(Text("sheets.pinned_twice", other=first.where), Text("sheets.pinned_twice_hint"))
        if not record.held:
            kept.append(
                PinnedMeeting(
                    PartyId(exporter),
                    PartyId(buyer),
                    start,
                    PlaceId(place) if place else None,
                    InterpreterId(interpreter) if interpreter else None,
                    record.place("buyer"),
                    record.place("start"),
                )
            )
            reading.origins.append((PINS.name, record.row, kept[-1]))
    return tuple(kept)


def write_pins(pins: Iterable[PinnedMeeting], zone: ZoneInfo) -> Table:
    """Return the sheet that reads back as these pins."""
    return Table(PINS, tuple(_row(pin, zone) for pin in pins))


def _row(pin: PinnedMeeting, zone: ZoneInfo) -> SheetRow:
    return SheetRow(
        {
            "exporter": pin.exporter,
            "buyer": pin.buyer,
            "start": pin.start_at.astimezone(zone) if pin.start_at else None,
            "place": pin.place,
            "interpreter": pin.interpreter,
        }
    )
