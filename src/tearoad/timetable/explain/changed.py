"""Why a meeting is not where people were told it would be."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from tearoad.text import Ref, Text
from tearoad.timetable import rules
from tearoad.timetable.difference import AnnouncedMeeting, Change, as_previous
from tearoad.timetable.explain.unplaced import Explanation
from tearoad.timetable.plan import Meeting, Plan
from tearoad.timetable.problem import Problem
from tearoad.timetable.problem_building import wish_id
from tearoad.values import WishId


class WhyChanged:
    """Tells of each change what brought it about: the old seat is judged by the rules of today."""

    def __init__(
        self, problem: Problem, plan: Plan, explanations: Sequence[Explanation], known_before: Mapping[str, str]
    ) -> None:
        """Keep today's problem and plan, why wishes stay out of it, and whom the earlier plan knew."""
        self._problem, self._meetings, self._told = problem, plan.meetings, known_before
        self._out = {explanation.wish: explanation for explanation in explanations}

    def of(self, change: Change) -> tuple[Text, ...]:
        """Return the reasons, the weightiest first; a "no" is not among them, for the list is passed on."""
        if change.before is None:
            return (self._added(change),)
        wish = wish_id(change.before.exporter, change.before.buyer)
        if wish not in self._problem.lookup.wish:
            return (self._no_wish(change.before),)
        if change.after is None and wish in self._out:
            return tuple(obstacle.text for obstacle in self._out[wish].obstacles) or (Text("timetable.changed_better"),)
        return self._seat_lost(change.before, wish)

    def _added(self, change: Change) -> Text:
        parties = change.after.parties if change.after else ()
        newcomer = next((party for party in parties if self._told and party not in self._told), None)
        return Text("timetable.changed_newcomer", who=Ref(newcomer)) if newcomer else Text("timetable.changed_room")

    def _no_wish(self, before: AnnouncedMeeting) -> Text:
        here = {party for wish in self._problem.wishes for party in wish.parties}
        gone = next((party for party in before.parties if party not in here), None)
        return Text("timetable.changed_gone", who=Ref(gone)) if gone else Text("timetable.changed_not_asked")

    def _seat_lost(self, before: AnnouncedMeeting, wish: WishId) -> tuple[Text, ...]:
        """Return which rules the old seat breaks: by itself, else beside the meetings as they are now."""
        look = self._problem.lookup
        if before.place not in look.place:
            return (Text("timetable.changed_gone", who=Ref(before.place)),)
        if before.interpreter and before.interpreter not in look.interpreter:
            return (Text("timetable.changed_gone", who=Ref(before.interpreter)),)
        seat = next(iter(as_previous((before,), self._problem.slots)), None)
        if seat is None:
            return (Text("timetable.changed_no_slot"),)
        others = tuple(meeting for meeting in self._meetings if meeting.wish != wish)
        found = self._broken((seat,), seat) or self._broken((*others, seat), seat)
        return found or (Text("timetable.changed_better"),)

    def _broken(self, meetings: tuple[Meeting, ...], seat: Meeting) -> tuple[Text, ...]:
        broken = rules.broken(self._problem, meetings)
        return tuple(
            dict.fromkeys(_sentence_for_reader(violation.text) for violation in broken if seat in violation.meetings)
        )


def _sentence_for_reader(text: Text) -> Text:
    """Return a broken rule as who is told of the change would say it: of whom nobody is there, they are away."""
    if text.code == "timetable.people_too_few" and text["staff"] == 0:
        return Text("timetable.changed_away", who=text["firm"], at=text["at"])
    return text
