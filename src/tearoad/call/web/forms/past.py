"""A sheet of past missions that somebody hands in on the campaigns' page."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from zoneinfo import ZoneInfo

from django.core.files.uploadedfile import UploadedFile

from tearoad.call import PastMission
from tearoad.call.sheets.past_missions_sheet import PAST_MISSIONS
from tearoad.mission.web.forms.upload import on_the_page
from tearoad.office.files.names import clean_name
from tearoad.paper.sheets import CellProblem, FairCalendar, Reading, Severity, StoredIds
from tearoad.paper.sheets.files.folder import find_sheets
from tearoad.text import Text
from tearoad.values import Language

MOST_BYTES = 5_000_000


def read_past(
    sent: UploadedFile[Any] | None, kept: Iterable[PastMission] = ()
) -> tuple[tuple[PastMission, ...], tuple[CellProblem, ...]]:
    """Read an uploaded sheet: the good rows, and everything that is wrong.

    A row without an id is a mission that is `kept` already where it says the same, else a new one with a free id.
    """
    if sent is None:
        return (), (_wrong(Text("call_pages.no_file"), Text("call_pages.no_file_hint")),)
    if (sent.size or 0) > MOST_BYTES:
        return (), (_wrong(Text("call_pages.no_file"), Text("call_pages.no_file_hint")),)
    with TemporaryDirectory(prefix="tearoad-") as name:
        folder = Path(name)
        (folder / clean_name(sent.name or "past.xlsx")).write_bytes(sent.read())
        sheets_of_folder = find_sheets(folder, (PAST_MISSIONS.spec,))
    grid = sheets_of_folder.grids.get(PAST_MISSIONS.name) or (
        sheets_of_folder.others[0] if len(sheets_of_folder.others) == 1 else None
    )
    if grid is None:
        problems = tuple(sheets_of_folder.problems) or (
            _wrong(Text("call_pages.no_sheet"), Text("call_pages.no_sheet_hint")),
        )
        return (), problems
    reading = Reading(FairCalendar(ZoneInfo("UTC"), ()), Language.EN, Language.EN, "", "", "USD")
    kept = tuple(kept)
    taken = reading.kept_ids = StoredIds({PAST_MISSIONS.name: {mission.id: frozenset() for mission in kept}})
    missions = PAST_MISSIONS.read(reading.records(grid, PAST_MISSIONS.spec, {}), reading)
    missions = tuple(
        _stored_equal(mission, kept, missions) if taken.gave(PAST_MISSIONS.name, mission.id) else mission
        for mission in missions
    )
    return missions, on_the_page(reading.problems, Text("call_pages.rename_column"))


def _stored_equal(mission: PastMission, kept: Iterable[PastMission], said: Iterable[PastMission]) -> PastMission:
    """Return the mission that is kept and says the same, unless another row of the sheet has its id."""
    named = {other.id for other in said}
    same = (other for other in kept if other.id not in named and replace(mission, id=other.id) == other)
    return next(same, mission)


def _wrong(text: Text, hint: Text) -> CellProblem:
    return CellProblem(Severity.ERROR, text, hint, "")
