"""What a reading found, as the page of an import shows it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from tearoad.journey.kinds import SHEETS
from tearoad.journey.web.models import SheetImport
from tearoad.journey.web.queries.imports import CHOICES
from tearoad.paper.sheets import CellProblem
from tearoad.text import Text
from tearoad.values import Language, LocalText
from tearoad.values.document import from_document, text_from_document
from tearoad.words.catalogue import say

MAP_BELOW, NAME_BELOW = Text("journey_pages.map_below"), Text("journey_pages.name_sheet_below")
_ON_THE_PAGE: Mapping[str, Text] = {
    "sheets.column_hint": MAP_BELOW,
    "sheets.column_may_refuse_hint": MAP_BELOW,
    "sheets.column_missing_hint": Text("journey_pages.map_missing_below"),
    "sheets.sheet_not_read_hint": NAME_BELOW,
    "sheets.sheet_may_refuse_hint": NAME_BELOW,
}
"""What to do about a header or a sheet nobody knows: by what is said in a folder of files, what is said on the page."""
_SPECS = {spec.name: spec for spec in SHEETS}
_COLUMNS_OF: Mapping[str, tuple[str, ...]] = {
    "min_hours_per_day": ("min_hours",),
    "max_hours_per_day": ("max_hours",),
    "language": ("paper_language", "letter_language"),
    "start_at": ("start",),
    "rate_per": ("rate",),
    "money": ("amount",),
    "weights": ("firms",),
    "all_firms": ("firms",),
    "files": ("file",),
}
"""Fields of a row whose column is called otherwise; those of no single column have a word of their own."""


@dataclass(frozen=True, slots=True)
class Gone:
    """One row of the mission that stands in no sheet."""

    key: str
    label: str
    why_kept: Text | None


@dataclass(frozen=True, slots=True)
class KindPreview:
    """What one sheet would change."""

    name: str
    title: str
    counts: Mapping[str, int]
    held: int
    may_remove: bool
    gone: tuple[Gone, ...]
    is_removed: bool
    """Whether somebody ticked that what is gone is removed."""
    others: tuple[tuple[str, str, str, bool], ...]
    """Key, names, and whether somebody ticked that the id is taken over."""
    other_side: tuple[tuple[str, str], ...]


def kind_previews(sheet_import: SheetImport, language: Language) -> tuple[KindPreview, ...]:
    """Return what each sheet would change, sheets and columns called as in the reader's language."""
    ticked = sheet_import.mapping.get(CHOICES, {})
    return tuple(
        KindPreview(
            kind,
            _SPECS[kind].title.of(language)[0],
            preview["counts"],
            preview["held"],
            preview["may_remove"],
            tuple(
                Gone(key, _label_in_language(label, language), text_from_document(why) if why else None)
                for key, label, why in preview["gone"]
            ),
            bool(ticked.get(f"remove_{kind}")),
            tuple(
                (
                    key,
                    _label_in_language(label, language),
                    _label_in_language(now, language),
                    bool(ticked.get(f"over_{kind}_{key}")),
                )
                for key, label, now in preview["others"]
            ),
            tuple((key, _label_in_language(label, language)) for key, label in preview["other_side"]),
        )
        for kind, preview in sheet_import.found.get("kinds", {}).items()
    )


def field_title(kind: str, field: str, language: Language) -> str:
    """Return what a field of a row is called: its column's header, or a word where several columns make it."""
    columns = _SPECS[kind].by_field
    column = next((columns[name] for name in (*_COLUMNS_OF.get(field, ()), field) if name in columns), None)
    if column is not None and field != "name":
        return column.title(language)
    return say(Text(f"journey_pages.part_{field}"), language)


def problems_in_order(sheet_import: SheetImport) -> tuple[CellProblem, ...]:
    """Return the problems, in the order of the sheets."""
    read = (from_document(CellProblem, document) for document in sheet_import.found.get("problems", ()))
    return tuple(
        replace(problem, hint=_ON_THE_PAGE.get(problem.hint.code, problem.hint) if problem.hint else None)
        for problem in read
    )


@dataclass(frozen=True, slots=True)
class LikelyCompany:
    """A company, or another row, that a new row may be, and why."""

    value: str
    name: str
    is_chosen: bool
    reasons: tuple[Text, ...]


@dataclass(slots=True)
class SamenessQuestion:
    """A new row of which one may say that it is a company that is there already."""

    name: str
    title: str
    is_of_rows: bool
    """Whether rows are joined, which takes a new reading; else an entry of the register is taken for the row."""
    likely: list[LikelyCompany] = field(default_factory=list)


def sameness_questions(sheet_import: SheetImport) -> tuple[SamenessQuestion, ...]:
    """Return which new rows may be companies that are there, each with all that it may be: one field for a row."""
    chosen = sheet_import.mapping.get(CHOICES, {})
    questions: dict[str, SamenessQuestion] = {}
    for duplicate in sheet_import.found.get("duplicates", ()):
        name = f"row_{duplicate['kind']}_{duplicate['key']}" if duplicate["same"] else f"same_{duplicate['key']}"
        question = questions.setdefault(
            name, SamenessQuestion(name, f"{duplicate['key']} {duplicate['label']}", bool(duplicate["same"]))
        )
        value, other = duplicate["same"] or duplicate["company"], f"{duplicate['same']} {duplicate['other']}".strip()
        reasons = tuple(text_from_document(reason) for reason in duplicate["reasons"])
        question.likely.append(LikelyCompany(value, other, chosen.get(name) == value, reasons))
    return tuple(questions.values())


def _label_in_language(label: str | Mapping[str, str], language: Language) -> str:
    """Return what a row is called: a title in the reader's language, or the nearest that is there."""
    return label if isinstance(label, str) else LocalText(**label).in_language(language)
