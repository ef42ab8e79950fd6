"""What codes mean to a reader: firms, people and products by their names, made once a page."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from tearoad.companies import Exporter
from tearoad.companies.web.models import Side
from tearoad.companies.web.queries import exporter_of
from tearoad.mission.web.models import Delegate, Mission, Participation
from tearoad.names import FirmName
from tearoad.names.spelling import firm
from tearoad.values import Language
from tearoad.values.document import from_document


def names(row: Mission, language: Language) -> Mapping[str, str]:
    """Return the name of every company, product and delegate of a mission, in the reader's script; two queries."""
    found: dict[str, str] = {}
    for one in Participation.objects.filter(mission=row).select_related("company"):
        name = firm(from_document(FirmName, one.company.document.get("name", {})), language)
        found[one.code] = name.main or one.code
        if one.company.side == Side.EXPORTER:
            found.update(_products(exporter_of(one.company, one.document), language))
    return found | dict(Delegate.objects.filter(mission=row).values_list("code", "name"))


def _products(exporter: Exporter, language: Language) -> Iterator[tuple[str, str]]:
    for number, product in enumerate(exporter.products):
        yield exporter.product_id(number), firm(product.name, language).main


def sides_offered(row: Mission, known: Mapping[str, str]) -> tuple[list[tuple[str, str]], list[tuple[str, str]]]:
    """Return the exporters and the buyers to choose from, by name; one query."""
    codes = tuple(Participation.objects.filter(mission=row).values_list("code", "company__side"))
    offered = {
        side: sorted(((code, known[code]) for code, of in codes if of == side.value), key=lambda one: one[1].casefold())
        for side in Side
    }
    return offered[Side.EXPORTER], offered[Side.BUYER]


def parties_offered(row: Mission, known: Mapping[str, str]) -> list[tuple[str, str]]:
    """Return all companies to choose from, the exporters first; one query."""
    exporters, buyers = sides_offered(row, known)
    return [*exporters, *buyers]
