"""How `tearoad-lab timetable` goes: a line a case as it is done, the whole as JSON, one last line of JSON."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path

import click

from tearoad.cli.exit_codes import ExitCode
from tearoad.cli.timetable.files import expect_writable, write_json, write_text
from tearoad.mission import Objective
from tearoad.text import Text
from tearoad.words import Words
from tearoad_lab.cli.table import line
from tearoad_lab.timetable import events, planning
from tearoad_lab.timetable.cases import Case
from tearoad_lab.timetable.plot import plot

_COLUMNS = ("instance", "fairness", "method", "status", "value", "bound", "unplaced", "cpu_s", "wall_s", "peak_mb")
_WIDTHS = (32, 8, 12, 10, 6, 6, 8, 8, 8, 8)
_LEVELS = {
    Objective.MUSTS: 6,
    Objective.VALUE: 14,
    Objective.FAIRNESS: 8,
    Objective.SPREAD: 8,
    Objective.IDLE: 8,
    Objective.INTERPRETER_CHANGES: 8,
    Objective.PLACE_CHANGES: 8,
    Objective.WALKING: 10,
}
"""The levels that a generated mission has, and how wide each is."""
_PLOT, _JSON = "--plot", "--json"
_MISSION_WIDTHS = (10, 8, *_LEVELS.values(), 6, 5, 5, 5, 7, 3)


def run_events(
    words: Words, found: Sequence[Case], effort: events.Effort, picture: Path | None, out: Path | None
) -> int:
    """Solve every case, tell each at once, draw them if asked to; return the exit code.

    Raises:
        NotFoundError, InputError, SetupError: `out` or `picture` cannot be written; said before anything is solved.

    """
    expect_writable(picture, _PLOT)
    expect_writable(out, _JSON)
    click.echo(line([words(Text(f"lab.bench_{name}")) for name in _COLUMNS], _WIDTHS))
    results: list[events.MethodResult] = []
    for row in events.rows(found, effort):
        results.append(row)
        click.echo(_event(row))
    if picture is not None:
        write_text(plot(results, words), picture, _PLOT)
    return _end([row.as_json() for row in results], events.summary(results), out)


def run_missions(words: Words, count: int, seed: int, time_limit_s: float, out: Path | None) -> int:
    """Plan so many generated missions, tell each at once; return the exit code.

    Raises:
        NotFoundError, InputError, SetupError: `out` cannot be written; said before anything is planned.

    """
    expect_writable(out, _JSON)
    click.echo(mission_heads(words))
    planned: list[planning.PlannedMission] = []
    for row in planning.rows(count, seed, time_limit_s):
        planned.append(row)
        click.echo(mission_line(words, row))
    return _end([row.as_json() for row in planned], planning.summary(planned), out)


def run_fair(words: Words, wishes: int, seed: int, work: float, time_limit_s: float | None, out: Path | None) -> int:
    """Plan a generated fair and tell of it; return the exit code.

    Raises:
        NotFoundError, InputError, SetupError: `out` cannot be written; said before anything is planned.

    """
    expect_writable(out, _JSON)
    planned = planning.fair_row(wishes, seed, work, time_limit_s)
    click.echo(mission_heads(words))
    click.echo(mission_line(words, planned))
    return _end([planned.as_json()], planning.fair_summary(planned), out)


def _end(rows: Sequence[Mapping[str, object]], last: Mapping[str, object], out: Path | None) -> int:
    if out is not None:
        write_json({"rows": rows, "summary": last}, out, _JSON)
    click.echo(json.dumps(last))
    return ExitCode.HELD_BACK if last["wrong"] else ExitCode.DONE


def _event(row: events.MethodResult) -> str:
    shown = row.as_json()
    cells = ["" if shown[name] is None else str(shown[name]) for name in _COLUMNS]
    return " ".join((line(cells, _WIDTHS), *row.wrong))


def mission_heads(words: Words) -> str:
    """Return the head of the table of missions."""
    names = ("mission", "held", *(f"level_{level.value}" for level in _LEVELS), "gap", "cpu", "wall", "peak_mb")
    return line([words(Text(f"lab.bench_{name}")) for name in (*names, "greedy", "out")], _MISSION_WIDTHS)


def mission_line(words: Words, row: planning.PlannedMission) -> str:
    """Return a mission's line of at most 120 columns; behind it, what is wrong."""
    levels = {level.objective: _level(level) for level in row.levels}
    kind = row.format.name.lower() if row.format else "fair"
    cells = (
        f"{words(Text(f'lab.bench_format_{kind}'))} {row.firms}",
        f"{row.ours.meetings}/{row.wishes}",
        *(levels.get(level, "") for level in _LEVELS),
        f"{row.gap_percent:.1f}",
        _seconds(row.cpu_s),
        _seconds(row.wall_s),
        f"{row.peak_mb:.0f}",
        str(row.greedy.breaks) if row.format else "",
        str(row.left_out) if row.format else "",
    )
    return " ".join((line(cells, _MISSION_WIDTHS), *row.wrong))


def _level(level: planning.Reached) -> str:
    return f"={level.value}" if level.proved else f"{level.value}/{level.bound}"


def _seconds(spent: float) -> str:
    return f"{spent:.1f}" if spent < 100 else f"{spent:.0f}"  # four signs at most
