"""`tearoad bench`: the commands and their options."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import click

from tearoad.cli.amount import Amount
from tearoad.errors import InputError
from tearoad.text import Text
from tearoad.words import Words


@click.group("bench")
def bench() -> None:
    """Hold the benches."""


@bench.command("timetable")
@click.option("--instances", type=click.Path(path_type=Path), metavar="DIR")
@click.option("--missions", type=click.IntRange(1, 1000), metavar="N")
@click.option("--fair", type=click.IntRange(100, 100_000), metavar="N")
@click.option("--events", "sizes", multiple=True, metavar="SIZE")
@click.option("--optima", type=click.Path(path_type=Path), metavar="CSV")
@click.option("--objective", type=click.Choice(["breaks", "idle-range"]))
@click.option("--fairness", type=click.IntRange(min=0), metavar="D")
@click.option("--peers", is_flag=True)
@click.option("--seed", type=click.IntRange(0, 2**31 - 1), default=0, metavar="N")
@click.option("--effort", "work", type=Amount(0.1), metavar="N")
@click.option("--time-limit", type=Amount(0.1), metavar="S")
@click.option("--plot", type=click.Path(path_type=Path), metavar="SVG")
@click.option("--json", "out", type=click.Path(path_type=Path), metavar="OUT")
@click.pass_obj
def timetable(  # noqa: PLR0913, PLR0917  # one parameter an option
    words: Words,
    instances: Path | None,
    missions: int | None,
    fair: int | None,
    sizes: tuple[str, ...],
    optima: Path | None,
    objective: str | None,
    fairness: int | None,
    seed: int,
    work: float | None,
    time_limit: float | None,
    plot: Path | None,
    out: Path | None,
    *,
    peers: bool,
) -> int:
    """Solve every event below a folder or events made in these sizes, or plan generated missions or a fair."""
    if (instances is not None) + (missions is not None) + (fair is not None) + bool(sizes) != 1:
        raise InputError(Text("cli.bench_one_of"), Text("cli.bench_one_of_hint"))
    searched = {"--objective": objective, "--fairness": fairness, "--peers": peers or None}
    of_events = {"--optima": optima, "--plot": plot, **searched}
    if missions is not None:
        _refuse("--missions", {**of_events, "--effort": work})
        from tearoad.cli.bench.running import run_missions  # noqa: PLC0415  # the engine is heavy; `--help` needs none

        return run_missions(words, missions, seed, time_limit or 30.0, out)
    if fair is not None:
        _refuse("--fair", of_events)
        from tearoad.cli.bench.running import run_fair  # noqa: PLC0415  # the engine is heavy; `--help` needs none
        from tearoad.timetable.solve import DEFAULT_WORK  # noqa: PLC0415  # the engine is heavy; `--help` needs none

        return run_fair(words, fair, seed, work or DEFAULT_WORK, time_limit, out)
    from tearoad.bench.timetable.cases import cases, size_cases  # noqa: PLC0415  # the engine is heavy; `--help` needs none
    from tearoad.bench.timetable.events import Effort  # noqa: PLC0415  # the engine is heavy; `--help` needs none
    from tearoad.cli.bench.running import run_events  # noqa: PLC0415  # the engine is heavy; `--help` needs none
    from tearoad.timetable.solvers.solver import UNLIMITED_SECONDS  # noqa: PLC0415  # the engine is heavy; `--help` needs none

    seconds = time_limit or (60.0 if work is None else UNLIMITED_SECONDS)
    effort = Effort(objective or "breaks", seed, seconds, peers, work)
    found = size_cases(sizes, fairness) if instances is None else cases(instances, optima, fairness)
    return run_events(words, found, effort, plot, out)


def _refuse(chosen: str, of_events: Mapping[str, object]) -> None:
    given = [name for name, value in of_events.items() if value is not None]
    if given:
        text = Text("cli.bench_of_events", chosen=chosen, options=", ".join(given))
        raise InputError(text, Text("cli.bench_of_events_hint"))


@bench.command("capture")
@click.option("--runs", type=click.IntRange(1, 1_000_000), default=1000, metavar="N")
@click.option("--seed", type=click.IntRange(0, 2**31 - 1), default=1, metavar="N")
@click.option("--events", type=click.IntRange(1, 10_000), default=60, metavar="N")
@click.option("--workers", type=click.IntRange(1, 64), default=1, metavar="N")
@click.pass_obj
def capture(words: Words, runs: int, seed: int, events: int, workers: int) -> int:
    """Rehearse the floor with simulated phones: nothing may be lost, doubled or shown to others."""
    from tearoad.cli.bench.rehearsing import run_rehearsals  # noqa: PLC0415  # `--help` needs none of it

    return run_rehearsals(words, runs, seed, events, workers)


@bench.command("market")
@click.option("--data", type=click.Path(path_type=Path), metavar="DIR")
@click.option("--panel", type=click.Path(path_type=Path), metavar="FILE")
@click.option("--rows", type=click.IntRange(min=1000), metavar="N")
@click.option("--keep", "kept", type=click.Path(path_type=Path, file_okay=False), metavar="DIR")
@click.option("--json", "out", type=click.Path(path_type=Path), metavar="OUT")
@click.pass_obj
def market(  # one option each
    words: Words, data: Path | None, panel: Path | None, rows: int | None, kept: Path | None, out: Path | None
) -> int:
    """Back-test the ranking of markets."""
    from tearoad.cli.bench.markets import run_market_bench  # noqa: PLC0415  # `--help` needs no engine

    return run_market_bench(words, data, panel, rows=rows, kept=kept, out=out)
