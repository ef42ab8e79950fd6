"""What a mission's rows keep of the dossiers of firms, part by part, as a sheet tells it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from zoneinfo import ZoneInfo

from tearoad.costs.dossier_folder import FolderFile, FolderPart
from tearoad.costs.dossier_sheet import DOSSIER
from tearoad.costs.web import models as costs_rows
from tearoad.costs.web.queries.dossiers import PART
from tearoad.journey.web.queries.kinds import KINDS, Documents, document_of
from tearoad.mission.web import models as rows
from tearoad.office.web.models import StoredFile
from tearoad.values import PartyId
from tearoad.values.document import from_document


@dataclass(slots=True)
class PartRows:
    """The rows of one part."""

    mission: rows.Mission
    firm: str
    part: str
    files: list[costs_rows.DossierFile] = field(default_factory=list)
    tick: costs_rows.DossierTick | None = None


def dossiers_now(mission: rows.Mission) -> list[tuple[FolderPart, PartRows]]:
    """Return what is kept of each part, with its rows; two queries."""
    found: dict[tuple[str, str], PartRows] = {}

    def of(file: costs_rows.DossierFile | costs_rows.DossierTick) -> PartRows:
        return found.setdefault((file.firm, file.part), PartRows(mission, file.firm, file.part))

    for dossier_file in costs_rows.DossierFile.objects.filter(mission=mission).select_related("file"):
        of(dossier_file).files.append(dossier_file)
    for tick in costs_rows.DossierTick.objects.filter(mission=mission).order_by("id"):
        of(tick).tick = tick
    return [(folder_part_of(part), part) for _key, part in sorted(found.items())]


def folder_part_of(part: PartRows) -> FolderPart:
    """Return what rows keep of a part, in the fair's time."""
    zone, tick = part.mission.fair_zone, part.tick
    files = tuple(_file(file, zone) for file in part.files)
    at = _minute(tick.at, zone) if tick else None
    return FolderPart(PartyId(part.firm), part.part, files, tick.by if tick else "", at)


def files_at_hand() -> frozenset[str]:
    """Return the digests of the files that the organisation keeps in dossiers: no other file comes in by its digest."""
    return frozenset(StoredFile.objects.filter(kind=PART).values_list("digest", flat=True))


def with_standing_files(now: Documents, said: Documents) -> Documents:
    """Return what sheets say, where a part that is here keeps its files and, unless one comes in, its confirmation.

    A file leaves a dossier by hand only, and a confirmation is given on its page.
    """
    if DOSSIER.name not in said:
        return said
    return {**said, DOSSIER.name: dict(_joined(now, said))}


def _joined(now: Documents, said: Documents) -> Iterator[tuple[str, dict[str, object]]]:
    kind = KINDS[DOSSIER.name]
    here = now[DOSSIER.name]
    for key, document in said[DOSSIER.name].items():
        if key not in here:
            yield key, document
            continue
        standing, new = from_document(FolderPart, here[key]), from_document(FolderPart, document)
        yield key, document_of(kind, new.joined(standing))


def _file(file: costs_rows.DossierFile, zone: ZoneInfo) -> FolderFile:
    return FolderFile(file.file.name, file.file.digest, _minute(file.added_at, zone), file.added_by, file.person)


def _minute(at: datetime, zone: ZoneInfo) -> datetime:
    return at.astimezone(zone).replace(second=0, microsecond=0)
