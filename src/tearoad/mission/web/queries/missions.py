"""What can be asked of a mission: its rows as the dataclasses every core speaks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from tearoad.companies import Buyer, Exporter
from tearoad.companies.web.models import Side
from tearoad.companies.web.queries.register import buyer_of, exporter_of
from tearoad.errors import NotFoundError
from tearoad.market.brief.firms import FirmProducts
from tearoad.mission import Absence, Delegate, Interpreter, Mission, ProgrammeItem
from tearoad.mission.web import models as rows
from tearoad.people import Actor, Policy, allowed
from tearoad.people.web.policies import require
from tearoad.text import Text
from tearoad.values.document import from_document


@dataclass(frozen=True, slots=True)
class Parties:
    """Who takes part, in the officer's order; seven queries whatever the size."""

    mission: Mission
    exporters: tuple[Exporter, ...]
    buyers: tuple[Buyer, ...]
    delegates: tuple[Delegate, ...]
    programme: tuple[ProgrammeItem, ...]
    interpreters: tuple[Interpreter, ...]
    absences: tuple[Absence, ...]


def answers_to(row: rows.Mission) -> str:
    """Return who reads what people answer to mails of a mission: its first contact with an address, else nobody's."""
    return next((one.email for one in core(row).contacts if one.email), "")


def mission(to: Actor, mission_id: UUID) -> rows.Mission:
    """Return a mission's row.

    Raises:
        NotFoundError: it is not there, or not for them.

    """
    found: rows.Mission | None = rows.Mission.objects.filter(pk=mission_id).first()
    if found is None or (to.mission is not None and to.mission != found.id):
        raise NotFoundError(Text("mission.no_such_mission"), Text("mission.no_such_mission_hint"))
    return found


def missions(to: Actor) -> tuple[rows.Mission, ...]:
    """Return an organisation's missions, the latest first; a visitor sees none in a list."""
    return tuple(rows.Mission.objects.all()) if allowed(to.role, Policy.SEE_MISSIONS) else ()


def with_core(row: rows.Mission) -> tuple[rows.Mission, Mission]:
    """Return a mission's row and its settings."""
    return row, core(row)


def core(row: rows.Mission) -> Mission:
    """Return a mission's settings as written; stands of exporters are not among its places (see `with_own_stands`)."""
    return from_document(Mission, row.document)


def parties(row: rows.Mission) -> Parties:
    """Return a mission with everyone who takes part, whatever screening says of them."""
    taking_part = _taking_part(row)
    return Parties(
        core(row),
        tuple(exporter_of(one.company, one.document) for one in taking_part if one.company.side == Side.EXPORTER),
        tuple(buyer_of(one.company, one.document) for one in taking_part if one.company.side == Side.BUYER),
        tuple(from_document(Delegate, one.document) for one in rows.Delegate.objects.filter(mission=row)),
        tuple(from_document(ProgrammeItem, one.document) for one in rows.ProgrammeItem.objects.filter(mission=row)),
        tuple(from_document(Interpreter, one.document) for one in rows.Interpreter.objects.filter(mission=row)),
        tuple(from_document(Absence, one.document) for one in rows.Absence.objects.filter(mission=row)),
    )


def mission_exporters(to: Actor, mission_id: UUID) -> tuple[FirmProducts, ...]:
    """Return what the exporters of a mission sell.

    Raises:
        NotFoundError: there is no such mission.

    """
    require(to, Policy.SEE_MISSIONS)
    exporters = parties(mission(to, mission_id)).exporters
    return tuple(FirmProducts(one.name, one.products) for one in exporters)


def _taking_part(row: rows.Mission) -> Sequence[rows.Participation]:
    return tuple(rows.Participation.objects.filter(mission=row).select_related("company"))
