"""What products and people in reports are called for a reader: the phone knows them by name at home, or by id."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from tearoad.companies.web.models import Side
from tearoad.companies.web.queries import exporter_of
from tearoad.mission import Delegate
from tearoad.mission.papers import spelling
from tearoad.mission.web import models as rows
from tearoad.mission.web.queries.missions import core
from tearoad.values import Language
from tearoad.values.document import from_document


@dataclass(frozen=True, slots=True)
class Called:
    """Names in the reader's language."""

    products: Mapping[str, str]
    owners: Mapping[str, str]


def called(mission: rows.Mission, language: Language) -> Called:
    """Return what a mission's products and delegates are called; two queries."""
    home = core(mission).home_language
    taking = rows.Participation.objects.filter(mission=mission, company__side=Side.EXPORTER).select_related("company")
    names = (product.name for one in taking for product in exporter_of(one.company, one.document).products)
    people = (from_document(Delegate, one.document) for one in rows.Delegate.objects.filter(mission=mission))
    return Called(
        {spelling.firm(name, home).main: spelling.firm(name, language).main for name in names},
        {one.id: spelling.person(one.name, language).main for one in people},
    )
