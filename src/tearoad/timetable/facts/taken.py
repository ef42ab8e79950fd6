"""In which slots a meeting takes one person of a party, and whether that person is away from the base."""

from __future__ import annotations

from collections.abc import Sequence

from tearoad.timetable.facts.lookup import Lookup
from tearoad.timetable.facts.parts import Party
from tearoad.values import PlaceId


def taken_slots(party: Party, start: int, slots: int, place: PlaceId, look: Lookup) -> tuple[Sequence[int], bool]:
    """Return the slots that cost a person, and whether they are spent away from the base.

    Somebody who leaves the base is missing there in every slot that the way there, the meeting or the way back touches.
    """
    meeting = range(start, start + slots)
    if party.base is None or place == party.base or look.place[place].anywhere:
        return meeting, False
    way = 60 * look.minutes(party.base, place)
    if not way:
        return meeting, True
    leaves, returns = look.begins[start] - way, look.ends[meeting[-1]] + way
    first, last = start, meeting[-1]
    while first > 0 and look.ends[first - 1] > leaves:
        first -= 1
    while last + 1 < len(look.day) and look.begins[last + 1] < returns:
        last += 1
    return range(first, last + 1), True
