"""The table of requirements: the user's own, each with its source and the day on which that was read."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from importlib import resources

from tearoad.errors import InputError
from tearoad.market.price.rates import RatesRefusedError, parts_of_table, read_day
from tearoad.market.trade_data.areas import area_of, is_country
from tearoad.text import Text
from tearoad.values import HSCode

REQUIREMENT_COLUMNS = ("market", "hs", "topic", "requirement", "authority", "from", "until", "source", "read_on")
OLD_AFTER = timedelta(days=365)
"""A source that was read longer ago is to be read again."""
_LONGEST_CELL = 1000
REQUIREMENTS_HINT = Text("market.requirements_hint")
_NEEDED = ("requirement", "source")


class ObstacleTopic(StrEnum):
    """What a requirement is about, in the order in which it is met."""

    BAN = "ban"
    QUOTA = "quota"
    LICENCE = "licence"
    CERTIFICATE = "certificate"
    LABEL = "label"
    CUSTOMS = "customs"
    PAYMENT = "payment"
    BANK = "bank"


@dataclass(frozen=True, slots=True)
class MarketRequirement:
    """One row of the table."""

    market: str
    hs: str
    """The digits it holds for; empty: for all goods, as with payments and banks."""
    topic: ObstacleTopic
    requirement: str
    authority: str
    since: date | None
    until: date | None
    source: str
    read_on: date
    line: int

    def holds(self, market: str, hs: str, on: date) -> bool:
        """Whether goods meet it in a market on a day: also where only a part of the goods does."""
        in_force = (self.since is None or self.since <= on) and (self.until is None or on <= self.until)
        return self.market == market and in_force and (hs.startswith(self.hs) or self.hs.startswith(hs))

    def is_old(self, on: date) -> bool:
        """Whether its source was read so long ago that it may say something else by now."""
        return on - self.read_on > OLD_AFTER


@dataclass(frozen=True, slots=True)
class TopicRequirements:
    """What the table says on one topic; nothing is no clearance."""

    topic: ObstacleTopic
    requirements: tuple[MarketRequirement, ...]


def parse_requirements(text: str, file: str) -> tuple[MarketRequirement, ...]:
    """Return the rows of a table of requirements.

    Raises:
        RatesRefusedError: a column is missing, or cells cannot be read; each with its line and column.

    """
    filled = parts_of_table(text, file, REQUIREMENT_COLUMNS, REQUIREMENTS_HINT)
    faults = tuple(
        Text("market.requirements_row", file=file, line=line, column=column, found=cells[column][:80])
        for line, cells in filled
        for column in dict.fromkeys(_faults(cells))
    )
    if faults:
        raise RatesRefusedError(faults, REQUIREMENTS_HINT)
    return tuple(_requirement(cells, line) for line, cells in filled)


def requirements_template() -> str:
    """Return a table to begin with: the EAC rules for food of the Eurasian Economic Union, to be read and dated."""
    return resources.files(__package__).joinpath("template.csv").read_text(encoding="utf-8")


def obstacles_of(table: tuple[MarketRequirement, ...], market: str, hs: str, on: date) -> tuple[TopicRequirements, ...]:
    """Return what the table says of goods in a market on a day, topic by topic, also where it says nothing."""
    held = [requirement for requirement in table if requirement.holds(market, hs, on)]
    return tuple(
        TopicRequirements(topic, tuple(requirement for requirement in held if requirement.topic is topic))
        for topic in ObstacleTopic
    )


def _requirement(cells: Mapping[str, str], line: int) -> MarketRequirement:
    return MarketRequirement(
        market=area_of(cells["market"]) or "",
        hs=HSCode.parse(cells["hs"]).digits if cells["hs"] else "",
        topic=ObstacleTopic(cells["topic"]),
        requirement=cells["requirement"],
        authority=cells["authority"],
        since=read_day(cells["from"]) if cells["from"] else None,
        until=read_day(cells["until"]) if cells["until"] else None,
        source=cells["source"],
        read_on=read_day(cells["read_on"]),
        line=line,
    )


def _faults(cells: Mapping[str, str]) -> Iterator[str]:
    """Yield the columns of a row that cannot be read."""
    area = area_of(cells["market"])
    if area is None or not is_country(area):
        yield "market"
    if cells["topic"] not in set(ObstacleTopic):
        yield "topic"
    if cells["hs"] and not _is_code(cells["hs"]):
        yield "hs"
    yield from (name for name in _NEEDED if not cells[name])
    yield from (name for name in ("from", "until") if cells[name] and not _is_day(cells[name]))
    if not _is_day(cells["read_on"]):
        yield "read_on"
    yield from (name for name, cell in cells.items() if len(cell) > _LONGEST_CELL)


def _is_code(written: str) -> bool:
    try:
        HSCode.parse(written)
    except InputError:
        return False
    return True


def _is_day(written: str) -> bool:
    try:
        read_day(written)
    except ValueError:
        return False
    return True
