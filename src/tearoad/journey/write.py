"""From an outcome to a folder of files: papers for everyone, working files and reports for the office."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from tearoad.journey.changes_file import changes_csv
from tearoad.journey.decisions_file import open_decisions
from tearoad.journey.names import names_for
from tearoad.journey.outcome import Outcome
from tearoad.journey.plan_file import plan_file
from tearoad.journey.reports import internal_report, report_to_share
from tearoad.journey.staging import CONTENTS, whole_folder
from tearoad.journey.watch import Watch, go_on
from tearoad.mission.papers import booklet, signs
from tearoad.paper.file import PaperFile
from tearoad.paper.sheets import CellProblem
from tearoad.paper.sheets.problems_workbook import problems_workbook
from tearoad.text import Text
from tearoad.timetable.papers import calendars, day_sheets, table, workbook
from tearoad.values import Language


def write_outcome(
    outcome: Outcome, folder: Path, out: Path, stamp: datetime, language: Language, watch: Watch
) -> tuple[str, ...]:
    """Write everything into `out`, whole or not at all; return the files' paths below it, sorted.

    `folder` is the officer's, whose sheets `problems.xlsx` copies. The office's files speak `language`, each paper its
    receiver's. Files are the same byte for byte for the same outcome, stamp and language.

    Raises:
        SetupError: `out` cannot be written; nothing was changed.
        Interrupted: the watch asked to stop; nothing was changed.

    """
    watch.step(Text("journey.step_write"))
    total = _expected(outcome)
    written: list[str] = []
    with whole_folder(out) as staging:
        for number, paper in enumerate(_files(outcome, folder, stamp, language)):
            go_on(watch)
            path = staging / paper.path
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(paper.content)
            written.append(paper.path)
            watch.advance(min(number, total), total)
    return tuple(sorted([*written, CONTENTS]))


def problems_file(problems: tuple[CellProblem, ...], folder: Path, language: Language) -> bytes:
    """Return `problems.xlsx`: the user's sheets with the cells marked and explained."""
    return problems_workbook(folder, problems, language)


def _expected(outcome: Outcome) -> int:
    """Return about how many files there will be, for the bar: two for each participant and a dozen more."""
    roster = outcome.roster
    return 2 * (len(roster.exporters) + len(roster.buyers) + len(roster.interpreters)) + 12


def _files(outcome: Outcome, folder: Path, stamp: datetime, language: Language) -> Iterator[PaperFile]:
    roster, problem, plan = outcome.roster, outcome.problem, outcome.plan
    yield from day_sheets.papers(roster, problem, plan, stamp=stamp)
    yield from calendars.papers(roster, problem, plan, stamp=stamp)
    yield from booklet.papers(roster.mission, roster.exporters, stamp=stamp)
    yield from signs.papers(roster.mission, roster.exporters, stamp=stamp)
    yield from workbook.papers(roster, problem, plan, stamp=stamp, language=language)
    yield from table.papers(roster, problem, plan, stamp=stamp, language=language)
    yield PaperFile("plan.json", plan_file(problem, plan, names_for(roster, language)))
    yield PaperFile("report-internal.html", internal_report(outcome, language))
    yield PaperFile("report-to-share.html", report_to_share(roster, problem, plan))
    if outcome.files.problems:
        yield PaperFile("problems.xlsx", problems_file(outcome.files.problems, folder, language))
    if outcome.changes is not None:
        yield PaperFile("changes.csv", changes_csv(outcome, language))
    undecided = open_decisions(outcome, language)
    if undecided is not None:
        yield PaperFile("decisions-to-make.xlsx", undecided)
