"""`tearoad-lab timetable solve|check|explain|repair`: commands for one matchmaking event, a `.dzn`."""

from __future__ import annotations

from pathlib import Path

import click

from tearoad.cli.amount import Amount
from tearoad.words import Words


@click.command("solve")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--objective", type=click.Choice(["breaks", "idle-range"]), default="breaks")
@click.option("--fairness", type=click.IntRange(min=0), metavar="D")
@click.option("--out", type=click.Path(path_type=Path), metavar="FILE")
@click.option("--seed", type=click.IntRange(0, 2**31 - 1), default=0, metavar="N")
@click.option("--effort", type=Amount(0.1), metavar="N")
@click.option("--time-limit", type=Amount(0.1), metavar="S")
@click.option("--keep", type=click.Path(path_type=Path), metavar="FILE")
@click.option("--quiet", is_flag=True)
@click.option("--json", "as_json", is_flag=True)
@click.pass_obj
def solve(  # noqa: PLR0913, PLR0917  # one parameter an option
    words: Words,
    file: Path,
    objective: str,
    fairness: int | None,
    out: Path | None,
    seed: int,
    effort: float | None,
    time_limit: float | None,
    keep: Path | None,
    *,
    quiet: bool,
    as_json: bool,
) -> int:
    """Find the best plan of an event."""
    from tearoad_lab.cli.solving import EventSolveOptions, EventSolving  # noqa: PLC0415  # `--help` needs no engine

    options = EventSolveOptions(file, objective, fairness, out, seed, effort, time_limit, keep, quiet)
    return EventSolving(words, options, as_json=as_json).run()


@click.command("check")
@click.argument("file", type=click.Path(path_type=Path))
@click.argument("plan", type=click.Path(path_type=Path), required=False)
@click.option("--fairness", type=click.IntRange(min=0), metavar="D")
@click.option("--json", "as_json", is_flag=True)
@click.pass_obj
def check(words: Words, file: Path, plan: Path | None, fairness: int | None, *, as_json: bool) -> int:
    """Judge a plan against its event."""
    from tearoad_lab.cli.judging import judge_event  # noqa: PLC0415  # `--help` needs no engine

    return judge_event(words, file, plan, fairness, as_json=as_json)


@click.command("explain")
@click.argument("file", type=click.Path(path_type=Path))
@click.argument("plan", type=click.Path(path_type=Path), required=False)
@click.option("--wish", "wishes", multiple=True, metavar="NUMBER")
@click.option("--time-limit", type=Amount(0.1), default=60.0, metavar="S")
@click.option("--json", "as_json", is_flag=True)
@click.pass_obj
def explain(
    words: Words, *, file: Path, plan: Path | None, wishes: tuple[str, ...], time_limit: float, as_json: bool
) -> int:
    """Say why meetings are not in a plan, or which no plan can hold."""
    from tearoad_lab.cli.explaining import explain_event  # noqa: PLC0415  # `--help` needs no engine

    return explain_event(words, file, plan, wishes, time_limit_s=time_limit, as_json=as_json)


@click.command("repair")
@click.argument("file", type=click.Path(path_type=Path))
@click.argument("plan", type=click.Path(path_type=Path), required=False)
@click.option("--away", multiple=True, metavar="WHO[:FROM-TO]")
@click.option("--closed", multiple=True, metavar="TABLES[:FROM-TO]")
@click.option("--off", multiple=True, metavar="MEETING")
@click.option("--wanted", multiple=True, metavar="MEETING")
@click.option("--now", type=click.IntRange(min=1), default=1, metavar="SLOT")
@click.option("--fairness", type=click.IntRange(min=0), metavar="D")
@click.option("--out", type=click.Path(path_type=Path), metavar="FILE")
@click.option("--time-limit", type=Amount(0.1), default=2.0, metavar="S")
@click.option("--json", "as_json", is_flag=True)
@click.pass_obj
def repair(  # noqa: PLR0913  # one parameter an option
    words: Words,
    *,
    file: Path,
    plan: Path | None,
    away: tuple[str, ...],
    closed: tuple[str, ...],
    off: tuple[str, ...],
    wanted: tuple[str, ...],
    now: int,
    fairness: int | None,
    out: Path | None,
    time_limit: float,
    as_json: bool,
) -> int:
    """Mend a plan after trouble, with the fewest people disturbed."""
    from tearoad_lab.cli.repairing_event import EventRepairing, EventRepairOptions  # noqa: PLC0415  # `--help` needs no engine

    options = EventRepairOptions(file, plan, away, closed, off, wanted, now - 1, fairness, out, time_limit)
    return EventRepairing(words, options, as_json=as_json).run()
