"""The kinds of rows that a mission folder holds, in the order in which its sheets are read and written."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, Literal
from zoneinfo import ZoneInfo

from tearoad.companies import Buyer, Exporter
from tearoad.companies.buyers_sheet import BUYERS, write_buyers
from tearoad.companies.exporters_sheet import EXPORTERS, write_exporters
from tearoad.journey.files import MissionFiles
from tearoad.matching import Request
from tearoad.matching.requests_sheet import REQUESTS, write_requests
from tearoad.mission import Absence, Delegate, Interpreter, ProgrammeItem
from tearoad.mission.availability_sheet import AVAILABILITY, write_absences
from tearoad.mission.call import Application, Call, Campaign, Scoring
from tearoad.mission.call.sheets.applications_sheet import APPLICATIONS, write_applications
from tearoad.mission.call.sheets.call_sheet import CALL, write_call_settings
from tearoad.mission.call.sheets.campaigns_sheet import CAMPAIGNS, write_campaigns
from tearoad.mission.call.sheets.past_missions_sheet import PAST_MISSIONS
from tearoad.mission.call.sheets.scores_sheet import SCORES, write_scores
from tearoad.mission.checklist import Task
from tearoad.mission.checklist.sheets.checklist_sheet import CHECKLIST, write_tasks
from tearoad.mission.checklist.sheets.posts_sheet import POSTS
from tearoad.mission.checklist.sheets.samples_sheet import SAMPLES
from tearoad.mission.costs.costs_sheet import COSTS
from tearoad.mission.costs.dossier_sheet import DOSSIER, write_dossier
from tearoad.mission.costs.hours_sheet import HOURS
from tearoad.mission.costs.kept import KeptPart
from tearoad.mission.costs.rates_sheet import RATES
from tearoad.mission.delegates_sheet import DELEGATES, write_delegates
from tearoad.mission.interpreters_sheet import INTERPRETERS, write_interpreters
from tearoad.mission.meetings.precedences_sheet import PRECEDENCES
from tearoad.mission.meetings.quotas_sheet import QUOTAS
from tearoad.mission.programme_sheet import PROGRAMME, write_programme
from tearoad.paper.sheets import SheetSpec, Table
from tearoad.rows import RowKind
from tearoad.screening import Decision
from tearoad.screening.decisions_sheet import DECISIONS, write_decisions
from tearoad.timetable.pinned import PinnedMeeting
from tearoad.timetable.pins_sheet import PINS, write_pins

Written = Literal["always", "with rows"]


@dataclass(frozen=True, slots=True)
class SheetKind:
    """One kind of rows: its sheet, what a row is, which rows a mission has, and how they are written."""

    spec: SheetSpec
    core: type[Any]
    of: Callable[[MissionFiles], Iterable[Any]]
    write: Callable[[MissionFiles, ZoneInfo], Table]
    written: Written = "always"
    """Few missions have quotas or a call; hours and dossiers come later: an empty sheet of them is not written."""

    @property
    def name(self) -> str:
        """The sheet's name."""
        return self.spec.name


def _said_once(
    kind: RowKind[Any], of: Callable[[MissionFiles], Iterable[Any]], written: Written = "always"
) -> SheetKind:
    return SheetKind(kind.spec, kind.core, of, lambda files, zone: kind.write(of(files), zone), written)


def _all_requests(files: MissionFiles) -> tuple[Request, ...]:
    return (*files.requests, *files.outweighed)


def _dossiers(files: MissionFiles, zone: ZoneInfo) -> Table:
    return write_dossier(files.dossier, zone, (firm.id for firm in files.exporters))


KINDS: tuple[SheetKind, ...] = (
    SheetKind(EXPORTERS, Exporter, lambda files: files.exporters, lambda files, _: write_exporters(files.exporters)),
    SheetKind(BUYERS, Buyer, lambda files: files.buyers, lambda files, zone: write_buyers(files.buyers, zone)),
    SheetKind(
        DELEGATES, Delegate, lambda files: files.delegates, lambda files, zone: write_delegates(files.delegates, zone)
    ),
    SheetKind(
        INTERPRETERS,
        Interpreter,
        lambda files: files.interpreters,
        lambda files, zone: write_interpreters(files.interpreters, zone),
    ),
    SheetKind(
        PROGRAMME,
        ProgrammeItem,
        lambda files: files.programme,
        lambda files, zone: write_programme(files.programme, zone),
    ),
    SheetKind(REQUESTS, Request, _all_requests, lambda files, zone: write_requests(_all_requests(files), zone)),
    SheetKind(
        AVAILABILITY, Absence, lambda files: files.absences, lambda files, zone: write_absences(files.absences, zone)
    ),
    SheetKind(DECISIONS, Decision, lambda files: files.decisions, lambda files, _: write_decisions(files.decisions)),
    SheetKind(PINS, PinnedMeeting, lambda files: files.pins, lambda files, zone: write_pins(files.pins, zone)),
    _said_once(QUOTAS, lambda files: files.quotas, "with rows"),
    _said_once(PRECEDENCES, lambda files: files.precedences, "with rows"),
    SheetKind(CHECKLIST, Task, lambda files: files.tasks, lambda files, _: write_tasks(files.tasks)),
    _said_once(SAMPLES, lambda files: files.samples),
    _said_once(POSTS, lambda files: files.posts),
    _said_once(COSTS, lambda files: files.costs),
    _said_once(RATES, lambda files: files.rates),
    _said_once(HOURS, lambda files: files.hours, "with rows"),
    SheetKind(DOSSIER, KeptPart, lambda files: files.dossier, _dossiers, "with rows"),
    SheetKind(
        CALL,
        Call,
        lambda files: files.call.calls,
        lambda files, zone: write_call_settings(files.call.calls, zone),
        "with rows",
    ),
    SheetKind(
        APPLICATIONS,
        Application,
        lambda files: files.call.applications,
        lambda files, zone: write_applications(files.call.applications, zone),
        "with rows",
    ),
    SheetKind(
        SCORES,
        Scoring,
        lambda files: files.call.scorings,
        lambda files, _: write_scores(files.call.scorings),
        "with rows",
    ),
    SheetKind(
        CAMPAIGNS,
        Campaign,
        lambda files: files.call.campaigns,
        lambda files, _: write_campaigns(files.call.campaigns),
        "with rows",
    ),
    _said_once(PAST_MISSIONS, lambda files: files.call.past_missions, "with rows"),
)
"""In the order in which one may name the other."""
SHEETS: tuple[SheetSpec, ...] = tuple(kind.spec for kind in KINDS)
NEEDED = (EXPORTERS, BUYERS)
