"""The dossiers of firms: which parts are wanted, what is there, what is missing."""

from __future__ import annotations

import hashlib
import json
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC
from typing import Any, TypedDict
from uuid import UUID

from tearoad.costs import TotalGroup, of_firm
from tearoad.costs.dossier import (
    NO_RATES,
    USUAL,
    Confirmation,
    DossierList,
    Evidence,
    PartStanding,
    RatesKnown,
    Standing,
    standing,
)
from tearoad.costs.web import models as rows
from tearoad.costs.web.queries.book import Book, book
from tearoad.errors import NotFoundError
from tearoad.mission import Delegate
from tearoad.mission.papers import spelling
from tearoad.mission.web import models as mission_rows
from tearoad.people import Actor, Policy
from tearoad.people.web.policies import require
from tearoad.text import Text
from tearoad.values import Language, PartyId
from tearoad.values.document import from_document, to_document

JOB = "mission.dossier"
ARCHIVE = "dossier"
"""The kind of the finished ZIP in the office."""
PART = "dossier_part"
"""The kind of the files in a dossier."""


class DossierWanted(TypedDict):
    """Whose dossier is put together, and the language of its index."""

    mission: str
    firm: str
    language: str


@dataclass(frozen=True, slots=True)
class FileOnPage:
    """A file in a dossier: where its row and its content are found."""

    id: UUID
    file_id: UUID
    evidence: Evidence
    person: str
    """Whose it is, by name; empty where nobody said so."""


@dataclass(frozen=True, slots=True)
class DossierPartOnPage:
    """A part as its page shows it."""

    standing: PartStanding
    files: tuple[FileOnPage, ...]


@dataclass(frozen=True, slots=True)
class DossierOnPage:
    """One firm's dossier."""

    firm: PartyId
    name: str
    standing: Standing
    parts: tuple[DossierPartOnPage, ...]
    costs: TotalGroup
    delegates: tuple[tuple[str, str], ...]
    """The firm's people, by id and name: whose boarding pass it is."""
    book: Book


@dataclass(frozen=True, slots=True)
class FirmLine:
    """One firm in the list of dossiers."""

    firm: PartyId
    name: str
    standing: Standing
    archive: rows.DossierArchive | None
    is_older: bool
    """Whether the dossier was changed since its ZIP was put together."""


def wanted(row: mission_rows.Mission) -> DossierList:
    """Return the parts of a mission's dossiers: its own list, else the organisation's latest, else the usual ones."""
    own = rows.DossierParts.objects.filter(mission=row).first()
    found = own or rows.DossierParts.objects.order_by("-changed_at").first()
    return from_document(DossierList, found.document) if found else USUAL


def overview(row: mission_rows.Mission, language: Language) -> tuple[FirmLine, ...]:
    """Return every firm with where its dossier stands; nine queries whatever the number of firms."""
    found = book(row, language)
    parts = wanted(row)
    files: dict[str, list[Evidence]] = defaultdict(list)
    for file in _files(row):
        files[file.firm].append(_evidence(file))
    ticks: dict[str, list[Confirmation]] = defaultdict(list)
    for tick in rows.DossierTick.objects.filter(mission=row):
        ticks[tick.firm].append(_confirmation(tick))
    archives = {
        dossier_archive.firm: dossier_archive
        for dossier_archive in rows.DossierArchive.objects.filter(mission=row).select_related("file")
    }

    def line(firm: PartyId, name: str) -> FirmLine:
        costs = of_firm(found.ledger, firm)
        state, archive = standing(parts, files[firm], ticks[firm], rates_known(costs)), archives.get(firm)
        return FirmLine(firm, name, state, archive, is_older(state, costs, archive))

    return tuple(line(firm, name) for firm, name in found.firms.items())


def dossier(to: Actor, row: mission_rows.Mission, firm: str, language: Language) -> DossierOnPage:
    """Return one firm's dossier; eight queries.

    Raises:
        NotFoundError: the mission has no such firm.

    """
    require(to, Policy.SEE_COSTS)
    found = book(row, language)
    if firm not in found.firms:
        raise NotFoundError(Text("costs_pages.no_such_firm"), Text("costs_pages.no_such_firm_hint"))
    party = PartyId(firm)
    people = _people(row, party, language)
    own = list(_files(row).filter(firm=firm))
    ticks = [_confirmation(tick) for tick in rows.DossierTick.objects.filter(mission=row, firm=firm)]
    costs = of_firm(found.ledger, party)
    state = standing(wanted(row), [_evidence(file) for file in own], ticks, rates_known(costs))
    return DossierOnPage(
        party, found.firms[party], state, _parts(state, own, people), costs, tuple(people.items()), found
    )


def own_dossier(by: Actor, row: mission_rows.Mission, language: Language) -> DossierOnPage:
    """Return a firm's own dossier for the firm itself: what stands where, and of the files those that it sent."""
    require(by, Policy.ADD_TO_OWN_DOSSIER)
    found, party = book(row, language), PartyId(by.party)
    own = list(_files(row).filter(firm=party))
    ticks = [_confirmation(tick) for tick in rows.DossierTick.objects.filter(mission=row, firm=party)]
    costs = of_firm(found.ledger, party)
    state = standing(wanted(row), [_evidence(file) for file in own], ticks, rates_known(costs))
    sent = [file for file in own if file.added_by == by.party]
    people = _people(row, party, language)
    return DossierOnPage(
        party, found.firms[party], state, _parts(state, sent, people), costs, tuple(people.items()), found
    )


def archive_of(row: mission_rows.Mission, firm: str) -> rows.DossierArchive | None:
    """Return the ZIP of a firm's dossier; one query."""
    archive: rows.DossierArchive | None = (
        rows.DossierArchive.objects.filter(mission=row, firm=firm).select_related("file").first()
    )
    return archive


def holds(standing: Standing, costs: TotalGroup) -> str:
    """Return a digest of what a dossier's index says, whatever its language and its date."""
    written = json.dumps([to_document(standing), to_document(costs)], ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(written.encode()).hexdigest()


def is_older(standing: Standing, costs: TotalGroup, archive: rows.DossierArchive | None) -> bool:
    """Whether a ZIP holds less or other than its dossier; no query."""
    if archive is None:
        return False
    return holds(standing, costs) != archive.holds if archive.holds else bool(newer(standing, archive))


def newer(standing: Standing, archive: rows.DossierArchive | None) -> tuple[str, ...]:
    """Return the names of the files that were added after a ZIP was put together; no query."""
    if archive is None:
        return ()
    found = (file for part in standing.parts for file in part.files)
    return tuple(evidence.name for evidence in found if evidence.added_at > archive.made_at)


def file_row(to: Actor, row: mission_rows.Mission, row_id: UUID) -> rows.DossierFile:
    """Return the row of a file in a dossier.

    Raises:
        NotFoundError: the mission has no such file.

    """
    require(to, Policy.SEE_COSTS)
    file: rows.DossierFile | None = rows.DossierFile.objects.filter(mission=row, pk=row_id).first()
    if file is None:
        raise NotFoundError(Text("costs_pages.no_such_file"), Text("costs_pages.no_such_file_hint"))
    return file


def rates_known(costs: TotalGroup) -> RatesKnown:
    """Return what the program can say about the rates behind a firm's costs."""
    used = {rate for total in costs.totals for rate in total.rates}
    missing = tuple(dict.fromkeys(rate.text for total in costs.totals for rate in total.missing))
    return RatesKnown(len(used), missing) if used or missing else NO_RATES


def _files(row: mission_rows.Mission) -> Any:
    return rows.DossierFile.objects.filter(mission=row).select_related("file")


def _evidence(dossier_file: rows.DossierFile) -> Evidence:
    file = dossier_file.file
    at = dossier_file.added_at.astimezone(UTC)
    return Evidence(dossier_file.part, file.name, file.digest, file.size, file.media_type, at, dossier_file.added_by)


def _confirmation(tick: rows.DossierTick) -> Confirmation:
    return Confirmation(tick.part, tick.by, tick.at.astimezone(UTC))


def _parts(
    state: Standing, own: Sequence[rows.DossierFile], people: Mapping[str, str]
) -> tuple[DossierPartOnPage, ...]:
    def on_page(file: rows.DossierFile) -> FileOnPage:
        return FileOnPage(file.pk, file.file.pk, _evidence(file), people.get(file.person, file.person))

    return tuple(
        DossierPartOnPage(part, tuple(on_page(file) for file in own if file.part == part.part.code))
        for part in state.parts
    )


def _people(row: mission_rows.Mission, firm: PartyId, language: Language) -> dict[str, str]:
    query = mission_rows.Delegate.objects.filter(mission=row, document__firm=firm)
    people = (from_document(Delegate, delegate.document) for delegate in query)
    return {person.id: spelling.person(person.name, language).main for person in people}
