"""Write a mission's sheets so that reading them gives the same mission back."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

from tearoad.companies.buyers_sheet import write_buyers
from tearoad.companies.exporters_sheet import write_exporters
from tearoad.companies.photos import write_photos
from tearoad.journey.call_sheets import call_tables
from tearoad.journey.files import MissionFiles
from tearoad.journey.sheets import ONLY_WITH_ROWS
from tearoad.matching.requests_sheet import write_requests
from tearoad.mission.availability_sheet import write_absences
from tearoad.mission.checklist.sheets.checklist_sheet import write_tasks
from tearoad.mission.checklist.sheets.posts_sheet import POSTS
from tearoad.mission.checklist.sheets.samples_sheet import SAMPLES
from tearoad.mission.costs.costs_sheet import COSTS
from tearoad.mission.costs.dossier_sheet import write_dossier
from tearoad.mission.costs.hours_sheet import HOURS
from tearoad.mission.costs.rates_sheet import RATES
from tearoad.mission.delegates_sheet import write_delegates
from tearoad.mission.interpreters_sheet import write_interpreters
from tearoad.mission.meetings.precedences_sheet import PRECEDENCES
from tearoad.mission.meetings.quotas_sheet import QUOTAS
from tearoad.mission.programme_sheet import write_programme
from tearoad.paper.sheets import Table
from tearoad.paper.sheets.writing import write_csv, write_workbook
from tearoad.screening.decisions_sheet import write_decisions
from tearoad.timetable.pins_sheet import write_pins
from tearoad.values import Language

WORKBOOK_NAMES = {Language.EN: "mission.xlsx", Language.ZH: "代表团.xlsx", Language.RU: "миссия.xlsx"}


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
        path = folder / WORKBOOK_NAMES[language]
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
    zone = files.mission.fair_zone
    every = (
        write_exporters(files.exporters),
        write_buyers(files.buyers, zone),
        write_delegates(files.delegates, zone),
        write_programme(files.programme, zone),
        write_requests((*files.requests, *files.outweighed), zone),
        write_interpreters(files.interpreters, zone),
        write_absences(files.absences, zone),
        write_decisions(files.decisions),
        write_pins(files.pins, zone),
        QUOTAS.write(files.quotas, zone),
        PRECEDENCES.write(files.precedences, zone),
        write_tasks(files.tasks),
        SAMPLES.write(files.samples, zone),
        POSTS.write(files.posts, zone),
        COSTS.write(files.costs, zone),
        RATES.write(files.rates, zone),
        HOURS.write(files.hours, zone),
        write_dossier(files.dossier, zone, (firm.id for firm in files.exporters)),
        *call_tables(files.call, zone),
    )
    return tuple(table for table in every if table.rows or table.spec not in ONLY_WITH_ROWS)
