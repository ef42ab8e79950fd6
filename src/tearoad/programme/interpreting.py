"""Whether the interpreters of a programme have hours for it, and work for those who are there."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from tearoad.mission.mission import ProgrammeItem
from tearoad.mission.people import Interpreter
from tearoad.programme.scene import Conflict, ConflictKind, Scene
from tearoad.text import Ref, Text


def interpreter_conflicts(scene: Scene) -> Iterator[Conflict]:
    """Yield for each interpreter the items outside their hours, beyond a day's hours, or with whom they do not work."""
    for interpreter in scene.interpreters:
        own = [item for item in scene.programme if interpreter.id in scene.bound[item.id]]
        for item in own:
            yield from _hours(interpreter, item)
            yield from _not_for(interpreter, item, scene)
        yield from _long_days(interpreter, [item for item in own if interpreter.id in item.interpreters], scene)


def programme_hours(
    interpreter: Interpreter, programme: Iterable[ProgrammeItem], zone: ZoneInfo
) -> Mapping[date, timedelta]:
    """Return how long somebody interprets in the programme, by the day at the fair.

    Items at one time count once; of an item across midnight each day has its own part.
    """
    found: dict[date, timedelta] = defaultdict(timedelta)
    until: datetime | None = None
    for window in sorted(item.window for item in programme if interpreter.id in item.interpreters):
        start = window.start_at if until is None else max(window.start_at, until)
        while start < window.end_at:
            on = start.astimezone(zone).date()
            end = min(window.end_at, datetime.combine(on + timedelta(days=1), time(0), zone))
            # Two moments of one zone are told apart by the clock on the wall; what passes between them is not.
            found[on] += end.astimezone(UTC) - start.astimezone(UTC)
            start = until = end
    return found


def _hours(interpreter: Interpreter, item: ProgrammeItem) -> Iterator[Conflict]:
    if interpreter.hours and not any(window.contains(item.window) for window in interpreter.hours):
        text = Text(
            "programme.outside_hours",
            who=Ref(interpreter.id),
            item=Ref(item.id),
            start=item.window.start_at,
            end=item.window.end_at,
        )
        yield Conflict(ConflictKind.OUTSIDE_HOURS, item.id, text, (str(interpreter.id),))


def _not_for(interpreter: Interpreter, item: ProgrammeItem, scene: Scene) -> Iterator[Conflict]:
    there = {scene.persons[who].firm if who in scene.persons else who for who in scene.people(item.called)}
    there |= set(item.called)
    for party in interpreter.not_for:
        if party in there:
            text = Text("programme.not_for", who=Ref(interpreter.id), item=Ref(item.id), firm=Ref(party))
            yield Conflict(ConflictKind.NOT_FOR, item.id, text, (str(interpreter.id), str(party)))


def _long_days(interpreter: Interpreter, own: list[ProgrammeItem], scene: Scene) -> Iterator[Conflict]:
    most = (
        scene.mission.interpreters.max_hours_per_day
        if interpreter.max_hours_per_day is None
        else interpreter.max_hours_per_day
    )
    for on, worked in programme_hours(interpreter, own, scene.mission.fair_zone).items():
        if worked > timedelta(hours=most):
            that_day = (item for item in own if on in programme_hours(interpreter, [item], scene.mission.fair_zone))
            last = max(that_day, key=lambda item: (item.window, item.id))
            hours = f"{worked.total_seconds() / 3600:.4g}"
            text = Text("programme.long_day", who=Ref(interpreter.id), item=Ref(last.id), on=on, hours=hours, most=most)
            yield Conflict(ConflictKind.LONG_DAY, last.id, text, (str(interpreter.id),))
