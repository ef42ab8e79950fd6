"""The sheets of a small mission as an officer has them: one header of their own, one cell that is wrong."""

from __future__ import annotations

import csv
from dataclasses import dataclass, replace
from pathlib import Path

from tearoad.companies.buyers_sheet import BUYERS
from tearoad.journey.write_folder import write_folder
from tearoad.mission.toml import write_mission
from tearoad.values import Language, LanguageCode
from tests.journey.small_demo import small_demo

OWN_HEADER = "Spalte 7"
"""In a language that Tea Road does not speak."""
WRONG_CODE = "no code at all"
MAPPED = "city"


@dataclass(frozen=True, slots=True)
class Desk:
    """What lies on an officer's desk."""

    mission: Path
    sheets: tuple[Path, ...]
    watch_list: Path
    alike: str
    """The buyer whose name stands on the watch list."""


def lay_out(folder: Path, language: Language) -> Desk:
    """Write mission, sheets and a watch list in the officer's language; the buyers read it as well."""
    files = small_demo()
    code = LanguageCode(language.value[:2])
    read = (
        replace(buyer, languages=(code, *(other for other in buyer.languages if other != code)))
        for buyer in files.buyers
    )
    files = replace(files, buyers=tuple(read))
    found = write_folder(files, folder / "sheets", language, "csv")
    _spoil(next(path for path in found if path.stem == BUYERS.spec.title.of(language)[0]), language)
    write_mission(files.mission, folder / "mission.toml", language)
    alike = str(files.buyers[0].name.native)
    watch_list = folder / "own-list.csv"
    watch_list.write_text(f"id,kind,name,country\nT1,firm,{alike},RU\n", encoding="utf-8")
    return Desk(folder / "mission.toml", found, watch_list, alike)


def _spoil(path: Path, language: Language) -> None:
    named = {column.field: column.header.of(language)[0] for column in BUYERS.spec.columns}
    with path.open(encoding="utf-8-sig", newline="") as file:
        header, *rows = list(csv.reader(file))
    rows[-1][header.index(named["want_hs"])] = WRONG_CODE
    header[header.index(named[MAPPED])] = OWN_HEADER
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        csv.writer(file).writerows([header, *rows])
