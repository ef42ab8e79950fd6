"""The catalogue as one buyer sees it: only firms that may be met, from the rows of the mission."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from functools import lru_cache
from uuid import UUID

from django.db.models import QuerySet

from tearoad.companies import MAY_BE_MET, Exporter
from tearoad.companies.web.models import Side
from tearoad.companies.web.queries.register import buyer_of, exporter_of
from tearoad.matching.papers.catalogue import LONGEST, Catalogue, catalogue, firms_sought, fitting
from tearoad.mission.naming import with_names
from tearoad.mission.web import models as mission_rows
from tearoad.mission.web.queries import core
from tearoad.mission.web.queries.photos import photo_files
from tearoad.office.files.pictures import repainted
from tearoad.office.web.actions.files import store
from tearoad.values import Language, PartyId


def catalogue_of(row: mission_rows.Mission, buyer: str, language: Language, *, pictures: bool = False) -> Catalogue:
    """Return the catalogue for one buyer, or for all where none is named; three queries, with pictures a fourth."""
    exporters = _exporters(row)
    reader = _taking_part(row).get(company__side=Side.BUYER, code=buyer) if buyer else None
    mission, who = with_names(core(row)), buyer_of(reader.company, reader.document) if reader else None
    made = catalogue(mission, exporters, language, who)
    if not pictures:
        return made
    shown = {firm.id for firm in firms_sought(made)}
    photos = {PartyId(code): _small(file.digest) for code, file in photo_files(row).items() if code in shown}
    return catalogue(mission, exporters, language, who, photos)


def fitting_firms(row: mission_rows.Mission, buyers: Collection[str]) -> Mapping[str, int]:
    """Return how many firms fit each of these buyers by their goods, as their catalogues tell; two queries."""
    query = _taking_part(row).filter(company__side=Side.BUYER, code__in=buyers)
    return fitting(
        _exporters(row), [buyer_of(participation.company, participation.document) for participation in query]
    )


def _taking_part(row: mission_rows.Mission) -> QuerySet[mission_rows.Participation]:
    query: QuerySet[mission_rows.Participation] = mission_rows.Participation.objects.filter(mission=row)
    return query.select_related("company")


def _exporters(row: mission_rows.Mission) -> tuple[Exporter, ...]:
    """Return the firms that may be met, each once under the id that counts; one query."""
    firms: dict[UUID, mission_rows.Participation] = {}
    for firm in _taking_part(row).filter(mission_rows.MAY_BE_PLANNED, company__side=Side.EXPORTER):
        firms.setdefault(firm.company_id, firm)
    return tuple(exporter_of(firm.company, firm.document) for firm in firms.values())


def pictured(row: mission_rows.Mission) -> frozenset[str]:
    """Return which firms have a picture; one query."""
    return frozenset(map(str, photo_files(row)))


def catalogue_picture(row: mission_rows.Mission, party: str) -> bytes | None:
    """Return the picture of a firm that may be met, small; None where there is none. One query."""
    found = photo_files(row, code=party, company__side=Side.EXPORTER, company__standing__in=MAY_BE_MET)
    file = found.get(PartyId(party))
    return _small(file.digest) if file else None


@lru_cache(maxsize=64)
def _small(digest: str) -> bytes:
    """Return a kept picture painted as large as a catalogue shows it; what has a digest never changes."""
    return repainted(store().get(digest), LONGEST).content
