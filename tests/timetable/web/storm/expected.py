"""What ought to be, worked out again in the plainest way from rows and items, none of the product's rules asked."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from tearoad.mission import ProgrammeItem
from tearoad.mission.web.queries import Parties
from tearoad.timetable.web.models import Meeting
from tearoad.values import Language

Key = tuple[str, str]
TASKS = ("speaks", "hosts", "interpreters")


@dataclass(frozen=True, slots=True)
class Someone:
    """A reader: under which ids the programme may call them, and whose people they are."""

    key: Key
    ids: frozenset[str]
    people: frozenset[str]
    language: Language

    @property
    def official(self) -> bool:
        """Whether they see the whole programme, what does not name them for information."""
        return self.key[0] == "official"


def everybody(found: Parties, languages: Mapping[Key, Language]) -> list[Someone]:
    """Return every reader of a mission."""
    made = []
    for firm in found.exporters:
        people = frozenset(str(delegate.id) for delegate in found.delegates if delegate.firm == firm.id)
        made.append((("exporter", str(firm.id)), people | {str(firm.id)}, people))
    made += [(("buyer", str(buyer.id)), frozenset({str(buyer.id)}), frozenset()) for buyer in found.buyers]
    made += [
        (("interpreter", str(interpreter.id)), frozenset({str(interpreter.id)}), frozenset())
        for interpreter in found.interpreters
    ]
    for delegate in found.delegates:
        if not delegate.firm:
            made.append(
                (("official", str(delegate.id)), frozenset({str(delegate.id), *delegate.office.written}), frozenset())
            )
    return [Someone(key, ids, people, languages[key]) for key, ids, people in made]


def badge(item: ProgrammeItem, who: Someone) -> tuple[str, ...]:
    """Return what somebody is there: their tasks, or must, or may."""
    tasks = tuple(part for part in TASKS if who.ids & set(getattr(item, part)))
    if tasks:
        return tasks
    if who.ids & set(item.must):
        return ("must",)
    return ("may",) if who.ids & set(item.may) else ()


def seen(item: ProgrammeItem | None, who: Someone) -> tuple[object, ...] | None:
    """Return everything somebody's sheet says of an item; None where it does not stand on it."""
    if item is None or not (badge(item, who) or who.official):
        return None
    going = tuple(sorted(who.people & set(item.called)))
    return (
        item.window.start_at,
        item.window.end_at,
        item.title.in_language(who.language),
        item.place.in_language(who.language),
        item.host.in_language(who.language),
        item.transport.in_language(who.language),
        badge(item, who),
        going,
        tuple((part, tuple(sorted(set(going) & set(getattr(item, part))))) for part in TASKS if len(going) > 1),
    )


def own(item: ProgrammeItem | None, who: Someone) -> tuple[object, ...] | None:
    """Return the same of an item that names them; None of what stands there for information only."""
    return seen(item, who) if item is not None and badge(item, who) else None


def told(
    before: Mapping[str, ProgrammeItem], after: Mapping[str, ProgrammeItem], people: Iterable[Someone]
) -> dict[Key, set[str]]:
    """Return who is to be told, and of which items: those whose sheet says something else."""
    found: dict[Key, set[str]] = {}
    for who in people:
        mine = {id_ for id_ in {*before, *after} if own(before.get(id_), who) != own(after.get(id_), who)}
        if mine:
            found[who.key] = mine
    return found


def double_meetings(found: Parties, programme: Sequence[ProgrammeItem], meetings: Sequence[Meeting]) -> set[Key]:
    """Return the meetings, by exporter and buyer, for which somebody would have to be in two places."""
    broken: set[Key] = set()
    for meeting in meetings:
        at_once = [
            item
            for item in programme
            if item.window.start_at < meeting.end_at and meeting.start_at < item.window.end_at
        ]
        taken = {
            who for item in at_once for who in (*item.must, *item.speaks, *item.hosts, *map(str, item.interpreters))
        }
        person = next((who for who in found.delegates if who.id == meeting.person), None)
        needed = {meeting.interpreter, meeting.buyer, meeting.exporter, meeting.place}
        if person is not None:
            needed |= {str(person.id), *person.office.written}
        if taken & (needed - {""}):
            broken.add((meeting.exporter, meeting.buyer))
    return broken | set(_firms_short(found, programme, meetings))


def _firms_short(found: Parties, programme: Sequence[ProgrammeItem], meetings: Sequence[Meeting]) -> Iterator[Key]:
    """Yield the meetings of firms that have more meetings at a moment than people, once the programme took some."""
    trip = found.mission
    for firm in found.exporters:
        own = [meeting for meeting in meetings if meeting.exporter == firm.id]
        people = [delegate for delegate in found.delegates if delegate.firm == firm.id]
        for moment in sorted({meeting.start_at for meeting in own}):
            together = [meeting for meeting in own if meeting.start_at <= moment < meeting.end_at]
            day = (moment.astimezone(trip.fair_zone).date() - trip.days[0].on).days
            number = firm.staff_per_day[min(day, len(firm.staff_per_day) - 1)]
            taken = {str(person.id) for person in people if _taken(str(person.id), moment, together, programme)}
            away = {str(person.id) for person in people if not _there(person, together)}
            there = min(number, max(0, number - len(people)) + len(people) - len(taken | away))
            if taken and len(together) > there:
                yield from ((meeting.exporter, meeting.buyer) for meeting in together)


def _taken(who: str, moment: datetime, together: Sequence[Meeting], programme: Iterable[ProgrammeItem]) -> bool:
    end = max(meeting.start_at for meeting in together) + timedelta(minutes=1)
    return any(
        who in (*item.must, *item.speaks, *item.hosts) and item.window.start_at < end and moment < item.window.end_at
        for item in programme
    )


def _there(person: object, together: Sequence[Meeting]) -> bool:
    arrives, leaves = getattr(person, "arrives_at", None), getattr(person, "leaves_at", None)
    return all(
        (arrives is None or arrives <= meeting.start_at) and (leaves is None or meeting.end_at <= leaves)
        for meeting in together
    )


def double_items(found: Parties, programme: Sequence[ProgrammeItem]) -> set[tuple[str, frozenset[str]]]:
    """Return who is bound by which two items at once; a firm or an office is its named people."""
    groups: dict[str, list[str]] = {}
    for delegate in found.delegates:
        for group in filter(None, (delegate.firm, *delegate.office.written)):
            groups.setdefault(str(group), []).append(str(delegate.id))
    bound = {
        str(item.id): {
            who
            for id_ in (*item.must, *item.speaks, *item.hosts, *map(str, item.interpreters))
            for who in groups.get(id_, [id_])
        }
        for item in programme
    }
    return {
        (who, frozenset({str(a.id), str(b.id)}))
        for n, a in enumerate(programme)
        for b in programme[n + 1 :]
        if a.window.start_at < b.window.end_at and b.window.start_at < a.window.end_at
        for who in bound[str(a.id)] & bound[str(b.id)]
    }


def long_days(found: Parties, programme: Sequence[ProgrammeItem], meetings: Sequence[Meeting]) -> set[Key]:
    """Return the meetings of days on which an interpreter would work more than agreed, the programme included."""
    trip, broken = found.mission, set()
    slot = timedelta(minutes=trip.slot_minutes)
    for interpreter in found.interpreters:
        most = (
            trip.interpreters.max_hours_per_day
            if interpreter.max_hours_per_day is None
            else interpreter.max_hours_per_day
        )
        for day in trip.days:
            own = [m for m in meetings if m.interpreter == interpreter.id and _on(m.start_at, trip) == day.on]
            items = [
                i for i in programme if interpreter.id in i.interpreters and _on(i.window.start_at, trip) == day.on
            ]
            if not own or not items:
                continue
            minutes = {
                item.window.start_at + timedelta(minutes=n)
                for item in items
                for n in range(round((item.window.end_at - item.window.start_at) / timedelta(minutes=1)))
            }
            slots = sum(-(-(m.end_at - m.start_at) // slot) for m in own)
            if slots + -(-len(minutes) // trip.slot_minutes) > most * 60 // trip.slot_minutes:
                broken |= {(m.exporter, m.buyer) for m in own}
    return broken


def _on(at: datetime, trip: object) -> object:
    return at.astimezone(trip.fair_zone).date()  # type: ignore[attr-defined]  # a mission
