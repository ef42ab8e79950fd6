"""What of a programme cannot be held, each conflict explained at its item; people with the same trouble stand together.

The rules, in order: nobody is in two places at once; the way between two places fits; who must come is there; an
interpreter has hours for it; a speaker attends; an item lies in the delegation's stay; a stand is not left empty.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import datetime, timedelta
from itertools import combinations

from tearoad.companies import Exporter
from tearoad.mission.mission import ProgrammeItem
from tearoad.programme.interpreting import interpreter_conflicts
from tearoad.programme.scene import Conflict, ConflictKind, Scene, refs
from tearoad.programme.years import with_years
from tearoad.text import Ref, Text
from tearoad.values import Window


def conflicts(scene: Scene) -> tuple[Conflict, ...]:
    """Return every conflict, in the order of the items' time; deterministic, time O(items² + items x people)."""
    order = {str(item.id): (item.window, item.id) for item in scene.programme}
    found = (
        *_together(scene),
        *_presence(scene),
        *interpreter_conflicts(scene),
        *_stands(scene),
        *_unknown(scene),
    )
    return tuple(sorted((with_years(conflict, scene) for conflict in found), key=lambda conflict: order[conflict.item]))


def _together(scene: Scene) -> Iterator[Conflict]:
    """Find people bound by two items that overlap, or that lie too near in time for the way between."""
    ordered = sorted(scene.programme, key=lambda item: (item.window, item.id))
    for first, second in combinations(ordered, 2):
        both = [text for text in scene.bound[first.id] if text in set(scene.bound[second.id])]
        if both and first.window.overlaps(second.window):
            for kind, people in _by_trade(both, scene):
                yield _pair(kind, first, second, people)
        elif both:
            yield from _way(scene, first, second, tuple(both))


def _by_trade(people: list[str], scene: Scene) -> Iterator[tuple[ConflictKind, tuple[str, ...]]]:
    helpers = tuple(person for person in people if person in scene.helpers)
    others = tuple(person for person in people if person not in scene.helpers)
    if others:
        yield ConflictKind.TWICE, others
    if helpers:
        yield ConflictKind.INTERPRETER_TWICE, helpers


def _way(scene: Scene, first: ProgrammeItem, second: ProgrammeItem, both: tuple[str, ...]) -> Iterator[Conflict]:
    needed = scene.minutes(first, second)
    there_is = second.window.start_at - first.window.end_at
    if needed and there_is < timedelta(minutes=needed):
        minutes = int(there_is.total_seconds() // 60)
        yield _pair(ConflictKind.TOO_FAR, first, second, both, minutes=minutes, needed=needed)


def _pair(
    kind: ConflictKind, first: ProgrammeItem, second: ProgrammeItem, people: tuple[str, ...], **more: int
) -> Conflict:
    """Tell it at the later item: that is the one an officer just put beside the other."""
    text = Text(
        f"programme.{kind.value}",
        who=refs(people),
        item=Ref(second.id),
        other=Ref(first.id),
        start=second.window.start_at,
        end=first.window.end_at,
        **more,
    )
    return Conflict(kind, second.id, text, people, first.id)


def _presence(scene: Scene) -> Iterator[Conflict]:
    """Find who is bound and not there: not landed, gone, absent; and items outside everybody's stay."""
    for item in scene.programme:
        stay = scene.stay
        if stay is not None and not stay.overlaps(item.window):
            begins = item.window.start_at
            text = Text("programme.outside_stay", item=Ref(item.id), at=begins, start=stay.start_at, end=stay.end_at)
            yield Conflict(ConflictKind.OUTSIDE_STAY, item.id, text)
            continue
        troubles: dict[tuple[ConflictKind, datetime], list[str]] = defaultdict(list)
        speakers = set(scene.people(item.speaks))
        for person in scene.bound[item.id]:
            trouble = _missing(person, item.window, scene)
            if trouble is not None and person in speakers:
                text = Text("programme.speaker_away", who=Ref(person), item=Ref(item.id), why=_why(*trouble))
                yield Conflict(ConflictKind.SPEAKER_AWAY, item.id, text, (person,))
            elif trouble is not None:
                troubles[trouble].append(person)
        for (kind, at), people in troubles.items():
            text = Text(f"programme.{kind.value}", who=refs(people), item=Ref(item.id), at=at)
            yield Conflict(kind, item.id, text, tuple(people))


def _why(kind: ConflictKind, at: datetime) -> Text:
    return Text(f"programme.why_{kind.value}", at=at)


def _missing(person: str, window: Window, scene: Scene) -> tuple[ConflictKind, datetime] | None:
    delegate = scene.persons.get(person)
    if delegate is not None and delegate.arrives_at and delegate.arrives_at > window.start_at:
        return ConflictKind.NOT_THERE_YET, delegate.arrives_at
    if delegate is not None and delegate.leaves_at and delegate.leaves_at < window.end_at:
        return ConflictKind.ALREADY_LEFT, delegate.leaves_at
    own = delegate.called if delegate else frozenset({person})
    for absence in scene.absences:
        if absence.who in own and absence.window.overlaps(window):
            return ConflictKind.ABSENT, absence.window.start_at
    return None


def _stands(scene: Scene) -> Iterator[Conflict]:
    """Find items that take a firm's last people from its stand while the fair is open."""
    for firm in scene.exporters:
        if not firm.stand:
            continue
        for day in scene.mission.days:
            zone = scene.mission.fair_zone
            opening = Window(datetime.combine(day.on, day.opens, zone), datetime.combine(day.on, day.closes, zone))
            yield from _empty_stand(scene, firm, opening)


def _empty_stand(scene: Scene, firm: Exporter, opening: Window) -> Iterator[Conflict]:
    """Tell it once a day and firm, at the item that takes the last of them, where the programme is to blame."""
    taking = [
        item
        for item in sorted(scene.programme, key=lambda item: (item.window, item.id))
        if item.window.overlaps(opening) and _takes(item, firm, scene)
    ]
    for item in taking:
        at = max(item.window.start_at, opening.start_at)
        without = _on_hand(scene, firm, at, [])
        if without and _on_hand(scene, firm, at, taking) == 0:
            end = min(item.window.end_at, opening.end_at)
            text = Text("programme.stand_empty", firm=Ref(firm.id), item=Ref(item.id), start=at, end=end)
            yield Conflict(ConflictKind.STAND_EMPTY, item.id, text, (str(firm.id),))
            return


def _takes(item: ProgrammeItem, firm: Exporter, scene: Scene) -> bool:
    return firm.id in item.bound or not set(scene.groups.get(firm.id, ())).isdisjoint(scene.bound[item.id])


def _on_hand(scene: Scene, firm: Exporter, at: datetime, taking: list[ProgrammeItem]) -> int:
    """Return the firm's people at the stand at a moment: the sheet's number, less the named ones who are not there."""
    now = Window(at, at + timedelta(minutes=1))
    items = [item for item in taking if item.window.overlaps(now)]
    if any(firm.id in item.bound for item in items):
        return 0
    number = (scene.day_of(at) - scene.mission.days[0].on).days
    count = firm.staff_per_day[min(number, len(firm.staff_per_day) - 1)]
    named = scene.groups.get(firm.id, ())
    taken = {person for item in items for person in scene.bound[item.id]}
    present = sum(text not in taken and _missing(text, now, scene) is None for text in named)
    return min(count, max(0, count - len(named)) + present)


def _unknown(scene: Scene) -> Iterator[Conflict]:
    for item in scene.programme:
        gone = tuple(person for person in item.called if person not in scene.known)
        if gone:
            text = Text("programme.unknown", who=refs(gone), item=Ref(item.id))
            yield Conflict(ConflictKind.UNKNOWN, item.id, text, gone)
