"""What can be asked before two companies become one, and afterwards."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Q

from tearoad.companies import all_contacts, find_duplicates
from tearoad.companies.web.models import Company, CompanyMerge
from tearoad.companies.web.queries.register import Wanted, names_in_others, party_of, register, visible
from tearoad.errors import NotFoundError
from tearoad.names import fold
from tearoad.people import Actor
from tearoad.text import Text
from tearoad.web.registry import Json

_MOST_COMPARED, _MOST_SHOWN = 60, 20


@dataclass(frozen=True, slots=True)
class PointingRows:
    """How many rows of one kind point to a company."""

    model: str
    count: int
    missions: frozenset[str]
    """Of those that belong to a mission, its name."""

    @property
    def text(self) -> Text:
        """What they are, counted."""
        return Text(f"companies.points_{self.model}", count=self.count)


def references() -> Iterator[tuple[type[Any], str]]:
    """Yield every column of the house that points to a company of the register."""
    found: tuple[Any, ...] = tuple(Company._meta.get_fields(include_hidden=True))
    for relation in found:
        if relation.auto_created and not relation.concrete and relation.related_model not in {Company, CompanyMerge}:
            yield relation.related_model, relation.field.name


def pointing_to(row: Company) -> tuple[PointingRows, ...]:
    """Return what points to a company, kind by kind; a query each."""
    found = []
    for model, column in references():
        names = {field.name for field in model._meta.get_fields()}
        rows: Any = model.objects.filter(**{column: row})
        rows = list(rows.values_list("mission__name", flat=True) if "mission" in names else rows.values_list("pk"))
        if rows:
            missions = frozenset(map(str, rows)) if "mission" in names else frozenset()
            found.append(PointingRows(model._meta.model_name, len(rows), missions))
    return tuple(found)


def in_both(here: Sequence[PointingRows], there: Sequence[PointingRows]) -> tuple[str, ...]:
    """Return the missions in which both take part."""
    return tuple(sorted(_missions(here) & _missions(there)))


def _missions(found: Iterable[PointingRows]) -> frozenset[str]:
    return frozenset().union(*(rows.missions for rows in found if rows.model == "participation"))


def likely(to: Actor, row: Company) -> list[tuple[Company, tuple[Text, ...]]]:
    """Return the companies that may be the same as one, with reasons: those that share a number, address or name."""
    shared = Q(registration_number=row.registration_number) if row.registration_number else Q(pk__in=[])
    for address in filter(
        None, (part for contact in all_contacts(party_of(row)) for part in (contact.phone, contact.email))
    ):
        main = Q(document__contact__phone=address) | Q(document__contact__email=address)
        shared |= main | names_in_others(address)
    for name in filter(None, map(fold, party_of(row).name.written)):
        shared |= Q(names__contains=name)
    others = visible(to).filter(shared, side=row.side).exclude(pk=row.pk).order_by("pk")[:_MOST_COMPARED]
    by_id = {str(company.pk): company for company in others}
    pairs = find_duplicates([party_of(row), *(party_of(company) for company in by_id.values())])
    found = []
    for pair in pairs:
        ids = {str(pair.first), str(pair.second)}
        if str(row.pk) in ids:
            (other,) = ids - {str(row.pk)}
            found.append((by_id[other], tuple(reason.text for reason in pair.score.reasons[:2])))
    return found


def named_so(to: Actor, row: Company, words: str) -> Iterable[Company]:
    """Return the companies of the same side that somebody looks for."""
    return register(to, Wanted(words=words, side=row.side)).exclude(pk=row.pk)[:_MOST_SHOWN]


def joined_to(row: Company) -> tuple[CompanyMerge, ...]:
    """Return the merges that still hold, the latest first."""
    return tuple(CompanyMerge.objects.filter(kept=row, undone_at=None).select_related("joined").order_by("-pk"))


def merge_of(row: Company, written: str) -> CompanyMerge:
    """Return one merge of a company.

    Raises:
        NotFoundError: there is none of that id.

    """
    try:
        found = CompanyMerge.objects.filter(kept=row, pk=UUID(written)).select_related("joined", "kept").first()
    except ValueError:
        found = None
    if found is None:
        raise NotFoundError(Text("companies.no_such_merge"), Text("companies.no_such_merge_hint"))
    merge: CompanyMerge = found
    return merge


def merges_about(address: str) -> list[Json]:
    """Return what merges keep about the person at an address."""
    return [
        {"company": merge.kept.name, "before": _contact(merge.before), "after": _contact(merge.after)}
        for merge in merges_with(address)
    ]


def merges_with(address: str) -> list[CompanyMerge]:
    """Return the merges in which an address stood in a contact."""
    wanted = address.strip().casefold()
    held = CompanyMerge.objects.filter(
        before__has_any_keys=["contact.email", "contact.phone", "contact", "other_contacts"]
    )
    return [merge for merge in held.select_related("kept") if wanted and wanted in _addresses(merge)]


def _addresses(merge: CompanyMerge) -> set[str]:
    found: set[str] = set()
    for kept in (merge.before, merge.after):
        main = {part: kept.get(f"contact.{part}") for part in ("email", "phone")}
        for contact in (main, kept.get("contact") or {}, *(kept.get("other_contacts") or ())):
            found |= {str(contact[part]).casefold() for part in ("email", "phone") if contact.get(part)}
    return found


def _contact(kept: Json) -> Json:
    return {name: value for name, value in kept.items() if is_about_contacts(name)}


def is_about_contacts(field: str) -> bool:
    """Whether a field of what a merge keeps tells of people."""
    return field in {"contact", "other_contacts"} or field.startswith("contact.")
