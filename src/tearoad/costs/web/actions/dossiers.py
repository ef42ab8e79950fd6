"""Put files into a firm's dossier, confirm its parts, change which parts are wanted, ask for the ZIP."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction

from tearoad.costs.dossier import DossierList, DossierPart, PartKind
from tearoad.costs.web import models as rows
from tearoad.costs.web.actions.archives import forget_archive
from tearoad.costs.web.queries.dossiers import JOB, PART, DossierWanted, wanted
from tearoad.errors import InputError
from tearoad.mission.web import models as mission_rows
from tearoad.mission.web.policies import open_mission, refuse_archived
from tearoad.office.files.judging import DOCUMENT, ODS, SHEET, Flaw, flaw_of, refusal
from tearoad.office.files.names import clean_name
from tearoad.office.files.sniffing import MS_EXCEL, MS_WORD, PDF, PICTURES
from tearoad.office.web.actions.files import keep
from tearoad.office.web.actions.jobs import ask
from tearoad.office.web.models import Job
from tearoad.people import Actor, Policy
from tearoad.people.web.actions import ledger
from tearoad.people.web.policies import require
from tearoad.text import Text
from tearoad.values import Language
from tearoad.values.document import to_document
from tearoad.web.clock import now
from tearoad.web.saving import stale

MOST_FILES = 200
"""In one firm's dossier."""
MOST_AT_ONCE = 200_000_000
"""Bytes of files that may be sent together; who has more sends them in several goes."""
TAKEN = frozenset({*PICTURES, PDF, SHEET, DOCUMENT, ODS, MS_EXCEL, MS_WORD, "text/csv", "text/plain"})


@dataclass(frozen=True, slots=True)
class Sent:
    """A file as a browser sent it."""

    name: str
    content: bytes
    media_type: str = ""


@dataclass(frozen=True, slots=True)
class Added:
    """What came of an upload: how many files are new, and which were there already, under which name."""

    new: int
    there: tuple[Text, ...] = ()


def add_files(
    by: Actor, mission: mission_rows.Mission, firm: str, part: str, sent: Sequence[Sent], person: str = ""
) -> Added:
    """Put files into a part of a firm's dossier, all of them or none; what is there already is not kept twice.

    A confirmation that was given before falls: somebody has to look again.

    Raises:
        InputError: no file, no such part or person, too many files, or a file of a kind that no dossier takes.
        Conflict: the mission is archived.

    """
    require(by, Policy.EDIT_COSTS)
    return _put(by, mission, firm, part, sent, person)


def add_own_files(by: Actor, mission: mission_rows.Mission, part: str, sent: Sequence[Sent], person: str = "") -> Added:
    """Let a firm put files into its own dossier by its link; somebody of the office confirms them.

    Raises:
        InputError: as `add_files`, or the part is one that the program fills.
        Conflict: the mission is archived.

    """
    require(by, Policy.ADD_TO_OWN_DOSSIER)
    if _part(mission, part).kind is PartKind.RATES:
        raise InputError(Text("costs_pages.no_such_part"), Text("costs_pages.no_such_part_hint"))
    return _put(by, mission, by.party, part, sent, person)


def _put(by: Actor, mission: mission_rows.Mission, firm: str, part: str, sent: Sequence[Sent], person: str) -> Added:
    refuse_archived(mission)
    dossier_part = _part(mission, part)
    _check_firm(mission, firm, person)
    if not sent:
        raise InputError(Text("costs_pages.no_file_sent"), Text("costs_pages.no_file_sent_hint"))
    _check_number(mission, firm, len(sent))
    for upload in sent:  # takes its time with each: before anything is locked
        check_kind(dossier_part, upload)
    return _keep_all(by, mission, firm, part, sent, person)


@transaction.atomic
def _keep_all(
    by: Actor, mission: mission_rows.Mission, firm: str, part: str, sent: Sequence[Sent], person: str
) -> Added:
    open_mission(mission)
    _check_number(mission, firm, len(sent))
    there = rows.DossierFile.objects.filter(mission=mission, firm=firm)
    known = dict(there.filter(part=part).values_list("file__digest", "file__name"))
    again: list[Text] = []
    new = 0
    for upload in sent:
        file = keep(by, name=upload.name, content=upload.content, kind=PART, media_type=upload.media_type)
        if file.digest in known:
            again.append(Text("costs_pages.file_there", name=clean_name(upload.name), under=known[file.digest]))
            file.delete()
            continue
        known[file.digest] = file.name
        rows.DossierFile.objects.create(
            mission=mission, firm=firm, part=part, file=file, person=person, added_at=now(), added_by=by.name or firm
        )
        new += 1
    if new:
        rows.DossierTick.objects.filter(mission=mission, firm=firm, part=part).delete()
        facts = {"firm": firm, "part": part, "files": new}
        ledger.append(by, "mission.dossier_files_added", "mission", mission.id, facts)
    return Added(new, tuple(again))


@transaction.atomic
def drop_file(by: Actor, row: rows.DossierFile) -> None:
    """Take a file out of a dossier; a confirmation of its part falls."""
    require(by, Policy.EDIT_COSTS)
    open_mission(row.mission)
    found = rows.DossierFile.objects.filter(pk=row.pk).select_related("file").first()
    if found is None:
        return  # a second click
    rows.DossierTick.objects.filter(mission=row.mission, firm=row.firm, part=row.part).delete()
    facts = {"firm": row.firm, "part": row.part, "digest": found.file.digest}
    ledger.append(by, "mission.dossier_file_dropped", "mission", row.mission.pk, facts)
    file = found.file
    found.delete()
    file.delete()
    forget_archive(row.mission, row.firm)


@transaction.atomic
def tick(by: Actor, mission: mission_rows.Mission, firm: str, part: str) -> None:
    """Say that a part is right; whoever says so is named in the index.

    Raises:
        InputError: no such part or firm, or files are missing.
        Conflict: the mission is archived.

    """
    require(by, Policy.EDIT_COSTS)
    open_mission(mission)
    dossier_part = _part(mission, part)
    _check_firm(mission, firm)
    there = rows.DossierFile.objects.filter(mission=mission, firm=firm, part=part).count()
    if dossier_part.kind is not PartKind.RATES and there < dossier_part.least:
        raise InputError(
            Text("costs.files_missing", count=dossier_part.least - there), Text("costs_pages.tick_missing_hint")
        )
    made = rows.DossierTick.objects.get_or_create(
        mission=mission, firm=firm, part=part, defaults={"by": by.name, "at": now()}
    )[1]
    if made:
        ledger.append(by, "mission.dossier_confirmed", "mission", mission.id, {"firm": firm, "part": part})


@transaction.atomic
def untick(by: Actor, mission: mission_rows.Mission, firm: str, part: str) -> None:
    """Take a confirmation back."""
    require(by, Policy.EDIT_COSTS)
    open_mission(mission)
    if rows.DossierTick.objects.filter(mission=mission, firm=firm, part=part).delete()[0]:
        ledger.append(by, "mission.dossier_unconfirmed", "mission", mission.id, {"firm": firm, "part": part})


@transaction.atomic
def change_parts(by: Actor, mission: mission_rows.Mission, parts: DossierList, read: str | None = None) -> None:
    """Change which parts the dossiers of a mission have; the next mission begins with them.

    Raises:
        Stale: somebody changed them since they were read.
        InputError: a part that holds files is gone.
        Conflict: the mission is archived.

    """
    require(by, Policy.EDIT_COSTS)
    open_mission(mission)
    by_whom = stale.Changed("mission.dossier_parts_changed", "mission", mission.id)
    stale.require_unchanged(read, to_document(wanted(mission)), to_document(parts), changed=by_whom)
    codes = {part.code for part in parts.parts}
    used = set(rows.DossierFile.objects.filter(mission=mission).values_list("part", flat=True))
    if used - codes:
        titles = ", ".join(_title(wanted(mission), code) for code in sorted(used - codes))
        raise InputError(Text("costs_pages.part_in_use", parts=titles), Text("costs_pages.part_in_use_hint"))
    if wanted(mission) == parts and rows.DossierParts.objects.filter(mission=mission).exists():
        return
    rows.DossierParts.objects.update_or_create(
        mission=mission, defaults={"document": to_document(parts), "changed_at": now()}
    )
    ledger.append(by, "mission.dossier_parts_changed", "mission", mission.id, {"parts": len(parts.parts)})


@transaction.atomic
def ask_for_archive(by: Actor, mission: mission_rows.Mission, firm: str, language: Language) -> Job:
    """Ask for the ZIP of a firm's dossier, with its index in a language."""
    require(by, Policy.EDIT_COSTS)
    _check_firm(mission, firm)
    wanted = DossierWanted(mission=str(mission.id), firm=firm, language=language.value)
    return ask(by, JOB, archive_key(mission, firm), wanted)


def archive_key(mission: mission_rows.Mission, firm: str) -> str:
    """Return what the job of a firm's ZIP is asked under."""
    return f"{mission.id}:{firm}"


def _part(mission: mission_rows.Mission, code: str) -> DossierPart:
    dossier_part = wanted(mission).part(code)
    if dossier_part is None:
        raise InputError(Text("costs_pages.no_such_part"), Text("costs_pages.no_such_part_hint"))
    return dossier_part


def _check_number(mission: mission_rows.Mission, firm: str, new: int) -> None:
    if rows.DossierFile.objects.filter(mission=mission, firm=firm).count() + new > MOST_FILES:
        raise InputError(Text("costs_pages.too_many_files", most=MOST_FILES), Text("costs_pages.too_many_files_hint"))


def _title(parts: DossierList, code: str) -> str:
    dossier_part = parts.part(code)
    return dossier_part.title.written[0] if dossier_part else code


def _check_firm(mission: mission_rows.Mission, firm: str, person: str = "") -> None:
    here = mission_rows.Participation.objects.filter(mission=mission, code=firm, company__side="exporter")
    if not here.exists():
        raise InputError(Text("costs_pages.no_such_firm"), Text("costs_pages.no_such_firm_hint"))
    people = mission_rows.Delegate.objects.filter(mission=mission, code=person, document__firm=firm)
    if person and not people.exists():
        raise InputError(Text("costs_pages.no_such_person"), Text("costs_pages.no_such_person_hint"))


def check_kind(part: DossierPart, sent: Sent) -> None:
    """Refuse before keeping what a dossier does not take; that a file is empty is told by who keeps it.

    Raises:
        InputError: its kind is not taken, or it holds what nobody should open.

    """
    if not sent.content:
        return
    name, pictures = clean_name(sent.name), part.kind is PartKind.PICTURES
    flaw = flaw_of(sent.name, sent.content, PICTURES if pictures else TAKEN)
    if flaw is Flaw.KIND and pictures:
        raise InputError(Text("costs_pages.picture_wanted", name=name), Text("costs_pages.picture_wanted_hint"))
    if flaw is Flaw.KIND:
        raise InputError(Text("costs_pages.kind_refused", name=name), Text("costs_pages.kind_refused_hint"))
    if flaw is not None:
        raise InputError(refusal(flaw, name), Text("office.flaw_hint"))
