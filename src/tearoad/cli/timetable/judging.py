"""How `tearoad timetable check` goes: the judge speaks of a plan."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

import click

from tearoad.cli.exit_codes import ExitCode
from tearoad.cli.timetable.files import read_plan, read_problem
from tearoad.mission import Objective
from tearoad.text import Text
from tearoad.timetable.check import check
from tearoad.timetable.objectives import measure
from tearoad.words import Words


def judge(words: Words, file: Path, plan: Path | None, *, as_json: bool) -> int:
    """Judge a plan and say what is broken; return the exit code.

    Raises:
        NotFoundError, InputError: a file cannot be used.

    """
    found, figures = _mission(file, plan or file)
    if found:
        click.echo(words(Text("cli.check_broken", count=len(found))), err=as_json)
        for text in found:
            click.echo("  " + words(text), err=as_json)
    else:
        click.echo(words(Text("cli.plan_clean")), err=as_json)
    if as_json:
        click.echo(json.dumps({"violations": len(found), **figures}))
    return ExitCode.HELD_BACK if found else ExitCode.DONE


def _mission(file: Path, plan: Path) -> tuple[Sequence[Text], dict[str, int]]:
    problem, answer = read_problem(file), read_plan(plan)
    found = [violation.text for violation in check(problem, answer)]
    values = {
        objective.value: measure(objective, problem, answer.meetings)
        for objective in problem.objectives
        if _matters(objective)
    }
    return found, {"meetings": len(answer.meetings)} | values


def _matters(objective: Objective) -> bool:
    """Whether a plan alone shows it: what changed since an earlier one is no quality of the plan."""
    return objective is not Objective.DISTURBANCE
