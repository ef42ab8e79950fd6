"""The organisation's own borders: a GeoJSON file becomes outlines of countries. None are shipped.

Which lines are drawn is the organisation's to say; names are those that it uses everywhere, never those of the file.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from tearoad.market.price.tables import RatesRefusedError, TableKind
from tearoad.market.trade_data.areas import area_of, is_country
from tearoad.text import Text

MOST_BORDER_BYTES = 4_000_000
"""A world in the scale of a page; finer files draw nothing that can be seen."""
BORDERS_HINT = Text("market.borders_hint")
BORDER_TABLE = TableKind(columns=(), row_fault="market.borders_shape", hint=BORDERS_HINT, rules=())
SCALE = 2
"""Units of the drawing a degree."""
_NAMED_BY = ("iso_a3_eh", "iso_a3", "adm0_a3", "iso3", "iso_a2_eh", "iso_a2", "iso2", "id", "code", "name_en", "name")
"""Properties, in small letters, by which a feature may say its country; the first that is one counts."""
_EXAMPLE = [[[116.0, 39.0], [117.5, 39.0], [117.5, 40.5], [116.0, 40.5], [116.0, 39.0]]]
Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class AreaOutline:
    """The lines around one feature of the file, in units of the drawing: right from 180° W, down from the pole."""

    area: str
    """Three letters; empty where the feature names no country that a table knows: its lines are drawn alone."""
    rings: tuple[tuple[Point, ...], ...]


def parse_borders(text: str, file: str) -> tuple[AreaOutline, ...]:
    """Return the outlines of a GeoJSON file, in its order.

    Raises:
        RatesRefusedError: it is no GeoJSON, a feature's lines cannot be drawn, or no feature is a country.

    """
    try:
        known = json.loads(text)
    except (ValueError, RecursionError) as wrong:
        raise _refused(Text("market.borders_json", file=file)) from wrong
    features = known.get("features") if isinstance(known, dict) else None
    if not isinstance(features, list):
        raise _refused(Text("market.borders_json", file=file))
    outlines, faults = [], []
    for number, feature in enumerate(features, 1):
        try:
            outlines.append(AreaOutline(_area_of_feature(feature), tuple(_rings(feature.get("geometry")))))
        except (ValueError, TypeError, AttributeError, KeyError):
            faults.append(Text("market.borders_shape", file=file, number=number))
    if faults:
        raise RatesRefusedError(tuple(faults), BORDERS_HINT)
    if not any(outline.area and outline.rings for outline in outlines):
        raise _refused(Text("market.borders_none", file=file))
    return tuple(outline for outline in outlines if outline.rings)


def borders_template() -> str:
    """Return a file to begin with: one square, marked as no border."""
    feature = {
        "type": "Feature",
        "properties": {"iso_a3": "CHN", "note": "A square to show the form; no border."},
        "geometry": {"type": "Polygon", "coordinates": _EXAMPLE},
    }
    return json.dumps({"type": "FeatureCollection", "features": [feature]}, indent=2) + "\n"


def _refused(fault: Text) -> RatesRefusedError:
    return RatesRefusedError((fault,), BORDERS_HINT)


def _area_of_feature(feature: Mapping[str, Any]) -> str:
    properties = {str(name).lower(): value for name, value in (feature.get("properties") or {}).items()}
    properties.setdefault("id", feature.get("id"))
    for name in _NAMED_BY:
        area = area_of(str(properties.get(name) or ""))
        if area is not None and is_country(area):
            return area
    return ""


def _rings(geometry: Mapping[str, Any] | None) -> Iterator[tuple[Point, ...]]:
    """Give the rings of a shape; a feature without one, a point, or a line has none."""
    if geometry is None:
        return
    coordinates = geometry["coordinates"] if geometry.get("type") in {"Polygon", "MultiPolygon"} else []
    for polygon in [coordinates] if geometry.get("type") == "Polygon" else coordinates:
        for ring in polygon:
            points = tuple(_points(ring))
            if len({*points}) > 2:
                yield points


def _points(ring: Sequence[Sequence[float]]) -> Iterator[Point]:
    """Give the points of a ring, those that cannot be told apart on a page once."""
    last = None
    for longitude, latitude, *_height in ring:
        if not (-180 <= longitude <= 180 and -90 <= latitude <= 90):
            raise ValueError(longitude, latitude)
        point = (round((longitude + 180) * SCALE, 1), round((90 - latitude) * SCALE, 1))
        if point != last:
            yield point
        last = point
