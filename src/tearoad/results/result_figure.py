"""One figure of the results, with the rows it is made of or with their number."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple

from tearoad.orders import Rung
from tearoad.text import Text

DIVIDED_BY = {
    "cost_a_meeting": "meetings_kept",
    "cost_a_contract": "contracts_confirmed",
    "survey_rate": "survey_asked",
}
"""By ratio, the figure whose rows it divides by; its own rows are what it divides."""


class ResultFigure(NamedTuple):
    """One figure. `value` is None where it cannot be said, which is not nothing.

    A tuple, since ten thousand of them are made for a page of a large mission.
    """

    code: str
    """What it is: the catalogue has its name and its definition."""
    value: int | Decimal | None
    rows: tuple[str, ...]
    """The ids of the rows it is made of, all of one table."""
    table: str
    """Which table: `firms`, `people`, `requests`, `meetings`, `visitors`, `opportunities`, `events`, `costs`,
    `agreements`, `survey_asked`, `survey_unreached`, `survey_answers`."""
    of: str = ""
    """Of which firm, market or product: `firm:E01`, `market:RU`, `product:09`; empty for the whole."""
    currency: str = ""
    rung: Rung | None = None
    unknown: int = 0
    """Rows that could say more and do not: no answer, no rate."""

    @property
    def divided_by(self) -> str:
        """Which figure it divides by; empty where it is no ratio."""
        return DIVIDED_BY.get(self.code, "")

    @property
    def why_unsaid(self) -> Text:
        """What stands in the place of a value that cannot be said."""
        return Text("results.nobody_reached" if self.code == "survey_rate" else "results.not_known")

    @property
    def name(self) -> Text:
        """What the figure is called."""
        return Text(f"results.{self.code}")

    @property
    def definition(self) -> Text:
        """What exactly is counted."""
        return Text(f"results.{self.code}_definition")


@dataclass(frozen=True, slots=True)
class CountedFigure:
    """A figure with the number of its rows, which stands in their place where their ids were left out."""

    figure: ResultFigure
    count: int

    def without_rows(self) -> CountedFigure:
        """Return the same without the ids, which may be tens of thousands."""
        return CountedFigure(self.figure._replace(rows=()), self.count)


def count_of_rows(code: str, table: str, rows: Iterable[str], *, of: str = "", unknown: int = 0) -> ResultFigure:
    """Return how many rows there are, as a figure."""
    found = tuple(rows)
    return ResultFigure(code, len(found), found, table, of=of, unknown=unknown)


def counted(figure: ResultFigure) -> CountedFigure:
    """Return the figure with the number of its rows."""
    return CountedFigure(figure, len(figure.rows))
