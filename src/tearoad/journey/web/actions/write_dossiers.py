"""Write what a sheet tells of the dossiers of firms; the contents are here already, or come with a whole folder."""

from __future__ import annotations

import mimetypes
from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path

from tearoad.costs.dossier import DossierPart
from tearoad.costs.dossier_folder import FolderFile, FolderPart
from tearoad.costs.web import models as costs_rows
from tearoad.costs.web.actions.archives import forget_archive
from tearoad.costs.web.actions.dossiers import Sent, check_kind
from tearoad.costs.web.queries.dossiers import PART
from tearoad.errors import Conflict
from tearoad.journey.web.queries.dossiers_now import PartRows, files_at_hand
from tearoad.mission.web import models as rows
from tearoad.office.web.actions.files import keep
from tearoad.office.web.models import StoredFile
from tearoad.people import Actor
from tearoad.text import Text
from tearoad.values import LocalText, PartyId
from tearoad.web.clock import now

_ANY_PART = DossierPart("any", LocalText("-"))


def take_in(by: Actor, parts: Iterable[FolderPart], contents: Mapping[str, Path]) -> tuple[FolderPart, ...]:
    """Keep the contents that came with a folder and are not here yet; return the parts with the digests they got.

    A picture is painted anew, as every picture that is kept: its content, and so its digest, may become another.
    """
    here = files_at_hand()
    digests: dict[str, str] = {}

    def with_content(file: FolderFile) -> FolderFile:
        if file.digest not in here and file.digest not in digests and file.digest in contents:
            media_type = mimetypes.guess_type(file.name)[0] or ""
            content = contents[file.digest].read_bytes()
            check_kind(_ANY_PART, Sent(file.name, content))
            digests[file.digest] = keep(by, name=file.name, content=content, kind=PART, media_type=media_type).digest
        return replace(file, digest=digests.get(file.digest, file.digest))

    return tuple(replace(part, files=tuple(with_content(file) for file in part.files)) for part in parts)


def put_part(mission: rows.Mission, said: FolderPart, before: PartRows | None = None) -> None:
    """Let the rows of a part say what the sheet says; what is the same stays untouched.

    Raises:
        Conflict: a file was taken out of its dossier since the sheet was read.

    """
    part = before or PartRows(mission, said.firm, said.part)
    wanted, known = (
        {folder_file.digest for folder_file in said.files},
        {dossier_file.file.digest for dossier_file in part.files},
    )
    _drop_files(
        mission, said.firm, [dossier_file for dossier_file in part.files if dossier_file.file.digest not in wanted]
    )
    for file in said.files:
        if file.digest not in known:
            costs_rows.DossierFile.objects.create(
                mission=mission,
                firm=said.firm,
                part=said.part,
                file=_file_of(file),
                person=file.person,
                added_at=file.added_at,
                added_by=file.added_by,
            )
    ticks = costs_rows.DossierTick.objects.filter(mission=mission, firm=said.firm, part=said.part)
    if said.confirmed_at is None:
        ticks.delete()
    elif part.tick is None:
        ticks.create(mission=mission, firm=said.firm, part=said.part, by=said.confirmed_by, at=said.confirmed_at)


def drop_parts(parts: Iterable[PartRows]) -> None:
    """Take parts out of their dossiers, with their files."""
    for part in parts:
        put_part(part.mission, FolderPart(PartyId(part.firm), part.part), part)


def _drop_files(mission: rows.Mission, firm: str, files: list[costs_rows.DossierFile]) -> None:
    for dossier_file in files:
        file = dossier_file.file
        dossier_file.delete()
        file.delete()
    if files:
        forget_archive(mission, firm)


def _file_of(file: FolderFile) -> StoredFile:
    """Return a file of this content that belongs to no dossier yet: each dossier lets go of its own."""
    same = StoredFile.objects.filter(kind=PART, digest=file.digest)
    free: StoredFile | None = same.exclude(pk__in=costs_rows.DossierFile.objects.values("file")).first()
    if free is not None:
        free.name = file.name
        free.save()
        return free
    found = same.first()
    if found is None:
        raise Conflict(Text("journey_pages.changed_meanwhile"), Text("journey_pages.changed_meanwhile_hint"))
    made: StoredFile = StoredFile.objects.create(
        digest=found.digest, size=found.size, media_type=found.media_type, name=file.name, kind=PART, kept_at=now()
    )
    return made
