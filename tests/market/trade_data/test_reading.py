from __future__ import annotations

from pathlib import Path

import pytest

from tearoad.errors import InputError
from tearoad.market.trade_data.formats import read_mapping
from tearoad.market.trade_data.query import open_trade
from tearoad.market.trade_data.store import LoadOptions, TradeSnapshot
from tests.market.trade_files import AT, COMTRADE, Trade, comtrade, load, write_table


def stored(snapshot: TradeSnapshot) -> list[tuple[object, ...]]:
    with open_trade(snapshot) as trade:
        return trade.rows("SELECT year, reporter, flow, partner, product, value FROM trade ORDER BY ALL")


def refused(tmp_path: Path, *files: Path) -> InputError:
    with pytest.raises(InputError) as refusal:
        load(tmp_path / "store", *files)
    assert refusal.value.hint is not None
    return refusal.value


def test_todays_comtrade_is_read_by_its_columns(tmp_path: Path) -> None:
    file = comtrade(
        tmp_path / "new.csv", [(2022, "643", "M", "156", "090210", 1200.5), (2022, "842", "X", "0", "0902", 7)]
    )

    assert stored(load(tmp_path, file)) == [
        (2022, "RUS", "import", "CHN", "090210", 1200.5),
        (2022, "USA", "export", "WLD", "0902", 7.0),
    ]


def test_legacy_comtrade_gets_its_leading_zero_back(tmp_path: Path) -> None:
    headers = ["Classification", "Year", "Aggregate Level", "Trade Flow Code", "Reporter Code", "Partner Code",
               "Commodity Code", "Netweight (kg)", "Trade Value (US$)"]  # fmt: skip
    file = write_table(tmp_path / "old.csv", headers, [("H3", 2010, 6, 2, 8, 251, 90111, "NA", 284)])

    assert stored(load(tmp_path, file)) == [(2010, "ALB", "export", "FRA", "090111", 284.0)]


def test_baci_counts_in_thousands(tmp_path: Path) -> None:
    file = write_table(tmp_path / "baci.csv", list("tijkvq"), [(2020, 699, 757, 90240, 1.5, 0.25)])

    with open_trade(load(tmp_path, file)) as trade:
        rows = trade.rows("SELECT year, reporter, flow, partner, product, value, netweight FROM trade")

    assert rows == [(2020, "IND", "reconciled", "CHE", "090240", 1500.0, 250.0)]


def test_national_table_is_read_by_a_mapping(tmp_path: Path) -> None:
    mapping = tmp_path / "vn.toml"
    mapping.write_text(
        'source = "Customs of Viet Nam"\ndecimal = ","\nvalue_factor = 1000\n[columns]\nyear = "Nam"\n'
        'partner = "Nuoc"\nproduct = "HS"\nvalue = "Nghin USD"\n[constants]\nreporter = "VNM"\nflow = "import"\n'
    )
    file = tmp_path / "vn.csv"
    file.write_text("Nam;Nuoc;HS;Nghin USD\n2023;Китай;0902.10;12,5\n", encoding="utf-8")

    snapshot = load(tmp_path, file, options=LoadOptions(mapping=read_mapping(mapping)))

    assert stored(snapshot) == [(2023, "VNM", "import", "CHN", "090210", 12500.0)]
    assert snapshot.parts[0].publisher == "Customs of Viet Nam"


@pytest.mark.parametrize(
    ("written", "missing"),
    [('source = "A"\n[columns]\nyear = "y"\n', "reporter, flow, partner, product, value"), ("[columns]\n", "year")],
)
def test_mapping_that_says_too_little_is_refused(tmp_path: Path, written: str, missing: str) -> None:
    path = tmp_path / "short.toml"
    path.write_text(written)

    with pytest.raises(InputError) as refusal:
        read_mapping(path)

    assert refusal.value.text.code == "market.mapping_columns"
    assert str(refusal.value.text["columns"]).startswith(missing)


def test_bad_rows_are_counted_by_reason_with_their_line(tmp_path: Path) -> None:
    good = ("A", 2022, "643", "M", "156", 0, "H6", "090210", 6, "C00", 0, "", 10)

    def changed(**cells: object) -> list[object]:
        return [cells.get(name, value) for name, value in zip(COMTRADE, good, strict=True)]

    rows = [
        list(good),
        changed(cmdCode="09021"),
        changed(primaryValue="ten", partnerCode="398"),
        changed(primaryValue="-5", partnerCode="704"),
        changed(freqCode="M"),
        changed(motCode="2100"),
        changed(netWgt="12 kg", partnerCode="276"),
        [*good, "one too many"],
        changed(refYear="22", partnerCode="392"),
        changed(flowCode="Q", partnerCode="410"),
    ]
    part = load(tmp_path, write_table(tmp_path / "bad.csv", COMTRADE, rows)).parts[0]

    assert part.rows == 2
    assert dict(part.bad_rows) == {
        "breakdown": 1, "flow": 1, "not_a_year": 1, "product": 1, "value": 2, "year": 1, "cells": 1, "weight": 1,
    }  # fmt: skip
    assert dict(part.first_bad) == {
        "breakdown": 7, "flow": 11, "not_a_year": 6, "product": 3, "value": 4, "year": 10, "cells": 9, "weight": 8,
    }  # fmt: skip


def test_a_year_after_the_load_is_left_out_and_counted(tmp_path: Path) -> None:
    rows: list[Trade] = [(year, "643", "M", "156", "090210", 5) for year in (2025, AT.year, AT.year + 1, 2099, 1950)]
    snapshot = load(tmp_path, comtrade(tmp_path / "a.csv", rows))

    assert [row[0] for row in stored(snapshot)] == [2025, AT.year]
    assert snapshot.parts[0].bad_rows == {"year": 3}


def test_unknown_country_stops_the_load_by_its_name(tmp_path: Path) -> None:
    file = comtrade(
        tmp_path / "a.csv", [(2022, "643", "M", "156", "090210", 1), (2022, "643", "M", "998", "090210", 1)]
    )

    error = refused(tmp_path, file)

    assert (error.code, error.text["line"], error.text["found"]) == ("market.area_unknown", 3, "998")
    assert not (tmp_path / "store/current").exists()


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("page.csv", b"<!DOCTYPE html><html><body>503</body></html>", "market.file_is_web_page"),
        ("empty.csv", b"  \n", "market.file_empty"),
        ("cut.parquet", b"PAR1 and then nothing", "market.file_unreadable"),
        ("other.csv", b"id,name\n1,tea\n", "market.other_table"),
        ("none.csv", b"t,i,j,k,v,q\n2020,156,643,9021,1,1\n", "market.no_rows"),
    ],
)
def test_what_is_no_trade_table_is_refused(tmp_path: Path, name: str, content: bytes, code: str) -> None:
    file = tmp_path / name
    file.write_bytes(content)

    assert refused(tmp_path, file).code == code
