"""The table of rates behind a landed price: the user's own, each with its unit, its days and its source.

Nothing is known here. A rate that the table does not give for the day leaves the price open.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from pathlib import Path

from tearoad.errors import InputError, UnsafeFile
from tearoad.market.trade_data.areas import area_of
from tearoad.paper.sheets.files.decoding import decode, split_rows
from tearoad.text import Text
from tearoad.values import HSCode

MOST_RATE_BYTES = 200_000
"""Some two thousand rates: a page reads them within a tenth of a second."""
COLUMNS = ("step", "market", "hs", "value", "unit", "currency", "from", "until", "source")
_DECIMAL_COMMA = re.compile(r"\d+,(?!\d{3}$)\d+")
_DAYS = (
    re.compile(r"(?P<year>\d{4})([-/.])(?P<month>\d{1,2})\2(?P<day>\d{1,2})"),
    re.compile(r"(?P<day>\d{1,2})\.(?P<month>\d{1,2})\.(?P<year>\d{4})"),
)
_MOST_PERCENT = Decimal(1000)
RATES_HINT = Text("market.rates_hint")


class PriceStep(StrEnum):
    """A step on the way from the factory to the shelf, in its order."""

    TO_PORT = "to_port"
    FREIGHT = "freight"
    INSURANCE = "insurance"
    EXCHANGE = "exchange"
    DUTY = "duty"
    EXCISE = "excise"
    CERTIFICATES = "certificates"
    DELIVERY = "delivery"
    VAT = "vat"
    IMPORTER_MARGIN = "importer_margin"
    SHELF_MARGIN = "shelf_margin"


class RateUnit(StrEnum):
    """What a rate is counted by."""

    PERCENT = "percent"
    KILOGRAM = "kilogram"
    PIECE = "piece"
    SHIPMENT = "shipment"
    RATE = "rate"
    """Of an exchange rate: so many units of `currency` for one of the exporter's."""


PERCENT_ONLY = frozenset({PriceStep.INSURANCE, PriceStep.VAT, PriceStep.IMPORTER_MARGIN, PriceStep.SHELF_MARGIN})


@dataclass(frozen=True, slots=True)
class PriceRate:
    """One row of the table."""

    step: PriceStep
    market: str
    hs: str
    """The digits it holds for; empty: for all goods."""
    value: Decimal
    unit: RateUnit
    currency: str
    since: date
    until: date | None
    source: str
    line: int

    def holds(self, market: str, hs: str, on: date) -> bool:
        """Whether it is the rate of a market and a product on a day."""
        in_force = self.since <= on and (self.until is None or on <= self.until)
        return self.market == market and hs.startswith(self.hs) and in_force


class RatesRefusedError(InputError):
    """A table of rates that cannot be used; `faults` names each cell that cannot be read."""

    def __init__(self, faults: tuple[Text, ...], hint: Text = RATES_HINT) -> None:
        """Keep all of them; the first speaks for the table where only one sentence is shown."""
        super().__init__(faults[0], hint)
        self.faults = faults

    def __reduce__(self) -> tuple[type[RatesRefusedError], tuple[tuple[Text, ...], Text]]:  # type: ignore[override]  # faults
        """Travel whole from a worker process."""
        return type(self), (self.faults, self.hint or RATES_HINT)


def table_in_file(path: Path, columns: Sequence[str], hint: Text) -> str:
    """Return the text of a table in a file.

    Raises:
        InputError: the file cannot be read, or is no text.

    """
    try:
        content = path.read_bytes()
    except OSError as broken:
        text = Text("market.file_unreadable", file=path.name, why=broken.strerror or "")
        raise InputError(text, hint) from broken
    return rates_text(content, path.name, columns, hint)


def read_rates(path: Path) -> tuple[PriceRate, ...]:
    """Return the rates of a CSV file.

    Raises:
        InputError: the file cannot be read, or is no table of rates.

    """
    return parse_rates(table_in_file(path, COLUMNS, RATES_HINT), path.name)


def rates_text(content: bytes, file: str, columns: Sequence[str] = COLUMNS, hint: Text = RATES_HINT) -> str:
    """Return the text of a CSV file, in whichever encoding a spreadsheet saved it.

    Raises:
        RatesRefusedError: it is no text.

    """
    try:
        return decode(content, frozenset(columns)).removeprefix("\ufeff")
    except UnsafeFile as wrong:
        raise RatesRefusedError((Text("market.file_unreadable", file=file, why=wrong.text),), hint) from wrong


def parse_rates(text: str, file: str) -> tuple[PriceRate, ...]:
    """Return the rates of a CSV table, whatever parts its cells: commas, semicolons or tabs.

    Raises:
        RatesRefusedError: a column is missing, or rows cannot be read; each with its line and column.

    """
    filled = parts_of_table(text, file, COLUMNS)
    faults = tuple(
        Text("market.rates_row", file=file, line=line, column=column, found=cells[column])
        for line, cells in filled
        for column in dict.fromkeys(_faults(cells))
    )
    if faults:
        raise RatesRefusedError(faults)
    return tuple(_rate(cells, line) for line, cells in filled)


def parts_of_table(
    text: str, file: str, columns: Sequence[str], hint: Text = RATES_HINT
) -> list[tuple[int, dict[str, str]]]:
    """Return the filled rows of a table with their lines, each as its cells by column.

    Raises:
        RatesRefusedError: it is no table, or a column is missing.

    """
    try:
        table = split_rows(text)
    except UnsafeFile as wrong:
        raise RatesRefusedError((Text("market.file_unreadable", file=file, why=wrong.text),), hint) from wrong
    if table.quote_open:
        raise RatesRefusedError((Text("sheets.quote_open"),), hint)
    head = [name.strip() for name in table.rows[0]] if table.rows else []
    missing = [name for name in columns if name not in head]
    if missing:
        raise RatesRefusedError((Text("market.rates_columns", file=file, columns=", ".join(missing)),), hint)
    numbered = ((line, _cells(head, row, columns)) for line, row in enumerate(table.rows[1:], start=2))
    return [(line, cells) for line, cells in numbered if any(cells.values())]


def rates_template() -> str:
    """Return an empty table whose rows name every step; values and sources are the user's to fill in."""
    units = {PriceStep.EXCHANGE: RateUnit.RATE}
    lines = [",".join(COLUMNS)]
    for step in PriceStep:
        amounts = {PriceStep.TO_PORT, PriceStep.FREIGHT, PriceStep.CERTIFICATES, PriceStep.DELIVERY}
        unit = units.get(step, RateUnit.SHIPMENT if step in amounts else RateUnit.PERCENT)
        lines.append(f"{step},,,,{unit},,,,")
    return "\n".join(lines) + "\n"


def rates_in_force(rates: tuple[PriceRate, ...], market: str, hs: str, on: date) -> Mapping[PriceStep, PriceRate]:
    """Return the rate of each step; the one for most digits of the product, then the one that began last."""
    found = sorted((rate for rate in rates if rate.holds(market, hs, on)), key=lambda rate: (len(rate.hs), rate.since))
    return {rate.step: rate for rate in found}


def _cells(head: Sequence[str], row: Sequence[str], columns: Sequence[str]) -> dict[str, str]:
    found = dict(zip(head, map(str.strip, row), strict=False))  # a spreadsheet may leave empty cells out at the end
    return {name: found.get(name, "") for name in columns}


def _rate(cells: Mapping[str, str], line: int) -> PriceRate:
    return PriceRate(
        step=PriceStep(cells["step"]),
        market=area_of(cells["market"]) or "",
        hs=HSCode.parse(cells["hs"]).digits if cells["hs"] else "",
        value=decimal_written(cells["value"]),
        unit=RateUnit(cells["unit"]),
        currency=cells["currency"],
        since=read_day(cells["from"]),
        until=read_day(cells["until"]) if cells["until"] else None,
        source=cells["source"],
        line=line,
    )


def _faults(cells: Mapping[str, str]) -> Iterator[str]:
    """Yield the columns of a row that cannot be read."""
    for column, reader in (("step", PriceStep), ("unit", RateUnit), ("from", read_day)):
        if not _reads(reader, cells[column]):
            yield column
    if area_of(cells["market"]) is None:
        yield "market"
    if cells["hs"] and not _reads(HSCode.parse, cells["hs"]):
        yield "hs"
    if cells["until"] and not _reads(read_day, cells["until"]):
        yield "until"
    if not _is_value(cells):
        yield "value"
    if not cells["source"]:
        yield "source"
    yield from _faults_of_unit(cells)


def _faults_of_unit(cells: Mapping[str, str]) -> Iterator[str]:
    percent = cells["unit"] == RateUnit.PERCENT
    if (cells["unit"] == RateUnit.RATE) != (cells["step"] == PriceStep.EXCHANGE):
        yield "unit"
    if cells["step"] in PERCENT_ONLY and not percent:
        yield "unit"
    if not percent and not (len(cells["currency"]) == 3 and cells["currency"].isupper()):
        yield "currency"


def _is_value(cells: Mapping[str, str]) -> bool:
    try:
        value = decimal_written(cells["value"])
    except InvalidOperation:
        return False
    if not value.is_finite() or value < 0 or (cells["unit"] == RateUnit.RATE and value == 0):
        return False
    return cells["unit"] != RateUnit.PERCENT or value <= _MOST_PERCENT


def decimal_written(written: str) -> Decimal:
    """Read a number with a dot, or with a comma that cannot part thousands: of `11,525` nobody knows which it is."""
    return Decimal(written.replace(",", ".") if _DECIMAL_COMMA.fullmatch(written) else written)


def read_day(written: str) -> date:
    """Read a day as ISO writes it, or as spreadsheets in Chinese and Russian turn it round."""
    for pattern in _DAYS:
        if match := pattern.fullmatch(written):
            return date(*(int(match[part]) for part in ("year", "month", "day")))
    raise ValueError(written)


def _reads(reader: object, written: str) -> bool:
    try:
        reader(written)  # type: ignore[operator]  # one of the readers above
    except (ValueError, InputError):
        return False
    return True
