"""How `tearoad timetable explain --what-if` goes: build each changed problem, solve it, tell what it gains."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import click

from tearoad.cli.exit_codes import ExitCode
from tearoad.cli.timetable.files import read_json, read_plan, read_problem
from tearoad.cli.watching import Watching
from tearoad.journey.plan_file import SCHEMA as PLAN_FILE
from tearoad.text import Text
from tearoad.timetable.plan import Level, Meeting, Plan
from tearoad.timetable.problem import Problem
from tearoad.timetable.rules import pair
from tearoad.timetable.solve import solve
from tearoad.timetable.what_if import Gain, LevelGain, change_code, change_of, gain
from tearoad.timetable.what_if.words import change_text, verdict_text
from tearoad.values import WishId
from tearoad.words import Words


@dataclass(frozen=True, slots=True)
class WhatIfOptions:
    """What the command was asked for."""

    file: Path
    plan: Path | None
    questions: Sequence[str]
    seed: int
    time_limit_s: float


class Wondering:
    """One run of `tearoad timetable explain --what-if`."""

    def __init__(self, words: Words, options: WhatIfOptions, *, as_json: bool) -> None:
        """Start the watch."""
        self._words, self._asked, self._as_json = words, options, as_json
        self._watch = Watching(words)

    def run(self) -> int:
        """Solve and tell, one question after the other; return the exit code.

        Raises:
            NotFoundError, InputError: a file cannot be used, or a question cannot be asked of it.

        """
        problem = read_problem(self._asked.file)
        changes = [change_of(question, problem) for question in self._asked.questions]
        answers: list[dict[str, object]] = []
        with self._watch.stoppable():
            today = self._today(problem)
            for change in changes:
                changed = change.applied(problem)
                then = self._solved(changed, change.carried(problem, today.meetings))
                if self._watch.stop():
                    break
                found = gain(today, then)
                self._say(change_text(change, problem, self._words.language))
                for line in _lines(found, problem):
                    self._say(line, "  ")
                answers.append({"what_if": change_code(change)} | _row(found))
        self._watch.clear()
        if self._as_json:
            click.echo(json.dumps({"what_if": answers}, ensure_ascii=False))
        if len(answers) < len(changes):
            self._say(Text("cli.what_if_stopped", count=len(answers), asked=len(changes)))
            return ExitCode.INTERRUPTED
        return ExitCode.DONE

    def _today(self, problem: Problem) -> Plan:
        """Return the plan to compare with: the one given, measured by a search from it where nobody measured it."""
        file = self._asked.plan or self._asked.file
        has_plan = self._asked.plan is not None or read_json(file).get("schema") == PLAN_FILE
        given = read_plan(file) if has_plan else Plan(())
        return given if given.levels else self._solved(problem, given.meetings)

    def _solved(self, problem: Problem, start: Sequence[Meeting]) -> Plan:
        self._watch.step(Text("cli.solving"))
        return solve(
            problem,
            seed=self._asked.seed,
            work=self._asked.time_limit_s,
            time_limit_s=self._asked.time_limit_s,
            start=start,
            stop=self._watch.stop,
        )

    def _say(self, text: Text, indent: str = "") -> None:
        self._watch.clear()
        click.echo(indent + self._words(text), err=self._as_json)


def _lines(found: Gain, problem: Problem) -> Iterator[Text]:
    for level in found.levels:
        yield Text(
            "cli.what_if_level",
            objective=Text(f"journey.objective_{level.objective.value}"),
            before=level.before.value,
            after=level.after.value,
            bound=level.after.bound,
            verdict=verdict_text(level.verdict),
        )
    if found.fits:
        yield Text("cli.what_if_fits", count=len(found.fits), wishes=_pairs(found.fits, problem))
    if found.given_up:
        yield Text("cli.what_if_given_up", count=len(found.given_up), wishes=_pairs(found.given_up, problem))


def _pairs(wishes: Iterable[WishId], problem: Problem) -> tuple[Text, ...]:
    return tuple(pair(problem.lookup.wish[wish]) for wish in wishes)


def _row(found: Gain) -> dict[str, object]:
    return {
        "levels": [_level(level) for level in found.levels],
        "fits": list(found.fits),
        "given_up": list(found.given_up),
    }


def _level(level_gain: LevelGain) -> dict[str, object]:
    def figures(level: Level) -> dict[str, int]:
        return {"value": level.value, "bound": level.bound}

    return {
        "objective": level_gain.objective.value,
        "before": figures(level_gain.before),
        "after": figures(level_gain.after),
        "verdict": level_gain.verdict.value,
    }
