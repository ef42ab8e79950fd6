from __future__ import annotations

import csv
import json
import os
from pathlib import Path

import numpy as np
import pytest
from click.testing import CliRunner

from tearoad.errors import InputError
from tearoad.market.ranking.model import LEAST_MARKETS, RankingQuestion, TrainingWindow, cells_in_question
from tearoad.market.ranking.panel import read_panel
from tearoad.values import Language
from tearoad.words import Words
from tearoad_lab.cli.commands import build
from tearoad_lab.market.backtest import back_test, windows_of
from tearoad_lab.market.replications import replications

REAL = Path(os.environ.get("TRADE_FILES") or Path(__file__).parents[4] / "shared/data/market")


def made_panel(path: Path, years: int = 5) -> Path:
    """Write a panel in which sales follow supply, demand and how near two countries are, with noise each year."""
    random = np.random.default_rng(7)
    countries = [f"C{number:02}" for number in range(12)]
    supply, demand = random.lognormal(10, 1, (12, 4)), random.lognormal(0, 1, (12, 4))
    near = random.lognormal(0, 1, (12, 12))
    with path.open("w", newline="", encoding="utf-8") as opened:
        table = csv.writer(opened)
        table.writerow(["year", "exporter", "importer", "product", "value"])
        for year in range(years):
            noise = random.lognormal(0, 0.5, (12, 12, 4))
            for i, j, k in np.ndindex(12, 12, 4):
                value = supply[i, k] * demand[j, k] * near[i, j] * noise[i, j, k]
                if i != j and value > 3000:
                    table.writerow([2015 + year, countries[i], countries[j], f"09021{k}", int(value)])
    return path


def test_nothing_is_fitted_on_years_that_are_foretold() -> None:
    test, fitted = windows_of((2014, 2015, 2016, 2017, 2018, 2019, 2020, 2021))

    assert test == TrainingWindow((2017, 2018), (2020, 2021))
    assert fitted == (TrainingWindow((2017,), (2018, 2019)), TrainingWindow((2014, 2015), (2017, 2018)),
                      TrainingWindow((2015, 2016), (2018, 2019)))  # fmt: skip


def test_back_test_knows_better_than_naive_rankings(tmp_path: Path) -> None:
    result = back_test(read_panel(made_panel(tmp_path / "panel.csv")))

    assert result.correlation["level"] > result.baselines["level"]["own_exports"] > 0.3
    assert result.correlation["growth"] > 0.2
    assert 0.6 < result.intervals.coverage < 0.95
    assert result.intervals.score < result.constant_intervals.score


def test_questions_are_about_their_markets_only(tmp_path: Path) -> None:
    panel = read_panel(made_panel(tmp_path / "panel.csv"))
    base, target = panel.mean_of((2015, 2016)), panel.mean_of((2018, 2019))

    new, _ = cells_in_question(RankingQuestion.NEW_MARKETS, panel, base, target)
    grown, _ = cells_in_question(RankingQuestion.GROWTH, panel, base, target)
    level, _ = cells_in_question(RankingQuestion.LEVEL, panel, base, target)

    assert float(base[new].sum()) == 0.0
    assert bool((base[grown] > 0).all())
    assert int(level.sum(axis=1)[level.any(axis=1)].min()) >= LEAST_MARKETS


def test_command_ends_with_a_line_of_json(tmp_path: Path) -> None:
    out = tmp_path / "out.json"
    arguments = ["market", "--panel", str(made_panel(tmp_path / "panel.csv")), "--json", str(out)]

    result = CliRunner().invoke(build(Language.EN), arguments, obj=Words(Language.EN), standalone_mode=False)

    last = json.loads(result.output.splitlines()[-1])
    assert last == json.loads(out.read_text())
    assert {"level", "new_markets", "growth", "coverage", "level_own_exports", "growth_unused_potential"} <= last.keys()


@pytest.mark.parametrize("content", ["a,b\n1,2\n", "year,exporter,importer,product,value\n2020,A,B,1,5\n"])
def test_what_is_no_panel_is_refused(tmp_path: Path, content: str) -> None:
    path = tmp_path / "panel.csv"
    path.write_text(content)

    with pytest.raises(InputError) as raised:
        read_panel(path)

    assert raised.value.code in {"market.panel_columns", "market.panel_years"}


@pytest.mark.parametrize(
    ("headers", "value", "code"),
    [
        ("Period,origin,destination,HS6,Value (US$)", "5", None),
        ("t,i,j,k,v", "5", None),
        ("Jahr,origin,destination,hs,usd", "5", "market.panel_columns"),
        ("year,exporter,importer,product,value", "5 kg", "market.panel_cells"),
        ("year,exporter,importer,product,value", '"5,5"', "market.panel_cells"),
    ],
)
def test_a_panel_of_ones_own_is_known_by_its_columns(
    tmp_path: Path, headers: str, value: str, code: str | None
) -> None:
    path = tmp_path / "own.csv"
    rows = [f"{year},CHN,RUS,090210,{value if year == 2020 else 5}" for year in range(2017, 2022)]
    path.write_text("\n".join([headers, *rows]))

    if code is None:
        panel = read_panel(path)
        assert (panel.exporters, panel.markets, panel.products) == (("CHN",), ("RUS",), ("090210",))
        assert panel.values.sum() == 25
        return
    with pytest.raises(InputError) as raised:
        read_panel(path)
    assert raised.value.code == code
    assert str(raised.value.text["found"]) in {"Jahr, origin, destination, hs, usd", "5 kg", "5,5"}


def test_worked_example_is_exact() -> None:
    (example,) = replications(None)

    assert (example.name, example.cells) == ("potential_worked_example", 3)
    assert example.largest_error < 1e-9


@pytest.mark.skipif(not REAL.is_dir(), reason="TRADE_FILES names no folder of real trade files")
def test_advantage_of_the_published_input_cell_by_cell() -> None:
    (_, table) = replications(REAL)

    assert table.cells > 50_000
    assert table.largest_error < 1e-9
