from __future__ import annotations

from pathlib import Path

import duckdb
import pytest

from tests.market.trade_files import COMTRADE, comtrade, load, write_table

SUPPLIERS = ("156", "276", "356", "392", "410")


def values_of(tmp_path: Path, written: list[str], weights: str = "") -> tuple[list[float], dict[str, int]]:
    rows = [(2022, "643", "M", supplier, "090210", value) for supplier, value in zip(SUPPLIERS, written, strict=False)]
    snapshot = load(tmp_path / "store", comtrade(tmp_path / "trade.csv", rows, weights))
    with duckdb.connect() as engine:
        found = engine.read_parquet(str(snapshot.trade)).order("line").project("value").fetchall()
    return [value for (value,) in found], dict(snapshot.parts[0].bad_rows)


@pytest.mark.parametrize(
    ("written", "read"),
    [
        (["1,234.50", "1,234", "56"], [1234.5, 1234.0, 56.0]),
        (["1,234,567", "1,234"], [1234567.0, 1234.0]),
        (["12,5", "1234,75", "1,250"], [12.5, 1234.75, 1.25]),
        (["1.234,50", "1.234", "56"], [1234.5, 1234.0, 56.0]),
        (["1.234.567", "1.234"], [1234567.0, 1234.0]),
        (
            ["1 234", "1\u00a0234\u00a0567", "1\u202f234.5", "1'234", "1 234,5"],
            [1234.0, 1234567.0, 1234.5, 1234.0, 1234.5],
        ),
        (["1.234", "56.75"], [1.234, 56.75]),
        (["1e3", "0"], [1000.0, 0.0]),
    ],
)
def test_a_column_is_read_by_its_own_cells(tmp_path: Path, written: list[str], read: list[float]) -> None:
    assert values_of(tmp_path, written) == (read, {})


@pytest.mark.parametrize("cell", ["1,234", "12 34", "1,23,4", "5 USD"])
def test_one_cell_that_cannot_be_read_is_counted_alone(tmp_path: Path, cell: str) -> None:
    assert values_of(tmp_path, ["10", cell, "30"]) == ([10.0, 30.0], {"value": 1})


def test_a_slip_does_not_turn_a_column(tmp_path: Path) -> None:
    rows = [(2022, "643", "M", "156", f"0902{number}", f"{number},000.5") for number in range(10, 40)]
    rows.append((2022, "643", "M", "156", "090240", "7,5"))

    snapshot = load(tmp_path / "store", comtrade(tmp_path / "trade.csv", rows))

    assert (snapshot.rows, snapshot.parts[0].bad_rows) == (30, {"value": 1})


def test_weights_are_read_as_values_are(tmp_path: Path) -> None:
    rows = [(2022, "643", "M", "156", "090210", 5), (2022, "643", "M", "276", "090210", 5)]

    snapshot = load(tmp_path / "store", comtrade(tmp_path / "trade.csv", rows, "1,234.5"))

    with duckdb.connect() as engine:
        found = engine.read_parquet(str(snapshot.trade)).project("netweight").fetchall()
    assert found == [(1234.5,), (1234.5,)]


def test_an_empty_number_of_a_country_gives_way_to_its_letters(tmp_path: Path) -> None:
    headers = ("reporterISO", "partnerISO", *COMTRADE)
    good = ("DEU", "CHN", "A", 2022, "", "M", "", 0, "H6", "090210", 6, "C00", 0, "", 10)

    snapshot = load(tmp_path / "store", write_table(tmp_path / "trade.csv", headers, [good]))

    with duckdb.connect() as engine:
        found = engine.read_parquet(str(snapshot.trade)).project("reporter, partner").fetchall()
    assert found == [("DEU", "CHN")]


def test_services_are_left_out_and_counted(tmp_path: Path) -> None:
    rows = [
        ("C", "A", 2022, "643", "M", "156", 0, "H6", "090210", 6, "C00", 0, "", 10),
        ("S", "A", 2022, "643", "M", "156", 0, "EB", "200000", 6, "C00", 0, "", 99),
        ("C", "A", 2022, "643", "M", "276", 0, "EB02", "210000", 6, "C00", 0, "", 99),
    ]

    snapshot = load(tmp_path / "store", write_table(tmp_path / "trade.csv", ("typeCode", *COMTRADE), rows))

    assert (snapshot.rows, snapshot.parts[0].bad_rows, snapshot.parts[0].first_bad) == (
        1, {"services": 2}, {"services": 3},
    )  # fmt: skip
