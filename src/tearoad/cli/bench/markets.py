"""How `tearoad bench market` goes: replications, the back-test, one last line of JSON."""

from __future__ import annotations

import json
from contextlib import suppress
from pathlib import Path

import click

from tearoad.bench.market.backtest import back_test
from tearoad.bench.market.replications import replications
from tearoad.cli.exit_codes import ExitCode
from tearoad.cli.timetable.files import expect_writable, write_json
from tearoad.errors import InputError, NotFoundError
from tearoad.market.ranking.panel import TradePanel, read_panel
from tearoad.text import Text
from tearoad.words import Words

_TABLES = (".parquet", ".csv")


def run_market_bench(words: Words, data: Path | None, panel: Path | None, out: Path | None) -> int:
    """Run the bench on a folder of files, or on one panel; return the exit code.

    Raises:
        NotFoundError: there is no panel.
        InputError: neither a folder nor a panel was named, or the panel cannot be used.

    """
    if data is None and panel is None:
        raise InputError(Text("cli.bench_market_needs"), Text("cli.bench_market_needs_hint"))
    expect_writable(out, "--json")
    said: dict[str, object] = {}
    for one in replications(data):
        click.echo(
            words(Text("cli.bench_replicated", name=one.name, count=one.cells, error=f"{one.largest_error:.1e}"))
        )
        said[f"{one.name}_error"] = one.largest_error
    found, file = (read_panel(panel), panel) if panel is not None else _panel_in(data or Path())
    result = back_test(found)
    for question, value in result.correlation.items():
        naive = ", ".join(f"{name} {number:.3f}" for name, number in result.baselines[question].items())
        count = result.cases[question]
        click.echo(words(Text("cli.bench_ranked", question=question, value=f"{value:.3f}", naive=naive, count=count)))
    share = f"{result.intervals.coverage:.1%}"
    score, constant = f"{result.intervals.score:.3f}", f"{result.constant_intervals.score:.3f}"
    click.echo(words(Text("cli.bench_intervals", share=share, score=score, constant=constant)))
    figures = {**said, "panel": file.name, **result.as_json()}
    if out is not None:
        write_json(figures, out, "--json")
    click.echo(json.dumps(figures))
    return ExitCode.DONE


def _panel_in(folder: Path) -> tuple[TradePanel, Path]:
    """Return the first file of a folder that holds a panel."""
    if folder.is_dir():
        for path in sorted(folder.iterdir()):
            if path.suffix.lower() in _TABLES:
                with suppress(InputError):
                    return read_panel(path), path
    raise NotFoundError(Text("cli.bench_no_panel", folder=str(folder)), Text("market.panel_hint"))
