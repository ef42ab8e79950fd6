"""What codes mean to a reader: firms, people and products by their names, made once a page."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from tearoad.companies import Want
from tearoad.companies.web.models import Side
from tearoad.mission.web.models import Delegate, Mission, Participation
from tearoad.names import FirmName
from tearoad.names.spelling import firm
from tearoad.values import Language, LocalText


@dataclass(frozen=True, slots=True)
class PartyName:
    """A company by its name, and the address of its page; empty where it takes part no longer."""

    name: str
    page: str


def names(row: Mission, language: Language) -> Mapping[str, str]:
    """Return the name of every company, product, want and delegate, in the reader's script; two queries."""
    found: dict[str, str] = {}
    taking_part = Participation.objects.filter(mission=row).values_list("code", "company__document")
    for code, document in taking_part:
        found[code] = _spelled(document.get("name", {}), language) or code
        for number, product in enumerate(document.get("products", ())):
            found[f"{code}#{number}"] = _spelled(product["name"], language)  # as `Exporter.product_id` writes it
        for number, want in enumerate(document.get("wants", ())):
            found[f"{code}#{number}"] = _wanted(want, language)  # as `Buyer.want_id` writes it
    return found | dict(Delegate.objects.filter(mission=row).values_list("code", "name"))


def company_pages(row: Mission) -> Mapping[str, str]:
    """Return the address of the page of every company that takes part, by its code; one query."""
    query = Participation.objects.filter(mission=row).values_list("code", "company_id")
    return {code: reverse("companies-company", args=[company]) for code, company in query}


def _spelled(name: Mapping[str, str], language: Language) -> str:
    # Straight from the document: a page needs two hundred names and nothing else of the companies.
    return firm(FirmName(**name), language).main


def _wanted(want: Mapping[str, Any], language: Language) -> str:
    return Want(want["product"], said=LocalText(**want.get("said", {}))).in_language(language)


def sides_offered(row: Mission, known: Mapping[str, str]) -> tuple[list[tuple[str, str]], list[tuple[str, str]]]:
    """Return the exporters and the buyers to choose from, by name; one query."""
    codes = tuple(Participation.objects.filter(mission=row).values_list("code", "company__side"))
    offered = {
        side: sorted(
            ((code, known[code]) for code, of in codes if of == side.value),
            key=lambda code_and_name: code_and_name[1].casefold(),
        )
        for side in Side
    }
    return offered[Side.EXPORTER], offered[Side.BUYER]


def parties_offered(row: Mission, known: Mapping[str, str]) -> list[tuple[str, str]]:
    """Return all companies to choose from, the exporters first; one query."""
    exporters, buyers = sides_offered(row, known)
    return [*exporters, *buyers]
