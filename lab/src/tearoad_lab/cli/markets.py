"""How `tearoad-lab market` goes: replications, the back-test, one last line of JSON."""

from __future__ import annotations

import json
import tempfile
from contextlib import suppress
from dataclasses import asdict
from pathlib import Path

import click

from tearoad.cli.exit_codes import ExitCode
from tearoad.cli.timetable.files import expect_writable, write_json
from tearoad.errors import InputError, NotFoundError
from tearoad.market.ranking.panel import TradePanel, read_panel
from tearoad.text import Text
from tearoad.words import Words
from tearoad_lab.market.backtest import back_test
from tearoad_lab.market.engines import engine_figures
from tearoad_lab.market.replications import replications

_TABLES = (".parquet", ".csv")


def run_market_bench(  # what is judged, and where its figures go
    words: Words, data: Path | None, panel: Path | None, *, rows: int | None, kept: Path | None, out: Path | None
) -> int:
    """Run the bench on a folder of files, on one panel or on a generated table of rows; return the exit code.

    A generated table stays in the folder `kept` and is found there again; without one it goes with the bench.

    Raises:
        NotFoundError: there is no panel.
        InputError: neither a folder nor a panel was named, or the panel cannot be used.

    """
    if data is None and panel is None and rows is None:
        raise InputError(Text("lab.bench_market_needs"), Text("lab.bench_market_needs_hint"))
    expect_writable(out, "--json")
    said: dict[str, object] = {}
    for replication in replications(data):
        click.echo(
            words(
                Text(
                    "lab.bench_replicated",
                    name=replication.name,
                    count=replication.cells,
                    error=f"{replication.largest_error:.1e}",
                )
            )
        )
        said[f"{replication.name}_error"] = replication.largest_error
    if data is not None or panel is not None:
        said |= _back_tested(words, data, panel)
    if rows is not None:
        said |= _engines(words, rows, kept)
    if out is not None:
        write_json(said, out, "--json")
    click.echo(json.dumps(said))
    return ExitCode.DONE


def _engines(words: Words, rows: int, kept: Path | None) -> dict[str, object]:
    """Load and ask a generated table, other engines beside ours; return the figures."""
    with tempfile.TemporaryDirectory() as folder:
        figures = engine_figures(rows, kept or Path(folder))
    load = figures.load
    loaded = {"load": f"{load.load_s:.1f}", "ranking": f"{load.ranking_s:.1f}", "memory": str(load.peak_mb)}
    click.echo(words(Text("lab.bench_market_loaded", count=figures.rows, **loaded)))
    brief_times = {"ten": f"{figures.brief_10_p95_ms:.0f}", "cpu": f"{figures.brief_10_cpu_ms:.0f}"}
    click.echo(words(Text("lab.bench_market_briefs", **brief_times, many=f"{figures.brief_180_ms:.0f}")))
    for engine, seconds in figures.potential_s.items():
        took = {"seconds": f"{seconds:.2f}", "memory": str(figures.potential_mb[engine])}
        click.echo(words(Text("lab.bench_market_engine", engine=engine, **took)))
    click.echo(words(Text("lab.bench_market_difference", difference=f"{figures.largest_difference:.1e}")))
    return {"engines": asdict(figures)}


def _back_tested(words: Words, data: Path | None, panel: Path | None) -> dict[str, object]:
    """Back-test the ranking on a panel; return the figures."""
    trade_panel, file = (read_panel(panel), panel) if panel is not None else _panel_in(data or Path())
    result = back_test(trade_panel)
    for question, value in result.correlation.items():
        naive = ", ".join(f"{name} {number:.3f}" for name, number in result.baselines[question].items())
        count = result.cases[question]
        click.echo(words(Text("lab.bench_ranked", question=question, value=f"{value:.3f}", naive=naive, count=count)))
    share = f"{result.intervals.coverage:.1%}"
    score, constant = f"{result.intervals.score:.3f}", f"{result.constant_intervals.score:.3f}"
    click.echo(words(Text("lab.bench_intervals", share=share, score=score, constant=constant)))
    return {"panel": file.name, **result.as_json()}


def _panel_in(folder: Path) -> tuple[TradePanel, Path]:
    """Return the first file of a folder that holds a panel."""
    if folder.is_dir():
        for path in sorted(folder.iterdir()):
            if path.suffix.lower() in _TABLES:
                with suppress(InputError):
                    return read_panel(path), path
    raise NotFoundError(Text("lab.bench_no_panel", folder=str(folder)), Text("market.panel_hint"))
