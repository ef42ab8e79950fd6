"""The table of border posts: what was published of their throughput, compared with the same period a year before."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from tearoad.market.facts.checking import LOW_BASE, NumberWarning, implied_base
from tearoad.market.facts.document import Exactness, StatedNumber
from tearoad.market.price.tables import (
    CellRule,
    RatesRefusedError,
    TableKind,
    choice_rule,
    country_rule,
    day_rule,
    number_in,
    read_day,
    rows_of_table,
    word_rule,
)
from tearoad.market.road.legs import TransportMode
from tearoad.market.trade_data.areas import area_of
from tearoad.text import Text

POST_COLUMNS = (
    "market",
    "post",
    "mode",
    "period",
    "measure",
    "value",
    "rounded_to",
    "change",
    "said_by",
    "cites",
    "source",
    "read_on",
)
_PERIOD = re.compile(r"(?P<year>\d{4})(?P<part>-(?:0[1-9]|1[0-2]|Q[1-4]))?")
_CHANGE = re.compile(r"(?P<limit>[<>]?)\s*(?P<value>[+\-\u2212]?\d{1,5}(?:[.,]\d{1,4})?)\s*%?")
POSTS_HINT = Text("market.posts_hint")
_LONGEST_NUMBER = 18
_LIMITS = {"": Exactness.ROUNDED, "<": Exactness.BELOW, ">": Exactness.ABOVE}


class ThroughputMeasure(StrEnum):
    """What was counted at a post."""

    TONNES = "tonnes"
    CONTAINERS = "containers"
    WAGONS = "wagons"
    TRAINS = "trains"
    TRUCKS = "trucks"


@dataclass(frozen=True, slots=True)
class PostThroughput:
    """One row of the table: what was published of a post for a year, a quarter or a month."""

    market: str
    post: str
    mode: TransportMode
    period: str
    measure: ThroughputMeasure
    value: StatedNumber
    change: StatedNumber | None
    """The percentage by which it was said to differ from a year before."""
    said_by: str
    cites: str
    """Whom those who said it cite: the figure is theirs."""
    source: str
    read_on: date
    line: int

    @property
    def period_before(self) -> str:
        """The same period of the year before."""
        return f"{int(self.period[:4]) - 1:04}{self.period[4:]}"


@dataclass(frozen=True, slots=True)
class YearOnYear:
    """A figure beside the year before it."""

    row: PostThroughput
    before: PostThroughput | None
    """What the table has of the same period a year before."""
    change: Decimal | None
    """In per cent, worked out of the two."""
    base: tuple[Decimal, Decimal, Decimal] | None
    """What the year before must have been by the published change: middle, least, most."""
    warnings: tuple[NumberWarning, ...]


def parse_posts(text: str, file: str) -> tuple[PostThroughput, ...]:
    """Return the rows of a table of border posts.

    Raises:
        RatesRefusedError: a column is missing, cells cannot be read, or two rows tell the same period apart.

    """
    rows = tuple(_throughput(cells, line) for line, cells in rows_of_table(text, file, POST_TABLE))
    first = {_key(row): row.line for row in reversed(rows)}
    twice = tuple(
        Text("market.posts_twice", file=file, line=row.line, first=first[_key(row)], post=row.post, period=row.period)
        for row in rows
        if first[_key(row)] != row.line
    )
    if twice:
        raise RatesRefusedError(twice, POSTS_HINT)
    return rows


def posts_template() -> str:
    """Return an empty table whose rows name every measure."""
    rows = (f",,,,{measure}{',' * (len(POST_COLUMNS) - 5)}" for measure in ThroughputMeasure)
    return "\n".join((",".join(POST_COLUMNS), *rows)) + "\n"


def years_on_year(rows: tuple[PostThroughput, ...], market: str) -> tuple[YearOnYear, ...]:
    """Return the figures of a market's posts, post by post, the latest first, each beside the year before."""
    known = {_key(row): row for row in rows}
    there = sorted((row for row in rows if row.market == market), key=lambda row: row.period, reverse=True)
    there.sort(key=lambda row: (row.post.casefold(), row.measure))
    return tuple(_compared(row, known.get((row.market, *_key(row)[1:4], row.period_before))) for row in there)


def _compared(row: PostThroughput, before: PostThroughput | None) -> YearOnYear:
    change = None
    if before is not None and before.value.value:
        change = (row.value.value / before.value.value - 1) * 100
    warnings: list[NumberWarning] = []
    base = None if row.change is None else implied_base(row.value, row.change)
    if row.change is not None and base is None:
        warnings.append(NumberWarning.IMPOSSIBLE)
    amount = change if row.change is None else row.change.value
    if amount is not None and amount >= LOW_BASE:
        warnings.append(NumberWarning.LOW_BASE)
    if base is not None and before is not None and (before.value.high < base[1] or base[2] < before.value.low):
        warnings.append(NumberWarning.CONFLICT)
    return YearOnYear(row, before, change, base, tuple(warnings))


def _key(row: PostThroughput) -> tuple[str, str, TransportMode, ThroughputMeasure, str]:
    return row.market, row.post.casefold(), row.mode, row.measure, row.period


def _throughput(cells: Mapping[str, str], line: int) -> PostThroughput:
    value, step = number_in(cells["value"]) or Decimal(0), number_in(cells["rounded_to"])
    return PostThroughput(
        market=area_of(cells["market"]) or "",
        post=cells["post"],
        mode=TransportMode(cells["mode"]),
        period=cells["period"],
        measure=ThroughputMeasure(cells["measure"]),
        value=StatedNumber(value, step or _last_digit(value)),
        change=_change(cells["change"]),
        said_by=cells["said_by"],
        cites=cells["cites"],
        source=cells["source"],
        read_on=read_day(cells["read_on"]),
        line=line,
    )


def _change(written: str) -> StatedNumber | None:
    match = _CHANGE.fullmatch(written)
    if match is None:
        return None
    value = Decimal(match["value"].replace(",", ".").replace("\u2212", "-"))
    return StatedNumber(value, _last_digit(value), _LIMITS[match["limit"]])


def _last_digit(value: Decimal) -> Decimal:
    """Return the step of the last digit that is written."""
    exponent = value.as_tuple().exponent
    return Decimal(1).scaleb(exponent) if isinstance(exponent, int) else Decimal(1)


def _written_as(pattern: re.Pattern[str]) -> Callable[[str], object]:
    """Return what reads a cell of a form."""

    def read(written: str) -> str:
        if pattern.fullmatch(written) is None:
            raise ValueError(written)
        return written

    return read


def _count(written: str) -> Decimal | None:
    """Return a number that is not absurdly long."""
    if len(written) > _LONGEST_NUMBER:
        raise ValueError(written)
    return number_in(written)


POST_TABLE = TableKind(
    POST_COLUMNS,
    "market.posts_row",
    POSTS_HINT,
    (
        country_rule("market"),
        choice_rule("mode", TransportMode),
        choice_rule("measure", ThroughputMeasure),
        CellRule("period", _written_as(_PERIOD), Text("market.cell_period")),
        CellRule("change", _written_as(_CHANGE), Text("market.cell_change"), may_be_empty=True),
        CellRule("value", _count, Text("market.cell_amount")),
        CellRule("rounded_to", _count, Text("market.cell_amount"), may_be_empty=True),
        day_rule("read_on"),
        word_rule("post"),
        word_rule("source"),
    ),
    longest=300,
)
