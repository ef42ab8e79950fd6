"""Hours held for what is agreed, so that every agreed time of a made-up mission can be kept.

Held with room to spare: a party or interpreter has one meeting at a time and a free slot before and after it; a firm is
not held while any of its people is bound by the programme. A planner is bound by less, so it can always keep them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import datetime

from tearoad.companies import Buyer, Exporter
from tearoad.demo.fair import SLOT, slot_starts
from tearoad.mission import Absence, Interpreter, Mission, ProgrammeItem
from tearoad.values import Window


class Agenda:
    """Who is bound when; grows with each meeting that is held."""

    def __init__(
        self,
        mission: Mission,
        programme: Sequence[ProgrammeItem],
        interpreters: Sequence[Interpreter],
        absences: Sequence[Absence],
    ) -> None:
        """Start with the programme's blocks and the absences."""
        self._starts = slot_starts(mission)
        self._closes = {day.on: datetime.combine(day.on, day.closes, mission.fair_zone) for day in mission.days}
        self._interpreters = interpreters
        self._bound: defaultdict[str, list[Window]] = defaultdict(list)
        for item in programme:
            for who in item.bound:
                self._bound[who.partition("-")[0]].append(item.window)
        for absence in absences:
            self._bound[absence.who.partition("-")[0]].append(absence.window)

    def hold(
        self, exporter: Exporter, buyer: Buyer, slots: int = 1, only: datetime | None = None, skip: int = 0
    ) -> Window | None:
        """Hold the first time at which the two can meet, `skip` possible ones left out; None where there is none."""
        interpreter = self.interpreter_for(exporter, buyer)
        if interpreter is None and not set(exporter.languages) & set(buyer.languages):
            return None
        who = [exporter.id, buyer.id, *([interpreter.id] if interpreter else [])]
        hours = interpreter.hours if interpreter else ()
        for start in self._starts if only is None else (only,):
            window = Window(start, start + slots * SLOT)
            if not self._open(window, (buyer.windows, hours)) or not self._free(window, who):
                continue
            if skip:
                skip -= 1
                continue
            for text in who:
                self._bound[text].append(Window(window.start_at - SLOT, window.end_at + SLOT))
            return window
        return None

    def interpreter_for(self, exporter: Exporter, buyer: Buyer) -> Interpreter | None:
        """Return who would interpret between the two; None where nobody is needed, or nobody can."""
        if set(exporter.languages) & set(buyer.languages):
            return None
        for interpreter in sorted(self._interpreters, key=lambda i: i.attached_to != exporter.id):
            spoken = {pair.target for pair in interpreter.pairs}
            serves = interpreter.attached_to in {None, exporter.id} and buyer.id not in interpreter.not_for
            if serves and spoken & set(exporter.languages) and spoken & set(buyer.languages):
                return interpreter
        return None

    def _open(self, window: Window, allowed: Iterable[Sequence[Window]]) -> bool:
        if window.end_at > self._closes[window.start_at.date()]:
            return False
        return all(not hours or any(stretch.contains(window) for stretch in hours) for hours in allowed)

    def _free(self, window: Window, who: Iterable[str]) -> bool:
        return not any(bound.overlaps(window) for text in who for bound in self._bound[text])
