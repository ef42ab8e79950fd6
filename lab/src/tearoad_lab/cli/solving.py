"""How `tearoad-lab timetable solve` goes: read an event, search under a bar, say how good the plan is, write it."""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import click

from tearoad.cli.exit_codes import ExitCode
from tearoad.cli.memory import peak_mb
from tearoad.cli.timetable.files import expect_writable, write_json
from tearoad.cli.watching import Watching
from tearoad.errors import InputError
from tearoad.text import Text
from tearoad.timetable.solvers.solver import UNLIMITED_SECONDS
from tearoad.words import Words
from tearoad_lab.cli.event_files import read_event
from tearoad_lab.cli.search_file import SearchFile
from tearoad_lab.matchmaking import Event, FewestBreaks, Outcome, fewest_breaks, smallest_idle_range
from tearoad_lab.matchmaking.plan_file import event_plan_to_json

_SECONDS = 60.0
"""Unless something else is asked for."""
_SAID = {
    Outcome.OPTIMAL: "lab.event_proved",
    Outcome.FEASIBLE: "lab.event_open",
    Outcome.IMPOSSIBLE: "lab.event_impossible",
    Outcome.UNKNOWN: "lab.event_unknown",
}
_EXIT = {
    Outcome.OPTIMAL: ExitCode.DONE,
    Outcome.FEASIBLE: ExitCode.DONE,
    Outcome.IMPOSSIBLE: ExitCode.MUSTS_CLASH,
    Outcome.UNKNOWN: ExitCode.HELD_BACK,
}


@dataclass(frozen=True, slots=True)
class EventSolveOptions:
    """What the command was asked for."""

    file: Path
    objective: str
    fairness: int | None
    out: Path | None
    seed: int
    effort: float | None = None
    time_limit_s: float | None = None
    keep: Path | None = None
    quiet: bool = False

    @property
    def work(self) -> float:
        """About how many seconds on two quiet cores."""
        return self.effort or self.time_limit_s or _SECONDS

    @property
    def seconds(self) -> float:
        """The clock's limit: none where only the effort is given."""
        return self.time_limit_s or (_SECONDS if self.effort is None else UNLIMITED_SECONDS)


class EventSolving:
    """One run of `tearoad-lab timetable solve`."""

    def __init__(self, words: Words, options: EventSolveOptions, *, as_json: bool) -> None:
        """Start the watch."""
        self._words, self._asked, self._as_json = words, options, as_json
        self._watch = Watching(words, quiet=options.quiet)
        self._began, self._work = time.monotonic(), time.process_time()

    def run(self) -> int:
        """Solve, tell, write; return the exit code.

        Raises:
            NotFoundError, InputError: the file cannot be used, or another objective belongs to an option.
            SetupError: the plan cannot be written.

        """
        objective = self._asked.objective
        if self._asked.keep is not None and objective != "breaks":
            raise InputError(Text("lab.keep_other_objective"), Text("lab.keep_hint"))
        if objective != "breaks" and self._asked.fairness is not None:
            raise InputError(Text("lab.fairness_of_breaks"), Text("lab.fairness_of_breaks_hint"))
        expect_writable(self._asked.out, "--out")
        expect_writable(self._asked.keep, "--keep")
        with self._watch.stoppable():
            return self._event(objective)

    def _event(self, objective: str) -> int:
        event = read_event(self._asked.file, self._asked.fairness)
        self._watch.step(Text("cli.solving"))
        measured = Text(f"lab.event_{objective.replace('-', '_')}")
        search = self._fewest_breaks if objective == "breaks" else self._smallest_idle_range
        breaks = search(event, measured)
        self._watch.clear()
        document = event_plan_to_json(breaks, objective)
        if not self._as_json and not self._asked.quiet:
            value = breaks.bound if breaks.value is None else breaks.value
            click.echo(self._words(Text(_SAID[breaks.outcome], measured=measured, value=value, bound=breaks.bound)))
        cut = self._say_cut(Text("timetable.cut_short", levels=(measured,)) if breaks.was_cut else None)
        if breaks.plan is not None:
            self._write(document)
        self._print_figures(document)
        return max(cut, _EXIT[breaks.outcome])

    def _fewest_breaks(self, event: Event, measured: Text) -> FewestBreaks:
        options = self._asked
        kept = SearchFile(options.keep, event, options.seed, options.work)
        return fewest_breaks(
            event,
            seed=options.seed,
            work=options.effort,
            time_limit_s=options.seconds,
            stop=self._watch.stop,
            heard=self._event_listener(measured),
            kept=kept.keep,
            resumed=kept.resumed(),
        )

    def _smallest_idle_range(self, event: Event, measured: Text) -> FewestBreaks:
        options = self._asked
        return smallest_idle_range(
            event,
            seed=options.seed,
            work=options.effort,
            time_limit_s=options.seconds,
            stop=self._watch.stop,
            heard=self._event_listener(measured),
        )

    def _event_listener(self, measured: Text) -> Callable[[int, int], None]:
        """Return what shows each better plan of an event, with the bound of that moment."""

        def show(value: int, bound: int) -> None:
            note = Text("cli.solving_level", objective=measured, value=value, bound=bound)
            self._watch.advance(min(value, bound), max(1, value), note)

        return show

    def _say_cut(self, by_clock: Text | None) -> ExitCode:
        """Say where the search was ended before its work was done; return the exit code of it."""
        if by_clock is None:
            return ExitCode.DONE
        is_stopped = self._watch.stop()
        click.echo(self._words(Text("cli.stopped") if is_stopped else by_clock), err=self._as_json or self._asked.quiet)
        return ExitCode.INTERRUPTED if is_stopped else ExitCode.HELD_BACK

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
