"""How `tearoad check` goes: build the folder's problem, read the timetable back, let the judge speak."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

import click

from tearoad.cli.exit_codes import ExitCode
from tearoad.errors import NotFoundError
from tearoad.journey.names import office_names
from tearoad.journey.plan_file import read_previous_plan
from tearoad.journey.run import Options, Prepared, prepare
from tearoad.journey.watch import Unwatched
from tearoad.paper.sheets import CellProblem, Severity
from tearoad.text import Text
from tearoad.timetable.check import check
from tearoad.timetable.difference import as_previous
from tearoad.timetable.papers.read_back import read_back
from tearoad.timetable.plan import Meeting, Plan
from tearoad.words import Words


def check_timetable(plain: Words, folder: Path, timetable: Path, *, as_json: bool) -> int:
    """Judge a timetable and say what is broken; return the exit code.

    Raises:
        NotFoundError, InputError: the folder or the timetable cannot be read.

    """
    if not timetable.is_file():
        raise NotFoundError(Text("journey.no_plan", path=str(timetable)), Text("journey.check_hint"))
    ready = prepare(folder, Options(), Unwatched())
    meetings, problems = _read(timetable, ready)
    held = {meeting.wish for meeting in meetings}
    left_out = tuple(wish.id for wish in ready.problem.wishes if wish.id not in held)
    broken = check(ready.problem, Plan(tuple(meetings), left_out))
    words = Words(plain.language, office_names(ready.files, ready.roster, ready.problem, plain.language))
    for problem in problems:
        click.echo(f"{problem.where} {words(problem.text)}", err=as_json)
    if broken:
        click.echo(words(Text("cli.check_broken", count=len(broken))), err=as_json)
    for violation in broken:
        click.echo("  " + words(violation.text), err=as_json)
    unread = any(problem.severity is Severity.ERROR for problem in problems)
    if not broken and not unread:
        click.echo(words(Text("cli.check_clean")), err=as_json)
    if as_json:
        row = {"meetings": len(meetings), "violations": len(broken), "problems": len(problems)}
        click.echo(json.dumps(row))
    return ExitCode.HELD_BACK if broken or unread else ExitCode.DONE


def _read(timetable: Path, ready: Prepared) -> tuple[Sequence[Meeting], Sequence[CellProblem]]:
    if timetable.suffix == ".json":
        return as_previous(read_previous_plan(timetable).meetings, ready.problem.slots), ()
    return read_back(timetable, ready.roster, ready.problem)
