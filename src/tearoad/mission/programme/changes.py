"""What changed in a programme, and for whom: only they are told."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from tearoad.mission.mission import ProgrammeItem
from tearoad.text import Ref, Text


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
        one = self.after or self.before
        return str(one.id) if one else ""

    @property
    def called(self) -> frozenset[str]:
        """Every id it names, before or after."""
        return frozenset(who for one in (self.before, self.after) if one for who in one.called)


def changes(before: Iterable[ProgrammeItem], after: Iterable[ProgrammeItem]) -> tuple[ItemChange, ...]:
    """Return what differs between two programmes, in order of time."""
    was, now = ({one.id: one for one in items} for items in (before, after))
    found = (ItemChange(was.get(id_), now.get(id_)) for id_ in dict.fromkeys((*was, *now)))
    return tuple(sorted((one for one in found if one.before != one.after), key=_when))


def _when(change: ItemChange) -> tuple[object, str]:
    one = change.after or change.before
    return (one.window.start_at if one else None), change.id


def explain(change: ItemChange, ids: frozenset[str] | None = None) -> tuple[Text, ...]:
    """Return in words what changed: from when to when, from where to where.

    Args:
        change: the item before and after.
        ids: what the item may call the one who is told; nothing is said where their own day stays the same. None tells
            everything: an officer, or an official, who sees the whole programme.

    """
    before, after = (_seen(one, ids) for one in (change.before, change.after))
    if before is None and after is None:
        return ()
    if before is None and after is not None:
        return (_said("added", after, start=after.window.start_at, end=after.window.end_at),)
    if before is not None and after is None:
        return (_said("removed", before, start=before.window.start_at),)
    return tuple(_differences(before, after, ids)) if before is not None and after is not None else ()


def _seen(item: ProgrammeItem | None, ids: frozenset[str] | None) -> ProgrammeItem | None:
    return item if item is None or ids is None or not ids.isdisjoint(item.called) else None


def _said(code: str, item: ProgrammeItem, **more: object) -> Text:
    return Text(f"programme.told_{code}", item=_title(item), **more)  # type: ignore[arg-type]  # moments and texts


def _title(item: ProgrammeItem) -> Ref:
    return Ref(item.id)


def _differences(before: ProgrammeItem, after: ProgrammeItem, ids: frozenset[str] | None) -> Iterator[Text]:
    if before.window.start_at != after.window.start_at:
        yield _said("moved", after, was=before.window.start_at, start=after.window.start_at, end=after.window.end_at)
    elif before.window.end_at != after.window.end_at:
        yield _said("ends", after, start=after.window.start_at, was=before.window.end_at, end=after.window.end_at)
    if before.place != after.place:
        code = "place_new" if not before.place else "place" if after.place else "place_gone"
        yield _said(code, after, was=Ref(before.place), place=Ref(after.place), start=after.window.start_at)
    if before.title != after.title:
        yield _said("title", after, start=after.window.start_at)
    if (before.kind, before.host, before.transport) != (after.kind, after.host, after.transport):
        yield _said("details", after, start=after.window.start_at)
    yield from _own_part(before, after, ids)


def _own_part(before: ProgrammeItem, after: ProgrammeItem, ids: frozenset[str] | None) -> Iterator[Text]:
    """Tell somebody that their part is another one; an officer is told that the list of people is."""
    if ids is None:
        if _parts(before) != _parts(after):
            yield _said("people", after, start=after.window.start_at)
        return
    was, now = ({name for name, who in _parts(one) if not ids.isdisjoint(who)} for one in (before, after))
    for part in ("must", "may", "speaks", "hosts", "interpreters"):
        if part in now - was:
            yield _said(f"now_{part}", after, start=after.window.start_at)
    for part in ("speaks", "hosts", "interpreters"):
        if part in was - now:
            yield _said(f"no_more_{part}", after, start=after.window.start_at)


def _parts(item: ProgrammeItem) -> tuple[tuple[str, tuple[str, ...]], ...]:
    return (
        ("must", item.must),
        ("may", item.may),
        ("speaks", item.speaks),
        ("hosts", item.hosts),
        ("interpreters", tuple(map(str, item.interpreters))),
    )
