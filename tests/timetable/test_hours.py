from __future__ import annotations

from collections import Counter
from dataclasses import replace
from fractions import Fraction

from tearoad.mission import ItemKind, LocalText, ProgrammeItem
from tearoad.timetable.hours import booked_hours
from tearoad.values import ItemId, Window
from tests.timetable.web.drafts import small_outcome


def test_what_they_interpret_in_the_programme_is_booked_too() -> None:
    outcome = small_outcome()
    mission, problem, plan, helpers = (
        outcome.roster.mission,
        outcome.problem,
        outcome.plan,
        outcome.roster.interpreters,
    )
    interpreter = helpers[0]
    day = problem.slots[0].window
    evening = Window(day.start_at.replace(hour=19, minute=0), day.start_at.replace(hour=20, minute=30))
    before = Window(evening.start_at.replace(day=1), evening.end_at.replace(day=1))
    items = [
        ProgrammeItem(ItemId(name), ItemKind.OTHER, LocalText("X (fictional)"), window, interpreters=(interpreter.id,))
        for name, window in (("P1", evening), ("P2", evening), ("P3", before))
    ]
    listens = replace(items[0], id=ItemId("P4"), interpreters=(), must=(str(interpreter.id),))
    plain = booked_hours(mission, problem, plan)
    found = booked_hours(mission, problem, plan, (*items, listens), helpers)
    more = Counter({(h.interpreter, h.on): h.hours for h in found})
    more.subtract({(h.interpreter, h.on): h.hours for h in plain})
    assert {key: hours for key, hours in more.items() if hours} == {
        (interpreter.id, evening.start_at.date()): Fraction(3, 2),
        (interpreter.id, before.start_at.date()): Fraction(3, 2),
    }
    assert booked_hours(mission, problem, plan, (), helpers) == plain
