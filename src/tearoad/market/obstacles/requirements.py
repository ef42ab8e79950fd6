"""The table of requirements: the user's own, each with its source and the day on which that was read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from importlib import resources

from tearoad.market.price.tables import (
    TableKind,
    choice_rule,
    code_rule,
    country_rule,
    day_rule,
    ends_before_it_begins,
    read_day,
    rows_of_table,
    word_rule,
)
from tearoad.market.trade_data.areas import area_of
from tearoad.text import Text
from tearoad.values import HSCode

REQUIREMENT_COLUMNS = ("market", "hs", "topic", "requirement", "authority", "from", "until", "source", "read_on")
OLD_AFTER = timedelta(days=365)
"""A source that was read longer ago is to be read again."""
REQUIREMENTS_HINT = Text("market.requirements_hint")


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
    return tuple(_requirement(cells, line) for line, cells in rows_of_table(text, file, REQUIREMENT_TABLE))


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


REQUIREMENT_TABLE = TableKind(
    REQUIREMENT_COLUMNS,
    "market.requirements_row",
    REQUIREMENTS_HINT,
    (
        country_rule("market"),
        choice_rule("topic", ObstacleTopic),
        code_rule("hs"),
        word_rule("requirement"),
        word_rule("source"),
        day_rule("from", may_be_empty=True),
        day_rule("until", may_be_empty=True),
        day_rule("read_on"),
    ),
    ends_before_it_begins,
)
