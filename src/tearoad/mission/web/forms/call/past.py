"""A sheet of past missions that somebody hands in on the campaigns' page."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from zoneinfo import ZoneInfo

from django.core.files.uploadedfile import UploadedFile

from tearoad.mission.call import PastMission
from tearoad.mission.call.sheets.past_missions_sheet import PAST_MISSIONS, read_past_missions
from tearoad.mission.web.forms.upload import on_the_page
from tearoad.office.files.names import clean_name
from tearoad.paper.sheets import CellProblem, FairCalendar, Reading, Severity
from tearoad.paper.sheets.files.folder import find_sheets
from tearoad.text import Text
from tearoad.values import Language

MOST_BYTES = 5_000_000


def read_past(sent: UploadedFile[Any] | None) -> tuple[tuple[PastMission, ...], tuple[CellProblem, ...]]:
    """Read an uploaded sheet: the good rows, and everything that is wrong."""
    if sent is None:
        return (), (_wrong(Text("call_pages.no_file"), Text("call_pages.no_file_hint")),)
    if (sent.size or 0) > MOST_BYTES:
        return (), (_wrong(Text("call_pages.no_file"), Text("call_pages.no_file_hint")),)
    with TemporaryDirectory(prefix="tearoad-") as name:
        folder = Path(name)
        (folder / clean_name(sent.name or "past.xlsx")).write_bytes(sent.read())
        found = find_sheets(folder, (PAST_MISSIONS,))
    grid = found.grids.get(PAST_MISSIONS.name) or (found.others[0] if len(found.others) == 1 else None)
    if grid is None:
        told = tuple(found.problems) or (_wrong(Text("call_pages.no_sheet"), Text("call_pages.no_sheet_hint")),)
        return (), told
    reading = Reading(FairCalendar(ZoneInfo("UTC"), ()), Language.EN, Language.EN, "", "", "USD")
    missions = read_past_missions(reading.records(grid, PAST_MISSIONS, {}), reading)
    return missions, on_the_page(reading.problems, Text("call_pages.rename_column"))


def _wrong(text: Text, hint: Text) -> CellProblem:
    return CellProblem(Severity.ERROR, text, hint, "")
