"""What a tap says went wrong, read against the plan in force."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta

from tearoad.errors import InputError, NotFoundError
from tearoad.text import Ref, Text
from tearoad.timetable.repair import UNTIMED, Kind, Reported, Scene
from tearoad.timetable.rules import pair
from tearoad.timetable.web.queries.repairs.targets import targets
from tearoad.values import WishId
from tearoad.words import Words

_DAY = timedelta(days=1)
LATE = timedelta(hours=1)
"""So late somebody is who did not say until when."""


def kind_of(said: str) -> Kind:
    """Return a kind of trouble by its name in an address.

    Raises:
        NotFoundError: there is none.

    """
    if said not in set(Kind):
        raise NotFoundError(Text("repair_pages.no_such_kind"), Text("repair_pages.begin_again_hint"))
    return Kind(said)


def read(scene: Scene, kind: Kind, said: Mapping[str, str], words: Words) -> Reported:
    """Return what went wrong; without hours it holds from now to the end of the day, lateness for an hour.

    Raises:
        InputError: nobody is meant, the hours are over or none, or nothing of the plan would be touched.

    """
    if scene.now >= len(scene.problem.slots):
        raise InputError(Text("repair_pages.fair_over"), Text("repair_pages.fair_over_hint"))
    who = said.get("who", "")
    if who not in {target.id for target in targets(scene, kind, words)}:
        raise InputError(Text("repair_pages.nobody_meant"), Text("repair_pages.nobody_meant_hint"))
    reported = _timed(scene, kind, who, said)
    if reported.until <= scene.at and kind not in UNTIMED:
        raise InputError(Text("repair_pages.over", until=reported.until), Text("repair_pages.hours_hint"))
    if reported.until <= reported.from_at and kind not in UNTIMED:
        hours = Text("repair_pages.no_hours", start=reported.from_at, end=reported.until)
        raise InputError(hours, Text("repair_pages.hours_hint"))
    if kind is not Kind.WANTED and not reported.hits(scene):
        nothing = Text("repair_pages.nothing_then", trouble=report_sentence(reported, scene))
        raise InputError(nothing, Text("repair_pages.nothing_then_hint"))
    return reported


def first_hour(scene: Scene) -> datetime:
    """Return from when trouble holds unless somebody says otherwise: now, before the fair its beginning."""
    begin = scene.problem.slots[scene.now].window.start_at
    at = scene.at.astimezone(begin.tzinfo).replace(second=0, microsecond=0)
    return begin if begin.date() > at.date() else at


def last_hour(scene: Scene, kind: Kind, first: datetime) -> datetime:
    """Return until when it holds unless somebody says otherwise: the end of that day's meetings."""
    day = next((slot.day for slot in scene.problem.slots if slot.window.end_at > first), scene.problem.slots[-1].day)
    end = max(slot.window.end_at for slot in scene.problem.slots if slot.day == day)
    return min(end, max(first, scene.problem.slots[scene.now].window.start_at) + LATE) if kind is Kind.LATE else end


def report_sentence(reported: Reported, scene: Scene) -> Text:
    """Return trouble as a sentence."""
    wish = scene.problem.lookup.wish.get(WishId(reported.who))
    whom = pair(wish) if wish is not None else Text("repair_pages.only", who=Ref(reported.who))
    return Text(f"repair_pages.told_{reported.kind.value}", who=whom, start=reported.from_at, end=reported.until)


def _timed(scene: Scene, kind: Kind, who: str, said: Mapping[str, str]) -> Reported:
    if kind is Kind.TIME:
        slot = next(slot for slot in scene.problem.slots if slot.window.start_at.isoformat() == who)
        return Reported(kind, "", slot.window.start_at, slot.window.end_at)
    first = _moment(scene, said.get("from", ""), first_hour(scene))
    last = _moment(scene, said.get("until", ""), last_hour(scene, kind, first))
    return Reported(kind, who, first, last)


def _moment(scene: Scene, said: str, usual: datetime) -> datetime:
    """Return a time that was chosen from the list.

    Raises:
        InputError: it is none, or none of the fair's days.

    """
    if not said:
        return usual
    try:
        at = datetime.fromisoformat(said)
    except ValueError as wrong:
        raise InputError(Text("repair_pages.no_time", found=said), Text("repair_pages.hours_hint")) from wrong
    slots = scene.problem.slots
    if at.tzinfo is None or not slots[0].window.start_at - _DAY <= at <= slots[-1].window.end_at + _DAY:
        raise InputError(Text("repair_pages.no_time", found=said), Text("repair_pages.hours_hint"))
    return at
