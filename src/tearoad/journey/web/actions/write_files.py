"""Write what was read from sheets into a mission's rows: what is the same stays untouched."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from contextlib import nullcontext
from dataclasses import dataclass, field, replace
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Max

from tearoad.call import Decision
from tearoad.call.sheets.applications_sheet import APPLICATIONS
from tearoad.call.web.models import Application
from tearoad.companies.photos import FirmPhoto
from tearoad.companies.web.actions.register import change_photo, enter, enter_again
from tearoad.companies.web.models import Company
from tearoad.companies.web.queries.register import current_company, participation_document
from tearoad.costs.dossier_folder import FolderPart
from tearoad.costs.dossier_sheet import DOSSIER
from tearoad.journey.files import MissionFiles
from tearoad.journey.web.actions.write_dossiers import drop_parts, put_part, take_in
from tearoad.journey.web.queries.differences import differences, kinds_in_order_of_removal, referred
from tearoad.journey.web.queries.dossiers_now import with_standing_files
from tearoad.journey.web.queries.kinds import APART_FROM_PLANS, KINDS, NEVER_REMOVED, PARTIES, Documents, incoming
from tearoad.journey.web.queries.own_columns import OWN_COLUMNS
from tearoad.journey.web.queries.rows_now import RowsNow, rows_now
from tearoad.matching.requests_sheet import REQUESTS
from tearoad.matching.web.actions.following import followed_by_meetings
from tearoad.mission.web.actions.missions import touch
from tearoad.mission.web.models import Mission, Participation
from tearoad.people import Actor, Policy
from tearoad.people.web.actions import ledger
from tearoad.people.web.policies import require
from tearoad.values import PartyId
from tearoad.values.document import Document, from_document
from tearoad.web.registry import Json


@dataclass(frozen=True, slots=True)
class Choice:
    """What a person decided about an import."""

    remove: frozenset[str] = frozenset()
    """Kinds of which what stands in no sheet any more is taken away, as far as nothing refers to it."""
    replace_others: frozenset[tuple[str, str]] = frozenset()
    """Kind and key where the id is taken over by a wholly different name."""
    same_as: Mapping[str, UUID] = field(default_factory=dict)
    """New party -> the company of the register that it is."""


@dataclass(slots=True)
class FileChanges:
    """What was changed, so that it can be undone."""

    made: dict[str, list[str]] = field(default_factory=dict)
    was: dict[str, dict[str, Document]] = field(default_factory=dict)
    removed: dict[str, dict[str, Document]] = field(default_factory=dict)
    kept: dict[str, list[str]] = field(default_factory=dict)
    """Gone from the sheet, still named by something: not removed."""
    entered: list[str] = field(default_factory=list)
    """Ids of the companies that are new in the register."""
    companies: dict[str, Json] = field(default_factory=dict)
    """What a company of the register said before that was joined to a new party."""

    @property
    def anything(self) -> bool:
        """Whether any row was touched."""
        return any(any(part.values()) for part in (self.made, self.was, self.removed))

    @property
    def touches_plans(self) -> bool:
        """Whether anything was touched that a plan depends on."""
        parts = (self.made, self.was, self.removed)
        return any(rows and kind not in APART_FROM_PLANS for part in parts for kind, rows in part.items())


@transaction.atomic
def write_files(by: Actor, mission: Mission, files: MissionFiles) -> FileChanges:
    """Bring a mission's rows up to what a whole folder says, all or nothing; the mission's settings are not touched."""
    brought = replace(files, dossier=take_in(by, files.dossier, files.contents))
    said = with_standing_files(rows_now(mission).documents, incoming(brought))
    everything = frozenset((kind, key) for kind, documents in said.items() for key in documents)
    written = write_rows(by, mission, said, Choice(frozenset(KINDS) - PARTIES - NEVER_REMOVED, everything))
    _write_photos(by, mission, files.photos)
    return written


def _write_photos(by: Actor, mission: Mission, photos: Sequence[FirmPhoto]) -> None:
    """Give firms the photos of a folder; who has none there keeps what it has."""
    said = {photo.firm: photo.content for photo in photos}
    for part in Participation.objects.filter(mission=mission, code__in=said).select_related("company"):
        change_photo(by, part.company, said[PartyId(part.code)])


@transaction.atomic
def write_rows(by: Actor, mission: Mission, said: Documents, choice: Choice) -> FileChanges:
    """Write what sheets say, kind by kind; kinds that are not among them stay as they are. Meetings follow requests.

    Raises:
        Conflict: a request says something else whose meeting took place or was missed.

    """
    require(by, Policy.IMPORT_SHEETS)
    with followed_by_meetings(by, mission) if REQUESTS.name in said else nullcontext():
        written = _write_kinds(by, mission, said, choice)
    _join_register(mission, written.made.get(APPLICATIONS.name, ()))
    if written.anything:
        if written.touches_plans:
            touch(mission)
        parts = {"made": written.made, "changed": written.was, "removed": written.removed}
        facts = {
            part: {kind: len(keys) for kind, keys in found.items() if keys}  # type: ignore[attr-defined]  # by kind all
            for part, found in parts.items()
        }
        ledger.append(by, "journey.sheets_written", "mission", mission.id, facts)
    return written


def _write_kinds(by: Actor, mission: Mission, said: Documents, choice: Choice) -> FileChanges:
    now = rows_now(mission)
    written = FileChanges()
    for kind, difference in differences(now, said).items():
        taken_over = [key for key in difference.others if (kind, key) in choice.replace_others]
        changed = {key: said[kind][key] for key in (*difference.changed, *taken_over)}
        written.made[kind] = list(difference.new)
        written.was[kind] = {key: now.documents[kind][key] for key in changed}
        change_rows(by, mission, kind, changed, now.rows[kind])
        new = {key: said[kind][key] for key in difference.new}
        if kind in PARTIES:
            _enter_parties(by, mission, kind, new, choice, written)
        else:
            make_rows(mission, kind, new)
    removable = (choice.remove & said.keys()) - NEVER_REMOVED
    wanted = {kind for kind in removable if now.documents[kind].keys() - said[kind].keys()}
    _remove(mission, said, wanted, written)
    return written


def change_rows(by: Actor, mission: Mission, kind: str, said: Mapping[str, Document], known: Mapping[str, Any]) -> None:
    """Bring rows of one kind up to documents, in as many statements for many as for one; dossiers row by row."""
    if kind in PARTIES:
        _change_parties(by, kind, said, known)
    elif kind == DOSSIER.name:
        for key, document in said.items():
            put_part(mission, from_document(FolderPart, document), known[key])
    else:
        _save_again([_fill(mission, kind, known[key], document) for key, document in said.items()])


def _change_parties(by: Actor, kind: str, said: Mapping[str, Document], known: Mapping[str, Any]) -> None:
    """Change companies: their entries in the register and their parts in the mission."""
    parties = {key: from_document(KINDS[kind].core, document) for key, document in said.items()}
    enter_again(by, ((party, known[key].company) for key, party in parties.items()))
    for key, party in parties.items():
        known[key].document = participation_document(party)
    _save_again([known[key] for key in parties], only=("document",))


def _save_again(found: Sequence[Any], only: Sequence[str] = ()) -> None:
    """Write rows that are there already, all in one statement."""
    if not found:
        return
    written = [
        model_field.name for model_field in found[0]._meta.concrete_fields if model_field.name not in {"id", "tenant"}
    ]
    type(found[0]).objects.bulk_create(
        found, update_conflicts=True, unique_fields=["id"], update_fields=only or written
    )


def _join_register(mission: Mission, codes: Collection[str]) -> None:
    """Let an accepted application know its firm in the register, as it does where it was decided on the page."""
    if not codes:
        return
    firms = dict(Participation.objects.filter(mission=mission).values_list("code", "company_id"))
    for row in Application.objects.filter(mission=mission, code__in=codes, decision=Decision.ACCEPTED.value):
        row.company_id = firms.get(row.document.get("party", ""))
        row.save()


def _enter_parties(
    by: Actor, mission: Mission, kind: str, said: Mapping[str, Document], choice: Choice, written: FileChanges
) -> None:
    at = _next_position(Participation, {"mission": mission})
    made = []
    for position, (key, document) in enumerate(said.items(), at):
        party = from_document(KINDS[kind].core, document)
        known = _company(choice, key, kind)
        if known is not None:
            written.companies[key] = {"id": str(known.id), "document": known.document}
        company = enter(by, party, known)
        if known is None:
            written.entered.append(str(company.id))
        made.append(
            Participation(
                mission=mission,
                code=key,
                company=company,
                position=position,
                document=participation_document(party),
            )
        )
    Participation.objects.bulk_create(made)


def _company(choice: Choice, key: str, kind: str) -> Company | None:
    chosen = choice.same_as.get(key)
    company = current_company(chosen) if chosen is not None else None
    return company if company is not None and company.side == kind.removesuffix("s") else None


def _fill(mission: Mission, kind: str, row: Any, document: Document) -> Any:
    if kind in OWN_COLUMNS:
        OWN_COLUMNS[kind].fill(row, from_document(KINDS[kind].core, document))
        return row
    row.document = KINDS[kind].inward(mission, row, document)
    for name, value in KINDS[kind].columns(from_document(KINDS[kind].core, document)).items():
        setattr(row, name, value)
    return row


def make_rows(mission: Mission, kind: str, said: Mapping[str, Document]) -> None:
    """Make rows of one kind, behind those that are there."""
    if kind == DOSSIER.name:
        for document in said.values():
            put_part(mission, from_document(FolderPart, document))
        return
    if kind in OWN_COLUMNS:
        own: Any = OWN_COLUMNS[kind].model
        own.objects.bulk_create(_fill(mission, kind, own(mission=mission), document) for document in said.values())
        return
    model: Any = KINDS[kind].model
    whose = KINDS[kind].whose(mission)
    at = _next_position(model, whose)
    model.objects.bulk_create(
        _fill(mission, kind, model(**whose, code=key, position=position), document)
        for position, (key, document) in enumerate(said.items(), at)
    )


def _remove(mission: Mission, said: Documents, wanted: Collection[str], written: FileChanges) -> None:
    """Take away what stands in no sheet any more, where nothing refers to it; what names others goes first."""
    for kind in kinds_in_order_of_removal():
        if kind not in wanted:
            continue
        now = rows_now(mission)
        needed = referred(mission, now)
        gone = [key for key in now.documents[kind] if key not in said[kind]]
        free = [key for key in gone if not is_referred(kind, key, needed)]
        written.removed[kind] = {key: removed_document(kind, now, key) for key in free}
        written.kept[kind] = [key for key in gone if key not in set(free)]
        delete_rows(kind, (now.rows[kind][key] for key in free))


def is_referred(kind: str, key: str, needed: Mapping[str, object]) -> bool:
    """Whether a row's id is named elsewhere; a request, pin or absence is named by nobody."""
    return kind in {"exporters", "buyers", "delegates", "interpreters", "places"} and key in needed


def removed_document(kind: str, now: RowsNow, key: str) -> Json:
    """Return what it takes to put a removed row back."""
    row = now.rows[kind][key]
    extra = {"company": str(row.company_id)} if kind in PARTIES else {}
    return {"document": now.documents[kind][key], "position": getattr(row, "position", 0), **extra}


def delete_rows(kind: str, found: Any) -> None:
    """Delete rows of one kind; a company stays in the register."""
    if kind == DOSSIER.name:
        drop_parts(found)
        return
    model: Any = Participation if kind in PARTIES else _model_of(kind)
    model.objects.filter(pk__in=[row.pk for row in found]).delete()


def _model_of(kind: str) -> type[Any] | None:
    return OWN_COLUMNS[kind].model if kind in OWN_COLUMNS else KINDS[kind].model


def _next_position(model: Any, whose: dict[str, Any]) -> int:
    last = model.objects.filter(**whose).aggregate(last=Max("position"))["last"]
    return 0 if last is None else int(last) + 1
