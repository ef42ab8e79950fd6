"""What the pages of imports send: files, meanings of headers, choices."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.core.files.uploadedfile import UploadedFile
from django.http import QueryDict

from tearoad.errors import InputError
from tearoad.journey.kinds import SHEETS
from tearoad.journey.web.actions.imports import MOST_BYTES, MOST_FILES, MOST_MB, Upload
from tearoad.journey.web.actions.write_files import Choice
from tearoad.journey.web.models import SheetImport
from tearoad.journey.web.queries.imports import CHOICES, SHEETS_BY_PLACE
from tearoad.journey.web.queries.joined_rows import read_same
from tearoad.journey.web.queries.mended_cells import read_mended, sheet_code
from tearoad.journey.web.queries.questions import read_answers
from tearoad.text import Text
from tearoad.values import Language
from tearoad.web.registry import Json

LEFT_OUT = "-"
_SPECS = {spec.name: spec for spec in SHEETS}


@dataclass(frozen=True, slots=True)
class HeaderField:
    """One header with the columns it may be taken for."""

    name: str
    header: str
    chosen: str
    options: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class SheetField:
    """One sheet of the upload: what it was taken for, and its headers."""

    name: str
    title: str
    kind: str
    rows: int
    options: tuple[tuple[str, str], ...]
    headers: tuple[HeaderField, ...]
    chosen: str = ""
    """What its headers say that it is, where its name says nothing."""
    guess: str = ""
    """What that is called."""

    @property
    def guess_name(self) -> str:
        """Of the button that takes the guess."""
        return self.name.replace("sheet-", "guess-")


def uploads(sent: Iterable[UploadedFile[Any]]) -> list[Upload]:
    """Return the files that were sent; what is larger than all may be is not read into memory."""
    found = list(sent)
    if sum(file.size or 0 for file in found) > MOST_BYTES:
        raise InputError(
            Text("journey_pages.too_much", count=len(found)),
            Text("journey_pages.upload_hint", most=MOST_FILES, megabytes=MOST_MB),
        )
    return [Upload(file.name or "", file.read()) for file in found]


def mapping_fields(json: Json, language: Language) -> tuple[SheetField, ...]:
    """Return the form in which an officer says what sheets and headers mean."""
    kinds = tuple((spec.name, spec.title.of(language)[0]) for spec in SHEETS)
    sheets = []
    for sheet in json.get("sheets", ()):
        code = sheet_code(sheet["file"], sheet["sheet"])
        spec = _SPECS.get(sheet["kind"])
        columns = tuple((column.field, column.title(language)) for column in spec.columns) if spec else ()
        headers = tuple(
            HeaderField(f"header-{code}-{index}", header, field or LEFT_OUT, columns)
            for index, (header, field) in enumerate(sheet["headers"])
        )
        title = " › ".join(part for part in (sheet["file"], sheet["sheet"]) if part)
        guess = sheet.get("guess", "")
        called = _SPECS[guess].title.of(language)[0] if guess else ""
        sheets.append(SheetField(f"sheet-{code}", title, sheet["kind"], sheet["rows"], kinds, headers, guess, called))
    return tuple(sheets)


def read_mapping(json: Json, sent: Mapping[str, Any]) -> dict[str, dict[str, str]]:
    """Return what an officer changed: by sheet the headers that mean something else, by place the sheets.

    Raises:
        InputError: a column that the sheet does not have.

    """
    changed: dict[str, dict[str, str]] = {}
    for sheet in json.get("sheets", ()):
        code = sheet_code(sheet["file"], sheet["sheet"])
        kind = sent.get(f"guess-{code}") or sent.get(f"sheet-{code}", sheet["kind"])
        if kind != sheet["kind"] and (not kind or kind in _SPECS):
            changed.setdefault(SHEETS_BY_PLACE, {})[sheet["place"]] = kind
        for index, (header, field) in enumerate(sheet["headers"]):
            said = sent.get(f"header-{code}-{index}", field or LEFT_OUT)
            if said == (field or LEFT_OUT):
                continue
            if said != LEFT_OUT and said not in _SPECS[sheet["kind"]].by_field:
                raise InputError(Text("journey_pages.no_such_column", found=str(said)[:60]))
            changed.setdefault(sheet["kind"], {})[header] = "" if said == LEFT_OUT else said
    return changed


def read_choices(json: Json, sent: QueryDict) -> dict[str, dict[str, str]]:
    """Return what was ticked and chosen of what was offered, so that no further reading forgets it."""
    if "whole" not in sent:  # a single cell was sent by itself
        return {}
    kinds = json.get("kinds", {})
    names = [f"remove_{kind}" for kind, preview in kinds.items() if preview["may_remove"]]
    names += [f"over_{kind}_{key}" for kind, preview in kinds.items() for key, *_ in preview["others"]]
    names += [f"same_{pair['key']}" for pair in json.get("duplicates", ()) if not pair["same"]]
    return {CHOICES: {name: sent.get(name, "") for name in names}} if names else {}


def read_choice(json: Json, sent: QueryDict) -> Choice:
    """Return what an officer ticked: what to remove, whose id is taken over, which company is which."""
    kinds = json.get("kinds", {})
    removed = (kind for kind, preview in kinds.items() if preview["may_remove"] and f"remove_{kind}" in sent)
    over = (
        (kind, key) for kind, preview in kinds.items() for key, *_ in preview["others"] if f"over_{kind}_{key}" in sent
    )
    same = {}
    for pair in json.get("duplicates", ()):
        if not pair["same"] and sent.get(f"same_{pair['key']}") == pair["company"]:
            same[pair["key"]] = UUID(pair["company"])
    return Choice(frozenset(removed), frozenset(over), same)


def read_sent(sheet_import: SheetImport, sent: QueryDict) -> dict[str, dict[str, str]]:
    """Return everything that was said on the page of an import, whatever button sent it.

    Raises:
        InputError: a column that a sheet does not have.

    """
    fields = {name: str(sent[name]) for name in sent}
    parts: tuple[Mapping[str, Mapping[str, str]], ...] = (
        read_mapping(sheet_import.found, fields),
        read_answers(sheet_import.found, fields),
        read_mended(sheet_import, fields),
        read_same(sheet_import.found, fields),
        read_choices(sheet_import.found, sent),
    )
    said: dict[str, dict[str, str]] = {}
    for part in parts:
        for name, values in part.items():
            said[name] = said.get(name, {}) | dict(values)
    return said
