"""What changed in a programme, and for whom: only they are told."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from enum import StrEnum

from tearoad.mission.mission import ProgrammeItem
from tearoad.text import Ref, Text
from tearoad.values import Language, LocalText


class ChangeKind(StrEnum):
    """What became of an item for the one who is told."""

    ADDED = "added"
    REMOVED = "removed"
    MOVED = "moved"
    CHANGED = "changed"


@dataclass(frozen=True, slots=True)
class ItemChange:
    """One item before and after; None before is new, None after is taken out."""

    before: ProgrammeItem | None
    after: ProgrammeItem | None

    @property
    def id(self) -> str:
        """The item's id."""
        programme_item = self.after or self.before
        return str(programme_item.id) if programme_item else ""

    @property
    def is_one(self) -> bool:
        """Whether anything differs; the order in which people are named does not."""
        return _ordered(self.before) != _ordered(self.after)

    @property
    def called(self) -> frozenset[str]:
        """Every id it names, before or after."""
        return frozenset(
            who for programme_item in (self.before, self.after) if programme_item for who in programme_item.called
        )


def changes(before: Iterable[ProgrammeItem], after: Iterable[ProgrammeItem]) -> tuple[ItemChange, ...]:
    """Return what differs between two programmes, in order of time."""
    was, now = ({item.id: item for item in items} for items in (before, after))
    found = (ItemChange(was.get(id_), now.get(id_)) for id_ in dict.fromkeys((*was, *now)))
    return tuple(sorted((change for change in found if change.is_one), key=_when))


def _ordered(item: ProgrammeItem | None) -> ProgrammeItem | None:
    if item is None:
        return None
    return replace(
        item,
        must=tuple(sorted(item.must)),
        may=tuple(sorted(item.may)),
        speaks=tuple(sorted(item.speaks)),
        hosts=tuple(sorted(item.hosts)),
        interpreters=tuple(sorted(item.interpreters)),
    )


def called_in(found: Iterable[ItemChange]) -> tuple[str, ...]:
    """Return everyone whom changed items name, before or after, sorted by id."""
    return tuple(sorted(frozenset().union(*(change.called for change in found))))


def items_of(found: Iterable[ItemChange]) -> tuple[ProgrammeItem, ...]:
    """Return the changed items as they were and as they are."""
    return tuple(
        programme_item
        for change in found
        for programme_item in (change.before, change.after)
        if programme_item is not None
    )


def _when(change: ItemChange) -> tuple[object, str]:
    programme_item = change.after or change.before
    return (programme_item.window.start_at if programme_item else None), change.id


@dataclass(frozen=True, slots=True)
class Reader:
    """Who is told of a change, as far as it decides what is a change for them."""

    ids: frozenset[str]
    """What an item may call them: their own id, their firm's people, their office."""
    language: Language
    people: frozenset[str] = frozenset()
    """Of a firm: its people, whose names stand on the firm's sheet."""


def part_of(item: ProgrammeItem, ids: frozenset[str]) -> tuple[str, ...]:
    """Return what somebody is at an item: speaks, hosts, interpreters; else must or may; else nothing."""
    parts = tuple(part for part in _TASKS if not ids.isdisjoint(getattr(item, part)))
    if parts:
        return parts
    return next(((part,) for part in ("must", "may") if not ids.isdisjoint(getattr(item, part))), ())


_TASKS = ("speaks", "hosts", "interpreters")


def explain(change: ItemChange, to: Reader | None = None) -> tuple[Text, ...]:
    """Return in words what changed: from when to when, from where to where.

    Args:
        change: the item before and after.
        to: who is told; nothing is said where their own day stays the same. None tells everything, to an officer.

    """
    before, after = (
        programme_item if programme_item is None or to is None or part_of(programme_item, to.ids) else None
        for programme_item in _both(change)
    )
    return tuple(_change_sentences(before, after, to))


def _both(change: ItemChange) -> tuple[ProgrammeItem | None, ProgrammeItem | None]:
    return change.before, change.after


def _change_sentences(before: ProgrammeItem | None, after: ProgrammeItem | None, to: Reader | None) -> Iterator[Text]:
    if before is None and after is not None:
        yield _change_sentence("added", after, start=after.window.start_at, end=after.window.end_at)
    elif before is not None and after is None:
        yield _change_sentence("removed", before, start=before.window.start_at)
    elif before is not None and after is not None:
        yield from _differences(before, after, to)


def _change_sentence(code: str, item: ProgrammeItem, **more: object) -> Text:
    return Text(f"programme.told_{code}", item=Ref(item.id), **more)  # type: ignore[arg-type]  # moments and texts


def _differences(before: ProgrammeItem, after: ProgrammeItem, to: Reader | None) -> Iterator[Text]:
    start = after.window.start_at
    if before.window.start_at != start:
        yield _change_sentence("moved", after, was=before.window.start_at, start=start, end=after.window.end_at)
    elif before.window.end_at != after.window.end_at:
        yield _change_sentence("ends", after, start=start, was=before.window.end_at, end=after.window.end_at)
    if _read(before.place, to) != _read(after.place, to):
        code = "place_new" if not before.place else "place" if after.place else "place_gone"
        tongue = to.language if to else _differs(before.place, after.place)
        was, place = (Ref(programme_item.place.in_language(tongue)) for programme_item in (before, after))
        yield _change_sentence(code, after, was=was, place=place, start=start)
    if _read(before.title, to) != _read(after.title, to):
        yield _change_sentence("title", after, start=start)
    if to is None and before.kind != after.kind:  # an officer's word; no sheet says it
        yield _change_sentence("kind", after, start=start)
    if _read(before.host, to) != _read(after.host, to):
        yield _change_sentence("host", after, start=start)
    if _read(before.transport, to) != _read(after.transport, to):
        yield _change_sentence("transport", after, start=start)
    yield from _people(before, after) if to is None else _own_part(before, after, to)


def _read(said: LocalText, to: Reader | None) -> object:
    """Return what a reader sees of a text: their own language, an officer all three."""
    return said if to is None else said.in_language(to.language)


def _differs(before: LocalText, after: LocalText) -> Language:
    """Return the first language in which two texts differ."""
    return next(
        (language for language in Language if before.in_language(language) != after.in_language(language)), Language.EN
    )


def _people(before: ProgrammeItem, after: ProgrammeItem) -> Iterator[Text]:
    if any(set(getattr(before, part)) != set(getattr(after, part)) for part in ("must", "may", *_TASKS)):
        yield _change_sentence("people", after, start=after.window.start_at)


def _own_part(before: ProgrammeItem, after: ProgrammeItem, to: Reader) -> Iterator[Text]:
    """Tell somebody that their part is another one, and a firm that others of its people have it."""
    was, now, start = part_of(before, to.ids), part_of(after, to.ids), after.window.start_at
    for part in now:
        if part not in was:
            yield _change_sentence(f"now_{part}", after, start=start)
    for part in was:
        if part not in now and part in _TASKS:
            yield _change_sentence(f"no_more_{part}", after, start=start)
    going = tuple(Ref(text) for text in after.called if text in to.people)
    if going and _shares(before, to) != _shares(after, to) and (was == now or _going(before, to) != _going(after, to)):
        yield _change_sentence("who", after, start=start, who=going)


def _going(item: ProgrammeItem, to: Reader) -> frozenset[str]:
    return to.people & set(item.called)


def _shares(item: ProgrammeItem, to: Reader) -> frozenset[tuple[str, str]]:
    """Return who of a firm does what at an item."""
    tasks = {(part, person) for part in _TASKS for person in getattr(item, part) if person in to.people}
    return frozenset(tasks | {("goes", text) for text in _going(item, to)})
