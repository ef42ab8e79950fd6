"""How `tearoad timetable explain` goes: why each wish left out is not in the plan, and what would make room for it."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

import click

from tearoad.cli.exit_codes import ExitCode
from tearoad.cli.timetable.files import read_names, read_plan, read_problem
from tearoad.errors import InputError
from tearoad.text import Text
from tearoad.timetable.explain import Explanation, clash, clash_text, explain
from tearoad.words import Words


def explain_wishes(words: Words, file: Path, plan: Path | None, wishes: Sequence[str], *, as_json: bool) -> int:
    """Say what stands in the way of each wish left out.

    Raises:
        NotFoundError, InputError: a file cannot be used, or there is no such wish left out.

    """
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
