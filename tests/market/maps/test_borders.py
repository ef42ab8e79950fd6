"""The organisation's own borders: what is read of a file, and the map that a brief draws of it."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tearoad.market.brief.figure_wording import area_names
from tearoad.market.maps.borders import AreaOutline, borders_template, parse_borders
from tearoad.market.maps.drawing import brief_map
from tearoad.market.price.tables import RatesRefusedError
from tearoad.values import Language
from tests.market.web.made_up_trade import small_brief


def square(west: float, south: float, side: float = 10) -> list[list[float]]:
    east, north = west + side, south + side
    return [[west, south], [east, south], [east, north], [west, north], [west, south]]


def collection(*features: tuple[dict[str, Any], Any]) -> str:
    made = [{"type": "Feature", "properties": properties, "geometry": shape} for properties, shape in features]
    return json.dumps({"type": "FeatureCollection", "features": made})


def polygon(west: float, south: float) -> dict[str, Any]:
    return {"type": "Polygon", "coordinates": [square(west, south)]}


BORDERS = collection(
    ({"ISO_A3": "RUS"}, {"type": "MultiPolygon", "coordinates": [[square(40, 50)], [square(170, 60, 1)]]}),
    ({"iso_a2": "CN"}, polygon(100, 30)),
    ({"ISO_A3": "-99", "ADM0_A3": "FRA"}, polygon(0, 45)),
    ({"name": "a made-up place"}, polygon(-60, -10)),
    ({"iso_a3": "KAZ"}, None),
)


def test_countries_are_known_by_whichever_property_names_one() -> None:
    outlines = parse_borders(BORDERS, "made.geojson")

    assert [(outline.area, len(outline.rings)) for outline in outlines] == [("RUS", 2), ("CHN", 1), ("FRA", 1), ("", 1)]
    assert outlines[1].rings == (((560, 120), (580, 120), (580, 100), (560, 100), (560, 120)),)


def test_example_is_read_as_it_is_handed_out() -> None:
    assert [outline.area for outline in parse_borders(borders_template(), "borders.geojson")] == ["CHN"]


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("<!doctype html><title>Borders</title>", ["market.borders_json"]),
        ("step,market\n", ["market.borders_json"]),
        ("[" * 100_000, ["market.borders_json"]),
        ('{"type": "Topology", "objects": {}}', ["market.borders_json"]),
        (collection(), ["market.borders_none"]),
        (collection(({"name": "a made-up place"}, polygon(0, 0))), ["market.borders_none"]),
        (collection(({"iso_a3": "RUS"}, {"type": "Point", "coordinates": [1, 2]})), ["market.borders_none"]),
        (collection(({"iso_a3": "RUS"}, polygon(4_000_000, 0))), ["market.borders_shape"]),
        (collection(({"iso_a3": "RUS"}, {"type": "Polygon"}), ({}, polygon(500, 0))), ["market.borders_shape"] * 2),
        (collection(({"iso_a3": "RUS"}, {"type": "Polygon", "coordinates": [[["a", 1]]]})), ["market.borders_shape"]),
        ('{"features": [1, null]}', ["market.borders_shape"] * 2),
    ],
)
def test_file_that_draws_no_country_is_refused_with_what_is_wrong(text: str, codes: list[str]) -> None:
    with pytest.raises(RatesRefusedError) as refused:
        parse_borders(text, "made.geojson")

    assert [fault.code for fault in refused.value.faults] == codes


@given(st.lists(st.tuples(st.floats(-170, 160), st.floats(-80, 70)), min_size=1, max_size=6))
def test_map_shows_its_markets_whole(places: list[tuple[float, float]]) -> None:
    areas = ["RUS", "KAZ", "CHN", "FRA", "DEU", "USA"]
    features = (({"iso_a3": area}, polygon(*place)) for area, place in zip(areas, places, strict=False))
    outlines = parse_borders(collection(*features), "made.geojson")
    drawn = brief_map(small_brief(), outlines, area_names(Language.EN))

    left, top, across, down = map(float, drawn.view.split())
    for outline in outlines:
        if outline.area in {"RUS", "KAZ", "CHN"}:
            for x, y in outline.rings[0]:
                assert left - 0.1 <= x <= left + across + 0.1
                assert top - 0.1 <= y <= top + down + 0.1


def test_map_names_the_market_shades_it_and_says_which_are_missing() -> None:
    outlines = parse_borders(BORDERS, "made.geojson")
    drawn = brief_map(small_brief(), outlines, area_names(Language.RU))

    named = {shape.name: (shape.strength, shape.is_exporter) for shape in drawn.shapes if shape.name}
    assert named == {"Россия": ("0.90", False), "Китай": ("0.00", True)}
    assert [bool(shape.name) for shape in drawn.shapes] == [False, False, True, True]
    assert drawn.missing == ("Казахстан",)


def test_map_of_a_file_without_its_countries_shows_the_world() -> None:
    outline = AreaOutline("FRA", (((0, 0), (2, 0), (2, 2)),))

    assert brief_map(small_brief(), (outline,), area_names(Language.EN)).view == "0.0 0.0 720.0 360.0"
