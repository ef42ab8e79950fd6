"""The firms and buyers of a mission as pages of orders name them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from tearoad.companies import MAY_BE_MET, Buyer, Exporter, Standing
from tearoad.companies.web.models import Side
from tearoad.companies.web.queries.register import buyer_of, exporter_of
from tearoad.mission.papers import spelling
from tearoad.mission.web import models as rows
from tearoad.values import Language


@dataclass(frozen=True, slots=True)
class MissionParty:
    """A firm or buyer with its name in the reader's language."""

    id: str
    name: str
    spellings: tuple[str, ...]
    side: Side
    country: str
    is_blocked: bool
    """Screening said that it must not be met."""
    is_clear: bool
    goods: Mapping[str, str] = field(default_factory=dict)
    """What a firm offers: by each spelling, folded, what it is called in the reader's language."""


def parties(mission: rows.Mission, language: Language) -> Mapping[str, MissionParty]:
    """Return all firms and buyers in the mission's order; one query."""
    query = rows.Participation.objects.filter(mission=mission).select_related("company")
    return {participation.code: _party(participation, language) for participation in query}


def name_in(known: Mapping[str, MissionParty], party: str) -> str:
    """Return what a party is called; its id where it is no longer in the mission."""
    return known[party].name if party in known else party


_BETWEEN_GOODS = re.compile(r"(\s*[,;/，；、]\s*)")


def goods_in(known: Mapping[str, MissionParty], firm: str, about: str) -> str:
    """Return goods as the reader calls them, as far as the firm's own list knows them; other words stay as they are."""
    names = known[firm].goods if firm in known else {}
    whole = names.get(about.strip().casefold())
    return whole or "".join(names.get(part.strip().casefold(), part) for part in _BETWEEN_GOODS.split(about))


def _goods(company: Exporter | Buyer, language: Language) -> Mapping[str, str]:
    products = company.products if isinstance(company, Exporter) else ()
    return {
        written.casefold(): spelling.goods(product.name, language).main
        for product in products
        for written in product.name.written
    }


def _party(participation: rows.Participation, language: Language) -> MissionParty:
    exporter = participation.company.side == Side.EXPORTER
    company = (
        exporter_of(participation.company, participation.document)
        if exporter
        else buyer_of(participation.company, participation.document)
    )
    return MissionParty(
        participation.code,
        spelling.firm(company.name, language).main,
        company.name.written,
        Side(participation.company.side),
        participation.company.country,
        participation.company.standing == Standing.BLOCKED,
        participation.company.standing in MAY_BE_MET,
        _goods(company, language),
    )
