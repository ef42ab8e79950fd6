"""Make a visitor without an appointment a buyer of register and mission, and open what may come of it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from django.db import transaction
from django.db.models import Max

from tearoad import orders as core
from tearoad.capture.fields import NextStep
from tearoad.companies import Buyer
from tearoad.companies.web.actions.register import enter
from tearoad.companies.web.models import Company, Side
from tearoad.companies.web.queries.register import company, participation_document
from tearoad.errors import NotFoundError
from tearoad.mission.web import models as rows
from tearoad.mission.web.actions.missions import touch
from tearoad.mission.web.policies import open_mission
from tearoad.orders.web.actions.opportunities import add_reports, open_opportunity
from tearoad.orders.web.models import Opportunity
from tearoad.orders.web.queries.walk_ins import walk_in
from tearoad.people import Actor, Policy
from tearoad.people.web.policies import require
from tearoad.text import Text
from tearoad.values import Language, PartyId


@dataclass(frozen=True, slots=True)
class WalkInAsEntered:
    """What a person makes of a visitor."""

    company: UUID | None
    """A buyer of the register; None for a new one."""
    buyer: Buyer
    """The new one."""
    about: str
    next_step: NextStep
    due_on: date
    owner: str = ""
    step_note: str = ""


@transaction.atomic
def enter_walk_in(by: Actor, mission: rows.Mission, whose: tuple[str, UUID], wanted: WalkInAsEntered) -> Opportunity:
    """Enter a visitor's company into register and mission, and open an opportunity with the firm that met them.

    A new company is screened like any other: until then it may not be made an offer.

    Raises:
        NotFoundError: the firm has no such visitor, or they are followed up already; the register has no such buyer.
        Conflict: the mission is archived, or screening blocked one of the two.

    """
    require(by, Policy.EDIT_ORDERS)
    held = open_mission(mission)
    firm, report = whose
    met = walk_in(held, Language.EN, firm, report)
    code = _buyer_of(by, held, wanted)
    opened = open_opportunity(
        by,
        held,
        core.Opportunity(
            PartyId(firm),
            PartyId(code),
            wanted.about,
            wanted.due_on,
            wanted.next_step,
            wanted.step_note,
            wanted.owner,
            (str(report),),
            met.met_at.astimezone(held.home_zone).date(),
        ),
    )
    return add_reports(by, opened, (str(report),))


def _buyer_of(by: Actor, mission: rows.Mission, wanted: WalkInAsEntered) -> str:
    """Return by which code the company takes part; it joins the mission where it did not."""
    entered = _in_register(by, wanted)
    part: rows.Participation | None = rows.Participation.objects.filter(mission=mission, company=entered).first()
    if part is not None:
        return part.code
    code = _free_code(mission)
    last = rows.Participation.objects.filter(mission=mission).aggregate(last=Max("position"))["last"]
    rows.Participation.objects.create(
        mission=mission,
        code=code,
        company=entered,
        position=0 if last is None else last + 1,
        document=participation_document(replace(wanted.buyer, id=PartyId(code))),
    )
    touch(mission)
    return code


def _in_register(by: Actor, wanted: WalkInAsEntered) -> Company:
    if wanted.company is None:
        return enter(by, wanted.buyer)
    known = company(by, wanted.company)  # one that was joined with another since is that other
    if known.side != Side.BUYER.value:
        raise NotFoundError(Text("companies.no_such_company"))
    return known


def _free_code(mission: rows.Mission) -> str:
    """Return the first free code; that of a buyer who left is not given to another."""
    taken = set(rows.Participation.objects.filter(mission=mission).values_list("code", flat=True))
    taken |= set(Opportunity.objects.filter(mission=mission).values_list("buyer", flat=True))
    return next(code for number in range(1, len(taken) + 2) if (code := f"B{number:03d}") not in taken)
