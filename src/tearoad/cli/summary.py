"""What a person reads at the end of `tearoad plan`, and the figures of `--json`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from tearoad.companies import declined
from tearoad.journey.names import outcome_names
from tearoad.journey.outcome import Outcome
from tearoad.journey.reports.levels import gap, value_and_bound
from tearoad.mission import Objective
from tearoad.paper.sheets import Severity
from tearoad.programme import ItemChange, called_in, explain
from tearoad.screening import Status, Verdict
from tearoad.text import Ref, Text
from tearoad.timetable.difference import change_text
from tearoad.timetable.objectives import MAXIMISED
from tearoad.timetable.plan import Level, broken_rules_sentence, cut_levels, cut_short
from tearoad.timetable.problem import Problem
from tearoad.words import Words

_SHOWN = 12


@dataclass(frozen=True, slots=True)
class Figures:
    """The figures of one run; `gap` is how far the value may be from the best, as a share."""

    meetings: int = 0
    unplaced: int = 0
    held_back: int = 0
    violations: int = 0
    value: int = 0
    bound: int = 0
    gap: float | None = None
    levels_cut: int = 0
    """How many levels the clock ended."""

    def as_json(self) -> dict[str, object]:
        """Return the figures by name."""
        return asdict(self)


def figures(outcome: Outcome) -> Figures:
    """Return the figures of a run."""
    level = _level(outcome, Objective.VALUE)
    return Figures(
        meetings=len(outcome.plan.meetings),
        unplaced=len(outcome.plan.unplaced),
        held_back=outcome.held_back,
        violations=len(outcome.violations),
        value=level.value if level else 0,
        bound=level.bound if level else 0,
        gap=gap(level) if level else None,
        levels_cut=len(cut_levels(outcome.plan)),
    )


def _level(outcome: Outcome, objective: Objective) -> Level | None:
    return next((level for level in outcome.plan.levels if level.objective is objective), None)


def lines(outcome: Outcome, out: Path, plain: Words) -> Iterator[str]:
    """Say what came of a run, the most important first."""
    words = Words(plain.language, outcome_names(outcome, plain.language))
    yield words(Text("cli.planned", count=len(outcome.plan.meetings), wishes=len(outcome.problem.wishes)))
    missing = broken_rules_sentence(outcome.plan)
    if missing is not None:
        yield words(missing)
    yield from _clash(outcome, words)
    yield from _held_back(outcome, words)
    if outcome.plan.unplaced:
        yield words(Text("cli.unplaced", count=len(outcome.plan.unplaced)))
    for level in outcome.plan.levels:
        yield "  " + level_line(level, outcome.problem, words)
    cut = cut_short(outcome.plan)
    if cut is not None:
        yield words(cut)
    if outcome.violations:
        yield words(Text("cli.violations", count=len(outcome.violations)))
    yield from _changes(outcome, words)
    yield words(Text("cli.written", path=str(out)))


def _clash(outcome: Outcome, words: Words) -> Iterator[str]:
    """Name the musts that exclude each other, then every other must that is left out."""
    if not outcome.clash:
        return
    yield words(Text("cli.musts_clash", count=len(outcome.clash)))
    yield from ("  " + words(Text("journey.only", who=Ref(wish))) for wish in outcome.clash)
    others = [wish for wish in outcome.missed if wish not in outcome.clash]
    if others:
        yield words(Text("cli.musts_missed", count=len(others)))
        yield from ("  " + words(Text("journey.only", who=Ref(wish))) for wish in others[:_SHOWN])
        if len(others) > _SHOWN:
            yield "  " + words(Text("cli.more", count=len(others) - _SHOWN))


def _held_back(outcome: Outcome, words: Words) -> Iterator[str]:
    errors = sum(problem.severity is Severity.ERROR for problem in outcome.files.problems)
    warnings = len(outcome.files.problems) - errors
    if errors:
        yield words(Text("cli.row_errors", count=errors))
    if warnings:
        yield words(Text("cli.row_warnings", count=warnings))
    if not outcome.lists.entries:
        yield words(Text("journey.no_lists"))
    absent = sorted(declined((*outcome.files.exporters, *outcome.files.buyers)))
    if absent:
        yield words(Text("cli.declined", count=len(absent), who=tuple(map(Ref, absent[:_SHOWN]))))
    yield from hits(outcome.verdicts, words)


def hits(verdicts: Iterable[Verdict], words: Words) -> Iterator[str]:
    """Say which companies wait for a person's decision, and what they are like."""
    undecided = [verdict for verdict in verdicts if verdict.status is Status.UNDECIDED]
    if undecided:
        yield words(Text("cli.undecided", count=len(undecided)))
    for verdict in undecided[:_SHOWN]:
        hit = verdict.hits[0]
        said = Text("cli.hit", party=Ref(verdict.party), ours=hit.ours, theirs=hit.theirs, entry=hit.entry.id)
        yield "  " + words(said)


def level_line(level: Level, problem: Problem, words: Words) -> str:
    """Say how good a level is, and how much better it could be at most."""
    named = Text(f"journey.objective_{level.objective.value}")
    value, bound = value_and_bound(level, problem)
    if level.value == level.bound:
        return words(Text("cli.level_proved", objective=named, value=value))
    if level.objective not in MAXIMISED:
        return words(Text("cli.level_at_best", objective=named, value=value, bound=bound))
    share = f"{100 * gap(level):.2f}"
    return words(Text("cli.level_open", objective=named, value=value, bound=bound, percent=share))


def _changes(outcome: Outcome, words: Words) -> Iterator[str]:
    if outcome.changes is None:
        return
    changes = outcome.changes.changes
    people = tuple(Ref(person) for person in outcome.changes.people)
    if changes:
        yield words(Text("cli.changes", count=len(changes)))
        yield from _listed([change_text(change) for change in changes], words)
        yield words(Text("cli.people_to_tell", count=len(people), people=people))
    else:
        yield words(Text("cli.no_changes"))
    yield from _programme_changes(outcome.programme_changes, words)


def _programme_changes(changes: tuple[ItemChange, ...] | None, words: Words) -> Iterator[str]:
    """Say what changed in the programme and whom it names; or that it cannot be known."""
    if changes is None:
        yield words(Text("cli.programme_not_compared"))
        return
    if not changes:
        yield words(Text("cli.no_programme_changes"))
        return
    people = tuple(Ref(text) for text in called_in(changes))
    yield words(Text("cli.programme_changes", count=len(changes)))
    yield from _listed([text for change in changes for text in explain(change)], words)
    if people:
        yield words(Text("cli.people_to_tell", count=len(people), people=people))


def _listed(texts: Sequence[Text], words: Words) -> Iterator[str]:
    for text in texts[:_SHOWN]:
        yield "  " + words(text)
    if len(texts) > _SHOWN:
        yield "  " + words(Text("cli.more", count=len(texts) - _SHOWN))
