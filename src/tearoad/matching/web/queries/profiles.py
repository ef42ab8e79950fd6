"""What firms say of themselves and what of it waits for the office."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import QuerySet

from tearoad.companies import Buyer, Exporter
from tearoad.companies.units import unit_in
from tearoad.companies.web.queries.register import party_of
from tearoad.errors import NotFoundError
from tearoad.matching.asking.profile import ProfileChange, ProfileField, ProfileValue
from tearoad.matching.web import models as rows
from tearoad.mission.web import models as mission_rows
from tearoad.paper.figures import number
from tearoad.text import Text
from tearoad.values import Language
from tearoad.values.document import from_document


def participation(row: mission_rows.Mission, role: str, party: str) -> mission_rows.Participation:
    """Return how a firm takes part; its company with it.

    Raises:
        NotFoundError: it takes no part any more.

    """
    here = mission_rows.Participation.objects.filter(mission=row, code=party, company__side=role)
    found: mission_rows.Participation | None = here.select_related("company").first()
    if found is None:
        raise NotFoundError(Text("asking_pages.no_such_party"), Text("asking_pages.no_such_party_hint"))
    return found


def profile_of(row: mission_rows.Mission, role: str, party: str) -> Exporter | Buyer:
    """Return what is known of a firm; one query."""
    here = participation(row, role, party)
    return party_of(here.company, here.document)


def open_corrections(row: mission_rows.Mission) -> QuerySet[rows.ProfileCorrection]:
    """Return what waits for the office, firm by firm."""
    query: QuerySet[rows.ProfileCorrection] = rows.ProfileCorrection.objects.filter(mission=row, decided_at=None)
    return query


def own_corrections(row: mission_rows.Mission, role: str, party: str) -> tuple[ProfileChange, ...]:
    """Return what a firm proposed that nobody decided yet; one query."""
    query = open_corrections(row).filter(role=role, party=party)
    return tuple(from_document(ProfileChange, correction.document) for correction in query)


def colleagues_of(row: mission_rows.Mission) -> QuerySet[rows.ColleagueOfParty]:
    """Return the second persons of firms, those who were left out of it not among them."""
    query: QuerySet[rows.ColleagueOfParty] = rows.ColleagueOfParty.objects.filter(mission=row, declined_at=None)
    return query


@dataclass(frozen=True, slots=True)
class CorrectionToDecide:
    """One proposed correction as the office reads it."""

    row: rows.ProfileCorrection
    firm: str
    field: Text
    before: str
    after: str


def corrections_to_decide(
    row: mission_rows.Mission, known: Mapping[str, str], language: Language
) -> tuple[CorrectionToDecide, ...]:
    """Return what waits for the office; `known` are the names of firms. One query."""
    lines = []
    for correction in open_corrections(row):
        change = from_document(ProfileChange, correction.document)
        field = Text(f"asking_pages.profile_{change.field.value}")
        before, after = (value_in_words(change.field, value, language) for value in (change.before, change.after))
        lines.append(
            CorrectionToDecide(correction, known.get(correction.party, correction.party), field, before, after)
        )
    return tuple(lines)


def value_in_words(field: ProfileField, value: ProfileValue, language: Language) -> str:
    """Return a value in words: of goods the product and the amount behind it."""
    if field not in {ProfileField.WANT, ProfileField.MINIMUM} or value.volume is None:
        return value.text
    amount = f"{number(value.volume.amount, language)} {unit_in(value.volume.unit, language)}".strip()
    return f"{value.text} · {amount}"
