"""The sheets of a mission folder, in the order in which they are read."""

from __future__ import annotations

from tearoad.companies.buyers_sheet import BUYERS
from tearoad.companies.exporters_sheet import EXPORTERS
from tearoad.journey.call_sheets import CALL_SHEETS
from tearoad.matching.requests_sheet import REQUESTS
from tearoad.mission.availability_sheet import AVAILABILITY
from tearoad.mission.checklist.sheets.checklist_sheet import CHECKLIST
from tearoad.mission.checklist.sheets.posts_sheet import POSTS
from tearoad.mission.checklist.sheets.samples_sheet import SAMPLES
from tearoad.mission.costs.costs_sheet import COSTS
from tearoad.mission.costs.dossier_sheet import DOSSIER
from tearoad.mission.costs.hours_sheet import HOURS
from tearoad.mission.costs.rates_sheet import RATES
from tearoad.mission.delegates_sheet import DELEGATES
from tearoad.mission.interpreters_sheet import INTERPRETERS
from tearoad.mission.meetings.precedences_sheet import PRECEDENCES
from tearoad.mission.meetings.quotas_sheet import QUOTAS
from tearoad.mission.programme_sheet import PROGRAMME
from tearoad.paper.sheets import SheetSpec
from tearoad.screening.decisions_sheet import DECISIONS
from tearoad.timetable.pins_sheet import PINS

SHEETS: tuple[SheetSpec, ...] = (
    EXPORTERS,
    BUYERS,
    DELEGATES,
    INTERPRETERS,
    PROGRAMME,
    REQUESTS,
    AVAILABILITY,
    DECISIONS,
    PINS,
    QUOTAS.spec,
    PRECEDENCES.spec,
    CHECKLIST,
    SAMPLES.spec,
    POSTS.spec,
    COSTS.spec,
    RATES.spec,
    HOURS.spec,
    DOSSIER,
    *CALL_SHEETS,
)
NEEDED = (EXPORTERS, BUYERS)
ONLY_WITH_ROWS = (QUOTAS.spec, PRECEDENCES.spec, HOURS.spec, DOSSIER, *CALL_SHEETS)
"""Not written where they would be empty: few missions have quotas or a call; hours and dossiers come later."""
