"""`tearoad-lab`: the benches and their options."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import click
from click.core import ParameterSource

from tearoad.cli.amount import Amount
from tearoad.cli.app import command_line
from tearoad.cli.exit_codes import ExitCode
from tearoad.errors import InputError
from tearoad.text import Text
from tearoad.values import Language
from tearoad.words import Words
from tearoad_lab.cli import event_commands as event


@click.group("timetable", invoke_without_command=True)
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
@click.pass_context
def timetable(  # noqa: PLR0913, PLR0917  # one parameter an option
    context: click.Context,
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
    words: Words = context.obj
    if context.invoked_subcommand is not None:
        _refuse_before_command(context)
        return ExitCode.DONE
    if (instances is not None) + (missions is not None) + (fair is not None) + bool(sizes) != 1:
        raise InputError(Text("lab.bench_one_of"), Text("lab.bench_one_of_hint"))
    searched = {"--objective": objective, "--fairness": fairness, "--peers": peers or None}
    of_events = {"--optima": optima, "--plot": plot, **searched}
    if missions is not None:
        _refuse("--missions", {**of_events, "--effort": work})
        from tearoad_lab.cli.running import run_missions  # noqa: PLC0415  # the engine is heavy; `--help` needs none

        return run_missions(words, missions, seed, time_limit or 30.0, out)
    if fair is not None:
        _refuse("--fair", of_events)
        from tearoad.timetable.solve import DEFAULT_WORK  # noqa: PLC0415  # the engine is heavy; `--help` needs none
        from tearoad_lab.cli.running import run_fair  # noqa: PLC0415  # the engine is heavy; `--help` needs none

        return run_fair(words, fair, seed, work or DEFAULT_WORK, time_limit, out)
    from tearoad.timetable.solvers.solver import UNLIMITED_SECONDS  # noqa: PLC0415  # the engine is heavy; `--help` needs none
    from tearoad_lab.cli.running import run_events  # noqa: PLC0415  # the engine is heavy; `--help` needs none
    from tearoad_lab.timetable.cases import cases, size_cases  # noqa: PLC0415  # the engine is heavy; `--help` needs none
    from tearoad_lab.timetable.events import Effort  # noqa: PLC0415  # the engine is heavy; `--help` needs none

    seconds = time_limit or (60.0 if work is None else UNLIMITED_SECONDS)
    effort = Effort(objective or "breaks", seed, seconds, peers, work)
    found = size_cases(sizes, fairness) if instances is None else cases(instances, optima, fairness)
    return run_events(words, found, effort, plot, out)


for _of_events in (event.solve, event.check, event.explain, event.repair):
    timetable.add_command(_of_events)


def _refuse_before_command(context: click.Context) -> None:
    """Refuse options of the bench where one event's command is called: nobody would look at them.

    Raises:
        InputError: there are some.

    """
    given = [
        option.opts[0]
        for option in context.command.params
        if context.get_parameter_source(str(option.name)) is ParameterSource.COMMANDLINE and option.expose_value
    ]
    if given:
        called = str(context.invoked_subcommand)
        raise InputError(
            Text("lab.options_before", options=", ".join(given), command=called), Text("lab.options_before_hint")
        )


def _refuse(chosen: str, of_events: Mapping[str, object]) -> None:
    given = [name for name, value in of_events.items() if value is not None]
    if given:
        text = Text("lab.bench_of_events", chosen=chosen, options=", ".join(given))
        raise InputError(text, Text("lab.bench_of_events_hint"))


@click.command("capture")
@click.option("--runs", type=click.IntRange(1, 1_000_000), default=1000, metavar="N")
@click.option("--seed", type=click.IntRange(0, 2**31 - 1), default=1, metavar="N")
@click.option("--events", type=click.IntRange(1, 10_000), default=60, metavar="N")
@click.option("--workers", type=click.IntRange(1, 64), default=1, metavar="N")
@click.pass_obj
def capture(words: Words, runs: int, seed: int, events: int, workers: int) -> int:
    """Rehearse the floor with simulated phones: nothing may be lost, doubled or shown to others."""
    from tearoad_lab.cli.rehearsing import run_rehearsals  # noqa: PLC0415  # `--help` needs none of it

    return run_rehearsals(words, runs, seed, events, workers)


@click.command("market")
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
    from tearoad_lab.cli.markets import run_market_bench  # noqa: PLC0415  # `--help` needs no engine

    return run_market_bench(words, data, panel, rows=rows, kept=kept, out=out)


COMMANDS: tuple[click.Command, ...] = (timetable, capture, market)


def build(language: Language) -> click.Group:
    """Return the whole command line, speaking one language."""
    return command_line("tearoad-lab", COMMANDS, Words(language), lambda path: f"lab.{path}")
