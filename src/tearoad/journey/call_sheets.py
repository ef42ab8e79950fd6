"""The sheets of the call: applications, points, past missions. A folder without a call has none of them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from tearoad.mission.call import Application, PastMission, Scoring
from tearoad.mission.call.applications_sheet import APPLICATIONS, read_applications, write_applications
from tearoad.mission.call.past_missions_sheet import PAST_MISSIONS, read_past_missions, write_past_missions
from tearoad.mission.call.scores_sheet import SCORES, read_scores, write_scores
from tearoad.paper.sheets import Reading, Record, SheetSpec, Table

CALL_SHEETS: tuple[SheetSpec, ...] = (APPLICATIONS, SCORES, PAST_MISSIONS)


@dataclass(frozen=True, slots=True)
class CallFiles:
    """What a folder holds of the call, and of the missions before."""

    applications: tuple[Application, ...] = ()
    scorings: tuple[Scoring, ...] = ()
    past_missions: tuple[PastMission, ...] = ()


def read_call(rows: Callable[[SheetSpec], tuple[Record, ...]], reading: Reading) -> CallFiles:
    """Return what the sheets say; what is wrong stands in the reading's problems."""
    return CallFiles(
        read_applications(rows(APPLICATIONS), reading),
        read_scores(rows(SCORES), reading),
        read_past_missions(rows(PAST_MISSIONS), reading),
    )


def call_tables(files: CallFiles, zone: ZoneInfo) -> tuple[Table, ...]:
    """Return the sheets that have rows."""
    every = (
        write_applications(files.applications, zone),
        write_scores(files.scorings),
        write_past_missions(files.past_missions),
    )
    return tuple(table for table in every if table.rows)
