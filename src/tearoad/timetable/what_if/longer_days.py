"""Days with an hour more at their end: every slot number moved along, everybody there as in the day's last slot."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import replace
from datetime import timedelta

from tearoad.timetable.problem import Party, Pin, Problem, Wish
from tearoad.values import Slot, Window

HOUR = timedelta(hours=1)


class LongerDays:
    """One problem and the days that are to be longer."""

    def __init__(self, problem: Problem, days: Collection[int]) -> None:
        """Count the new slots of each day: as many as begin within the hour, and never beyond the next day's first."""
        self._problem = problem
        self._more = {day: self._fitting(day) if day in days else 0 for day in problem.lookup.days}
        self._last = {day: slots[-1] for day, slots in problem.lookup.days.items()}

    def applied(self) -> Problem:
        """Return the longer problem."""
        old = self._problem
        return replace(
            old,
            slots=self._slots(),
            places=tuple(replace(place, closed=self._also_after(place.closed)) for place in old.places),
            parties=tuple(self._party(party) for party in old.parties),
            wishes=tuple(self._wish(wish) for wish in old.wishes),
            # What the programme takes of a day ends when it ends; who works in the last slot goes on.
            interpreters=tuple(
                replace(
                    interpreter,
                    hours=self._also_after(interpreter.hours),
                    programme=self._all_moved(interpreter.programme),
                )
                for interpreter in old.interpreters
            ),
            persons=tuple(replace(person, absent=self._also_after(person.absent)) for person in old.persons),
            pins=tuple(self._pin(pin) for pin in old.pins),
            previous=tuple(replace(meeting, start=self.moved(meeting.start)) for meeting in old.previous),
            quotas=tuple(replace(quota, slots=self._also_after(quota.slots)) for quota in old.quotas),
            pauses=replace(old.pauses, within=self._all_moved(old.pauses.within)) if old.pauses else None,
        )

    def moved(self, slot: int) -> int:
        """Return a slot's number in the longer problem; one that the fair does not have stays unknown to it."""
        if slot >= len(self._problem.slots):
            return slot + sum(self._more.values())
        day = self._problem.lookup.day[slot]
        return slot + sum(more for other, more in self._more.items() if other < day)

    def _fitting(self, day: int) -> int:
        slots = [self._problem.slots[nth] for nth in self._problem.lookup.days[day]]
        step = self._step(slots)
        follower = slots[-1].index + 1
        ends = self._problem.slots[follower].window.start_at if follower < len(self._problem.slots) else None
        count = max(1, HOUR // step)
        while count and ends is not None and slots[-1].window.end_at + count * step > ends:
            count -= 1
        return count

    def _step(self, slots: list[Slot]) -> timedelta:
        """Return the time from one slot's beginning to the next one's; of a day of one slot, its length."""
        if len(slots) < 2:
            return slots[-1].window.end_at - slots[-1].window.start_at
        return slots[-1].window.start_at - slots[-2].window.start_at

    def _slots(self) -> tuple[Slot, ...]:
        made: list[Slot] = []
        for day, numbers in self._problem.lookup.days.items():
            mine = [self._problem.slots[nth] for nth in numbers]
            step = self._step(mine)
            begin, end = mine[-1].window.start_at, mine[-1].window.end_at
            later = [Window(begin + nth * step, end + nth * step) for nth in range(1, self._more[day] + 1)]
            for window in (*(slot.window for slot in mine), *later):
                made.append(Slot(len(made), day, window))
        return tuple(made)

    def _new(self, day: int) -> range:
        """Return a day's new slots."""
        first = self.moved(self._last[day]) + 1
        return range(first, first + self._more[day])

    def _all_moved(self, slots: Iterable[int]) -> frozenset[int]:
        return frozenset(map(self.moved, slots))

    def _also_after(self, slots: Collection[int]) -> frozenset[int]:
        """Return the slots moved along, the new ones with them where the day's last is one of them."""
        after = (slot for day, last in self._last.items() if last in slots for slot in self._new(day))
        return self._all_moved(slots).union(after)

    def _party(self, party: Party) -> Party:
        staff: list[int] = []
        for day, slots in self._problem.lookup.days.items():
            staff += [party.staff[slot] for slot in slots] + [party.staff[slots[-1]]] * self._more[day]
        return replace(party, staff=tuple(staff))

    def _wish(self, wish: Wish) -> Wish:
        """Who may meet until the day's end may meet until its new end."""
        later = frozenset(
            slot - wish.slots + 1
            for day, last in self._last.items()
            if last - wish.slots + 1 in wish.starts
            for slot in self._new(day)
        )
        return replace(wish, starts=self._all_moved(wish.starts) | later)

    def _pin(self, pin: Pin) -> Pin:
        return pin if pin.start is None else replace(pin, start=self.moved(pin.start))
