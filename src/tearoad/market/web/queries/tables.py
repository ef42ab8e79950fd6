"""The tables that an organisation uploads; of each kind the last one is in use."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass, replace
from typing import Any, Generic, TypeVar
from uuid import UUID

from tearoad.errors import NotFoundError
from tearoad.market.maps.borders import (
    BORDER_TABLE,
    MOST_BORDER_BYTES,
    AreaOutline,
    borders_template,
    parse_borders,
)
from tearoad.market.obstacles.requirements import (
    REQUIREMENT_TABLE,
    MarketRequirement,
    parse_requirements,
    requirements_template,
)
from tearoad.market.price.rates import RATE_TABLE, PriceRate, parse_rates, rates_template
from tearoad.market.price.tables import MOST_TABLE_BYTES, TableKind, table_text
from tearoad.market.road.legs import ROUTE_TABLE, RouteLeg, parse_routes, routes_template
from tearoad.market.road.posts import POST_TABLE, PostThroughput, parse_posts, posts_template
from tearoad.market.web.models import (
    BorderOutlineFile,
    BorderPostTable,
    PriceRateTable,
    RequirementTable,
    RouteTable,
    UploadedTable,
)
from tearoad.people import Actor
from tearoad.text import Text

TableRow = TypeVar("TableRow")


_MOST_EARLIER = 5


@dataclass(frozen=True, slots=True)
class TableChanges:
    """How many rows go, come and stay when a table takes the place of the one in use."""

    gone: int
    new: int
    kept: int


@dataclass(frozen=True, slots=True)
class UploadedTableKind(Generic[TableRow]):
    """A kind of table: where it is kept, how it is read, and the page that shows it."""

    name: str
    """As addresses, sentences and the ledger have it."""
    model: type[UploadedTable]
    table: TableKind
    parse: Callable[[str, str], tuple[TableRow, ...]]
    template: Callable[[], str]
    page: str
    """The name of the address of its page."""
    ending: str = "csv"
    """Of its files."""
    most_bytes: int = MOST_TABLE_BYTES

    def in_use(self, to: Actor) -> UploadedTable | None:
        """Return the table that was saved last; None where there is none."""
        del to
        table: UploadedTable | None = self.model._default_manager.first()  # noqa: SLF001  # a public name of Django's
        return table

    def earlier(self, to: Actor) -> tuple[UploadedTable, ...]:
        """Return the last tables that were in use before, the latest first."""
        del to
        return tuple(self.model._default_manager.defer("content")[1 : _MOST_EARLIER + 1])  # noqa: SLF001  # a public name of Django's

    def former_table(self, to: Actor, table_id: str) -> UploadedTable:
        """Return one of the tables that were ever in use.

        Raises:
            NotFoundError: there is none such, or it is not theirs.

        """
        del to
        try:
            table: UploadedTable | None = self.model._default_manager.filter(pk=UUID(table_id)).first()  # noqa: SLF001  # a public name of Django's
        except ValueError:
            table = None
        if table is None:
            raise NotFoundError(Text("market_pages.table_gone"), Text("market_pages.table_gone_hint"))
        return table

    def changes(self, to: Actor, file: str, content: bytes) -> TableChanges:
        """Return what another table would change.

        Raises:
            RatesRefusedError: a cell of it cannot be read.

        """
        new = self.parse(table_text(content, file, self.table), file)
        before, now = (Counter(map(_without_line, rows)) for rows in (self.rows(self.in_use(to)), new))
        return TableChanges((before - now).total(), (now - before).total(), (before & now).total())

    def rows(self, row: UploadedTable | None) -> tuple[TableRow, ...]:
        """Return the rows of a table; none where there is none."""
        return () if row is None else self.parse(row.content, row.file)


def _without_line(row: Any) -> Hashable:
    """Return a row wherever in its table it stands."""
    bare: Hashable = replace(row, line=0) if hasattr(row, "line") else row
    return bare


RATES: UploadedTableKind[PriceRate] = UploadedTableKind(
    "rates", PriceRateTable, RATE_TABLE, parse_rates, rates_template, "market-price"
)
REQUIREMENTS: UploadedTableKind[MarketRequirement] = UploadedTableKind(
    "requirements",
    RequirementTable,
    REQUIREMENT_TABLE,
    parse_requirements,
    requirements_template,
    "market-obstacles",
)
ROUTES: UploadedTableKind[RouteLeg] = UploadedTableKind(
    "routes", RouteTable, ROUTE_TABLE, parse_routes, routes_template, "market-road"
)
POSTS: UploadedTableKind[PostThroughput] = UploadedTableKind(
    "posts", BorderPostTable, POST_TABLE, parse_posts, posts_template, "market-road"
)
BORDERS: UploadedTableKind[AreaOutline] = UploadedTableKind(
    "borders",
    BorderOutlineFile,
    BORDER_TABLE,
    parse_borders,
    borders_template,
    "market-map",
    ending="geojson",
    most_bytes=MOST_BORDER_BYTES,
)
TABLE_KINDS: Mapping[str, UploadedTableKind[Any]] = {
    kind.name: kind for kind in (RATES, REQUIREMENTS, ROUTES, POSTS, BORDERS)
}


def table_kind(name: str) -> UploadedTableKind[Any]:
    """Return a kind by its name in an address.

    Raises:
        NotFoundError: there is none of this name.

    """
    kind = TABLE_KINDS.get(name)
    if kind is None:
        raise NotFoundError(Text("market_pages.no_table_kind"), Text("market_pages.no_table_kind_hint"))
    return kind
