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
from tearoad.timetable.matchmaking.event import UNPLACED, Event
from tearoad.timetable.matchmaking.judge import unfairness
from tearoad.timetable.matchmaking.plan_file import event_plan_from_json, event_with_added, is_mended
from tearoad.timetable.objectives import measure
from tearoad.words import Words


def judge(words: Words, file: Path, plan: Path | None, fairness: int | None, *, as_json: bool) -> int:
    """Judge a plan and say what is broken; return the exit code.

    Raises:
        NotFoundError, InputError: a file cannot be used.

    """
    notes: Sequence[Text] = ()
    if is_event(file):
        found, notes, figures = _event(file, plan or file.with_suffix(".json"), fairness)
    else:
        found, figures = _mission(file, plan or file)
    if found:
        click.echo(words(Text("cli.check_broken", count=len(found))), err=as_json)
        for text in found:
            click.echo("  " + words(text), err=as_json)
    else:
        click.echo(words(Text("cli.plan_clean")), err=as_json)
    for note in notes:
        click.echo(words(note), err=as_json)
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


def _event(file: Path, plan: Path, fairness: int | None) -> tuple[Sequence[Text], Sequence[Text], dict[str, int]]:
    """Return what is broken, what is no fault but worth knowing, and figures."""
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
    notes = []
    if not_held:
        notes = [Text("cli.check_not_held", count=len(not_held), meetings=", ".join(map(str, not_held)))]
    if is_mended(content):
        notes += fairness_notes(event, slots)
    return faults(event, slots, is_mended=is_mended(content)), notes, figures


def fairness_notes(event: Event, plan: Sequence[int]) -> list[Text]:
    """Return whether a mended plan is still as fair as it was asked to be; nothing where nobody asked."""
    if event.spread is None:
        return []
    unfair = unfairness(event, plan)
    return [Text("cli.mended_fair", spread=event.spread) if unfair is None else Text("cli.mended_unfair", why=unfair)]
