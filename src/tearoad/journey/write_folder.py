"""Write a mission's sheets so that reading them gives the same mission back."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

from tearoad.companies.photos import write_photos
from tearoad.journey.files import MissionFiles
from tearoad.journey.kinds import KINDS
from tearoad.paper.sheets import Table
from tearoad.paper.sheets.writing import write_csv, write_workbook
from tearoad.text import Text
from tearoad.values import Language
from tearoad.words.catalogue import say


def write_folder(
    files: MissionFiles, folder: Path, language: Language, as_: Literal["xlsx", "csv"] = "xlsx"
) -> tuple[Path, ...]:
    """Write the sheets of a mission, headers and choices in a language, and its photos; return the files.

    One workbook with a sheet each, or a CSV file each (UTF-8 with BOM, so that Excel opens it). `read_folder` gives
    back what was written. `mission.toml` is not written here.
    """
    folder.mkdir(parents=True, exist_ok=True)
    tables = as_tables(files)
    if as_ == "xlsx":
        path = folder / f"{say(Text('sheets.workbook'), language)}.xlsx"
        unfinished = path.with_name(f".{path.stem}.part.xlsx")
        write_workbook(tables, unfinished, language)
        unfinished.replace(path)
        return (path, *write_photos(files.photos, folder))
    paths = []
    for table in tables:
        path = folder / f"{table.spec.title.of(language)[0]}.csv"
        path.write_text("\ufeff" + write_csv(table, language), encoding="utf-8", newline="")
        paths.append(path)
    return (*paths, *write_photos(files.photos, folder))


def as_tables(files: MissionFiles) -> tuple[Table, ...]:
    """Return the sheets as tables, in the order of a workbook."""
    every = ((kind, kind.write(files, files.mission.fair_zone)) for kind in KINDS)
    return tuple(table for kind, table in every if table.rows or kind.written == "always")
