"""Numbers of countries in UN Comtrade that ISO 3166 does not give: a made file with each of them, read by a load."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from tearoad.errors import InputError
from tearoad.market.trade_data.areas import COMTRADE_NUMBERS
from tearoad.market.trade_data.formats import read_mapping
from tearoad.market.trade_data.query import open_trade
from tearoad.market.trade_data.store import LoadOptions, current_snapshot
from tests.market.trade_files import comtrade, load, write_table

PUBLISHED = [
    (58, "Belgium-Luxembourg", "BLX"),
    (251, "France", "FRA"),
    (280, "Fmr Fed. Rep. of Germany", "DEU"),
    (381, "Italy", "ITA"),
    (490, "Other Asia, nes", "S19"),
    (530, "Neth. Antilles", "ANT"),
    (579, "Norway", "NOR"),
    (699, "India", "IND"),
    (711, "So. African Customs Union", "ZA1"),
    (736, "Fmr Sudan", "SDN"),
    (757, "Switzerland", "CHE"),
    (810, "Fmr USSR", "SUN"),
    (842, "USA", "USA"),
    (886, "Fmr Arab Rep. of Yemen", "YEM"),
    (891, "Serbia and Montenegro", "SCG"),
]
"""Written down from the list of reporting and partner areas that UN Comtrade publishes, and not from our table."""
OTHERS = [
    (890, "Fmr Yugoslavia", "YUG"),
    (697, "Europe EFTA, nes", "R20"),
    (532, "Neth. Antilles and Aruba", "ANT"),
    (835, "Fmr Tanganyika", "TZA"),
    (841, "USA (before 1981)", "USA"),
    (868, "Fmr Rep. of Vietnam", "VNM"),
    (221, "Eastern Europe, nes", "X221"),
    (457, "Sarawak", "X457"),
    (459, "Peninsula Malaysia", "X459"),
    (461, "Sabah", "X461"),
    (536, "Neutral Zone", "NTZ"),
    (582, "Fmr Pacific Isds", "PCI"),
    (592, "Fmr Panama-Canal-Zone", "PCZ"),
    (647, "Ryukyu Isd", "X647"),
    (658, "Saint Kitts, Nevis and Anguilla", "X658"),
    (717, "Fmr Rhodesia Nyas", "X717"),
    (836, "Fmr Zanzibar and Pemba Isd", "X836"),
    (849, "US Misc. Pacific Isds", "PUS"),
    (866, "Fmr Dem. Rep. of Vietnam", "X866"),
]
"""Remainders, and states that are no more: no market of today, and no reason to refuse a whole file."""


def areas_read(store: Path, side: str) -> dict[int, str]:
    """Load a file in which each number stands in a year of its own; return by number the area that it gave."""
    numbers = {year: number for year, (number, *_) in enumerate((*PUBLISHED, *OTHERS), 1990)}
    sides = {
        year: (str(number), "156") if side == "reporter" else ("156", str(number)) for year, number in numbers.items()
    }
    trade = [(year, reporter, "M", partner, "090210", 7) for year, (reporter, partner) in sides.items()]
    with open_trade(load(store, comtrade(store.with_suffix(".csv"), trade))) as rows:
        found = rows.rows("SELECT year, reporter, partner FROM trade")
    assert len(found) == len(numbers)
    return {
        numbers[int(str(year))]: str(reporter if side == "reporter" else partner) for year, reporter, partner in found
    }


@pytest.mark.parametrize("side", ["reporter", "partner"])
def test_each_number_lands_under_its_country(tmp_path: Path, side: str) -> None:
    expected = {number: area for number, _, area in (*PUBLISHED, *OTHERS)}

    assert areas_read(tmp_path / "store", side) == expected


def test_the_table_of_numbers_that_differ_is_the_published_one() -> None:
    assert {number: area for number, _, area in PUBLISHED} == COMTRADE_NUMBERS


def as_reporter(path: Path) -> LoadOptions:
    comtrade(path, [(2022, "156", "M", "842", "090210", 1), (2022, "998", "M", "156", "090210", 1)])
    return LoadOptions()


def as_partner(path: Path) -> LoadOptions:
    comtrade(path, [(2022, "156", "M", "842", "090210", 1), (2022, "156", "M", "998", "090210", 1)])
    return LoadOptions()


def in_baci(path: Path) -> LoadOptions:
    write_table(path, list("tijkvq"), [(2020, 699, 757, 90240, 1.5, 0.25), (2020, 699, 998, 90240, 1.5, 0.25)])
    return LoadOptions()


def in_national(path: Path) -> LoadOptions:
    mapping = path.with_suffix(".toml")
    mapping.write_text(
        'source = "Customs"\n[columns]\nyear = "year"\npartner = "partner"\nproduct = "hs"\nvalue = "usd"\n'
        '[constants]\nreporter = "VNM"\nflow = "import"\n'
    )
    write_table(path, ("year", "partner", "hs", "usd"), [(2022, "Китай", "090210", 1), (2022, "998", "090210", 1)])
    return LoadOptions(mapping=read_mapping(mapping))


def in_population(path: Path) -> LoadOptions:
    write_table(
        path, ("Country Name", "Country Code", "Year", "Value"), [("A", "RUS", 2022, 5000), ("B", "998", 2022, 5)]
    )
    return LoadOptions()


def in_tariffs(path: Path) -> LoadOptions:
    heads = ("Reporter", "Partner", "Product", "Tariff Year", "DutyType", "Simple Average")
    write_table(path, heads, [("643", "156", "090210", 2021, "AHS", 5), ("643", "998", "090210", 2021, "AHS", 5)])
    return LoadOptions()


def in_distances(path: Path) -> LoadOptions:
    write_table(path, ("iso_o", "iso_d", "dist"), [("CHN", "RUS", 5800), ("CHN", "998", 7000)])
    return LoadOptions()


@pytest.mark.parametrize(
    "write", [as_reporter, as_partner, in_baci, in_national, in_population, in_tariffs, in_distances]
)
def test_a_planted_number_that_no_table_knows_stops_the_load_by_name(
    tmp_path: Path, write: Callable[[Path], LoadOptions]
) -> None:
    before = load(tmp_path / "store", comtrade(tmp_path / "old.csv", [(2021, "643", "M", "156", "090210", 5)]))
    options = write(tmp_path / "planted.csv")

    with pytest.raises(InputError) as refused:
        load(tmp_path / "store", tmp_path / "planted.csv", options=options)

    text = refused.value.text
    assert (text.code, text["file"], text["line"], text["found"]) == ("market.area_unknown", "planted.csv", 3, "998")
    assert current_snapshot(tmp_path / "store") == before


def test_a_planted_number_stops_an_answer_of_the_api(tmp_path: Path) -> None:
    row = {
        "refYear": 2022,
        "reporterCode": 998,
        "flowCode": "M",
        "partnerCode": 156,
        "cmdCode": "090210",
        "primaryValue": 1,
    }
    (tmp_path / "answer.json").write_text(json.dumps({"count": 1, "data": [row]}))

    with pytest.raises(InputError) as refused:
        load(tmp_path / "store", tmp_path / "answer.json")

    assert (refused.value.code, refused.value.text["found"]) == ("market.area_unknown", "998")
