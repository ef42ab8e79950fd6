"""What a person must answer before an import is applied: cells that may say "no" and that nobody can read."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from zlib import crc32

from tearoad.journey.kinds import SHEETS
from tearoad.paper.sheets import CellProblem
from tearoad.paper.sheets.cells import folded
from tearoad.paper.sheets.files.folder import PLACE_MARK
from tearoad.paper.sheets.refusals import LONGEST_SHOWN
from tearoad.values import Language
from tearoad.values.document import from_document
from tearoad.web.registry import Json

MEANINGS = "#meanings:"
"""Before the name of a sheet, in the mapping of an import: what its cells mean."""
LEFT_OUT = "#left_out"
"""In the mapping of an import: the places of which a person said that a copy of them holds."""
_SPECS = {spec.name: spec for spec in SHEETS}
_NOTES, _PRESENT = frozenset({"sheets.note_declines", "sheets.note_refuses"}), "sheets.absence_present"
_TIMES = frozenset({"sheets.window_says_absent", "sheets.window_hours_a_day", "sheets.window_unclear"})
_READABLE = frozenset(
    {
        "sheets.bad_choice",
        "sheets.unknown_reference",
        "sheets.unknown_reference_near",
        "sheets.ambiguous",
        "sheets.nobody_comes",
        *_NOTES,
        *_TIMES,
        _PRESENT,
    }
)
"""What a person can answer; an empty cell or a sheet that is there twice is mended in the file."""
_COLUMN = "sheets.column_may_refuse"
_TWICE = frozenset({"sheets.sheet_twice", "sheets.file_twice"})


@dataclass(frozen=True, slots=True)
class Copy:
    """One of two sheets, or of two files, and what is left out where it holds."""

    name: str
    instead_of: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Question:
    """One cell or column, and what may be answered."""

    name: str
    """Of the field in the form."""
    problem: CellProblem
    sheet: str
    written: str = ""
    """What is asked about; empty where that is no cell and no column."""
    is_column: bool = False
    words: tuple[str, ...] = ()
    """To choose from; none where an id or a name is asked for."""
    copies: tuple[Copy, ...] = ()
    """Two sheets or files of which one holds."""

    @property
    def is_of_times(self) -> bool:
        """Whether times are asked for, not an id or a name."""
        return self.problem.text.code in _TIMES

    @property
    def is_chosen(self) -> bool:
        """Whether the answer is chosen, if only that the words mean nothing."""
        return bool(self.words) or self.problem.text.code == _PRESENT

    @property
    def may_be_answered(self) -> bool:
        """Whether it is answered here; else the file has to be mended."""
        return bool(self.written or self.copies)


def questions(json: Json, language: Language) -> tuple[Question, ...]:
    """Return the questions of a reading, in the order of the sheets."""
    return tuple(_questions(json, language))


def _questions(json: Json, language: Language) -> Iterator[Question]:
    kinds = {(sheet["file"], sheet["sheet"]): sheet["kind"] for sheet in json.get("sheets", ())}
    problems = (from_document(CellProblem, document) for document in json.get("problems", ()))
    copies = {
        (twins["file"], twins["sheet"]): _copies(twins["first"], twins["second"]) for twins in json.get("copies", ())
    }
    seen: set[tuple[str, str]] = set()
    for problem in (cell_problem for cell_problem in problems if cell_problem.stops):
        sheet, code = kinds.get((problem.file, problem.sheet), ""), problem.text.code
        written = str(problem.text["found"]) if sheet and code in _READABLE | {_COLUMN} else ""
        written = written if len(written) < LONGEST_SHOWN else ""  # else its beginning alone
        if problem.text.code in _TWICE:
            yield Question(
                _field(problem.file, problem.sheet), problem, "", copies=copies.get((problem.file, problem.sheet), ())
            )
            continue
        if written and (sheet, written) in seen:
            continue  # the same words in another row mean the same
        seen.add((sheet, written))
        words = _words(sheet, language, code)
        name = _field(sheet, written) if written else _field(problem.where, code)
        yield Question(name, problem, sheet, written, code == _COLUMN, words)


def _field(*about: str) -> str:
    """Return the name of a field, the same in every reading."""
    return f"answer-{crc32('|'.join(about).encode()):08x}"


def _copies(first: Sequence[str], second: Sequence[str]) -> tuple[Copy, ...]:
    """Return the two to choose from: a sheet by its place, several sheets by their file."""
    names = (places[0] if len(places) == 1 else places[0].split(PLACE_MARK)[0] for places in (first, second))
    return tuple(Copy(name, tuple(other)) for name, other in zip(names, (second, first), strict=True))


def _words(sheet: str, language: Language, code: str) -> tuple[str, ...]:
    """Return the words that may be meant: any of the column's, or of a note that is no wish the "no" alone."""
    if code not in {"sheets.bad_choice", *_NOTES}:
        return ()
    spec = _SPECS[sheet]
    columns = (column for column in spec.columns if column.field in spec.refusing and column.choices)
    words = tuple(word for column in columns if column.choices for word in column.choices.listed(language))
    return words if code not in _NOTES else tuple(word for word in words if folded(word) in spec.refusals)


def read_answers(json: Json, sent: dict[str, str]) -> dict[str, dict[str, str]]:
    """Return what was answered, as a mapping of an import holds it; an open question is left out."""
    answers: dict[str, dict[str, str]] = {}
    for question in questions(json, Language.EN):
        said = sent.get(question.name, "").strip()
        for copy in question.copies:
            if said == copy.name:
                answers.setdefault(LEFT_OUT, {}).update(dict.fromkeys(copy.instead_of, ""))
        if not said or not question.written:
            continue
        if question.is_column:
            answers.setdefault(question.sheet, {})[question.written] = ""
        else:
            answers.setdefault(f"{MEANINGS}{question.sheet}", {})[question.written] = said
    return answers


def meanings(mapping: Mapping[str, Mapping[str, str]]) -> dict[str, dict[str, str]]:
    """Return by sheet what a person said that cells mean."""
    return {key.removeprefix(MEANINGS): dict(said) for key, said in mapping.items() if key.startswith(MEANINGS)}
