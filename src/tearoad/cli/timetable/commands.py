"""`tearoad timetable`: the commands and their options."""

from __future__ import annotations

from pathlib import Path

import click

from tearoad.cli.amount import Amount
from tearoad.errors import InputError
from tearoad.text import Text
from tearoad.words import Words


@click.group("timetable")
def timetable() -> None:
    """Hold the commands of the engine."""


@timetable.command("solve")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--out", type=click.Path(path_type=Path), metavar="FILE")
@click.option("--seed", type=click.IntRange(0, 2**31 - 1), default=0, metavar="N")
@click.option("--effort", type=Amount(0.1), metavar="N")
@click.option("--time-limit", type=Amount(0.1), metavar="S")
@click.option("--quiet", is_flag=True)
@click.option("--json", "as_json", is_flag=True)
@click.pass_obj
def solve(  # noqa: PLR0913  # one parameter an option
    words: Words,
    file: Path,
    out: Path | None,
    seed: int,
    effort: float | None,
    time_limit: float | None,
    *,
    quiet: bool,
    as_json: bool,
) -> int:
    """Find the best plan of a problem."""
    from tearoad.cli.timetable.solving import SolveOptions, Solving  # noqa: PLC0415  # `--help` needs no engine

    options = SolveOptions(file, out, seed, effort, time_limit, quiet)
    return Solving(words, options, as_json=as_json).run()


@timetable.command("check")
@click.argument("file", type=click.Path(path_type=Path))
@click.argument("plan", type=click.Path(path_type=Path), required=False)
@click.option("--json", "as_json", is_flag=True)
@click.pass_obj
def check(words: Words, file: Path, plan: Path | None, *, as_json: bool) -> int:
    """Judge a plan against its problem."""
    from tearoad.cli.timetable.judging import judge  # noqa: PLC0415  # `--help` needs no engine

    return judge(words, file, plan, as_json=as_json)


@timetable.command("explain")
@click.argument("file", type=click.Path(path_type=Path))
@click.argument("plan", type=click.Path(path_type=Path), required=False)
@click.option("--wish", "wishes", multiple=True, metavar="ID")
@click.option("--what-if", "questions", multiple=True, metavar="MORE")
@click.option("--seed", type=click.IntRange(0, 2**31 - 1), metavar="N")
@click.option("--time-limit", type=Amount(0.1), default=60, metavar="S")
@click.option("--json", "as_json", is_flag=True)
@click.pass_obj
def explain(  # noqa: PLR0913  # one parameter an option
    words: Words,
    *,
    file: Path,
    plan: Path | None,
    wishes: tuple[str, ...],
    questions: tuple[str, ...],
    seed: int | None,
    time_limit: float,
    as_json: bool,
) -> int:
    """Say why meetings are not in a plan, or what there would have to be more of."""
    if questions and wishes:
        raise InputError(Text("cli.wish_and_what_if"), Text("cli.wish_and_what_if_hint"))
    if seed is not None and not questions:
        raise InputError(Text("cli.seed_without_what_if"), Text("cli.seed_without_what_if_hint"))
    if questions:
        from tearoad.cli.timetable.wondering import WhatIfOptions, Wondering  # noqa: PLC0415  # only with questions

        return Wondering(words, WhatIfOptions(file, plan, questions, seed or 0, time_limit), as_json=as_json).run()
    from tearoad.cli.timetable.explaining import explain_wishes  # noqa: PLC0415  # only with questions

    return explain_wishes(words, file, plan, wishes, as_json=as_json)


@timetable.command("repair")
@click.argument("file", type=click.Path(path_type=Path))
@click.argument("plan", type=click.Path(path_type=Path), required=False)
@click.option("--away", multiple=True, metavar="WHO[:FROM-TO]")
@click.option("--fewer", multiple=True, metavar="FIRM=N[:FROM-TO]")
@click.option("--closed", multiple=True, metavar="PLACE[:FROM-TO]")
@click.option("--off", multiple=True, metavar="WISH")
@click.option("--wanted", multiple=True, metavar="WISH")
@click.option("--now", type=click.IntRange(min=1), default=1, metavar="SLOT")
@click.option("--out", type=click.Path(path_type=Path), metavar="FILE")
@click.option("--proposal", type=click.IntRange(1, 2), default=1, metavar="1|2")
@click.option("--time-limit", type=Amount(0.1), default=2, metavar="S")
@click.option("--json", "as_json", is_flag=True)
@click.pass_obj
def repair(  # noqa: PLR0913  # one parameter an option
    words: Words,
    *,
    file: Path,
    plan: Path | None,
    away: tuple[str, ...],
    fewer: tuple[str, ...],
    closed: tuple[str, ...],
    off: tuple[str, ...],
    wanted: tuple[str, ...],
    now: int,
    out: Path | None,
    proposal: int,
    time_limit: float,
    as_json: bool,
) -> int:
    """Mend a plan after trouble, with the fewest people disturbed."""
    from tearoad.cli.timetable.repairing import Repairing, RepairOptions  # noqa: PLC0415  # `--help` needs no engine

    options = RepairOptions(file, plan, away, fewer, closed, off, wanted, now - 1, out, proposal, time_limit)
    return Repairing(words, options, as_json=as_json).run()
