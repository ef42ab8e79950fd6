"""The sheets of the call: what is asked, who applies, points, campaigns, past missions; without a call, none."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from tearoad.mission.call import Application, Call, Campaign, PastMission, Scoring
from tearoad.mission.call.sheets.applications_sheet import APPLICATIONS, read_applications, write_applications
from tearoad.mission.call.sheets.call_sheet import CALL, read_call_settings, write_call_settings
from tearoad.mission.call.sheets.campaigns_sheet import CAMPAIGNS, read_campaigns, write_campaigns
from tearoad.mission.call.sheets.past_missions_sheet import PAST_MISSIONS, read_past_missions, write_past_missions
from tearoad.mission.call.sheets.scores_sheet import SCORES, read_scores, write_scores
from tearoad.paper.sheets import Reading, Record, SheetSpec, Table

CALL_SHEETS: tuple[SheetSpec, ...] = (CALL, APPLICATIONS, SCORES, CAMPAIGNS, PAST_MISSIONS)


@dataclass(frozen=True, slots=True)
class CallFiles:
    """What a folder holds of the call, and of the missions before."""

    applications: tuple[Application, ...] = ()
    scorings: tuple[Scoring, ...] = ()
    past_missions: tuple[PastMission, ...] = ()
    calls: tuple[Call, ...] = ()
    """The call itself: one or none; its public address is the site's own and stands in no folder."""
    campaigns: tuple[Campaign, ...] = ()


def read_call(rows: Callable[[SheetSpec], tuple[Record, ...]], reading: Reading) -> CallFiles:
    """Return what the sheets say; what is wrong stands in the reading's problems."""
    return CallFiles(
        read_applications(rows(APPLICATIONS), reading),
        read_scores(rows(SCORES), reading),
        read_past_missions(rows(PAST_MISSIONS), reading),
        read_call_settings(rows(CALL), reading),
        read_campaigns(rows(CAMPAIGNS), reading),
    )


def call_tables(files: CallFiles, zone: ZoneInfo) -> tuple[Table, ...]:
    """Return the sheets that have rows."""
    every = (
        write_call_settings(files.calls, zone),
        write_applications(files.applications, zone),
        write_scores(files.scorings),
        write_campaigns(files.campaigns),
        write_past_missions(files.past_missions),
    )
    return tuple(table for table in every if table.rows)
