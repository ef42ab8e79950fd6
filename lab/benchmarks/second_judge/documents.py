"""What sheets and columns are called, as docs/reference/sheets.md tells everybody who fills them in."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

PAGE = Path(__file__).parents[3] / "docs" / "reference" / "sheets.md"
CELLS = re.compile(r"(?<!\\)\|")


@dataclass(frozen=True, slots=True)
class Sheet:
    """One kind of sheet: its names, its headers, and the words that a column takes."""

    names: frozenset[str]
    fields: dict[str, str]
    """Header -> field."""
    choices: dict[str, dict[str, str]]
    """Field -> word in any language -> the English word."""


@cache
def documented() -> dict[str, Sheet]:
    """Return every sheet of the page by its kind."""
    chapters = re.split(r"^## ", PAGE.read_text(encoding="utf-8"), flags=re.MULTILINE)[1:]
    return {chapter.split("\n", 1)[0].strip(): _sheet(chapter) for chapter in chapters}


def plain(text: object) -> str:
    """Return a header or word as it is compared."""
    return " ".join(str(text).split()).casefold()


def _sheet(chapter: str) -> Sheet:
    named = re.search(r"^Names: (.*)\.$", chapter, re.MULTILINE)
    names = re.findall(r"`([^`]+)`", named[1]) if named else []
    fields: dict[str, str] = {}
    choices: dict[str, dict[str, str]] = {}
    for line in chapter.splitlines():
        if not line.startswith("| `"):
            continue
        field, *headers, meaning, _ = (cell.strip() for cell in CELLS.split(line)[1:-1])
        name = field.split("`")[1]
        for header in ", ".join(headers).split(", "):
            fields.setdefault(plain(header), name)
        if words := re.search(r"One of: (.*)\.", meaning):
            choices[name] = {
                plain(word): plain(group.split(", ")[0]) for group in words[1].split("; ") for word in group.split(", ")
            }
    return Sheet(frozenset(map(plain, names)), fields, choices)
