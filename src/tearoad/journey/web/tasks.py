"""The job that reads the sheets of an import."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory
from uuid import UUID

from django.db import transaction

from tearoad.errors import TearoadError
from tearoad.journey.web.actions.imports import ROWS, ReadWanted, keep_rows, save_reading
from tearoad.journey.web.models import ImportedFile, ImportState, SheetImport
from tearoad.journey.web.queries.corrected_sheets import corrected_sheets, titles_of_strange_sheets
from tearoad.journey.web.queries.mended_cells import CELLS
from tearoad.journey.web.queries.reading import Reading, read_import
from tearoad.mission.web.models import Mission
from tearoad.office.web.actions.files import content_of
from tearoad.paper.sheets.problems_workbook import write_problems
from tearoad.people import Actor, Role
from tearoad.people.web.models import acting_for
from tearoad.text import Text
from tearoad.values import Language
from tearoad.values.document import text_to_document
from tearoad.web.registry import JobRun, Json

PROBLEMS = "problems.xlsx"
_PASSED_OVER = {"problems", "timetable", "readme"}


def read(run: JobRun) -> Json:
    """Read an import's sheets and write down what they would change; run twice, it has its effect once."""
    wanted: ReadWanted = run.payload
    with acting_for(run.tenant):
        found = SheetImport.objects.filter(pk=UUID(wanted["import"])).first()
        if found is None or found.state != ImportState.READING or found.reading != wanted["reading"]:
            return {}
        by = Actor(run.tenant, Role.SYSTEM, run.by)
        mission = Mission.objects.get(pk=found.mission_id)
        with TemporaryDirectory(prefix="tearoad-") as name:
            folder = Path(name)
            _lay_out(found, folder)
            try:
                reading = read_import(mission, folder, found.mapping, run.step)
            except TearoadError as error:
                return _failed(found, error)
            return _save(by, found, reading, folder / "out.xlsx")


def _lay_out(sheet_import: SheetImport, folder: Path) -> None:
    """Put the files where the reader finds them, each under its own name."""
    for file in ImportedFile.objects.filter(sheet_import=sheet_import).select_related("file").order_by("id"):
        # The reader passes over what a run wrote itself; here a mended problems.xlsx may well be what was handed in.
        stem, suffix = Path(file.name).stem, Path(file.name).suffix
        stem = f"{stem} 1" if stem.lower() in _PASSED_OVER else stem
        path, number = folder / f"{stem}{suffix}", 2
        while path.exists():
            path, number = folder / f"{stem} {number}{suffix}", number + 1
        path.write_bytes(content_of(file.file))


def _save(by: Actor, sheet_import: SheetImport, reading: Reading, out: Path) -> Json:
    is_mended = bool(sheet_import.mapping.get(CELLS))
    if reading.problems or is_mended:
        language = Language(sheet_import.language)
        grids = corrected_sheets(reading.grids, reading.found["sheets"], sheet_import.mapping, language)
        titles = titles_of_strange_sheets(sheet_import.mapping, grids, language)
        write_problems(grids, reading.problems, out, language, titles)
    with transaction.atomic():
        marked = keep_rows(by, PROBLEMS, out.read_bytes(), "problem") if reading.problems or is_mended else None
        rows = keep_rows(by, "rows.json", reading.rows, ROWS)
        saved = save_reading(
            sheet_import.pk,
            sheet_import.reading,
            found=reading.found,
            mission_revision=reading.revision,
            rows=rows,
            marked=marked,
        )
    return {"saved": saved, "problems": len(reading.problems)}


def _failed(sheet_import: SheetImport, error: TearoadError) -> Json:
    """Show why nothing could be read, beside the files, instead of a job that failed somewhere else."""
    hint = text_to_document(error.hint) if error.hint else None
    failed = {"failed": {"text": text_to_document(error.text), "hint": hint}}
    save_reading(sheet_import.pk, sheet_import.reading, found=failed, rows=None, marked=None)
    return failed


LABEL = Text("journey.job_read")
