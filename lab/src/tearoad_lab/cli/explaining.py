"""How `tearoad-lab timetable explain` goes: why each meeting of an event that is left out is not in the plan."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

import click

from tearoad.cli.exit_codes import ExitCode
from tearoad.cli.timetable.files import read_json
from tearoad.cli.watching import Watching
from tearoad.errors import InputError
from tearoad.text import Text
from tearoad.words import Words
from tearoad_lab.cli.event_files import read_event
from tearoad_lab.matchmaking.clash import event_clash
from tearoad_lab.matchmaking.event import UNPLACED, Event
from tearoad_lab.matchmaking.judge import faults_of_held
from tearoad_lab.matchmaking.plan_file import event_plan_from_json, event_with_added
from tearoad_lab.matchmaking.why_not import (
    EventMove,
    nearest_move,
    never_held,
    numbered,
    slot_bars,
    why_together,
    without,
)


def explain_event(
    words: Words, file: Path, plan: Path | None, meetings: Sequence[str], *, time_limit_s: float, as_json: bool
) -> int:
    """Say what stands in the way of each meeting that a plan leaves out; without a plan, what cannot be held.

    Raises:
        NotFoundError, InputError: a file cannot be used, or there is no such meeting left out.

    """
    if plan is not None:
        return _event_plan(words, read_event(file, None), plan, meetings, as_json=as_json)
    if meetings:
        raise InputError(Text("lab.event_wish_without_plan"), Text("lab.event_wish_without_plan_hint"))
    return _whole_event(words, read_event(file, None), time_limit_s, as_json=as_json)


def _event_plan(words: Words, given: Event, plan: Path, meetings: Sequence[str], *, as_json: bool) -> int:
    """Say what is in the way of each meeting that a plan leaves out, slot by slot."""
    content = read_json(plan)
    event = event_with_added(content, given)
    slots = event_plan_from_json(content, event)
    broken = faults_of_held(event, slots)
    if broken:
        text = Text("matchmaking.event_plan_broken", count=len(broken), defects=tuple(broken))
        raise InputError(text, Text("matchmaking.event_plan_broken_hint"))
    left_out = _asked_of(meetings, slots)
    never = {number: why for why, numbers in never_held(event).items() for number in numbers}
    rows: list[dict[str, object]] = []
    for number in left_out:
        bars, free = ([], ()) if number in never else slot_bars(event, slots, number)
        move = None if number in never or free else nearest_move(event, slots, number)
        first, second = event.appointments[number].people
        click.echo(
            words(Text("lab.event_left_out", number=number + 1, first=first + 1, second=second + 1)), err=as_json
        )
        lines = [never[number]] if number in never else [bar.text for bar in bars]
        lines += [Text("matchmaking.event_free", slots=numbered(free))] if free else []
        lines += [] if move is None else [_move_text(event, slots, move)]
        for text in lines:
            click.echo(f"  {words(text)}", err=as_json)
        obstacles = [{"code": bar.code, "slots": [slot + 1 for slot in bar.slots]} for bar in bars]
        obstacles += [{"code": never[number].code, "slots": []}] if number in never else []
        row = {"meeting": number + 1, "obstacles": obstacles, "free": [slot + 1 for slot in free]}
        rows.append(row | {"move": move and {name: at + 1 for name, at in asdict(move).items()}})
    if not left_out:
        click.echo(words(Text("lab.event_nothing_left_out")), err=as_json)
    if as_json:
        click.echo(json.dumps({"left_out": rows}))
    return ExitCode.DONE


def _move_text(event: Event, plan: Sequence[int], move: EventMove) -> Text:
    first, second = event.appointments[move.moved].people
    who = {"moved": move.moved + 1, "first": first + 1, "second": second + 1}
    return Text("matchmaking.event_move", slot=move.slot + 1, before=plan[move.moved] + 1, after=move.to + 1, **who)


def _asked_of(meetings: Sequence[str], slots: Sequence[int]) -> list[int]:
    """Return the meetings that a plan leaves out, or those of them that are asked about."""
    left_out = [number for number, slot in enumerate(slots) if slot == UNPLACED]
    numbers = {str(number + 1): number for number in range(len(slots))}
    strangers = tuple(
        Text("lab.event_meeting_held", number=name)
        if name in numbers
        else Text("matchmaking.event_trouble_meeting", found=name, most=len(slots))
        for name in meetings
        if numbers.get(name) not in left_out
    )
    if strangers:
        raise InputError(Text("cli.wishes_not_left_out", found=strangers), Text("cli.wishes_hint"))
    return [number for number in left_out if not meetings or str(number + 1) in meetings]


def _whole_event(words: Words, event: Event, time_limit_s: float, *, as_json: bool) -> int:
    """Say which meetings no plan can hold, and which of the others exclude each other."""
    never = never_held(event)
    for why, found in never.items():
        line = Text("lab.event_never", count=len(found), why=why, meetings=numbered(found))
        click.echo(words(line), err=as_json)
    alone = {number for found in never.values() for number in found}
    others, number_of = without(event, alone)
    watch = Watching(words)
    with watch.stoppable():
        excluded = event_clash(others, time_limit_s=time_limit_s, stop=watch.stop)
    is_stopped = watch.stop() and excluded is None
    if excluded is None:
        click.echo(words(Text("cli.stopped" if is_stopped else "lab.event_clash_unknown")), err=as_json)
    elif excluded:
        for reason in _clash_lines(words, others, excluded, number_of):
            click.echo(reason, err=as_json)
    elif number_of or not alone:
        click.echo(words(Text("lab.event_others_fit" if alone else "lab.event_no_clash")), err=as_json)
    if as_json:
        clash = None if excluded is None else [number_of[nth] + 1 for nth in excluded]
        rows = [{"code": why.code, "meetings": [number + 1 for number in found]} for why, found in never.items()]
        click.echo(json.dumps({"meetings_that_clash": clash, "never_held": rows}))
    codes = (
        (is_stopped, ExitCode.INTERRUPTED),
        (excluded or alone, ExitCode.MUSTS_CLASH),
        (excluded is None, ExitCode.HELD_BACK),
    )
    return next((code for holds, code in codes if holds), ExitCode.DONE)


def _clash_lines(words: Words, event: Event, excluded: Sequence[int], number_of: Sequence[int]) -> list[str]:
    meetings = numbered([number_of[nth] for nth in excluded])
    lines = [words(Text("lab.event_clash", count=len(excluded), meetings=meetings))]
    return lines + [f"  {words(why)}" for why in why_together(event, excluded)]
