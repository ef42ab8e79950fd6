from __future__ import annotations

from pathlib import Path

from tearoad.market.trade_data.areas import area_of
from tearoad.market.trade_data.completeness import YearStatus
from tearoad.market.trade_data.query import open_trade
from tests.market.trade_files import Trade, comtrade, load

PRODUCTS = ("090210", "210390", "200990", "080290", "170490", "220299")
COUNTRIES = ("643", "156", "276", "398", "704")


def year_of(year: int, reporter: str, *, products: int = 6, factor: float = 1.0) -> list[Trade]:
    partners = [country for country in COUNTRIES if country != reporter]
    return [
        (year, reporter, "M", partner, product, 100 * factor) for partner in partners for product in PRODUCTS[:products]
    ]


def wanting(tmp_path: Path, trade: list[Trade]) -> dict[tuple[str, int], YearStatus]:
    with open_trade(load(tmp_path, comtrade(tmp_path / "made.csv", trade))) as rows:
        return {
            (year.reporter, year.year): year.status
            for year in rows.reporter_years()
            if year.status is not YearStatus.FULL
        }


def test_who_stopped_publishing_and_which_year_is_a_stub(tmp_path: Path) -> None:
    trade = [row for year in range(2018, 2024) for reporter in ("156", "276", "398") for row in year_of(year, reporter)]
    trade += [row for year in range(2018, 2022) for row in year_of(year, "643")]
    trade += [row for year in (2018, 2019, 2020, 2021, 2022) for row in year_of(year, "704") if year != 2020]
    trade += year_of(2023, "704", products=1, factor=0.5)

    assert wanting(tmp_path, trade) == {
        ("RUS", 2022): YearStatus.STOPPED,
        ("RUS", 2023): YearStatus.STOPPED,
        ("VNM", 2020): YearStatus.GAP,
        ("VNM", 2023): YearStatus.STUB,
    }


def test_fall_that_partners_saw_too_is_no_stub(tmp_path: Path) -> None:
    trade = [row for year in range(2018, 2022) for row in year_of(year, "398")]
    trade += year_of(2022, "398", products=2, factor=0.5)
    for year in range(2018, 2023):
        trade += [(year, "156", "X", "398", product, 100 if year < 2022 else 20) for product in PRODUCTS]

    assert wanting(tmp_path, trade) == {}


def test_partners_figures_stand_beside_a_missing_year(tmp_path: Path) -> None:
    trade: list[Trade] = [(2021, "643", "M", "156", "090210", 5), (2022, "156", "X", "643", "090210", 7)]
    with open_trade(load(tmp_path, comtrade(tmp_path / "made.csv", trade))) as rows:
        (missing,) = [year for year in rows.reporter_years() if year.reporter == "RUS" and year.year == 2022]

    assert (missing.status, missing.value, missing.partners_value) == (YearStatus.STOPPED, 0.0, 7.0)


def test_areas_are_known_by_number_letters_and_name() -> None:
    assert [area_of(written) for written in ("643", "004", "W00", "Россия", "越南", "XKX", "998", "Atlantis")] == [
        "RUS", "AFG", "WLD", "RUS", "VNM", "XKX", None, None,
    ]  # fmt: skip
