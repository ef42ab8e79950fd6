"""How `tearoad-lab timetable check` goes: the judge speaks of an event's plan."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

import click

from tearoad.cli.exit_codes import ExitCode
from tearoad.cli.timetable.files import read_json
from tearoad.text import Text
from tearoad.words import Words
from tearoad_lab.cli.event_files import read_event
from tearoad_lab.matchmaking import breaks, faults, idle_slots
from tearoad_lab.matchmaking.event import UNPLACED, Event
from tearoad_lab.matchmaking.judge import unfairness
from tearoad_lab.matchmaking.plan_file import event_plan_from_json, event_with_added, is_mended


def judge_event(words: Words, file: Path, plan: Path | None, fairness: int | None, *, as_json: bool) -> int:
    """Judge a plan and say what is broken; return the exit code.

    Raises:
        NotFoundError, InputError: a file cannot be used.

    """
    found, notes, figures = _event(file, plan or file.with_suffix(".json"), fairness)
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
        notes = [Text("lab.check_not_held", count=len(not_held), meetings=", ".join(map(str, not_held)))]
    if is_mended(content):
        notes += fairness_notes(event, slots)
    return faults(event, slots, is_mended=is_mended(content)), notes, figures


def fairness_notes(event: Event, plan: Sequence[int]) -> list[Text]:
    """Return whether a mended plan is still as fair as it was asked to be; nothing where nobody asked."""
    if event.spread is None:
        return []
    unfair = unfairness(event, plan)
    return [Text("lab.mended_fair", spread=event.spread) if unfair is None else Text("lab.mended_unfair", why=unfair)]
