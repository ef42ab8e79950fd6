"""The sheets of the call: what is asked, who applies, points, campaigns, past missions; without a call, none."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from tearoad.call import Application, Call, Campaign, PastMission, Scoring
from tearoad.call.sheets.applications_sheet import APPLICATIONS
from tearoad.call.sheets.call_sheet import CALL, read_call_settings
from tearoad.call.sheets.campaigns_sheet import CAMPAIGNS, read_campaigns
from tearoad.call.sheets.history import CallHere, JudgedBy, PlacedApplication, judge_applications, judge_points
from tearoad.call.sheets.past_missions_sheet import PAST_MISSIONS
from tearoad.call.sheets.scores_sheet import SCORES, place_scores
from tearoad.paper.sheets import Reading, Record, SheetSpec

CALL_SHEETS: tuple[SheetSpec, ...] = (CALL, APPLICATIONS.spec, SCORES, CAMPAIGNS, PAST_MISSIONS.spec)


@dataclass(frozen=True, slots=True)
class CallFiles:
    """What a folder holds of the call, and of the missions before."""

    applications: tuple[Application, ...] = ()
    scorings: tuple[Scoring, ...] = ()
    past_missions: tuple[PastMission, ...] = ()
    calls: tuple[Call, ...] = ()
    """The call itself: one or none; its public address is the site's own and stands in no folder."""
    campaigns: tuple[Campaign, ...] = ()


NOTHING_HERE = CallHere()


def read_call(
    rows: Callable[[SheetSpec], tuple[Record, ...]], reading: Reading, here: CallHere = NOTHING_HERE
) -> CallFiles:
    """Return what the sheets say, beside what is `here` already; what is wrong stands in the reading's problems."""
    records = rows(APPLICATIONS.spec), rows(SCORES), rows(PAST_MISSIONS.spec), rows(CALL), rows(CAMPAIGNS)
    calls = read_call_settings(records[3], reading, here)
    by = JudgedBy(next(iter(calls), here.call), next((row for row in records[3] if row.held), None))
    placed, points = (
        tuple(PlacedApplication(*row_and_record) for row_and_record in APPLICATIONS.placed(records[0], reading)),
        place_scores(records[1]),
    )
    applications = judge_applications(placed, points, here, by, reading)
    scorings = judge_points(points, records[0], applications, here, by)
    past = PAST_MISSIONS.read(records[2], reading)
    return CallFiles(applications, scorings, past, calls, read_campaigns(records[4], reading))
