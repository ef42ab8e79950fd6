"""Read a mission folder: every sheet as dataclasses, every problem at once."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, time
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from tearoad.call.sheets.history import CallHere
from tearoad.companies.buyers_sheet import BUYERS
from tearoad.companies.exporters_sheet import EXPORTERS
from tearoad.companies.photos import read_photos
from tearoad.costs.dossier_folder import find_contents
from tearoad.costs.dossier_sheet import DOSSIER, read_dossier
from tearoad.journey.call_sheets import NOTHING_HERE, read_call
from tearoad.journey.files import MissionFiles
from tearoad.journey.kinds import KINDS, NEEDED, SHEETS
from tearoad.matching.requests_sheet import REQUESTS, RequestSheet
from tearoad.mission import FairDay, LocalText, Mission
from tearoad.mission.availability_sheet import AVAILABILITY
from tearoad.mission.sheet_reading import know_places, start_reading
from tearoad.mission.stands import with_own_stands
from tearoad.paper.sheets import (
    EVERYONE,
    PARTIES,
    CellProblem,
    Kind,
    Known,
    Reading,
    Record,
    Severity,
    SheetSpec,
    StoredIds,
    StoredRows,
    chapter_exists,
)
from tearoad.paper.sheets.files.folder import SheetsOfFolder, find_sheets
from tearoad.rows import RowKind
from tearoad.screening.decisions_sheet import DECISIONS
from tearoad.text import Text
from tearoad.values import CountryCode, HSCode

_NO_MAPPING: Mapping[str, Mapping[str, str]] = {}


@dataclass(frozen=True, slots=True)
class Here:
    """What stands beside the sheets that are read."""

    known: Sequence[Known] = ()
    """Who takes part already."""
    call: CallHere = NOTHING_HERE
    """What the call holds."""
    files: Collection[str] = ()
    """Digests of the files that a dossier may name."""
    kept_ids: StoredIds | None = None
    """Which ids are taken by rows that stay; the ids that rows without one were given are noted in it."""
    stored: StoredRows = field(default_factory=StoredRows)
    """What the rows that stay say: a cell that nobody can read does not wipe it out."""
    meanings: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    """By sheet, what a person said that a cell means."""
    same_companies: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    """By sheet, which row a person took for which company: id -> id."""


NOTHING_ELSE = Here()


def read_folder(
    folder: Path,
    mission: Mission,
    mapping: Mapping[str, Mapping[str, str]] = _NO_MAPPING,
    hs_exists: Callable[[HSCode], bool] = chapter_exists,
    meanings: Mapping[str, Mapping[str, str]] = _NO_MAPPING,
) -> MissionFiles:
    """Read every sheet and photo of a folder; nothing that is wrong stops it, everything that is wrong is listed.

    An error holds its row back, a warning keeps it. `mapping` gives the officer's own headers by sheet (`mission.toml`,
    table `headers`), `meanings` what their cells mean (table `meanings`); `hs_exists` says which HS codes there are.
    The same folder always gives the same result.
    """
    sheets_of_folder = find_sheets(folder, SHEETS)
    contents = find_contents(folder) if DOSSIER.name in sheets_of_folder.grids else {}
    files = read_sheets(
        sheets_of_folder, folder.name, mission, mapping, hs_exists, Here(files=contents.keys(), meanings=meanings)
    )
    photos, wrong = read_photos(folder, [exporter.id for exporter in files.exporters])
    return replace(files, photos=photos, contents=contents, problems=(*files.problems, *wrong))


def read_sheets(
    sheets_of_folder: SheetsOfFolder,
    folder: str,
    mission: Mission,
    mapping: Mapping[str, Mapping[str, str]] = _NO_MAPPING,
    hs_exists: Callable[[HSCode], bool] = chapter_exists,
    here: Here = NOTHING_ELSE,
) -> MissionFiles:
    """Read sheets that were found, beside what is here already."""
    reading = start_reading(mission, hs_exists)
    reading.kept_ids = here.kept_ids or reading.kept_ids
    reading.stored, reading.meanings = here.stored, here.meanings
    reading.same_companies = here.same_companies
    reading.directory.assumed |= {Kind.PLACE} if mission is _ANY_MISSION else set()
    reading.problems.extend((*sheets_of_folder.problems, *_missing(sheets_of_folder, folder)))

    def remember(kind: Kind) -> None:
        for entry in here.known:
            if entry.kind is kind and not reading.directory.with_id(entry.id, EVERYONE):
                reading.directory.add(entry)

    def rows(spec: SheetSpec) -> tuple[Record, ...]:
        return (
            reading.records(grid, spec, mapping.get(spec.name, {}))
            if (grid := sheets_of_folder.grids.get(spec.name))
            else ()
        )

    exporter_rows, buyer_rows = rows(EXPORTERS.spec), rows(BUYERS.spec)
    _expect_parties(reading, exporter_rows, buyer_rows, {entry.kind for entry in here.known})
    exporters = EXPORTERS.read(exporter_rows, reading)
    remember(Kind.EXPORTER)
    know_places(reading, with_own_stands(mission, exporters), "exporters")
    remember(Kind.PLACE)
    buyers = BUYERS.read(buyer_rows, reading)
    remember(Kind.BUYER)
    said = _rows_of_kinds(rows, reading, remember, here.files)
    sheet: RequestSheet = said.pop("all_requests")
    call = read_call(rows, reading, here.call)
    reading.look_up_now()
    for spec in _OF_REFUSALS:
        _stop_where_lost(sheets_of_folder, reading, spec)
    kept = tuple(exporter for exporter in exporters if len(reading.directory.with_id(exporter.id, PARTIES)) == 1)
    return MissionFiles(
        mission=with_own_stands(mission, kept),
        exporters=kept,
        buyers=buyers,
        requests=sheet.requests,
        outweighed=sheet.outweighed,
        call=call,
        problems=_in_order(reading),
        grids=tuple(reading.grids.values()),
        origins=tuple(reading.origins),
        **said,
    )


def _rows_of_kinds(
    rows: Callable[[SheetSpec], tuple[Record, ...]],
    reading: Reading,
    remember: Callable[[Kind], None],
    files: Collection[str],
) -> dict[str, Any]:
    """Return what the sheets behind those of companies say, each kind under its part of `MissionFiles`.

    Of people, who takes part already is known after their own sheet. `files` are those that a dossier may name.
    """
    said = {}
    for kind in KINDS:
        if kind.read is not None:
            said[kind.part] = kind.read(rows(kind.spec), reading)
        if isinstance(kind.said, RowKind) and kind.said.known_as:
            remember(kind.said.known_as)
        if kind.name == DOSSIER.name:
            said[kind.part] = read_dossier(rows(DOSSIER), reading, files)
    return said


def read_without_mission(
    folder: Path,
    mapping: Mapping[str, Mapping[str, str]] = _NO_MAPPING,
    hs_exists: Callable[[HSCode], bool] = chapter_exists,
) -> MissionFiles:
    """Read the sheets where mission.toml cannot be used, to list what is wrong whatever it will say.

    A week stands in for the fair, any place is taken as known, and what depends on days, country or time zone is left
    out; only the problems of the result mean anything.
    """
    files = read_folder(folder, _ANY_MISSION, mapping, hs_exists)
    return replace(files, problems=tuple(p for p in files.problems if p.text.code not in _OF_THE_MISSION))


_ANY_MISSION = Mission(
    *(LocalText("-"),) * 4,
    country=CountryCode("ZZ"),
    home_zone=ZoneInfo("UTC"),
    fair_zone=ZoneInfo("UTC"),
    currency="USD",
    days=tuple(FairDay(date(2024, 1, number), time(0), time(23, 59)) for number in range(1, 8)),
)
_OF_THE_MISSION = frozenset(
    {
        "programme.far_away",
        "sheets.bad_phone",
        "sheets.bad_staff",
        "sheets.days_differ",
        "sheets.no_such_fair_day",
        "sheets.not_a_fair_day",
        "sheets.time_skipped",
    }
)


_OF_REFUSALS = (REQUESTS.spec, AVAILABILITY.spec, DECISIONS)
"""Sheets whose every row may say "no", "not there" or "held"."""
_UNUSABLE = frozenset({"sheets.no_header", "sheets.column_missing"})


def _stop_where_lost(folder: SheetsOfFolder, reading: Reading, spec: SheetSpec) -> None:
    """Stop where a sheet is there and none of it could be read: its file was refused, or its columns cannot be told."""
    grid = reading.grids.get(spec.name)
    for at, problem in enumerate(reading.problems):
        unusable = grid and (problem.file, problem.sheet) == (grid.file, grid.sheet) and problem.text.code in _UNUSABLE
        refused = grid is None and problem in folder.refused.get(spec.name, ())
        if unusable or refused:
            reading.problems[at] = replace(problem, stops=True)


def _expect_parties(
    reading: Reading, exporters: tuple[Record, ...], buyers: tuple[Record, ...], known: Collection[Kind]
) -> None:
    _expect_rows(reading, EXPORTERS.spec, exporters, Kind.EXPORTER, known)
    _expect_rows(reading, BUYERS.spec, buyers, Kind.BUYER, known)


def _expect_rows(
    reading: Reading, spec: SheetSpec, rows: tuple[Record, ...], kind: Kind, known: Collection[Kind]
) -> None:
    """Without a single row of a side nothing is planned: say so once, not again wherever one of them is named."""
    if rows:
        return
    if kind not in known:
        reading.directory.assumed.add(kind)
    grid = reading.grids.get(spec.name)
    if grid and not any(
        (problem.file, problem.sheet, problem.severity) == (grid.file, grid.sheet, Severity.ERROR)
        for problem in reading.problems
    ):
        text = Text("sheets.no_rows", sheet=spec.title.term)
        reading.problems.append(CellProblem(Severity.ERROR, text, Text("sheets.no_rows_hint"), grid.file, grid.sheet))


def _missing(sheets_of_folder: SheetsOfFolder, folder: str) -> list[CellProblem]:
    """Exporters and buyers are needed; a sheet whose file was refused is not missing as well."""
    problems = []
    for spec in NEEDED:
        hint = Text("sheets.sheet_missing_hint", names=", ".join(spec.title.every))
        if spec.name in sheets_of_folder.grids or spec.name in sheets_of_folder.refused:
            continue
        if spec.name in sheets_of_folder.empty:
            file, sheet = sheets_of_folder.empty[spec.name]
            problems.append(
                CellProblem(
                    Severity.ERROR,
                    Text("sheets.no_rows", sheet=spec.title.term),
                    Text("sheets.no_rows_hint"),
                    file,
                    sheet,
                )
            )
            continue
        text = Text("sheets.sheet_missing", sheet=spec.title.term, found=", ".join(sheets_of_folder.seen) or "-")
        problems.append(CellProblem(Severity.ERROR, text, hint, folder, spec.name))
    return problems


def _in_order(reading: Reading) -> tuple[CellProblem, ...]:
    """Each problem once, file by file, sheet by sheet, row by row."""
    sheets = {(grid.file, grid.sheet): number for number, grid in enumerate(reading.grids.values())}

    def place(problem: CellProblem) -> tuple[int, str, str, int, int]:
        order = sheets.get((problem.file, problem.sheet), -1)
        return order, problem.file, problem.sheet, problem.row or 0, problem.column or 0

    return tuple(sorted(dict.fromkeys(reading.problems), key=place))
