"""How `tearoad timetable solve` goes: read, search under a bar, say how good the plan is, write it."""

from __future__ import annotations

import json
import time
from dataclasses import dataclass
from pathlib import Path

import click

from tearoad.cli.exit_codes import ExitCode
from tearoad.cli.memory import peak_mb
from tearoad.cli.summary import level_line
from tearoad.cli.timetable.files import expect_writable, read_problem, write_json
from tearoad.cli.watching import Watching
from tearoad.mission import Objective
from tearoad.text import Text
from tearoad.timetable.plan import Plan, broken_rules_sentence, cut_short
from tearoad.timetable.problem import Problem
from tearoad.timetable.schema import plan_to_json
from tearoad.timetable.solve import solve
from tearoad.timetable.solvers.solver import UNLIMITED_SECONDS
from tearoad.words import Words

_SECONDS = 60.0
"""Unless something else is asked for."""


@dataclass(frozen=True, slots=True)
class SolveOptions:
    """What the command was asked for."""

    file: Path
    out: Path | None
    seed: int
    effort: float | None = None
    time_limit_s: float | None = None
    quiet: bool = False

    @property
    def work(self) -> float:
        """About how many seconds on a quiet core."""
        return self.effort or self.time_limit_s or _SECONDS

    @property
    def seconds(self) -> float:
        """The clock's limit: none where only the effort is given."""
        return self.time_limit_s or (_SECONDS if self.effort is None else UNLIMITED_SECONDS)


class Solving:
    """One run of `tearoad timetable solve`."""

    def __init__(self, words: Words, options: SolveOptions, *, as_json: bool) -> None:
        """Start the watch."""
        self._words, self._asked, self._as_json = words, options, as_json
        self._watch = Watching(words, quiet=options.quiet)
        self._began, self._work = time.monotonic(), time.process_time()

    def run(self) -> int:
        """Solve, tell, write; return the exit code.

        Raises:
            NotFoundError, InputError: the file cannot be used.
            SetupError: the plan cannot be written.

        """
        expect_writable(self._asked.out, "--out")
        with self._watch.stoppable():
            return self._mission()

    def _mission(self) -> int:
        problem = read_problem(self._asked.file)
        self._watch.step(Text("cli.solving"))
        plan = solve(
            problem,
            seed=self._asked.seed,
            work=self._asked.work,
            time_limit_s=self._asked.seconds,
            stop=self._watch.stop,
            progress=self._advance,
        )
        self._watch.clear()
        if not self._as_json and not self._asked.quiet:
            held = Text("cli.planned", count=len(plan.meetings), wishes=len(problem.wishes))
            click.echo(self._words(held))
            for level in plan.levels:
                click.echo("  " + level_line(level, problem, self._words))
            broken = broken_rules_sentence(plan)
            if broken is not None:
                click.echo(self._words(broken))
        cut = self._say_cut(cut_short(plan))
        self._write(plan_to_json(plan))
        self._print_figures(_figures(problem, plan))
        clash = bool(problem.lookup.musts.intersection(plan.unplaced))
        return max(cut, ExitCode.MUSTS_CLASH if clash else ExitCode.DONE)

    def _say_cut(self, by_clock: Text | None) -> ExitCode:
        """Say where the search was ended before its work was done; return the exit code of it."""
        if by_clock is None:
            return ExitCode.DONE
        is_stopped = self._watch.stop()
        click.echo(self._words(Text("cli.stopped") if is_stopped else by_clock), err=self._as_json or self._asked.quiet)
        return ExitCode.INTERRUPTED if is_stopped else ExitCode.HELD_BACK

    def _advance(self, level: Objective, value: int, bound: int, share: float) -> None:
        note = Text("cli.solving_level", objective=Text(f"journey.objective_{level.value}"), value=value, bound=bound)
        self._watch.advance(round(100 * share), 100, note)

    def _write(self, content: dict[str, object]) -> None:
        if self._asked.out is None:
            return
        write_json(content, self._asked.out, "--out")
        if not self._as_json and not self._asked.quiet:
            click.echo(self._words(Text("cli.written", path=str(self._asked.out))))

    def _print_figures(self, figures: dict[str, object]) -> None:
        """Print the line of `--json`."""
        if self._as_json:
            used = {
                "seconds": round(time.monotonic() - self._began, 3),
                "cpu_s": round(time.process_time() - self._work, 3),
                "peak_mb": round(peak_mb(), 1),
            }
            click.echo(json.dumps(figures | used, ensure_ascii=False))


def _figures(problem: Problem, plan: Plan) -> dict[str, object]:
    return plan_to_json(plan) | {"wishes": len(problem.wishes), "held": len(plan.meetings)}
