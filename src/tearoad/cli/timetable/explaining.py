"""How `tearoad timetable explain` goes: why each wish left out is not in the plan, and what would make room for it."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

import click

from tearoad.cli.exit_codes import ExitCode
from tearoad.cli.timetable.files import is_event, read_event, read_json, read_names, read_plan, read_problem
from tearoad.cli.watching import Watching
from tearoad.errors import InputError
from tearoad.text import Text
from tearoad.timetable.explain import Explanation, clash, clash_text, explain
from tearoad.timetable.matchmaking.clash import event_clash
from tearoad.timetable.matchmaking.event import UNPLACED, Event
from tearoad.timetable.matchmaking.judge import faults_of_held
from tearoad.timetable.matchmaking.plan_file import event_plan_from_json, event_with_added
from tearoad.timetable.matchmaking.why_not import (
    EventMove,
    nearest_move,
    never_held,
    numbered,
    slot_bars,
    why_together,
    without,
)
from tearoad.words import Words


def explain_wishes(
    words: Words, file: Path, plan: Path | None, wishes: Sequence[str], *, time_limit_s: float, as_json: bool
) -> int:
    """Say what stands in the way of each wish left out; of an event, what cannot be held.

    Raises:
        NotFoundError, InputError: a file cannot be used, or there is no such wish left out.

    """
    if not is_event(file):
        return _mission(words, file, plan, wishes, as_json=as_json)
    if plan is not None:
        return _event_plan(words, read_event(file, None), plan, wishes, as_json=as_json)
    if wishes:
        raise InputError(Text("cli.event_wish_without_plan"), Text("cli.event_wish_without_plan_hint"))
    return _whole_event(words, read_event(file, None), time_limit_s, as_json=as_json)


def _mission(words: Words, file: Path, plan: Path | None, wishes: Sequence[str], *, as_json: bool) -> int:
    problem, answer = read_problem(file), read_plan(plan or file)
    words = read_names(file, words)
    found = {explanation.wish: explanation for explanation in explain(problem, answer)}
    held = {meeting.wish for meeting in answer.meetings}
    strangers = [wish for wish in wishes if wish not in found]
    if strangers:
        codes = ["cli.wish_held" if wish in held else "cli.wish_unknown" for wish in strangers]
        reasons = tuple(Text(code, wish=wish) for code, wish in zip(codes, strangers, strict=True))
        raise InputError(Text("cli.wishes_not_left_out", found=reasons), Text("cli.wishes_hint"))
    requested = [explanation for explanation in found.values() if not wishes or explanation.wish in wishes]
    excluded = clash(problem)
    for line in _lines(requested, words):
        click.echo(line, err=as_json)
    if excluded:
        click.echo(words(clash_text(problem, excluded)), err=as_json)
    if as_json:
        row = {"left_out": [_row(explanation) for explanation in requested], "musts_that_clash": list(excluded)}
        click.echo(json.dumps(row, ensure_ascii=False))
    return ExitCode.MUSTS_CLASH if excluded else ExitCode.DONE


def _lines(explanations: Sequence[Explanation], words: Words) -> list[str]:
    if not explanations:
        return [words(Text("cli.nothing_left_out"))]
    return [
        line
        for explanation in explanations
        for line in (words(explanation.text), *(f"  {words(obstacle.text)}" for obstacle in explanation.obstacles))
    ]


def _row(explanation: Explanation) -> dict[str, object]:
    trade = None
    if explanation.trade is not None:
        trade = {"gives_way": list(explanation.trade.gives_way), "value": explanation.trade.value}
    move = None
    if explanation.move is not None:
        to = explanation.move.moved
        move = {"wish": to.wish, "start": to.start, "place": to.place, "interpreter": to.interpreter}
    obstacles = [{"code": each.text.code, "ways": each.ways, "of": each.of} for each in explanation.obstacles]
    return {"wish": explanation.wish, "obstacles": obstacles, "trade": trade, "move": move}


def _event_plan(words: Words, given: Event, plan: Path, meetings: Sequence[str], *, as_json: bool) -> int:
    """Say what is in the way of each meeting that a plan leaves out, slot by slot."""
    content = read_json(plan)
    event = event_with_added(content, given)
    slots = event_plan_from_json(content, event)
    broken = faults_of_held(event, slots)
    if broken:
        text = Text("timetable.event_plan_broken", count=len(broken), defects=tuple(broken))
        raise InputError(text, Text("timetable.event_plan_broken_hint"))
    left_out = _asked_of(meetings, slots)
    never = {number: why for why, numbers in never_held(event).items() for number in numbers}
    rows: list[dict[str, object]] = []
    for number in left_out:
        bars, free = ([], ()) if number in never else slot_bars(event, slots, number)
        move = None if number in never or free else nearest_move(event, slots, number)
        first, second = event.appointments[number].people
        click.echo(
            words(Text("cli.event_left_out", number=number + 1, first=first + 1, second=second + 1)), err=as_json
        )
        lines = [never[number]] if number in never else [bar.text for bar in bars]
        lines += [Text("timetable.event_free", slots=numbered(free))] if free else []
        lines += [] if move is None else [_move_text(event, slots, move)]
        for text in lines:
            click.echo(f"  {words(text)}", err=as_json)
        obstacles = [{"code": bar.code, "slots": [slot + 1 for slot in bar.slots]} for bar in bars]
        obstacles += [{"code": never[number].code, "slots": []}] if number in never else []
        row = {"meeting": number + 1, "obstacles": obstacles, "free": [slot + 1 for slot in free]}
        rows.append(row | {"move": move and {name: at + 1 for name, at in asdict(move).items()}})
    if not left_out:
        click.echo(words(Text("cli.event_nothing_left_out")), err=as_json)
    if as_json:
        click.echo(json.dumps({"left_out": rows}))
    return ExitCode.DONE


def _move_text(event: Event, plan: Sequence[int], move: EventMove) -> Text:
    first, second = event.appointments[move.moved].people
    who = {"moved": move.moved + 1, "first": first + 1, "second": second + 1}
    return Text("timetable.event_move", slot=move.slot + 1, before=plan[move.moved] + 1, after=move.to + 1, **who)


def _asked_of(meetings: Sequence[str], slots: Sequence[int]) -> list[int]:
    """Return the meetings that a plan leaves out, or those of them that are asked about."""
    left_out = [number for number, slot in enumerate(slots) if slot == UNPLACED]
    numbers = {str(number + 1): number for number in range(len(slots))}
    strangers = tuple(
        Text("cli.event_meeting_held", number=name)
        if name in numbers
        else Text("timetable.event_trouble_meeting", found=name, most=len(slots))
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
        line = Text("cli.event_never", count=len(found), why=why, meetings=numbered(found))
        click.echo(words(line), err=as_json)
    alone = {number for found in never.values() for number in found}
    others, number_of = without(event, alone)
    watch = Watching(words)
    with watch.stoppable():
        excluded = event_clash(others, time_limit_s=time_limit_s, stop=watch.stop)
    is_stopped = watch.stop() and excluded is None
    if excluded is None:
        click.echo(words(Text("cli.stopped" if is_stopped else "cli.event_clash_unknown")), err=as_json)
    elif excluded:
        for reason in _clash_lines(words, others, excluded, number_of):
            click.echo(reason, err=as_json)
    elif number_of or not alone:
        click.echo(words(Text("cli.event_others_fit" if alone else "cli.event_no_clash")), err=as_json)
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
    lines = [words(Text("cli.event_clash", count=len(excluded), meetings=meetings))]
    return lines + [f"  {words(why)}" for why in why_together(event, excluded)]
