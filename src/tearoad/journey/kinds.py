"""The kinds of rows that a mission folder holds, in the order in which its sheets are read and written."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from operator import attrgetter
from typing import Any, Literal, TypeAlias
from zoneinfo import ZoneInfo

from tearoad.call import Call, Campaign, Scoring
from tearoad.call.sheets.applications_sheet import APPLICATIONS
from tearoad.call.sheets.call_sheet import CALL, write_call_settings
from tearoad.call.sheets.campaigns_sheet import CAMPAIGNS, write_campaigns
from tearoad.call.sheets.past_missions_sheet import PAST_MISSIONS
from tearoad.call.sheets.scores_sheet import SCORES, write_scores
from tearoad.checklist.sheets.checklist_sheet import CHECKLIST
from tearoad.checklist.sheets.posts_sheet import POSTS
from tearoad.checklist.sheets.samples_sheet import SAMPLES
from tearoad.companies.buyers_sheet import BUYERS
from tearoad.companies.company_rows import CompanyKind
from tearoad.companies.exporters_sheet import EXPORTERS
from tearoad.costs.costs_sheet import COSTS
from tearoad.costs.dossier_folder import FolderPart
from tearoad.costs.dossier_sheet import DOSSIER, write_dossier
from tearoad.costs.hours_sheet import HOURS
from tearoad.costs.rates_sheet import RATES
from tearoad.delegation.delegates_sheet import DELEGATES
from tearoad.journey.files import MissionFiles
from tearoad.matching.requests_sheet import REQUESTS, read_requests
from tearoad.mission.availability_sheet import AVAILABILITY, read_absences
from tearoad.mission.contacts_sheet import CONTACTS, OVERRIDES
from tearoad.mission.interpreters_sheet import INTERPRETERS
from tearoad.mission.meetings.precedences_sheet import PRECEDENCES
from tearoad.mission.meetings.quotas_sheet import QUOTAS
from tearoad.mission.places_sheet import PLACES, WALKS
from tearoad.orders.agreements_sheet import AGREEMENTS
from tearoad.paper.sheets import Reading, Record, SheetSpec, Table
from tearoad.programme.programme_sheet import PROGRAMME
from tearoad.rows import RowKind
from tearoad.screening import Decision
from tearoad.screening.decisions_sheet import DECISIONS, read_decisions, write_decisions
from tearoad.timetable.pinned import PinnedMeeting
from tearoad.timetable.pins_sheet import PINS, read_pins, write_pins

Written = Literal["always", "with rows"]
_Write: TypeAlias = Callable[[Iterable[Any], ZoneInfo], Table]
_Read: TypeAlias = Callable[[Iterable[Record], Reading], Any]


@dataclass(frozen=True, slots=True)
class SheetKind:
    """One kind of rows: its sheet, what a row is, which rows a mission has, and how they are read and written."""

    spec: SheetSpec
    core: type[Any]
    of: Callable[[MissionFiles], Iterable[Any]]
    write: Callable[[MissionFiles, ZoneInfo], Table]
    written: Written = "always"
    """Few missions have quotas or a call; hours and dossiers come later: an empty sheet of them is not written."""
    part: str = ""
    """Where its rows stand in `MissionFiles`."""
    read: _Read | None = None
    """What its records say; None where that depends on more than the sheets above it."""
    said: RowKind[Any] | CompanyKind[Any] | None = None
    """The kind, where it is said once."""
    is_table: bool = False
    """Whether its rows are edited as a table."""

    @property
    def name(self) -> str:
        """The sheet's name."""
        return self.spec.name


def _kind(
    spec: SheetSpec,
    core: type[Any],
    part: str,
    write: _Write,
    read: _Read | None = None,
    *,
    written: Written = "always",
) -> SheetKind:
    of = attrgetter(part)
    return SheetKind(spec, core, of, lambda files, zone: write(of(files), zone), written, part, read)


def _from_row_kind(
    kind: RowKind[Any], part: str, written: Written = "always", read: _Read | None = None, *, is_table: bool = True
) -> SheetKind:
    made = _kind(kind.spec, kind.core, part, kind.write, read or kind.read, written=written)
    return replace(made, said=kind, is_table=is_table)


def _in_the_mission(kind: RowKind[Any], part: str) -> SheetKind:
    """Return a kind whose rows stand in the mission's own document."""
    return _from_row_kind(kind, f"mission.{part}")


def _companies(kind: CompanyKind[Any], part: str) -> SheetKind:
    """Return a kind of company; what its rows say depends on the places of the mission too."""
    return replace(_kind(kind.spec, kind.core, part, kind.write), said=kind, is_table=True)


def _in_the_call(
    spec: SheetSpec,
    core: type[Any],
    part: str,
    write: _Write,
    said: RowKind[Any] | CompanyKind[Any] | None = None,
    *,
    is_table: bool = False,
) -> SheetKind:
    """Return a kind of which a mission has rows only where there was a call; its sheets are read together."""
    return replace(_kind(spec, core, f"call.{part}", write, written="with rows"), said=said, is_table=is_table)


def _without_times(write: Callable[[Iterable[Any]], Table]) -> _Write:
    return lambda rows, _zone: write(rows)


def _dossiers(files: MissionFiles, zone: ZoneInfo) -> Table:
    return write_dossier(files.dossier, zone, (firm.id for firm in files.exporters))


KINDS: tuple[SheetKind, ...] = (
    _companies(EXPORTERS, "exporters"),
    _companies(BUYERS, "buyers"),
    _from_row_kind(DELEGATES, "delegates"),
    _from_row_kind(INTERPRETERS, "interpreters"),
    _from_row_kind(PROGRAMME, "programme"),
    _from_row_kind(REQUESTS, "all_requests", read=read_requests),
    _from_row_kind(AVAILABILITY, "absences", read=read_absences),
    _kind(DECISIONS, Decision, "decisions", _without_times(write_decisions), read_decisions),
    _kind(PINS, PinnedMeeting, "pins", write_pins, read_pins),
    _from_row_kind(QUOTAS, "quotas", "with rows"),
    _from_row_kind(PRECEDENCES, "precedences", "with rows"),
    _from_row_kind(CHECKLIST, "tasks"),
    _from_row_kind(SAMPLES, "samples"),
    _from_row_kind(POSTS, "posts"),
    _from_row_kind(COSTS, "costs"),
    _from_row_kind(RATES, "rates"),
    _from_row_kind(AGREEMENTS, "agreements", "with rows"),
    _from_row_kind(HOURS, "hours", "with rows", is_table=False),
    SheetKind(DOSSIER, FolderPart, attrgetter("dossier"), _dossiers, "with rows", "dossier"),
    _in_the_call(CALL, Call, "calls", write_call_settings),
    _in_the_call(APPLICATIONS.spec, APPLICATIONS.core, "applications", APPLICATIONS.write, APPLICATIONS, is_table=True),
    _in_the_call(SCORES, Scoring, "scorings", _without_times(write_scores)),
    _in_the_call(CAMPAIGNS, Campaign, "campaigns", _without_times(write_campaigns)),
    _in_the_call(PAST_MISSIONS.spec, PAST_MISSIONS.core, "past_missions", PAST_MISSIONS.write, PAST_MISSIONS),
)
"""In the order in which one may name the other."""
MISSION_PARTS: tuple[SheetKind, ...] = (
    _in_the_mission(PLACES, "places"),
    _in_the_mission(WALKS, "walks"),
    _in_the_mission(CONTACTS, "contacts"),
    _in_the_mission(OVERRIDES, "overrides"),
)
"""Kinds whose rows stand in a mission's own document: a folder holds them in its mission.toml, not in sheets."""
SHEETS: tuple[SheetSpec, ...] = tuple(kind.spec for kind in KINDS)
NEEDED = (EXPORTERS.spec, BUYERS.spec)
