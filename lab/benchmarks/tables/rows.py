"""Many rows for tables to be measured with: buyers made of the demo's, and a request for every pair of two sides."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import islice, product

from tearoad.companies import Buyer, Exporter
from tearoad.companies.web.models import Company, Side
from tearoad.companies.web.queries.register import (
    brief_document,
    company_document,
    contact_lines,
    participation_document,
    search_lines,
)
from tearoad.demo import make_mission
from tearoad.journey.files import MissionFiles
from tearoad.matching import Request
from tearoad.matching.web.models import Request as RequestRow
from tearoad.mission.web.actions.missions import make
from tearoad.mission.web.models import Mission, Participation
from tearoad.names import FirmName
from tearoad.people import Actor
from tearoad.values import PartyId
from tearoad.values.document import to_document
from tearoad.web.clock import now

_AT_ONCE = 500


def mission_with_buyers(by: Actor, count: int) -> Mission:
    """Make a mission with so many buyers, each with a name and a telephone of its own, and the demo's exporters."""
    files = make_mission()
    mission = make(by, files.mission)
    _take_part(mission, files.exporters)
    _take_part(mission, tuple(islice(_buyers(files), count)))
    return mission


def mission_with_requests(by: Actor, count: int) -> Mission:
    """Make a mission in which every exporter asks for every buyer, up to so many requests."""
    files = make_mission()
    mission = make(by, files.mission)
    firms = tuple(islice(_exporters(files), 100))
    guests = tuple(islice(_buyers(files), -(-count // len(firms))))
    _take_part(mission, firms)
    _take_part(mission, guests)
    like = next(request for request in files.requests if request.asker in {firm.id for firm in files.exporters})
    pairs = islice(product(firms, guests), count)
    rows = []
    for number, (firm, guest) in enumerate(pairs, 1):
        said = replace(like, id=type(like.id)(f"R{number:05d}"), asker=firm.id, asked=guest.id)
        rows.append(_request_row(mission, said, number))
    RequestRow.objects.bulk_create(rows, batch_size=_AT_ONCE)
    return mission


def _request_row(mission: Mission, said: Request, position: int) -> RequestRow:
    return RequestRow(
        mission=mission,
        code=str(said.id),
        position=position,
        document=to_document(said),
        asker=str(said.asker),
        asked=str(said.asked),
        strength=said.strength.value,
    )


def _buyers(files: MissionFiles) -> Iterator[Buyer]:
    number = 0
    while True:
        for like in files.buyers:
            number += 1
            contact = replace(like.contact, phone=f"+7495{number:07d}", email=f"buyer{number}@example.org")
            yield replace(like, id=PartyId(f"B{number:05d}"), name=_numbered(like.name, number), contact=contact)


def _exporters(files: MissionFiles) -> Iterator[Exporter]:
    number = 0
    while True:
        for like in files.exporters:
            number += 1
            yield replace(like, id=PartyId(f"E{number:03d}"), name=_numbered(like.name, number), stand="")


def _numbered(name: FirmName, number: int) -> FirmName:
    parts = {part: getattr(name, part) for part in ("native", "latin", "local")}
    return replace(name, **{part: f"{said} {number}" for part, said in parts.items() if said})


def _take_part(mission: Mission, parties: Sequence[Buyer | Exporter]) -> None:
    companies = [_company(party) for party in parties]
    Company.objects.bulk_create(companies, batch_size=_AT_ONCE)
    Participation.objects.bulk_create(
        (
            Participation(
                mission=mission,
                code=str(party.id),
                company=company,
                position=position,
                document=participation_document(party),
            )
            for position, (party, company) in enumerate(zip(parties, companies, strict=True))
        ),
        batch_size=_AT_ONCE,
    )


def _company(party: Buyer | Exporter) -> Company:
    return Company(
        side=Side.EXPORTER if isinstance(party, Exporter) else Side.BUYER,
        name=party.name.written[0],
        names=search_lines(party),
        contact_names=contact_lines(party),
        brief_document=brief_document(company_document(party)),
        country=str(getattr(party, "country", None) or ""),
        city=party.city,
        registration_number=party.registration_number,
        document=company_document(party),
        changed_at=now(),
    )
