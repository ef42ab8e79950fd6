"""From an outcome to a folder of files: papers for everyone, working files and reports for the office."""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Sequence
from datetime import datetime
from pathlib import Path

from tearoad.delegation.papers import press
from tearoad.delegation.papers import roster as delegation
from tearoad.errors import InputError, SetupError
from tearoad.journey.files import LISTS, MISSION_FILE
from tearoad.journey.names import names_for
from tearoad.journey.outcome import Outcome
from tearoad.journey.plan_file import plan_file
from tearoad.journey.reports import changes_csv, internal_report, report_to_share
from tearoad.journey.staging import CONTENTS, MADE_FROM, EarlierPapers, whole_file, whole_folder
from tearoad.journey.watch import Watch, go_on
from tearoad.mission.papers import booklet, signs
from tearoad.paper.file import PaperFile
from tearoad.paper.press import finished
from tearoad.paper.sheets.problems_workbook import write_problems
from tearoad.paper.sheets.writing import write_workbook
from tearoad.paper.typeset import PaperDraft
from tearoad.screening import Verdict
from tearoad.screening.decisions_sheet import to_decide
from tearoad.text import Text
from tearoad.timetable.papers import calendars, day_sheets, table, workbook
from tearoad.values import Language

PROBLEMS = "problems.xlsx"
DECISIONS_TO_MAKE = "decisions-to-make.xlsx"
_LEAST_FREE_MB = 30
"""Papers of eighteen firms take twenty."""
_EXPLAINED = {"report-internal.html": 30}
"""What explains the meetings left out, as it weighs beside pages that are set."""


def write_outcome(outcome: Outcome, out: Path, stamp: datetime, language: Language, watch: Watch) -> tuple[str, ...]:
    """Write everything into `out`, whole or not at all; return the files' paths below it, sorted.

    The office's files speak `language`, each paper its receiver's. Files are the same byte for
    byte for the same outcome, stamp and language. A PDF that stands in `out` and says the same already stays as it
    is, with the date on which it was last changed.

    Raises:
        SetupError: `out` cannot be written; nothing was changed.
        Interrupted: the watch asked to stop; nothing was changed.

    """
    watch.step(Text("journey.step_write"))
    total, done = _expected(outcome), 0
    written: list[str] = []
    earlier = EarlierPapers(out)
    with whole_folder(out, stale=frozenset({PROBLEMS, DECISIONS_TO_MAKE})) as staging:
        for paper in finished(_files(outcome, stamp, language), earlier.content):
            go_on(watch)
            path = staging / paper.path
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(paper.content)
            written.append(paper.path)
            weight = _EXPLAINED.get(paper.path, int(paper.path.endswith(".pdf")))
            if paper.path in earlier.reused:
                total -= weight
            else:
                done += weight
            watch.advance(min(done, total), total)
        written.extend(_office_workbooks(outcome, staging, language))
        earlier.write_made_from(staging)
    return tuple(sorted([*written, CONTENTS, MADE_FROM]))


def _expected(outcome: Outcome) -> int:
    """Return about what all files weigh, for the bar: a sheet for each participant, and the shared ones."""
    roster = outcome.roster
    shared = (2 + len(press.PaperKind)) * len(roster.mission.paper_languages) + sum(_EXPLAINED.values())
    return len(roster.exporters) + len(roster.buyers) + len(roster.interpreters) + shared


def _files(outcome: Outcome, stamp: datetime, language: Language) -> Iterator[PaperFile | PaperDraft]:
    roster, problem, plan = outcome.roster, outcome.problem, outcome.plan
    yield from day_sheets.papers(roster, problem, plan, stamp=stamp)
    yield from calendars.papers(roster, problem, plan, stamp=stamp)
    photos = {photo.firm: photo.content for photo in outcome.files.photos}
    yield from booklet.papers(roster.mission, roster.exporters, stamp=stamp, photos=photos)
    yield from signs.papers(roster.mission, roster.exporters, stamp=stamp)
    for paper in press.papers(_delegation(outcome), stamp=stamp):
        yield paper.file
    yield from workbook.papers(roster, problem, plan, stamp=stamp, language=language)
    yield from table.papers(roster, problem, plan, stamp=stamp, language=language)
    in_languages = {paper_language: names_for(roster, paper_language) for paper_language in Language}
    yield PaperFile("plan.json", plan_file(problem, plan, in_languages[language], roster.programme, in_languages))
    yield PaperFile("report-internal.html", internal_report(outcome, language))
    yield PaperFile("report-to-share.html", report_to_share(roster, problem, plan))
    if outcome.changes is not None:
        yield PaperFile("changes.csv", changes_csv(outcome, language))


def _delegation(outcome: Outcome) -> delegation.Roster:
    """Return what the delegation's papers are made from: only those who may be met, and the posts of the country."""
    roster = outcome.roster
    return delegation.roster(
        roster.mission,
        roster.delegates,
        roster.exporters,
        roster.interpreters,
        programme=roster.programme,
        buyers=roster.buyers,
        posts=outcome.files.posts,
    )


def _office_workbooks(outcome: Outcome, folder: Path, language: Language) -> Iterator[str]:
    """Write the problems and the decisions that wait for a person; return their names."""
    if outcome.files.problems:
        write_problems(outcome.files.grids, outcome.files.problems, folder / PROBLEMS, language)
        yield PROBLEMS
    yield from _decisions_to_make(outcome.verdicts, folder, language)


def _decisions_to_make(verdicts: Sequence[Verdict], folder: Path, language: Language) -> Iterator[str]:
    waiting = to_decide(verdicts)
    if waiting.rows:
        write_workbook([waiting], folder / DECISIONS_TO_MAKE, language)
        yield DECISIONS_TO_MAKE


def write_decisions_to_make(verdicts: Sequence[Verdict], out: Path, language: Language) -> tuple[str, ...]:
    """Write the decisions that wait for a person, where nothing else could be made; return the file's name, if any."""
    if not to_decide(verdicts).rows:
        return ()
    with whole_file(out / DECISIONS_TO_MAKE) as staging:
        write_workbook([to_decide(verdicts)], staging, language)
    return (DECISIONS_TO_MAKE,)


def keep_apart(folder: Path, out: Path) -> None:
    """Refuse to write papers among the sheets they are made from.

    Raises:
        InputError: `out` is a mission's folder or its lists.

    """
    target = out.resolve()
    if (target / MISSION_FILE).exists() or target in {folder.resolve(), (folder / LISTS).resolve()}:
        raise InputError(Text("journey.out_is_input", path=str(out)), Text("journey.out_hint"))


def expect_room(out: Path) -> None:
    """Raise SetupError where less is free than papers take: before half a minute of search, not after it."""
    place = next(place for place in (out.resolve(), *out.resolve().parents) if place.exists())
    free = shutil.disk_usage(place).free // 2**20
    if free < _LEAST_FREE_MB:
        raise SetupError(
            Text("journey.little_room", path=str(out), free=free, needed=_LEAST_FREE_MB), Text("journey.disk_hint")
        )
