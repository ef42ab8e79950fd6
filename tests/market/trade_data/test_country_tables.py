"""Tables of countries are recognised by their content, counted row by row, and stand beside the trade of a snapshot."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from importlib import import_module
from pathlib import Path

import pytest
import xlsxwriter

from tearoad.errors import InputError
from tearoad.market.trade_data.query import open_trade
from tearoad.market.trade_data.store import LoadOptions, TradeSnapshot, current_snapshot
from tests.market.trade_files import comtrade, load, write_table

BANK = ("Country Name", "Country Code", "Year", "Value")
TARIFF = ("Reporter", "Partner", "Product", "Tariff Year", "DutyType", "Simple Average")
SDMX = """<?xml version="1.0" encoding="utf-8"?>
<message:GenericData xmlns:message="http://www.sdmx.org/resources/sdmxml/schemas/v2_1/message"
 xmlns:generic="http://www.sdmx.org/resources/sdmxml/schemas/v2_1/data/generic"><message:DataSet><generic:Series>
<generic:SeriesKey><generic:Value id="REPORTER" value="643"/><generic:Value id="PARTNER" value="000"/>
<generic:Value id="PRODUCTCODE" value="090210"/></generic:SeriesKey>
<generic:Obs><generic:ObsDimension id="TIME_PERIOD" value="2021"/><generic:ObsValue value="{rate}"/>
<generic:Attributes><generic:Value id="TARIFFTYPE" value="MFN"/></generic:Attributes></generic:Obs>
</generic:Series></message:DataSet></message:GenericData>"""
SDMX_BY_ATTRIBUTES = """<?xml version="1.0"?><m:StructureSpecificData xmlns:m="http://www.sdmx.org/x"><m:DataSet>
<Series REPORTER="643" PARTNER="000" PRODUCTCODE="090210"><Obs TIME_PERIOD="2021" OBS_VALUE="{rate}" TARIFFTYPE="MFN"/>
</Series></m:DataSet></m:StructureSpecificData>"""
Told = tuple[str, int, str, str, str, float]


@pytest.fixture
def store(tmp_path: Path) -> Path:
    load(tmp_path / "store", comtrade(tmp_path / "trade.csv", [(2022, "643", "M", "156", "090210", 5)]))
    return tmp_path / "store"


def country_rows(snapshot: TradeSnapshot) -> list[tuple[object, ...]]:
    with open_trade(snapshot) as trade:
        return trade.rows("SELECT told, year, area, partner, product, value FROM country_data ORDER BY ALL")


def bank(path: Path, *rows: Sequence[object]) -> Path:
    return write_table(path, BANK, rows)


def long_table(path: Path) -> Path:
    return bank(path, ("Russia", "RUS", 2022, 144236933), ("World", "WLD", 2022, 8000000000))


def wide_table(path: Path) -> Path:
    path.write_text(
        '"Data Source","World Development Indicators",\n\n"Last Updated Date","2024-05-30",\n\n'
        '"Country Name","Country Code","Indicator Name","Indicator Code","2021","2022",\n'
        '"Russia","RUS","Population, total","SP.POP.TOTL","","144236933",\n'
        '"Euro area","EMU","Population, total","SP.POP.TOTL","1","2",\n',
        encoding="utf-8-sig",
    )
    return path


def bank_answer(path: Path) -> Path:
    indicator = {"id": "SP.POP.TOTL", "value": "Population, total"}
    row = {"indicator": indicator, "country": {"id": "RU"}, "countryiso3code": "RUS", "date": "2022"}
    path.write_text(json.dumps([{"page": 1, "total": 2}, [row | {"value": 144236933}, row | {"date": "2021"}]]))
    return path


def databank_columns(path: Path) -> Path:
    return write_table(
        path, ["Time", "Time Code", "Country Name", "Country Code", "Population, total [SP.POP.TOTL]"],
        [("2022", "YR2022", "Russia", "RUS", "144236933"), ("2021", "YR2021", "Russia", "RUS", "..")],
    )  # fmt: skip


def workbook(path: Path) -> Path:
    book = xlsxwriter.Workbook(path)
    sheet = book.add_worksheet()
    for number, cells in enumerate([("Entity", "Code", "Year", "Population"), ("Russia", "RUS", 2022, 144236933)]):
        sheet.write_row(number, 0, cells)
    book.close()
    return path


@pytest.mark.parametrize(
    ("write", "name"),
    [
        (long_table, "a.csv"), (wide_table, "API_SP.POP.TOTL_DS2.csv"), (bank_answer, "answer.json"),
        (databank_columns, "bank.csv"), (workbook, "owid.xlsx"),
    ],
)  # fmt: skip
def test_population_is_known_in_every_form_it_is_published_in(
    store: Path, tmp_path: Path, write: Callable[[Path], Path], name: str
) -> None:
    snapshot = load(store, write(tmp_path / name))

    assert country_rows(snapshot) == [("population", 2022, "RUS", "", "", 144236933.0)]
    assert snapshot.parts[-1].publisher == "World Bank"
    assert snapshot.tables == {"trade", "population"}


def test_a_file_of_several_series_gives_those_that_are_used(store: Path, tmp_path: Path) -> None:
    headers = ["Country Code", "Series Code", "2022 [YR2022]"]
    rows = [("RUS", "SP.POP.TOTL", 144), ("RUS", "NY.GDP.MKTP.CD", 2.25e12), ("RUS", "FP.CPI.TOTL.ZG", 13.8)]
    snapshot = load(store, write_table(tmp_path / "wdi.csv", headers, rows))

    assert country_rows(snapshot) == [("gdp", 2022, "RUS", "", "", 2.25e12), ("population", 2022, "RUS", "", "", 144.0)]
    assert snapshot.parts[-1].bad_rows == {"other_series": 1}


def test_a_table_without_its_series_is_known_by_its_numbers(store: Path, tmp_path: Path) -> None:
    gdp = bank(tmp_path / "table.csv", ("Russia", "RUS", 2022, 2266029240645.31))
    assert country_rows(load(store, gdp)) == [("gdp", 2022, "RUS", "", "", 2266029240645.31)]

    with pytest.raises(InputError) as refused:
        load(store, bank(tmp_path / "inflation.csv", ("Russia", "RUS", 2022, 13.8)))
    assert refused.value.code == "market.series_unnamed"


@pytest.mark.parametrize("form", ["dta", "csv", "parquet"])
def test_distances_are_read_from_each_kind_of_file(store: Path, tmp_path: Path, form: str) -> None:
    table = import_module("pandas").DataFrame(
        {"iso_o": ["CHN", "CHN"], "iso_d": ["ROM", "RUS"], "contig": [0, 1], "dist": [7000.5, 5800]}
    )
    file = tmp_path / f"dist_cepii.{form}"
    if form == "dta":
        table.to_stata(file, write_index=False)
    elif form == "csv":
        table.to_csv(file, index=False, sep=";")
    else:
        import duckdb  # noqa: PLC0415  # pandas writes Parquet only with another package

        duckdb.from_df(table).write_parquet(str(file))

    assert country_rows(load(store, file)) == [
        ("distance", 0, "CHN", "ROU", "", 7000.5), ("distance", 0, "CHN", "RUS", "", 5800.0)
    ]  # fmt: skip


def test_the_tariff_that_is_charged_is_kept(store: Path, tmp_path: Path) -> None:
    rows = [
        ("643", "000", "090210", 2021, "MFN", "12.5"), ("643", "156", "090210", 2021, "AHS", "10"),
        ("643", "156", "090210", 2021, "PRF", "7"), ("643", "156", "090210", 2021, "BND", "20"),
        ("918", "000", "0902.10.00", 2021, "MFN", "0 %"), ("918", "000", "09021001", 2021, "MFN", "3,2"),
        ("643", "156", "09021", 2021, "AHS", "1"), ("643", "156", "090240", 2021, "AHS", "0.5 EUR/kg"),
    ]  # fmt: skip
    snapshot = load(store, write_table(tmp_path / "wits.csv", TARIFF, rows))
    found = country_rows(snapshot)

    assert [row for row in found if row[2] == "RUS"] == [
        ("tariff", 2021, "RUS", "CHN", "090210", 10.0), ("tariff", 2021, "RUS", "WLD", "090210", 12.5)
    ]  # fmt: skip
    union = [row for row in found if row[2] != "RUS"]
    assert {row[1:] for row in union} == {(2021, row[2], "WLD", "090210", 1.6) for row in union}
    assert len(union) == 27
    part = snapshot.parts[-1]
    assert part.bad_rows == {"bound": 1, "tariff_product": 1, "value": 1}
    assert part.first_bad == {"bound": 5, "tariff_product": 8, "value": 9}


@pytest.mark.parametrize("form", [SDMX, SDMX_BY_ATTRIBUTES])
def test_sdmx_of_wits_is_read(store: Path, tmp_path: Path, form: str) -> None:
    file = tmp_path / "tariffs.xml"
    file.write_text(form.format(rate="5.5"))

    assert country_rows(load(store, file)) == [("tariff", 2021, "RUS", "WLD", "090210", 5.5)]


def refused_file(path: Path) -> Path:
    """Write what a file of this name is to hold."""
    good = ("Russia", "RUS", 2022, 144236933)
    if path.name == "unknown.csv":
        return bank(path, good, ("Atlantis", "ATL", 2022, 5))
    if path.name == "tariff.csv":
        return write_table(path, TARIFF, [("643", "156", "090210", 2021, "AHS", "1000"),
                                          ("643", "156", "090240", 2021, "AHS", "1000.5")])  # fmt: skip
    if path.name == "differ.csv":
        return bank(path, good, ("Russia", "RUS", 2022, 144236934))
    if path.name == "empty.json":
        path.write_text('[{"page": 0, "total": 0}, null]')
    elif path.name == "blank.csv":
        return bank(path, ("Russia", "RUS", 2022, ""))
    elif path.name == "cut.xml":
        path.write_text(SDMX.format(rate="5")[:-200])
    elif path.name == "page.dta":
        path.write_text("<!DOCTYPE html><html><body>503</body></html>")
    return path


@pytest.mark.parametrize(
    ("name", "code", "line"),
    [
        ("unknown.csv", "market.area_unknown", 3), ("tariff.csv", "market.tariff_too_high", 3),
        ("differ.csv", "market.country_tables_differ", 2), ("empty.json", "market.no_rows", 1),
        ("blank.csv", "market.no_rows", 2), ("cut.xml", "market.file_unreadable", None),
        ("page.dta", "market.file_is_web_page", None),
    ],
)  # fmt: skip
def test_what_cannot_be_used_is_refused_and_the_old_snapshot_stays(
    store: Path, tmp_path: Path, name: str, code: str, line: int | None
) -> None:
    before = current_snapshot(store)

    with pytest.raises(InputError) as refused:
        load(store, refused_file(tmp_path / name))

    assert refused.value.code == code
    assert refused.value.hint is not None
    if line is not None:
        assert refused.value.text["line"] == line
    assert current_snapshot(store) == before


def test_tables_of_countries_need_trade(tmp_path: Path) -> None:
    with pytest.raises(InputError) as refused:
        load(tmp_path / "store", long_table(tmp_path / "a.csv"))

    assert refused.value.code == "market.no_trade_yet"


def test_a_load_takes_the_place_of_what_it_brings_alone(store: Path, tmp_path: Path) -> None:
    first = load(store, long_table(tmp_path / "a.csv"))
    newer = load(store, bank(tmp_path / "b.csv", ("Russia", "RUS", 2022, 146000000)))
    trade = load(store, comtrade(tmp_path / "new.csv", [(2023, "643", "M", "156", "090210", 7)]))

    assert [part.file for part in newer.parts] == ["trade.csv", "b.csv"]
    assert [part.file for part in trade.parts] == ["new.csv", "b.csv"]
    assert country_rows(trade) == country_rows(newer) == [("population", 2022, "RUS", "", "", 146000000.0)]
    assert country_rows(first) == [("population", 2022, "RUS", "", "", 144236933.0)]
    added = load(store, bank(tmp_path / "c.csv", ("China", "CHN", 2022, 1412175000)), options=LoadOptions(add=True))
    assert [row[2] for row in country_rows(added)] == ["CHN", "RUS"]
    assert added.rows == trade.rows == 1
