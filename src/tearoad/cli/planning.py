"""How `tearoad plan` goes: watch the run, write the folder whole, say what came of it."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import click

from tearoad.cli.exit_codes import ExitCode
from tearoad.cli.memory import peak_mb
from tearoad.cli.summary import Figures, figures, hits, lines
from tearoad.cli.watching import Watching
from tearoad.errors import TearoadError
from tearoad.journey.outcome import Outcome
from tearoad.journey.run import NothingToPlanError, Options, run
from tearoad.journey.staging import whole_file
from tearoad.journey.write import PROBLEMS, expect_room, keep_apart, write_decisions_to_make, write_outcome
from tearoad.paper.sheets import CellProblem, Severity
from tearoad.paper.sheets.problems_workbook import write_problems
from tearoad.text import Text
from tearoad.timetable.plan import cut_levels
from tearoad.words import Words

_SHOWN = 40
"""Problems told on the spot; the list in problems.xlsx is always whole."""


class Planning:
    """One run of `tearoad plan`."""

    def __init__(self, words: Words, *, as_json: bool, quiet: bool = False, strict: bool = False) -> None:
        """Start the watch."""
        self._words = words
        self._as_json, self._quiet, self._strict = as_json, quiet, strict
        self._began = time.monotonic()

    def run(self, folder: Path, out: Path, options: Options) -> int:
        """Plan, write, tell; return the exit code."""
        watch = Watching(self._words, quiet=self._quiet)
        with watch.stoppable():
            try:
                keep_apart(folder, out)
                expect_room(out)
                outcome = run(folder, options, watch)
                files = write_outcome(outcome, out, datetime.now(UTC), self._words.language, watch)  # noqa: TID251  # here the time comes in
            except NothingToPlanError as nothing:
                return self._nothing(nothing, out, watch)
            except TearoadError:
                watch.clear()
                self._print_figures(Figures(), ())
                raise
            watch.clear()
            if not self._as_json and not self._quiet:
                for line in (*lines(outcome, out, self._words), *self._kept_edits(out)):
                    click.echo(line)
            self._print_figures(figures(outcome), files)
        return _remarks(outcome) if self._strict else ExitCode.DONE

    def _kept_edits(self, out: Path) -> Iterator[str]:
        edits = sorted(path.relative_to(out).as_posix() for path in out.rglob("*.edited-*"))
        if edits:
            yield self._words(Text("cli.kept_edits", files=", ".join(edits)))

    def _nothing(self, nothing: NothingToPlanError, out: Path, watch: Watching) -> int:
        """Write the problems alone: an earlier plan in `out` stays as it is."""
        watch.clear()
        self._complain(nothing)
        path = out / PROBLEMS
        try:
            with whole_file(path) as staging:
                write_problems(nothing.grids, nothing.problems, staging, self._words.language)
            decide = write_decisions_to_make(nothing.verdicts, out, self._words.language)
        except TearoadError:
            self._print_figures(Figures(held_back=nothing.held_back), ())
            raise
        click.echo(self._words(Text("cli.problems_at", path=str(path))), err=True)
        self._print_figures(Figures(held_back=nothing.held_back), (path.name, *decide))
        return ExitCode.HELD_BACK if nothing.waits else ExitCode.UNUSABLE

    def _complain(self, nothing: NothingToPlanError) -> None:
        click.echo(self._words(nothing.text), err=True)
        for problem in sorted(nothing.problems, key=_weight)[:_SHOWN]:
            click.echo(f"  {problem.where} {self._words(problem.text)}", err=True)
        if len(nothing.problems) > _SHOWN:
            click.echo("  " + self._words(Text("cli.more", count=len(nothing.problems) - _SHOWN)), err=True)
        for line in hits(nothing.verdicts, self._words):
            click.echo(line, err=True)
        if nothing.hint is not None:
            click.echo(self._words(nothing.hint), err=True)

    def _print_figures(self, figures: Figures, files: tuple[str, ...]) -> None:
        """Print the last line of `--json`."""
        if not self._as_json:
            return
        row = figures.as_json() | {
            "seconds": round(time.monotonic() - self._began, 2),
            "peak_mb": round(peak_mb(), 1),
            "files": list(files),
        }
        click.echo(json.dumps(row, ensure_ascii=False))


def _weight(problem: CellProblem) -> tuple[bool, bool]:
    """What stops the run comes first, then what holds rows back."""
    return not problem.stops, problem.severity is not Severity.ERROR


def _remarks(outcome: Outcome) -> ExitCode:
    """Return what a script that wants a plan without remarks is told."""
    if outcome.clash:
        return ExitCode.MUSTS_CLASH
    return ExitCode.HELD_BACK if outcome.held_back or cut_levels(outcome.plan) else ExitCode.DONE
