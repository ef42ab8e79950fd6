"""Write down what a sheet says happened: all of it, or, where something is wrong, nothing."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import transaction

from tearoad import orders as core
from tearoad.capture.fields import NextStep
from tearoad.errors import Conflict, InputError, NotFoundError
from tearoad.mission.web import models as rows
from tearoad.mission.web.policies import open_mission
from tearoad.orders.events_sheet import EventOfSheet
from tearoad.orders.opportunity import due_for
from tearoad.orders.web.actions.events import write_event
from tearoad.orders.web.actions.opportunities import open_opportunity
from tearoad.orders.web.models import Opportunity
from tearoad.orders.web.queries.opportunities import today_of
from tearoad.paper.sheets import CellProblem
from tearoad.people import Actor, Policy
from tearoad.people.web.policies import require
from tearoad.text import Text
from tearoad.values import PartyId


@transaction.atomic
def write_events_of_sheet(by: Actor, mission: rows.Mission, said: Iterable[EventOfSheet]) -> tuple[CellProblem, ...]:
    """Write down rows that were read; return what is wrong with some of them, and then none is written.

    Raises:
        Conflict: the mission is archived.

    """
    require(by, Policy.EDIT_ORDERS)
    held = open_mission(mission)
    problems = []
    for row in said:
        try:
            with transaction.atomic():
                write_event(by, _opportunity_of(by, held, row), row.event)
        except (InputError, Conflict, NotFoundError) as wrong:
            problems.append(row.place.error(wrong.text, wrong.hint or Text("orders.rung_missing_hint")))
    if problems:
        transaction.set_rollback(True)
    return tuple(problems)


def _opportunity_of(by: Actor, mission: rows.Mission, row: EventOfSheet) -> Opportunity:
    """Return what a row is of; the first row of a new one opens it."""
    if row.opportunity is not None:
        query = Opportunity.objects.filter(mission=mission).select_related("mission")
        known: Opportunity = query.get(pk=row.opportunity)
        return known
    today = today_of(mission)
    step = NextStep.CALL
    wanted = core.Opportunity(
        PartyId(row.firm), PartyId(row.buyer), row.about, due_for(step, today), step, opened_on=today
    )
    return open_opportunity(by, mission, wanted)
