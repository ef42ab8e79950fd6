"""The sheet of dossiers: which files a firm's dossier holds, part by part, what is missing, who found a part right."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from zoneinfo import ZoneInfo

from tearoad.costs.dossier import USUAL, PartKind, PartState
from tearoad.costs.dossier_folder import FolderFile, FolderPart
from tearoad.office.files.names import clean_name
from tearoad.paper.sheets import (
    LONGEST_NOTE,
    Choices,
    Column,
    Kind,
    Reading,
    Record,
    SheetRow,
    SheetSpec,
    SheetWords,
    Table,
)
from tearoad.paper.sheets.cells import folded
from tearoad.text import Text
from tearoad.values import PartyId

_EXPORTERS, _DELEGATES = frozenset({Kind.EXPORTER}), frozenset({Kind.DELEGATE})
_DIGEST = re.compile(r"[0-9a-f]{64}")
_LONGEST_PART = 40
_CONFIRMED = ("confirmed_at", "confirmed_by")
_BY_TITLE = {folded(title): part.code for part in USUAL.parts for title in part.title.written}
STATES = Choices(
    {
        PartState.MISSING: SheetWords("sheet_words.missing"),
        PartState.TO_CONFIRM: SheetWords("sheet_words.to_confirm"),
        PartState.DONE: SheetWords("sheet_words.done_of_dossier"),
        PartState.OPTIONAL: SheetWords("sheet_words.not_needed_of_dossier"),
    }
)
DOSSIER = SheetSpec(
    "dossier",
    SheetWords("sheet_words.dossier"),
    (
        Column("firm", SheetWords("sheet_words.firm_of_dossier"), "E01", width=20),
        Column("part", SheetWords("sheet_words.part_of_dossier"), "invoices", about="dossier_part"),
        Column("state", SheetWords("sheet_words.state_of_costs"), choices=STATES, about="dossier_state", width=14),
        Column("file", SheetWords("sheet_words.file_of_dossier"), "invoice.pdf", about="dossier_file", width=32),
        Column(
            "digest",
            SheetWords("sheet_words.sha_256"),
            about="dossier_digest",
            width=20,
            longest=LONGEST_NOTE,
        ),
        Column("person", SheetWords("sheet_words.delegate_of_dossier"), "D01", about="dossier_person"),
        Column(
            "added_at",
            SheetWords("sheet_words.added"),
            "2027-02-15 10:00",
            about="dossier_added_at",
            width=18,
        ),
        Column(
            "added_by",
            SheetWords("sheet_words.added_by"),
            about="dossier_added_by",
            width=20,
        ),
        Column(
            "confirmed_at",
            SheetWords("sheet_words.confirmed_of_dossier"),
            "2027-02-16 09:30",
            about="dossier_confirmed_at",
            width=18,
        ),
        Column(
            "confirmed_by",
            SheetWords("sheet_words.confirmed_by"),
            about="dossier_confirmed_by",
            width=20,
        ),
    ),
    needs=(("firm",), ("part",)),
)


def read_dossier(records: Iterable[Record], _reading: Reading, files: Collection[str]) -> tuple[FolderPart, ...]:
    """Return the parts that the good rows tell of: a row a file, or one row for a part that was confirmed without any.

    `files` are the digests of the files that are at hand. A row whose file is not is left out with a warning, and so is
    the confirmation of its part: whoever confirmed it looked at that file too.
    """
    found: dict[tuple[str, str], list[Record]] = {}
    for record in records:
        record.needed(("firm",))
        record.needed(("part",))
        firm, part = record.ref("firm", _EXPORTERS), _part(record.text("part"))
        if firm and not record.held:
            found.setdefault((firm, part), []).append(record)
    made = (_folder_part(PartyId(firm), part, rows, files) for (firm, part), rows in found.items())
    return tuple(part for part in made if part.files or part.confirmed_at)


def _part(written: str) -> str:
    """Return a part's code; a usual part may be called by its name in any language."""
    return _BY_TITLE.get(folded(written), written[:_LONGEST_PART])


def _folder_part(firm: PartyId, part: str, rows: list[Record], at_hand: Collection[str]) -> FolderPart:
    files: dict[str, FolderFile] = {}
    is_whole = True
    for record in rows:
        if record.any_of(_CONFIRMED):
            for field in _CONFIRMED:
                record.needed((field,))
        if not record.any_of(("file", "digest")):
            continue
        file = _file(record)
        if file is None or file.digest not in at_hand:
            is_whole = False
            if file is not None:
                missing = Text("sheets.dossier_file_missing", found=file.name)
                record.warn(missing, Text("sheets.dossier_file_missing_hint"), "file")
            continue
        files.setdefault(file.digest, file)
    confirmed = next((row for row in rows if row.any_of(_CONFIRMED) and not row.held), None)
    at = confirmed.moment("confirmed_at") if confirmed and is_whole else None
    return FolderPart(firm, part, tuple(files.values()), confirmed.text("confirmed_by") if confirmed and at else "", at)


def _file(record: Record) -> FolderFile | None:
    for field in ("file", "digest", "added_at"):
        record.needed((field,))
    digest, person = record.text("digest").casefold(), record.ref("person", _DELEGATES) or ""
    if digest and not _DIGEST.fullmatch(digest):
        expected = Text("sheets.expect_digest")
        hint = Text("sheets.mend_cell", expected=expected)
        record.error(Text("sheets.bad_digest", found=digest[:80]), hint, "digest", expected)
    at = record.moment("added_at")
    if record.held or at is None:
        return None
    return FolderFile(clean_name(record.text("file")), digest, at, record.text("added_by"), person)


def write_dossier(parts: Iterable[FolderPart], zone: ZoneInfo, firms: Iterable[PartyId] = ()) -> Table:
    """Return the sheet that reads back as these parts; moments in the fair's time.

    Of each firm the usual parts that are missing stand behind: whoever reads the folder sees them. So it is with a firm
    of the mission of which nothing is kept, once something is kept of another: before that nobody asks for a dossier.
    """
    by_firm: dict[PartyId, dict[str, FolderPart]] = {}
    for part in parts:
        by_firm.setdefault(part.firm, {})[part.part] = part
    if by_firm:
        by_firm |= {firm: {} for firm in firms if firm not in by_firm}
    shown = (part for firm, kept in by_firm.items() for part in _with_missing(firm, kept))
    return Table(DOSSIER, tuple(row for part in shown for row in _rows(part, zone)))


def _with_missing(firm: PartyId, kept: dict[str, FolderPart]) -> Iterable[FolderPart]:
    """Return a firm's parts, and the usual ones of which nothing is kept; the program writes the rates itself."""
    missing = (part.code for part in USUAL.parts if part.kind is not PartKind.RATES and part.code not in kept)
    return (*kept.values(), *(FolderPart(firm, code) for code in missing))


def _state(part: FolderPart) -> PartState:
    """Return where a part stands; one that is not usual needs a file."""
    wanted = USUAL.part(part.part)
    if len(part.files) < (wanted.least if wanted else 1) and not (wanted and wanted.kind is PartKind.RATES):
        return PartState.MISSING
    return PartState.DONE if part.confirmed_at else PartState.TO_CONFIRM


def _rows(part: FolderPart, zone: ZoneInfo) -> Iterable[SheetRow]:
    confirmed = {"confirmed_at": part.confirmed_at.astimezone(zone) if part.confirmed_at else None}
    whose = {
        "firm": part.firm,
        "part": part.part,
        "state": _state(part),
        **confirmed,
        "confirmed_by": part.confirmed_by,
    }
    if not part.files:
        yield SheetRow(whose)
    for folder_file in part.files:
        file = {"file": folder_file.name, "digest": folder_file.digest, "person": folder_file.person}
        yield SheetRow(
            {**whose, **file, "added_at": folder_file.added_at.astimezone(zone), "added_by": folder_file.added_by}
        )
