"""Take sheets in, have them read, apply, undo or discard them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import PurePath
from typing import Any, TypedDict

from django.db import transaction

from tearoad.errors import Conflict, InputError
from tearoad.journey.web.actions.undoing import put_back
from tearoad.journey.web.actions.write_files import Choice, write_rows
from tearoad.journey.web.models import HeaderMapping, ImportedFile, ImportState, SheetImport
from tearoad.journey.web.queries.call_rules import goes_round_the_call
from tearoad.journey.web.queries.dossiers_now import with_standing_files
from tearoad.journey.web.queries.imports import ANY_PLACE, CHOICES, SHEETS_BY_PLACE, documents_of, remembered
from tearoad.journey.web.queries.joined_rows import SAME
from tearoad.journey.web.queries.mended_cells import CELLS, SHOWN, ImportCellClash, clashing_cells
from tearoad.journey.web.queries.rows_now import rows_now
from tearoad.mission.web.models import Mission
from tearoad.mission.web.policies import refuse_archived
from tearoad.office.web.actions import jobs
from tearoad.office.web.actions.files import keep
from tearoad.people import Actor, Policy
from tearoad.people.web.actions import ledger
from tearoad.people.web.policies import require
from tearoad.text import Text
from tearoad.values import Language
from tearoad.web.clock import now

STAGE = "journey"
READ = f"{STAGE}.read"
MEDIA_TYPES = {
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ".ods": "application/vnd.oasis.opendocument.spreadsheet",
    ".csv": "text/csv",
    ".tsv": "text/tab-separated-values",
}
MOST_FILES = 40
"""More than there are sheets: what a mission exports can be handed in again."""
MOST_MB = 60
MOST_BYTES = MOST_MB * 1_000_000
ROWS = "import_rows"
"""The kind of file in which a reading keeps the rows."""


ReadWanted = TypedDict("ReadWanted", {"import": str, "reading": int})
"""Which import is read, and for the how manyeth time."""


@dataclass(frozen=True, slots=True)
class Upload:
    """A file as it was sent."""

    name: str
    content: bytes


@dataclass(frozen=True, slots=True)
class PageTakenIn:
    """What became of what a page of an import sent."""

    is_read_again: bool
    clashes: tuple[ImportCellClash, ...] = ()


@transaction.atomic
def start(by: Actor, mission: Mission, uploads: Sequence[Upload], language: Language, *, kind: str = "") -> SheetImport:
    """Keep uploaded sheets and ask for a reading; of a `kind` of which rows are meant, whatever their sheet is called.

    Raises:
        InputError: none, too many, too large, or of a kind that no sheet has.
        Conflict: the mission is archived.

    """
    require(by, Policy.IMPORT_SHEETS)
    refuse_archived(mission)
    judge_uploads(uploads)
    mapping = remembered() | ({SHEETS_BY_PLACE: {ANY_PLACE: kind}} if kind else {})
    sheet_import: SheetImport = SheetImport.objects.create(
        mission=mission, language=language.value, asked_by=by.user, asked_at=now(), mapping=mapping
    )
    for upload in uploads:
        suffix = PurePath(upload.name).suffix
        name = PurePath(upload.name.replace("\\", "/")).stem[-180:].lstrip(".~$ ") + suffix
        file = keep(by, name=name, content=upload.content, kind="import", media_type=MEDIA_TYPES[suffix.lower()])
        ImportedFile.objects.create(sheet_import=sheet_import, file=file, name=name)
    ledger.append(
        by, "journey.import_started", "mission", mission.id, {"import": str(sheet_import.id), "files": len(uploads)}
    )
    _ask(by, sheet_import)
    return sheet_import


@transaction.atomic
def read_again(by: Actor, sheet_import: SheetImport, mapping: Mapping[str, Mapping[str, str]] | None = None) -> None:
    """Read the same sheets again: against the rows of this moment, or with headers meant otherwise.

    Raises:
        Conflict: it is applied or discarded already.

    """
    require(by, Policy.IMPORT_SHEETS)
    sheet_import = _locked(sheet_import)
    if sheet_import.state not in {ImportState.PREVIEW, ImportState.READING}:
        raise Conflict(Text("journey_pages.not_open"), Text("journey_pages.not_open_hint"))
    if mapping is not None:
        _remember(mapping)
        merged = {sheet: dict(headers) for sheet, headers in sheet_import.mapping.items()}
        for sheet, headers in mapping.items():
            merged[sheet] = merged.get(sheet, {}) | dict(headers)
        sheet_import.mapping = merged
    sheet_import.reading += 1
    sheet_import.state = ImportState.READING
    sheet_import.save()
    _ask(by, sheet_import)


@transaction.atomic
def take_in(by: Actor, sheet_import: SheetImport, said: Mapping[str, Mapping[str, str]]) -> PageTakenIn:
    """Keep what was said on the page, and read again where that changes what the sheets say.

    A cell that somebody else corrected since the page was shown stays as it is, and both values are told.

    Raises:
        Conflict: it is applied or discarded already.

    """
    require(by, Policy.IMPORT_SHEETS)
    sheet_import = _locked(sheet_import)
    clashes = clashing_cells(sheet_import, said)
    new = {
        name: here
        for name, answers in said.items()
        if name != SHOWN
        and (here := {key: text for key, text in answers.items() if _kept_answer(sheet_import, name, key) != text})
    }
    if clashes:
        new[CELLS] = {place: text for place, text in new[CELLS].items() if place not in clashes}
    is_new = any(new[name] for name in new.keys() - {CHOICES})
    if is_new:
        read_again(by, sheet_import, new)
    elif new.get(CHOICES):
        sheet_import.mapping = sheet_import.mapping | {CHOICES: sheet_import.mapping.get(CHOICES, {}) | new[CHOICES]}
        sheet_import.save(update_fields=("mapping",))
    return PageTakenIn(is_new, tuple(clashes.values()))


def _kept_answer(sheet_import: SheetImport, name: str, key: str) -> str | None:
    """Return what was said of this so far; where a choice is left empty that is nothing."""
    default = "" if name == CHOICES or name.startswith(SAME) else None
    kept: str | None = sheet_import.mapping.get(name, {}).get(key, default)
    return kept


@transaction.atomic
def apply(by: Actor, sheet_import: SheetImport, choice: Choice, *, seen: int | None = None) -> SheetImport:
    """Write what was previewed; a second click changes nothing.

    Raises:
        Conflict: the mission changed since the sheets were read, the sheets were read anew since the reading that was
            seen, a cell that may say "no" is not answered, or the import is not open.

    """
    require(by, Policy.IMPORT_SHEETS)
    mission = Mission.objects.select_for_update().get(pk=sheet_import.mission_id)
    refuse_archived(mission)
    sheet_import = _locked(sheet_import)
    if sheet_import.state == ImportState.APPLIED:
        return sheet_import
    if sheet_import.state != ImportState.PREVIEW:
        raise Conflict(Text("journey_pages.not_open"), Text("journey_pages.not_open_hint"))
    _still(sheet_import, seen)
    if sheet_import.mission_revision != mission.revision:
        raise Conflict(Text("journey_pages.changed_meanwhile"), Text("journey_pages.changed_meanwhile_hint"))
    if sheet_import.found.get("waits"):
        raise Conflict(Text("journey_pages.no_may_stand"), Text("journey_pages.no_may_stand_hint"))
    said = documents_of(sheet_import)
    here = rows_now(mission)
    if goes_round_the_call(mission, here, said) or with_standing_files(here.documents, said) != said:
        raise Conflict(Text("journey_pages.changed_meanwhile"), Text("journey_pages.changed_meanwhile_hint"))
    written = write_rows(by, mission, said, choice)
    sheet_import.before = asdict(written)
    sheet_import.state, sheet_import.applied_at = ImportState.APPLIED, now()
    sheet_import.save()
    ledger.append(by, "journey.import_applied", "mission", mission.id, {"import": str(sheet_import.id)})
    return sheet_import


@transaction.atomic
def undo(by: Actor, sheet_import: SheetImport) -> None:
    """Put the rows back as they were before an import; a second click changes nothing.

    Raises:
        Conflict: rows changed since, or others refer to what came with it; the reasons are named.

    """
    require(by, Policy.IMPORT_SHEETS)
    mission = Mission.objects.select_for_update().get(pk=sheet_import.mission_id)
    refuse_archived(mission)
    sheet_import = _locked(sheet_import)
    if sheet_import.state == ImportState.UNDONE:
        return
    if sheet_import.state != ImportState.APPLIED:
        raise Conflict(Text("journey_pages.not_applied"), Text("journey_pages.not_applied_hint"))
    put_back(by, mission, documents_of(sheet_import), sheet_import.before)
    sheet_import.state = ImportState.UNDONE
    sheet_import.save()
    ledger.append(by, "journey.import_undone", "mission", mission.id, {"import": str(sheet_import.id)})


@transaction.atomic
def discard(by: Actor, sheet_import: SheetImport) -> None:
    """Put an import that was not applied aside."""
    require(by, Policy.IMPORT_SHEETS)
    sheet_import = _locked(sheet_import)
    if sheet_import.state == ImportState.DISCARDED:
        return
    if sheet_import.state not in {ImportState.PREVIEW, ImportState.READING}:
        raise Conflict(Text("journey_pages.not_open"), Text("journey_pages.not_open_hint"))
    sheet_import.state = ImportState.DISCARDED
    sheet_import.save()
    ledger.append(by, "journey.import_discarded", "mission", sheet_import.mission_id, {"import": str(sheet_import.id)})


def save_reading(found_id: object, reading: int, **fields: Any) -> bool:
    """Write down what a reading found; False where it was asked for anew or put aside in the meantime."""
    waiting = SheetImport.objects.filter(pk=found_id, reading=reading, state=ImportState.READING)
    return bool(waiting.update(state=ImportState.PREVIEW, **fields))


def keep_rows(by: Actor, name: str, content: bytes, kind: str) -> Any:
    """Keep what a reading made: the rows, or the marked copy of the sheets."""
    media_type = MEDIA_TYPES[".xlsx"] if kind == "problem" else "application/json"
    return keep(by, name=name, content=content, kind=kind, media_type=media_type)


def _ask(by: Actor, sheet_import: SheetImport) -> None:
    wanted: ReadWanted = {"import": str(sheet_import.id), "reading": sheet_import.reading}
    sheet_import.job = jobs.ask(by, READ, f"{sheet_import.id}/{sheet_import.reading}", wanted)
    sheet_import.save()


def _remember(mapping: Mapping[str, Mapping[str, str]]) -> None:
    for sheet, headers in mapping.items():
        if sheet.startswith("#"):  # what this import's own sheets and cells mean
            continue
        for header, field in headers.items():
            HeaderMapping.objects.update_or_create(sheet=sheet, header=header[:200], defaults={"field": field})


def _locked(sheet_import: SheetImport) -> SheetImport:
    locked: SheetImport = SheetImport.objects.select_for_update().get(pk=sheet_import.pk)
    return locked


def _still(sheet_import: SheetImport, seen: int | None) -> None:
    if seen is not None and seen != sheet_import.reading:
        raise Conflict(Text("journey_pages.read_meanwhile"), Text("journey_pages.read_meanwhile_hint"))


def judge_uploads(uploads: Sequence[Upload]) -> None:
    """Refuse none, too many, too large, or files of a kind that no sheet has.

    Raises:
        InputError: they are.

    """
    hint = Text("journey_pages.upload_hint", most=MOST_FILES, megabytes=MOST_MB)
    if not uploads:
        raise InputError(Text("journey_pages.no_files"), hint)
    if len(uploads) > MOST_FILES or sum(len(upload.content) for upload in uploads) > MOST_BYTES:
        raise InputError(Text("journey_pages.too_much", count=len(uploads)), hint)
    wrong = [upload.name for upload in uploads if PurePath(upload.name).suffix.lower() not in MEDIA_TYPES]
    if wrong:
        raise InputError(Text("journey_pages.wrong_files", names=", ".join(wrong)[:300]), hint)
