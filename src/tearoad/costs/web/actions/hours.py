"""Write down what interpreters worked, and enter what they are owed into the costs."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from functools import partial

from django.db import transaction

from tearoad.costs import Settlement, WorkedHours, as_item
from tearoad.costs.web import models as rows
from tearoad.costs.web.queries.settlements import worked_fields
from tearoad.costs.web.queries.stored_kinds import STORED_COSTS
from tearoad.errors import InputError
from tearoad.mission.span import WORK_AROUND_DAYS, far_from
from tearoad.mission.web import models as mission_rows
from tearoad.mission.web.actions.rows import put
from tearoad.mission.web.policies import open_mission
from tearoad.mission.web.queries.missions import core
from tearoad.people import Actor, Policy
from tearoad.people.web.actions import ledger
from tearoad.people.web.policies import require
from tearoad.text import Text
from tearoad.values import InterpreterId, LocalText
from tearoad.web.saving import stale
from tearoad.words.catalogue import say


@transaction.atomic
def write_hours(
    by: Actor,
    mission: mission_rows.Mission,
    interpreter: str,
    hours: Mapping[date, Decimal | None],
    read: str | None = None,
) -> None:
    """Keep the hours that an interpreter really worked, day by day; None goes back to what was booked.

    Args:
        by: who writes them down.
        mission: whose interpreter it is.
        interpreter: who worked.
        hours: what is written down of each day.
        read: the mark of the hours that the form showed; None where nobody looked.

    Raises:
        Stale: somebody wrote down other hours since.
        InputError: the mission has no such interpreter, a day lies far from the fair, or has more hours than a day has.
        Conflict: the mission is archived.

    """
    require(by, Policy.EDIT_COSTS)
    open_mission(mission)
    if not mission_rows.Interpreter.objects.filter(mission=mission, code=interpreter).exists():
        raise InputError(Text("costs_pages.no_such_interpreter"), Text("costs_pages.no_such_interpreter_hint"))
    said = {
        on: None if worked is None else WorkedHours(InterpreterId(interpreter), on, worked).hours
        for on, worked in hours.items()
    }
    known = rows.WorkedDay.objects.filter(mission=mission, interpreter=interpreter, on__in=list(said))
    stored = dict.fromkeys(said) | dict(known.values_list("on", "hours"))
    by_whom = stale.Changed("mission.hours_written", "mission", mission.id, (("interpreter", interpreter),))
    stale.require_unchanged(read, worked_fields(stored), worked_fields(said), changed=by_whom)
    changed = 0
    for on, worked in said.items():
        query = rows.WorkedDay.objects.filter(mission=mission, interpreter=interpreter, on=on)
        if worked is None:
            changed += bool(query.delete()[0])
        elif not query.filter(hours=worked).exists():
            _refuse_far(mission, on)
            rows.WorkedDay.objects.update_or_create(
                mission=mission, interpreter=interpreter, on=on, defaults={"hours": worked}
            )
            changed += 1
    if changed:
        ledger.append(by, "mission.hours_written", "mission", mission.id, {"interpreter": interpreter, "days": changed})


def _refuse_far(mission: mission_rows.Mission, on: date) -> None:
    far = far_from(on, [day.on for day in core(mission).days], WORK_AROUND_DAYS)
    if far:
        raise InputError(far, Text("programme.span_hint"))


@transaction.atomic
def enter(by: Actor, mission: mission_rows.Mission, settlements: tuple[Settlement, ...]) -> int:
    """Enter what interpreters are owed into the costs, one item each; return how many items changed.

    Settling once more changes the same items; what is not owed any more is left for a person to remove.
    """
    require(by, Policy.EDIT_COSTS)
    changed = 0
    for settlement in settlements:
        item = as_item(settlement, _what(settlement))
        if item is not None:
            changed += put(by, mission, STORED_COSTS, item)
    return changed


def _what(settlement: Settlement) -> LocalText:
    """Return what is paid for; by code, not by name: a cost outlives the erasure of a person."""
    said = Text("costs_pages.hours_of", name=settlement.interpreter.id)
    return LocalText.of(partial(say, said))
