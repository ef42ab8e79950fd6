"""How `tearoad timetable check` goes: the judges speak, of a mission's plan or of an event's."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

import click

from tearoad.cli.exit_codes import ExitCode
from tearoad.cli.timetable.files import is_event, read_event, read_json, read_plan, read_problem
from tearoad.mission import Objective
from tearoad.text import Text
from tearoad.timetable.check import check
from tearoad.timetable.matchmaking import breaks, faults, idle_slots
from tearoad.timetable.matchmaking.event import UNPLACED
from tearoad.timetable.matchmaking.plan_file import event_plan_from_json, event_with_added, is_mended
from tearoad.timetable.objectives import measure
from tearoad.words import Words


def judge(words: Words, file: Path, plan: Path | None, fairness: int | None, *, as_json: bool) -> int:
    """Judge a plan and say what is broken; return the exit code.

    Raises:
        NotFoundError, InputError: a file cannot be used.

    """
    not_held: Sequence[int] = ()
    if is_event(file):
        found, not_held, figures = _event(file, plan or file.with_suffix(".json"), fairness)
    else:
        found, figures = _mission(file, plan or file)
    if found:
        click.echo(words(Text("cli.check_broken", count=len(found))), err=as_json)
        for text in found:
            click.echo("  " + words(text), err=as_json)
    else:
        click.echo(words(Text("cli.plan_clean")), err=as_json)
    if not_held:
        numbers = ", ".join(map(str, not_held))
        click.echo(words(Text("cli.check_not_held", count=len(not_held), meetings=numbers)), err=as_json)
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


def _event(file: Path, plan: Path, fairness: int | None) -> tuple[Sequence[Text], Sequence[int], dict[str, int]]:
    """Return what is broken, the numbers of meetings not held, and figures."""
    given = read_event(file, fairness)
    content = read_json(plan)
    event = event_with_added(content, given)
    slots = event_plan_from_json(content, event)
    everyone = zip(idle_slots(event, slots), event.appointments_of(), strict=True)
    waits = [idle for idle, mine in everyone if len(mine) > 1]
    counts = breaks(event, slots)
    not_held = [number for number, slot in enumerate(slots, 1) if slot == UNPLACED]
    figures = {
        "meetings": len(slots) - len(not_held),
        "not_held": len(not_held),
        "breaks": sum(counts),
        "fairness": max(counts, default=0) - min(counts, default=0),
        "idle_range": max(waits, default=0) - min(waits, default=0),
    }
    return faults(event, slots, is_mended=is_mended(content)), not_held, figures
