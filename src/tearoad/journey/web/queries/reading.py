"""Read the sheets of an import and tell what they would change; computes, writes nothing."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from tearoad.call.sheets.applications_sheet import APPLICATIONS
from tearoad.companies.duplicates import find_duplicates
from tearoad.companies.web.models import Company
from tearoad.companies.web.queries.register import party_of
from tearoad.journey.kinds import SHEETS
from tearoad.journey.read import Here, read_sheets
from tearoad.journey.web.queries.absent_columns import PresentColumns, with_absent_columns
from tearoad.journey.web.queries.call_rules import with_standing_points
from tearoad.journey.web.queries.differences import Difference, differences, referred
from tearoad.journey.web.queries.dossiers_now import files_at_hand, with_standing_files
from tearoad.journey.web.queries.former_ids import former_ids
from tearoad.journey.web.queries.import_fates import fates_of
from tearoad.journey.web.queries.import_rows import rows_to_show
from tearoad.journey.web.queries.imports import ANY_PLACE, SHEETS_BY_PLACE
from tearoad.journey.web.queries.joined_rows import joined_rows, same_companies, with_kept_companies
from tearoad.journey.web.queries.kinds import KINDS, NEVER_REMOVED, PARTIES, PERSONS, Documents, called, incoming
from tearoad.journey.web.queries.mended_cells import with_mended_cells
from tearoad.journey.web.queries.questions import LEFT_OUT, meanings
from tearoad.journey.web.queries.rows_now import RowsNow, call_here, files_now, known_now, rows_now
from tearoad.journey.web.queries.stored_ids import stored_ids, with_stored_ids
from tearoad.journey.write_folder import as_tables
from tearoad.matching.requests_sheet import REQUESTS
from tearoad.mission.availability_sheet import AVAILABILITY
from tearoad.mission.web.models import Mission
from tearoad.mission.web.queries import core
from tearoad.paper.sheets import CellProblem, Grid, Severity, StoredRows
from tearoad.paper.sheets.cells import cell_text, is_blank
from tearoad.paper.sheets.files.folder import SheetsOfFolder, find_sheets, place_of
from tearoad.paper.sheets.headers import find_layout, kind_by_headers
from tearoad.paper.sheets.problem import held_rows
from tearoad.reference import hs_exists
from tearoad.screening.decisions_sheet import DECISIONS
from tearoad.text import Text
from tearoad.values.document import from_document, text_to_document, to_document
from tearoad.web.registry import Json

MOST_ROWS = 5000
"""Of one sheet; a mission has hundreds of rows, and a sheet of fifty thousand is another register's."""
_MOST_PROBLEMS = 300
_MOST_SHOWN = 200
_MOST_COMPARED = 3000
_STRANGE = frozenset({"sheets.sheet_not_read", "sheets.sheet_may_refuse"})
_UNUSABLE = frozenset({"sheets.no_header", "sheets.column_missing"})
_SPECS = {spec.name: spec for spec in SHEETS}


@dataclass(frozen=True, slots=True)
class Reading:
    """What came out of reading the sheets of an import."""

    found: Json
    rows: bytes
    """A line with the documents by kind and key, then the rows as they are shown."""
    grids: tuple[Grid, ...]
    problems: tuple[CellProblem, ...]
    revision: int


def read_import(
    mission: Mission, folder: Path, mapping: Mapping[str, Mapping[str, str]], step: Callable[[Text], None]
) -> Reading:
    """Read a folder of uploaded sheets against a mission's rows."""
    step(Text("journey_pages.step_files"))
    sheets = find_sheets(folder, SHEETS, mapping.get(LEFT_OUT, {}))
    _name_sheets(sheets, mapping.get(SHEETS_BY_PLACE, {}))
    sheets.grids.update(with_mended_cells(sheets.grids, mapping))
    shown_sheets = [*_sheets(sheets, mapping)]
    _refuse_huge(sheets)
    step(Text("journey_pages.step_rows"))
    now = rows_now(mission)
    taken = stored_ids(now, former_ids(mission))
    stored = StoredRows(lambda: as_tables(files_now(mission)), PARTIES | PERSONS | {APPLICATIONS.name})
    answered = (meanings(mapping), same_companies(mapping))
    here = Here(known_now(mission, now), call_here(mission), files_at_hand(), taken, stored, *answered)
    files = read_sheets(sheets, "", core(mission), mapping, hs_exists, here)
    problems = _problems_for_page(files.problems, sheets)
    said = with_standing_points(now, incoming(files, _readable(sheets, problems)))
    present = _present_columns(sheets, mapping)
    said, renamed = with_stored_ids(now, said, taken, present)
    said = with_standing_files(now.documents, with_absent_columns(now, said, present))
    said = with_kept_companies(now, said, taken)
    step(Text("journey_pages.step_compare"))
    different = differences(now, said)
    found: Json = {
        "sheets": shown_sheets,
        "kinds": _kinds(mission, now, said, different, _held_by_kind(sheets, problems)),
        "problems": [to_document(problem) for problem in sorted(problems, key=_weight)[:_MOST_PROBLEMS]],
        "waits": sum(problem.stops for problem in problems),
        "copies": [
            {"file": copy.problem.file, "sheet": copy.problem.sheet, "first": copy.first, "second": copy.second}
            for copy in sheets.copies
        ],
        "problem_count": len(problems),
        "error_count": sum(problem.severity is Severity.ERROR for problem in problems),
        "held": held_rows(problems),
        "duplicates": list(_duplicates(now, said)),
        "joined": list(joined_rows(mapping, said)),
        "decisions": len(files.decisions),
    }
    shown = {(grid.file, grid.sheet): grid for grid in files.grids}
    grids = {kind: shown.get((grid.file, grid.sheet), grid) for kind, grid in sheets.grids.items()}
    table = rows_to_show(grids, mapping, problems, fates_of(files.origins, different, renamed))
    written = json.dumps(said, ensure_ascii=False).encode() + b"\n" + table
    return Reading(found, written, files.grids, problems, mission.revision)


def _weight(problem: CellProblem) -> tuple[bool, bool]:
    """Let what must be answered come first, then what holds its row back."""
    return not problem.stops, problem.severity is not Severity.ERROR


def _problems_for_page(problems: Iterable[CellProblem], sheets: SheetsOfFolder) -> tuple[CellProblem, ...]:
    """Return what is told on the page: no sheet is needed here, and decisions are made on the page of screening."""
    grid = sheets.grids.get(DECISIONS.name)
    apart = {(grid.file, grid.sheet)} if grid else set()
    if not {REQUESTS.name, AVAILABILITY.name} & sheets.refused.keys():
        apart |= {(problem.file, problem.sheet) for problem in sheets.refused.get(DECISIONS.name, ())}
    shown = (problem for problem in problems if problem.text.code != "sheets.sheet_missing")
    return tuple(
        replace(problem, stops=False) if (problem.file, problem.sheet) in apart else problem for problem in shown
    )


def _name_sheets(sheets: SheetsOfFolder, named: Mapping[str, str]) -> None:
    """Take sheets for what the officer said they are, whatever their names say."""
    if meant := named.get(ANY_PLACE):
        _mean_one_kind(sheets, meant)
    for kind, grid in list(sheets.grids.items()):
        if named.get(place_of(grid.file, grid.sheet), kind) != kind:
            sheets.others.append(sheets.grids.pop(kind))
    for grid in list(sheets.others):
        kind = named.get(place_of(grid.file, grid.sheet), "")
        if kind in _SPECS and kind not in sheets.grids:
            sheets.grids[kind] = grid
            sheets.others.remove(grid)
            here = (grid.file, grid.sheet)
            sheets.problems[:] = [problem for problem in sheets.problems if (problem.file, problem.sheet) != here]
            sheets.problems.extend(grid.flaws)


def _mean_one_kind(sheets: SheetsOfFolder, meant: str) -> None:
    """Of rows handed in from the table of a kind read its sheet alone, else the first of whatever name."""
    grid = sheets.grids.pop(meant, None)
    sheets.others[:0] = sheets.grids.values()
    sheets.grids.clear()
    grid = grid or (sheets.others.pop(0) if sheets.others else None)
    if grid is not None:
        sheets.grids[meant] = grid
        here = {(grid.file, grid.sheet)}
        sheets.problems[:] = [
            problem
            for problem in sheets.problems
            if (problem.file, problem.sheet) not in here or problem.text.code not in _STRANGE
        ]


def _refuse_huge(sheets: SheetsOfFolder) -> None:
    """Leave out sheets that no mission has, and say so."""
    for kind, grid in list(sheets.grids.items()):
        if len(grid.rows) > MOST_ROWS:
            del sheets.grids[kind]
            text = Text("journey_pages.too_many_rows", found=len(grid.rows), most=MOST_ROWS)
            hint = Text("journey_pages.too_many_rows_hint", most=MOST_ROWS)
            problem = CellProblem(Severity.ERROR, text, hint, grid.file, grid.sheet)
            sheets.refused[kind].append(problem)
            sheets.problems.append(problem)


def _sheets(sheets: SheetsOfFolder, mapping: Mapping[str, Mapping[str, str]]) -> Iterator[Json]:
    """Tell of each sheet what it was taken for, and of each header as which column it was read."""
    named: list[tuple[str, Grid]] = [*sheets.grids.items(), *(("", grid) for grid in sheets.others)]
    free = [spec for spec in SHEETS if spec.name not in sheets.grids]
    for kind, grid in named:
        headers = list(_headers(kind, grid, mapping.get(kind, {}))) if kind else []
        place = {"file": grid.file, "sheet": grid.sheet, "place": place_of(grid.file, grid.sheet), "kind": kind}
        layout = find_layout(grid, _SPECS[kind], mapping.get(kind, {})) if kind else None
        above = {"data_from": layout.data_from if layout else len(grid.rows)}
        guess = None if kind else kind_by_headers(grid, free)
        free = [spec for spec in free if spec is not guess]  # two strange sheets are not both the buyers
        yield place | {"headers": headers, "rows": len(grid.rows), "guess": guess.name if guess else ""} | above


def _headers(kind: str, grid: Grid, mapping: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    layout = find_layout(grid, _SPECS[kind], mapping)
    if layout is None:
        first = next((row for row in grid.rows[:12] if sum(not is_blank(cell) for cell in row) > 1), ())
        yield from ((cell_text(cell), "") for cell in first if not is_blank(cell))
        return
    fields = {index: field for field, index in layout.columns.items() if field != "id" or not layout.is_numbered}
    row = grid.rows[layout.header_row]
    above = grid.rows[layout.header_row - 1] if layout.header_row else ()
    for index in range(grid.width):
        label = cell_text(row[index]) if index < len(row) else ""
        label = label or (cell_text(above[index]) if index < len(above) else "")
        if label and index not in layout.passports:
            yield label, fields.get(index, "")


def _present_columns(sheets: SheetsOfFolder, mapping: Mapping[str, Mapping[str, str]]) -> PresentColumns:
    """Return for which fields each sheet has a column."""
    found: dict[str, frozenset[str]] = {}
    for kind, grid in sheets.grids.items():
        layout = find_layout(grid, _SPECS[kind], mapping.get(kind, {}))
        found[kind] = frozenset(layout.columns if layout is not None else ())
    return found


def _readable(sheets: SheetsOfFolder, problems: Iterable[CellProblem]) -> list[str]:
    """Return the kinds of which a sheet is there and could be read."""
    lost = {(problem.file, problem.sheet) for problem in problems if problem.text.code in _UNUSABLE}
    return [kind for kind, grid in sheets.grids.items() if kind in KINDS and (grid.file, grid.sheet) not in lost]


def _held_by_kind(sheets: SheetsOfFolder, problems: tuple[CellProblem, ...]) -> dict[str, int]:
    return {
        kind: held_rows(problem for problem in problems if (problem.file, problem.sheet) == (grid.file, grid.sheet))
        for kind, grid in sheets.grids.items()
    }


def _kinds(
    mission: Mission, now: RowsNow, said: Documents, different: Mapping[str, Difference], held: Mapping[str, int]
) -> Json:
    needed = referred(mission, now)
    found = {}
    for kind, difference in different.items():
        found[kind] = _kind(kind, difference, now, said, needed) | {
            "held": held[kind],
            # Who stands in a row that was held back has not gone: first mend the row, then remove.
            "may_remove": bool(difference.gone) and not held[kind] and kind not in NEVER_REMOVED,
        }
    return found


def _kind(kind: str, difference: Difference, now: RowsNow, said: Documents, needed: Mapping[str, Text]) -> Json:
    def labelled(keys: Iterable[str], documents: Mapping[str, Any]) -> list[list[Any]]:
        return [[key, called(kind, key, documents[key])] for key in list(keys)[:_MOST_SHOWN]]

    named = kind in {"exporters", "buyers", "delegates", "interpreters"}
    return {
        "new": labelled(difference.new, said[kind]),
        "changed": [
            [key, called(kind, key, said[kind][key]), fields]
            for key, fields in list(difference.changed.items())[:_MOST_SHOWN]
        ],
        "gone": [
            [*pair, text_to_document(needed[pair[0]]) if named and pair[0] in needed else None]
            for pair in labelled(difference.gone, now.documents[kind])
        ],
        "others": [
            [key, called(kind, key, said[kind][key]), called(kind, key, now.documents[kind][key])]
            for key in difference.others[:_MOST_SHOWN]
        ],
        "other_side": labelled(difference.other_side, said[kind]),
        "counts": {
            "new": len(difference.new),
            "changed": len(difference.changed),
            "same": len(difference.same),
            "gone": len(difference.gone),
            "others": len(difference.others),
            "other_side": len(difference.other_side),
        },
    }


def _duplicates(now: RowsNow, said: Documents) -> Iterator[Json]:
    """Tell which new companies may stand in the register already, or twice in the sheets; a person decides."""
    kind_of = {key: kind for kind in PARTIES & said.keys() for key in said[kind] if key not in now.documents[kind]}
    new = {key: _party(kind, said[kind][key]) for key, kind in kind_of.items()}
    if not new or len(new) > _MOST_COMPARED:
        return
    here = {row.company_id: (kind, code) for kind in PARTIES for code, row in now.rows[kind].items()}
    register = {
        str(company.id): company for company in Company.objects.filter(merged_into=None).order_by("id")[:_MOST_COMPARED]
    }
    known = [party_of(company) for company in register.values()]
    for pair in find_duplicates([*known, *new.values()]):
        first, second = str(pair.first), str(pair.second)
        if second not in new or first == second:
            continue
        company = register.get(first)
        kind, key = here.get(company.id, ("", "")) if company else (kind_of.get(first), first)
        yield {
            "key": second,
            "kind": kind_of[second],
            "same": key if kind == kind_of[second] else "",
            "label": _name(new[second]),
            "company": str(company.id) if company else "",
            "here": bool(company and key),
            "other": company.name if company else _name(new[first]),
            "likeness": pair.likeness.value,
            "reasons": [text_to_document(reason.text) for reason in pair.score.reasons[:2]],
        }


def _party(kind: str, document: Any) -> Any:
    return from_document(KINDS[kind].core, document)


def _name(party: Any) -> str:
    return party.name.written[0] if party.name.written else str(party.id)
