"""A mission folder, read: every sheet as dataclasses, every problem listed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from tearoad.checklist import DiplomaticPost, Sample, Task
from tearoad.companies import Buyer, Exporter
from tearoad.companies.photos import FirmPhoto
from tearoad.costs import CostItem, WorkedHours
from tearoad.costs.dossier_folder import FolderPart
from tearoad.journey.call_sheets import CallFiles
from tearoad.matching import Request
from tearoad.mission import Absence, Delegate, Interpreter, Mission, ProgrammeItem
from tearoad.mission.meetings import MeetingPrecedence, MeetingQuota
from tearoad.orders import OfficialAgreement
from tearoad.paper.sheets import CellProblem, Grid
from tearoad.reference.exchange import ExchangeRate
from tearoad.screening import Decision
from tearoad.timetable.pinned import PinnedMeeting

MISSION_FILE = "mission.toml"
LISTS = "lists"


@dataclass(frozen=True, slots=True)
class MissionFiles:
    """What the officer's folder holds."""

    mission: Mission
    exporters: tuple[Exporter, ...]
    buyers: tuple[Buyer, ...]
    delegates: tuple[Delegate, ...]
    programme: tuple[ProgrammeItem, ...]
    requests: tuple[Request, ...]
    interpreters: tuple[Interpreter, ...]
    absences: tuple[Absence, ...]
    decisions: tuple[Decision, ...]
    pins: tuple[PinnedMeeting, ...]
    problems: tuple[CellProblem, ...]
    """Row problems from all files, in the order of the files."""
    grids: tuple[Grid, ...] = ()
    """The sheets as they were found, passport numbers taken out: what `problems.xlsx` is a copy of."""
    tasks: tuple[Task, ...] = ()
    samples: tuple[Sample, ...] = ()
    posts: tuple[DiplomaticPost, ...] = ()
    costs: tuple[CostItem, ...] = ()
    rates: tuple[ExchangeRate, ...] = ()
    hours: tuple[WorkedHours, ...] = ()
    """What interpreters really worked, where somebody wrote it down."""
    dossier: tuple[FolderPart, ...] = ()
    """What the dossiers of firms hold, part by part."""
    call: CallFiles = CallFiles()
    """Applications, points, past missions; empty where there was no call."""
    outweighed: tuple[Request, ...] = ()
    """Requests that a "no" of the other side silences: no plan sees them, and no sheet loses them."""
    agreements: tuple[OfficialAgreement, ...] = ()
    """What officials said to officials."""
    photos: tuple[FirmPhoto, ...] = ()
    """In the order of the firms' ids."""
    quotas: tuple[MeetingQuota, ...] = ()
    precedences: tuple[MeetingPrecedence, ...] = ()
    origins: tuple[tuple[str, int, object], ...] = field(default=(), compare=False)
    """Of which row of which sheet each entry came."""
    contents: Mapping[str, Path] = field(default_factory=dict, compare=False)
    """Where the files of the dossiers stand, by digest; nothing where the mission is no folder."""

    @property
    def all_requests(self) -> tuple[Request, ...]:
        """Every request that its sheet holds."""
        return (*self.requests, *self.outweighed)
