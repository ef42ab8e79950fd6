"""Trade of several editions of the Harmonised System is brought into one, and nothing is lost or won."""

from __future__ import annotations

from math import fsum
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tearoad.cli.app import run
from tearoad.cli.exit_codes import ExitCode
from tearoad.errors import InputError, NotFoundError
from tearoad.market.trade_data.editions import edition_choice
from tearoad.market.trade_data.query import open_trade
from tearoad.market.trade_data.store import LoadOptions, TradeSnapshot, current_snapshot
from tests.market.trade_files import COMTRADE, load, write_table

CONCORDANCE = """code.after,code.before,Relationship,adjustment
90210,90210,1:1,2017 to 2012
90211,90210,1:n,2017 to 2012
210390,210390,1:1,2017 to 2012
90210,90210,1:1,2022 to 2017
90219,90210,1:n,2022 to 2017
90210,90211,n:1,2022 to 2017
210390,210390,1:1,2022 to 2017
"""
Published = tuple[int, str, str, str, float | str, float]
"""Year, reporter, edition, product, weight, value."""


@pytest.fixture(scope="module")
def concordance(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("table") / "concordance.csv"
    path.write_text(CONCORDANCE)
    return path


def published(path: Path, *rows: Published) -> Path:
    """Write imports from China, each in its edition."""
    return write_table(
        path,
        COMTRADE,
        [
            ("A", year, reporter, "M", "156", 0, edition, product, len(product), "C00", 0, weight, value)
            for year, reporter, edition, product, weight, value in rows
        ],
    )


def in_edition(edition: str, concordance: Path, *, add: bool = False) -> LoadOptions:
    """Return options of a load into an edition."""
    return LoadOptions(add=add, edition=edition_choice(edition, concordance))


def rows_of(snapshot: TradeSnapshot) -> list[tuple[object, ...]]:
    """Return the rows of a snapshot."""
    with open_trade(snapshot) as trade:
        return trade.rows("SELECT year, reporter, product, edition, value, netweight, line FROM trade ORDER BY ALL")


def test_split_code_is_shared_out_by_what_is_traded_in_the_edition_itself(tmp_path: Path, concordance: Path) -> None:
    file = published(
        tmp_path / "tea.csv",
        (2021, "643", "H5", "090210", 8, 100),
        (2022, "643", "H6", "090210", 1, 30),
        (2022, "643", "H6", "090219", 1, 10),
    )

    assert rows_of(load(tmp_path / "store", file, options=in_edition("H6", concordance))) == [
        (2021, "RUS", "090210", "H6", 75.0, 6.0, 2),
        (2021, "RUS", "090219", "H6", 25.0, 2.0, 2),
        (2022, "RUS", "090210", "H6", 30.0, 1.0, 3),
        (2022, "RUS", "090219", "H6", 10.0, 1.0, 4),
    ]


def test_merged_codes_are_added_up_apart_by_whether_they_have_a_weight(tmp_path: Path, concordance: Path) -> None:
    file = published(
        tmp_path / "tea.csv",
        (2021, "643", "H6", "090210", 4, 10),
        (2021, "643", "H6", "090219", 2, 20),
        (2022, "643", "H6", "090210", "", 7),
        (2022, "643", "H6", "090219", 2, 20),
    )

    assert rows_of(load(tmp_path / "store", file, options=in_edition("H5", concordance))) == [
        (2021, "RUS", "090210", "H5", 25.0, 4.0, 2),
        (2021, "RUS", "090211", "H5", 5.0, 2.0, 2),
        (2022, "RUS", "090210", "H5", 3.5, None, 4),
        (2022, "RUS", "090210", "H5", 20.0, 2.0, 5),
        (2022, "RUS", "090211", "H5", 3.5, None, 4),
    ]


@pytest.mark.parametrize("into", ["H4", "H5", "H6"])
@settings(max_examples=4, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    trade=st.lists(
        st.tuples(
            st.sampled_from(["H4", "H5", "H6"]),
            st.sampled_from(["090210", "090211", "090219", "210390", "999999"]),
            st.floats(0, 1e12),
            st.floats(0.001, 1e12),
        ),
        min_size=1,
        max_size=8,
        unique_by=lambda row: row[:2],
    )
)
def test_totals_stay_the_same_whichever_way(
    tmp_path_factory: pytest.TempPathFactory,
    concordance: Path,
    into: str,
    trade: list[tuple[str, str, float, float]],
) -> None:
    folder = tmp_path_factory.mktemp("made")
    years = {"H4": 2016, "H5": 2021, "H6": 2022}
    file = published(
        folder / "tea.csv",
        *((years[edition], "643", edition, product, weight, value) for edition, product, value, weight in trade),
    )
    made = rows_of(load(folder / "store", file, options=in_edition(into, concordance)))

    for year in {years[row[0]] for row in trade}:
        for place, column in ((2, 4), (3, 5)):
            before = fsum(row[place] for row in trade if years[row[0]] == year)  # type: ignore[misc]  # both are floats
            after = fsum(float(str(row[column])) for row in made if row[0] == year)
            assert after == pytest.approx(before, rel=1e-9)


def test_rows_that_cannot_be_brought_over_stay_and_are_counted(
    tmp_path: Path, concordance: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = published(
        tmp_path / "tea.csv",
        (2020, "643", "H5", "0902", 1, 5),
        (2021, "643", "H5", "090210", 1, 10),
        (2022, "643", "", "210390", 1, 20),
    )
    store = tmp_path / "store"
    options = ["--store", str(store), "--hs-edition", "H6", "--concordance", str(concordance)]

    assert run(["market", "load", str(file), *options]) == ExitCode.DONE
    printed = capsys.readouterr().out
    assert "Codes of 1 row were brought into H6; 2 rows stay as they are" in printed
    assert [(row[2], row[3], row[4]) for row in rows_of(current_snapshot(store))] == [
        ("0902", "H5", 5.0),
        ("090210", "H6", 5.0),
        ("090219", "H6", 5.0),
        ("210390", "", 20.0),
    ]


def test_year_in_two_editions_is_refused_and_the_old_snapshot_stays(tmp_path: Path, concordance: Path) -> None:
    old = load(tmp_path / "store", published(tmp_path / "a.csv", (2021, "643", "H5", "090210", 1, 10)))
    other = published(tmp_path / "b.csv", (2021, "643", "H6", "090219", 1, 10))

    with pytest.raises(InputError) as refused:
        load(tmp_path / "store", other, options=in_edition("H6", concordance, add=True))

    text = refused.value.text
    assert (text["year"], text["reporter"], text["first"], text["second"]) == ("2021", "RUS", "H5", "H6")
    assert current_snapshot(tmp_path / "store") == old


def test_edition_and_table_are_part_of_the_snapshot(tmp_path: Path, concordance: Path) -> None:
    file = published(tmp_path / "tea.csv", (2021, "643", "H5", "090210", 1, 10))
    store = tmp_path / "store"
    plain, five, six = (
        load(store, file),
        load(store, file, options=in_edition("H5", concordance)),
        load(store, file, options=in_edition("H6", concordance)),
    )

    assert (plain.edition, five.edition, six.edition) == ("", "H5", "H6")
    assert len({plain.id, five.id, six.id}) == 3
    with pytest.raises(InputError) as refused:
        load(store, published(tmp_path / "b.csv", (2022, "643", "H6", "090219", 1, 1)), options=LoadOptions(add=True))
    assert (refused.value.code, refused.value.text["edition"]) == ("market.edition_wanted", "H6")


def test_step_that_the_table_lacks_and_an_option_alone_are_named(
    tmp_path: Path, concordance: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = published(tmp_path / "tea.csv", (2009, "643", "H3", "090210", 1, 10))
    with pytest.raises(NotFoundError) as missing:
        load(tmp_path / "store", file, options=in_edition("H6", concordance))
    assert (missing.value.text["first"], missing.value.text["second"]) == ("2007", "2012")

    assert run(["market", "load", str(file), "--hs-edition", "H6"]) == ExitCode.UNUSABLE
    assert "--concordance" in capsys.readouterr().err
