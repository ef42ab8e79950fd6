"""Find the header row, whatever stands above it, in whichever of the three languages it is written."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from tearoad.errors import InputError
from tearoad.paper.sheets.around_lists import stands_around
from tearoad.paper.sheets.cells import Cell, Grid, cell_text, folded, folded_words, is_blank
from tearoad.paper.sheets.columns import SheetSpec
from tearoad.paper.sheets.passports import is_passport_header
from tearoad.paper.sheets.problem import CellProblem, Severity
from tearoad.paper.sheets.refusals import asks_attendance, refuses, says_no
from tearoad.paper.sheets.running_numbers import NUMBER_HEADERS, NUMBER_SIGNS, are_running, may_number
from tearoad.paper.sheets.written.numbers import read_yes_no
from tearoad.text import Text

_SEARCHED_ROWS = 12
_DIGIT = re.compile(r"\d")
_WORDS = re.compile(r"\w+")
_HAN = re.compile("[\u4e00-\u9fff]")
_LEAST_LETTERS = 4
_LEAST_KNOWN = 2
"""A single known header tells nothing of what a sheet with a strange name is."""
_OF_GOODS = ("hs", "want_hs")
_JUST_CODES = frozenset(map(folded, ("Code", "Codes", "Код", "Коды", "代码", "编码")))
_MERE_NAMES = frozenset(map(folded, ("Name", "Names", "Title", "Наименование", "Название", "Имя", "名称", "名字")))
_CUSTOMS_CODES = re.compile(r"\d{4}[\d .]{0,9}(?:\s*[,;/、，；]\s*\d{4}[\d .]{0,9})*")
_PLACES = frozenset({"country", "city"})
_BETWEEN_PLACES = re.compile(r"\W*[/|,;，；、／()（）]+\W*(?=\w)|\s+(?:и|and)\s+|\s*[和及]\s*|[)）\s]+$")
_PARTS = re.compile(r"[/|\n()（）\[\]【】;；*:：]+")


@dataclass(frozen=True, slots=True)
class Layout:
    """Where a sheet's fields stand: column index from 0 by field, and the index of the first data row."""

    columns: Mapping[str, int]
    data_from: int
    header_row: int
    passports: frozenset[int]
    """Columns that hold passport numbers: never read, never copied."""
    problems: tuple[CellProblem, ...]
    labels: Mapping[str, str]
    """By field, the header as it is written."""
    joint: Mapping[str, str]
    """By the field of a column, the second field that its header names: `Страна / город`."""
    is_numbered: bool = False
    """Whether the column of ids holds nothing but running numbers: then no row has an id yet."""


@dataclass(frozen=True, slots=True)
class _Candidate:
    fields: tuple[str | None, ...]
    labels: tuple[str, ...]
    top: int
    bottom: int

    @property
    def score(self) -> int:
        return len({field for field in self.fields if field})


def find_layout(grid: Grid, spec: SheetSpec, mapping: Mapping[str, str]) -> Layout | None:
    """Return where the fields stand, with a problem for each column that is unknown, doubled or missing.

    None means that no row of the first twelve looks like a header. `mapping` holds the officer's own headers,
    an empty field for a column to leave out. A header may take two rows: a group above names ("Contact" above "Name"),
    or the same names in a second language.
    """
    chosen = {_key(header): field or None for header, field in mapping.items() if not field or field in spec.by_field}
    numbers = dict.fromkeys(NUMBER_HEADERS, "id") if spec.may_be_numbered else {}
    known: dict[str, str | None] = {**numbers, **spec.by_header, **chosen}
    candidates = [c for top in range(min(_SEARCHED_ROWS, len(grid.rows))) for c in _candidates(grid, top, known)]
    best = max(candidates, key=lambda c: (c.score, -c.top, c.top - c.bottom), default=None)
    if best is None or best.score < min(2, sum(map(bool, best.labels))) or not best.score:
        return None
    if best.top == best.bottom and (double := next((c for c in candidates if _goes_on(best, c, grid, known)), None)):
        best = double
    data_from = best.bottom + 1
    while data_from < len(grid.rows) and _repeats_header(grid.rows[data_from], known):
        data_from += 1
    return _layout(grid, spec, best, data_from, chosen)


def kind_by_headers(grid: Grid, specs: Iterable[SheetSpec]) -> SheetSpec | None:
    """Return the sheet whose headers a table with a strange name has; None where no sheet has them.

    Most of its headers are known there, and none is missing that the sheet cannot do without. Of several with as many
    the one that needs more is meant, then the first.
    """
    found: list[tuple[int, int, SheetSpec]] = []
    for spec in specs:
        layout = find_layout(grid, spec, {})
        if layout is None or any(problem.severity is Severity.ERROR for problem in layout.problems):
            continue
        labels = sum(not is_blank(cell) for cell in grid.rows[layout.header_row])
        if len(layout.columns) >= max(_LEAST_KNOWN, labels / 2):
            found.append((len(layout.columns), len(spec.needs), spec))
    return max(found, key=lambda candidate: candidate[:2])[2] if found else None


def _candidates(grid: Grid, top: int, known: Mapping[str, str | None]) -> list[_Candidate]:
    upper = [cell_text(cell) for cell in grid.rows[top]]
    single = _Candidate(tuple(_field(label, known) for label in upper), tuple(upper), top, top)
    if top + 1 >= len(grid.rows):
        return [single]
    lower = [cell_text(cell) for cell in grid.rows[top + 1]]
    width = max(len(upper), len(lower))
    groups, lower = _spread(upper, width), lower + [""] * (width - len(lower))
    upper += [""] * (width - len(upper))
    fields = tuple(
        _field_in_group(group, label, known) if label else _field(own, known)
        for group, own, label in zip(groups, upper, lower, strict=True)
    )
    labels = tuple(label or own for own, label in zip(upper, lower, strict=True))
    return [single, _Candidate(fields, labels, top, top + 1)]


def _goes_on(single: _Candidate, double: _Candidate, grid: Grid, known: Mapping[str, str | None]) -> bool:
    """Whether a row below the headers names the parts of groups: words alone, a known one among them, few in number."""
    if double.top != single.top or double.bottom == single.bottom or double.score < single.score:
        return False
    below = [cell_text(cell) for cell in grid.rows[double.bottom] if not is_blank(cell)]
    is_few = 0 < len(below) <= sum(map(bool, single.labels)) / 2
    return is_few and not any(map(_DIGIT.search, below)) and any(_field(text, known) for text in below)


def _spread(row: list[str], width: int) -> list[str]:
    """Carry a group's name to the right over the cells it was merged with."""
    spread, last = [], ""
    for index in range(width):
        last = (row[index] if index < len(row) else "") or last
        spread.append(last)
    return spread


def _field(label: str, known: Mapping[str, str | None]) -> str | None:
    """Return the field a header names: the whole of it, or one part of a bilingual header."""
    if not label.strip() or is_passport_header(label):
        return None
    label = "No." if label.strip() in NUMBER_SIGNS else label
    parts = [label, *(part for part in _PARTS.split(label) if len(part.strip()) > 1)]
    return next((known[key] for key in map(_key, parts) if key in known), None)


def _key(header: str) -> str:
    """Return what a header is known by; one of marks alone is that mark, and no other."""
    return folded(header) or header.strip()


def _field_in_group(group: str, label: str, known: Mapping[str, str | None]) -> str | None:
    """Return the field of a header below that of a group: of both together, of its own, else of a part of both.

    A mere `name` below `products` is a product's.
    """
    both = f"{group} {label}"
    of_group = _field(group, known) if folded(label) in _MERE_NAMES else None
    return known.get(folded(both)) or of_group or _field(label, known) or _field(both, known)


def _repeats_header(row: tuple[Cell, ...], known: Mapping[str, str | None]) -> bool:
    filled = [cell_text(cell) for cell in row if not is_blank(cell)]
    hits = sum(folded(text) in known for text in filled)
    return hits >= 2 and hits >= 0.6 * len(filled)


def _layout(
    grid: Grid, spec: SheetSpec, header: _Candidate, data_from: int, chosen: Mapping[str, str | None]
) -> Layout:
    columns: dict[str, int] = {}
    header = _codes_of_goods(grid, spec, header, data_from, chosen)
    numbers = _number_columns(grid, spec, header, data_from, chosen)
    has_ids = any(field == "id" and index not in numbers for index, field in enumerate(header.fields))
    passports: set[int] = set()
    problems: list[CellProblem] = []
    unknown: list[int] = []
    for index, (field, label) in enumerate(zip(header.fields, header.labels, strict=True)):
        if is_passport_header(label):
            passports.add(index)
            problems.append(
                _warning(grid, header, index, Text("sheets.passport_column", found=label), "sheets.passport_hint")
            )
        elif (field is None and _key(label) in chosen) or (index in numbers and (field is None or has_ids)):
            continue
        elif field is None:
            unknown.append(index)
        elif field in columns:
            text = Text("sheets.column_twice", found=label, first=header.labels[columns[field]])
            twice = _warning(grid, header, index, text, "sheets.column_twice_hint")
            problems.append(_stop(twice) if field in spec.refusing else twice)
        else:
            columns[field] = index
    problems.extend(_take_unknown(grid, spec, header, unknown, columns, data_from))
    problems[:] = [_may_refuse(grid, spec, columns, data_from, problem) for problem in problems]
    problems.extend(_missing(grid, spec, header, columns))
    labels = {name: header.labels[index] for name, index in columns.items()}
    is_numbered = columns.get("id") in numbers
    if is_numbered:
        text = Text("sheets.column_numbers", found=labels["id"])
        problems.append(_warning(grid, header, columns["id"], text, "sheets.column_numbers_hint"))
    joint = {name: second for name, label in labels.items() if (second := _second_place(label, spec, columns))}
    return Layout(columns, data_from, header.bottom, frozenset(passports), tuple(problems), labels, joint, is_numbered)


def _second_place(label: str, spec: SheetSpec, columns: Collection[str]) -> str:
    """Return the place that a header names beside its own, where no other column has it."""
    if folded(label) in spec.by_header:
        return ""
    named = [spec.by_header.get(folded(part)) for part in _BETWEEN_PLACES.split(label)]
    return next((text for text in named if text in _PLACES and text not in columns), "") if {*named} <= _PLACES else ""


def _codes_of_goods(
    grid: Grid, spec: SheetSpec, header: _Candidate, data_from: int, chosen: Collection[str]
) -> _Candidate:
    """Take a column `Код`, `Code` for customs codes where it holds nothing else and no other column does."""
    free = next((field for field in _OF_GOODS if field in spec.by_field and field not in header.fields), None)
    fields = list(header.fields)
    for index, field in enumerate(header.fields):
        if field != "id" or free is None or folded(header.labels[index]) not in _JUST_CODES:
            continue
        said = [cell_text(row[index]) for row in grid.rows[data_from:] if index < len(row) and not is_blank(row[index])]
        if _key(header.labels[index]) not in chosen and said and all(map(_CUSTOMS_CODES.fullmatch, said)):
            fields[index] = free
    return replace(header, fields=tuple(fields))


def _number_columns(
    grid: Grid, spec: SheetSpec, header: _Candidate, data_from: int, chosen: Collection[str]
) -> frozenset[int]:
    """Return the columns that only number the rows; what the officer said of a header goes before."""
    if not spec.may_be_numbered:
        return frozenset()
    rows = [row for row in grid.rows[data_from:] if not stands_around(row, None)]
    naming = [index for index, field in enumerate(header.fields) if field in spec.needs[0]]
    names = [tuple(folded(cell_text(row[index])) if index < len(row) else "" for index in naming) for row in rows]
    return frozenset(
        index
        for index, label in enumerate(header.labels)
        if header.fields[index] in {None, "id"}
        and _key(label) not in chosen
        and may_number(label)
        and are_running((row[index] if index < len(row) else "", name) for row, name in zip(rows, names, strict=True))
    )


def _stop(problem: CellProblem) -> CellProblem:
    """Return a problem of a column in which a "no" may stand: nothing is planned before somebody says what it is."""
    return replace(problem, severity=Severity.ERROR, stops=True)


def _may_refuse(
    grid: Grid, spec: SheetSpec, columns: Mapping[str, int], data_from: int, problem: CellProblem
) -> CellProblem:
    """Stop at a column nobody knows that says "no" where no known column could, or says in words not to meet."""
    if problem.text.code not in _UNREAD or problem.column is None or not spec.refusing:
        return problem
    at, is_missing = problem.column - 1, spec.refusing.isdisjoint(columns)
    said = (cell_text(row[at]) for row in grid.rows[data_from:] if at < len(row) and not is_blank(row[at]))
    if spec.items:  # of companies: whether they come
        is_asked = asks_attendance(problem.found)
        no = next((text for text in said if says_no(text) or (is_asked and not _is_yes(text))), None)
    else:
        no = next((text for text in said if (is_missing and folded(text) in spec.refusals) or refuses(text)), None)
    if no is None:
        return problem
    text = Text("sheets.column_may_refuse", found=problem.found, no=no)
    return _stop(replace(problem, text=text, hint=Text("sheets.column_may_refuse_hint", sheet=spec.name)))


def _is_yes(text: str) -> bool:
    try:
        return read_yes_no(text)
    except InputError:
        return False


_UNREAD = frozenset({"sheets.column_twice", "sheets.column_nameless", "sheets.column_near", "sheets.column_unknown"})


def _unknown(grid: Grid, spec: SheetSpec, header: _Candidate, index: int, data_from: int) -> list[CellProblem]:
    if not _says_anything(grid, index, data_from):
        return []
    label = header.labels[index]
    if not label:
        return [_warning(grid, header, index, Text("sheets.column_nameless"), "sheets.column_nameless_hint")]
    near = _nearest(label, spec)
    text = Text("sheets.column_unknown", found=label)
    return [
        _warning(
            grid,
            header,
            index,
            Text("sheets.column_near", found=label, near=near) if near else text,
            "sheets.column_hint",
        )
    ]


def _take_unknown(
    grid: Grid, spec: SheetSpec, header: _Candidate, unknown: Sequence[int], columns: dict[str, int], data_from: int
) -> Iterator[CellProblem]:
    """Take columns whose headers are not known for those whose headers they contain, and tell of each."""
    for index in unknown:
        meant = _contained(header.labels[index], spec, columns) if _says_anything(grid, index, data_from) else None
        if meant:
            columns[meant] = index
            text = Text("sheets.column_taken", found=header.labels[index], column=spec.by_field[meant].header.term)
            yield _warning(grid, header, index, text, "sheets.column_hint")
        else:
            yield from _unknown(grid, spec, header, index, data_from)


def _says_anything(grid: Grid, index: int, data_from: int) -> bool:
    return any(index < len(row) and not is_blank(row[index]) for row in grid.rows[data_from:])


def _contained(label: str, spec: SheetSpec, taken: Collection[str]) -> str | None:
    """Return the column that is still free and whose header is the chief part of a label: `主要产品`, `Страна, город`.

    In Chinese the chief part ends a label, in Russian it begins it, in English it may do either.
    """
    if not spec.may_be_numbered:
        return None
    words = _WORDS.findall(folded_words(label))
    found: dict[str, int] = {}
    for column in spec.columns:
        if column.field in taken or column.field == "id" or column.field in spec.refusing:
            continue
        parts = (_WORDS.findall(folded_words(header)) for header in column.header.every)
        lengths = [len("".join(part)) for part in parts if _is_chief(part, words)]
        found |= {column.field: max(lengths)} if lengths else {}
    longest = [field for field, length in found.items() if length == max(found.values())]
    return longest[0] if len(longest) == 1 else None


def _is_chief(part: Sequence[str], words: Sequence[str]) -> bool:
    text, whole = "".join(part), "".join(words)
    if _HAN.search(text):
        return len(text) > 1 and len(text) < len(whole) and whole.endswith(text)
    if len(text) < _LEAST_LETTERS or len(part) >= len(words):
        return False
    begins, ends = list(words[: len(part)]) == list(part), list(words[-len(part) :]) == list(part)
    return begins or (ends and text.isascii())


def _nearest(label: str, spec: SheetSpec) -> str | None:
    from rapidfuzz import fuzz, process  # noqa: PLC0415  # only a sheet with an unknown column pays for it

    words = [word for column in spec.columns for word in column.header.every]
    best = process.extractOne(label, words, scorer=fuzz.ratio, processor=folded, score_cutoff=60)
    return str(best[0]) if best else None


def _missing(grid: Grid, spec: SheetSpec, header: _Candidate, columns: Mapping[str, int]) -> list[CellProblem]:
    text = ", ".join(label for label in header.labels if label)
    return [
        CellProblem(
            Severity.ERROR,
            Text("sheets.column_missing", column=spec.by_field[group[0]].header.term, found=text),
            Text("sheets.column_missing_hint", headers=", ".join(spec.by_field[group[0]].header.every)),
            grid.file,
            grid.sheet,
            header.bottom + 1,
        )
        for group in spec.needs
        if not any(field in columns for field in group)
    ]


def _warning(grid: Grid, header: _Candidate, index: int, text: Text, hint: str) -> CellProblem:
    place = (grid.file, grid.sheet, header.bottom + 1, index + 1)
    return CellProblem(Severity.WARNING, text, Text(hint), *place, found=header.labels[index])
