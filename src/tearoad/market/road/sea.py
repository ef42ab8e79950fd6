"""The length of sea legs whose kilometres a table of routes leaves open, by the network of ship lanes in `searoute`.

The lanes are drawn for maps, not for navigation: the length is a measure to compare routes by; its source says so.
"""

from __future__ import annotations

import csv
import io
from importlib import metadata
from importlib.util import find_spec

from tearoad.errors import SetupError
from tearoad.market.price.tables import parts_of_table
from tearoad.market.road.legs import ROUTE_COLUMNS, ROUTES_HINT, TransportMode, parse_routes, place_of
from tearoad.text import Text

Coordinates = tuple[float, float]
"""Latitude and longitude, in degrees."""


def sea_kilometres(start: Coordinates, end: Coordinates) -> int:
    """Return the length of the shortest way by sea between two places near a coast.

    Raises:
        SetupError: the package that knows the lanes is not installed.

    """
    if find_spec("searoute") is None:
        raise SetupError(Text("market.sea_missing"), Text("market.engine_missing_hint"))
    from searoute import searoute  # noqa: PLC0415  # half a second and 300 MB: only for who asks for it

    way = searoute([start[1], start[0]], [end[1], end[0]], units="km")
    kilometres: float = way.properties["length"]
    return round(kilometres)


def with_sea_legs(text: str, file: str) -> tuple[str, int]:
    """Return a table of routes with the kilometres of its sea legs filled in, and how many were.

    A leg is filled where its cell is empty and both its ends have coordinates: `Qinzhou (21.7, 108.6)`.

    Raises:
        RatesRefusedError: it is no table of routes.
        SetupError: the package that knows the lanes is not installed.

    """
    parse_routes(text, file)
    rows, count = [], 0
    for _line, cells in parts_of_table(text, file, ROUTE_COLUMNS, ROUTES_HINT):
        start, end = place_of(cells["from"])[1], place_of(cells["to"])[1]
        if cells["mode"] == TransportMode.SEA and not cells["km"] and start and end:
            cells["km"] = str(sea_kilometres(start, end))
            cells["source"] = f"{cells['source']}; km: searoute {metadata.version('searoute')}"
            count += 1
        rows.append([cells[name] for name in ROUTE_COLUMNS])
    written = io.StringIO()
    csv.writer(written, lineterminator="\n").writerows([ROUTE_COLUMNS, *rows])
    return written.getvalue(), count
