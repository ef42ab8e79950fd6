"""Two companies of the register become one, and part again: everything that points to either points to the one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Model

from tearoad.companies.merging import FieldSource, changed_values, merged_document, value_of, with_value
from tearoad.companies.web.actions.register import write_document
from tearoad.companies.web.models import Company, CompanyMerge
from tearoad.companies.web.queries.merges import references
from tearoad.errors import Conflict, InputError
from tearoad.people import Actor, Policy
from tearoad.people.web.actions import ledger
from tearoad.people.web.policies import require
from tearoad.text import Text
from tearoad.web.clock import now
from tearoad.web.registry import Event, Json, emit
from tearoad.web.saving import stale


@dataclass(frozen=True, slots=True)
class CompaniesMerged(Event):
    """A company was joined to another one; what pointed to it points to the other."""

    kept: UUID
    joined: UUID


@dataclass(frozen=True, slots=True)
class CompaniesParted(Event):
    """Two companies that were one are two again."""

    kept: UUID
    joined: UUID


@transaction.atomic
def merge_companies(
    by: Actor, kept: Company, joined: Company, chosen: Mapping[str, FieldSource], read: str | None = None
) -> CompanyMerge:
    """Let one company stand for two. Nothing is deleted: the joined one stays where nobody sees it, for an undo.

    Args:
        by: who decides.
        kept: the company that stays.
        joined: the company that becomes part of it.
        chosen: by field, from which of the two it is taken.
        read: the mark of both that the preview showed; None where nobody looked.

    Raises:
        InputError: they are the same, or one is an exporter and the other a buyer.
        Conflict: one of them is joined to another already, or a later stage has a reason against it.
        Stale: somebody changed one of them since the preview.

    """
    require(by, Policy.IMPORT_SHEETS)
    kept, joined = _held(kept, joined)
    refuse_pair(kept, joined)
    stale.require_unchanged(read, both_documents(kept, joined))
    before, photo = kept.document, joined.photo_id if kept.photo_id is None else None
    after = merged_document(before, joined.document, chosen)
    moved = _move(joined, kept)
    joined.merged_into = kept
    if photo:
        kept.photo_id, joined.photo_id = photo, None
        kept.save(update_fields=["photo"])
    joined.save(update_fields=["merged_into", "photo"])
    if after != before:
        write_document(kept, after)
    changed = changed_values(before, kept.document)
    made: CompanyMerge = CompanyMerge.objects.create(
        kept=kept,
        joined=joined,
        before={name: old for name, (old, _new) in changed.items()},
        after={name: new for name, (_old, new) in changed.items()},
        moved=moved,
        photo=photo,
        merged_at=now(),
        merged_by=by.name,
    )
    emit(CompaniesMerged(kept.pk, joined.pk))
    ledger.append(by, "companies.merged", "company", made.kept_id, _facts(made))
    return made


@transaction.atomic
def undo_merge(by: Actor, merge: CompanyMerge) -> tuple[str, ...]:
    """Let two companies be two again, each with what pointed to it; return the fields that somebody changed since.

    Those fields stay as they are. Whatever came to the one company since stays with it.

    Raises:
        Conflict: it is undone already, or the company was merged again since: that comes first.

    """
    require(by, Policy.IMPORT_SHEETS)
    merge = CompanyMerge.objects.select_for_update().get(pk=merge.pk)
    kept, joined = _held(merge.kept, merge.joined)
    _refuse_undo(merge, kept)
    for label, keys in merge.moved.items():
        model, column = _column(label)
        model.objects.filter(pk__in=keys, **{column: kept}).update(**{column: joined})
    joined.merged_into = None
    if merge.photo is not None and kept.photo_id == merge.photo:
        kept.photo_id, joined.photo_id = None, merge.photo
        kept.save(update_fields=["photo"])
    joined.save(update_fields=["merged_into", "photo"])
    found, left = kept.document, []
    for name, after in sorted(merge.after.items()):
        if value_of(found, name) == after:
            found = with_value(found, name, merge.before.get(name))
        else:
            left.append(name)
    if found != kept.document:
        write_document(kept, found)
    merge.undone_at = now()
    merge.save(update_fields=["undone_at"])
    emit(CompaniesParted(kept.pk, joined.pk))
    ledger.append(by, "companies.parted", "company", merge.kept_id, _facts(merge))
    return tuple(left)


def both_documents(kept: Company, joined: Company) -> list[object]:
    """Return what the mark of a preview is made of."""
    return [str(kept.pk), kept.document, str(joined.pk), joined.document]


def _held(kept: Company, joined: Company) -> tuple[Company, Company]:
    """Return both rows as they are now, held until the end, always in the same order."""
    rows = {
        company.pk: company
        for company in Company.objects.select_for_update().filter(pk__in=[kept.pk, joined.pk]).order_by("pk")
    }
    return rows[kept.pk], rows[joined.pk]


def refuse_pair(kept: Company, joined: Company) -> None:
    """Refuse two companies that cannot become one.

    Raises:
        InputError: they are the same, or one is an exporter and the other a buyer.
        Conflict: one of them is joined to another already.

    """
    if kept.pk == joined.pk:
        raise InputError(Text("companies.merge_itself"), Text("companies.merge_itself_hint"))
    if kept.side != joined.side:
        raise InputError(Text("companies.merge_sides"), Text("companies.merge_sides_hint"))
    for company in (kept, joined):
        if company.merged_into_id is not None:
            raise Conflict(Text("companies.merged_already", name=company.name), Text("companies.merged_already_hint"))


def _refuse_undo(merge: CompanyMerge, kept: Company) -> None:
    if merge.undone_at is not None:
        raise Conflict(Text("companies.parted_already"), Text("companies.parted_already_hint"))
    later = CompanyMerge.objects.filter(kept=kept, undone_at=None, pk__gt=merge.pk).select_related("joined").first()
    other = later.joined if later is not None else kept.merged_into
    if other is not None:
        raise Conflict(Text("companies.part_later_first", name=other.name), Text("companies.part_later_first_hint"))


def _move(joined: Company, kept: Company) -> dict[str, list[str]]:
    """Let everything that points to one company point to another; return what was moved.

    What the other has already stays behind: the same likeness to the same entry of a list.
    """
    moved: dict[str, list[str]] = {}
    for model, column in references():
        for row in model.objects.select_for_update().filter(**{column: joined}).order_by("pk"):
            setattr(row, column, kept)
            if _stands_alone(row):
                row.save(update_fields=[column])
                moved.setdefault(f"{model._meta.label}.{column}", []).append(str(row.pk))
    return moved


def _stands_alone(row: Model) -> bool:
    """Whether no other row is in the way of what a row says now."""
    try:
        row.validate_constraints()
    except ValidationError:
        return False
    return True


def _column(label: str) -> tuple[type[Any], str]:
    return next((model, column) for model, column in references() if f"{model._meta.label}.{column}" == label)


def _facts(merge: CompanyMerge) -> Json:
    moved = {label: len(keys) for label, keys in merge.moved.items()}
    return {"joined": str(merge.joined_id), "fields": sorted(merge.after), "moved": moved}
