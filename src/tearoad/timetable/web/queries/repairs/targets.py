"""Whom or what a trouble can concern: who has a meeting now or next first."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from tearoad.text import Ref, Text
from tearoad.timetable.plan import Meeting
from tearoad.timetable.repair import Kind, Scene
from tearoad.timetable.rules import pair
from tearoad.values import PartyId
from tearoad.words import Words


@dataclass(frozen=True, slots=True)
class Target:
    """A button."""

    id: str
    name: str
    next: str
    """The next meeting it would touch; empty where there is none."""
    order: tuple[int, int, str] = field(compare=False)


def targets(scene: Scene, kind: Kind, words: Words) -> tuple[Target, ...]:
    """Return everybody and everything of a kind, in the order in which trouble is likely now."""
    return tuple(sorted(_of(scene, kind, words), key=lambda one: one.order))


def _of(scene: Scene, kind: Kind, words: Words) -> Iterator[Target]:
    look = scene.problem.lookup
    match kind:
        case Kind.OFF | Kind.MISSED:
            yield from _meetings(scene, kind, words)
        case Kind.WANTED:
            yield from _left_out(scene, words)
        case Kind.TIME:
            yield from _times(scene, words)
        case Kind.INTERPRETER:
            yield from _ids(scene, (one.id for one in scene.problem.interpreters), words)
        case Kind.PLACE:
            yield from _ids(scene, (id_ for id_, one in look.place.items() if not one.anywhere), words)
        case Kind.FEWER:
            yield from _ids(scene, (id_ for id_, one in look.party.items() if max(one.staff, default=0) > 1), words)
        case _:
            yield from _ids(scene, (*look.party, *look.person), words)


def _ids(scene: Scene, ids: Iterable[str], words: Words) -> Iterator[Target]:
    awaited = _awaited(scene)
    for id_ in ids:
        name, one = words.names.get(id_, id_), awaited.get(id_)
        start = len(scene.problem.slots) if one is None else one.start
        yield Target(id_, name, "" if one is None else words(_next(scene, one, id_)), (start, 0, name))


def _awaited(scene: Scene) -> Mapping[str, Meeting]:
    """Return, by id, the next meeting that needs it."""
    found: dict[str, Meeting] = {}
    for one in scene.to_come:
        for id_ in scene.concerns(one):
            found.setdefault(id_, one)
    return found


def _next(scene: Scene, one: Meeting, id_: str) -> Text:
    wish = scene.problem.lookup.wish[one.wish]
    other = {wish.exporter: wish.buyer, wish.buyer: wish.exporter}.get(PartyId(id_))
    whom = pair(wish) if other is None else Text("repair_pages.only", who=Ref(other))
    return Text("repair_pages.next", at=_at(scene, one.start), whom=whom)


def _meetings(scene: Scene, kind: Kind, words: Words) -> Iterator[Target]:
    if kind is Kind.MISSED:
        yield from (_missed(scene, one, words) for one in scene.begun)
    else:
        yield from (_meeting(scene, one, words) for one in scene.to_come)


def _meeting(scene: Scene, one: Meeting, words: Words) -> Target:
    name = words(pair(scene.problem.lookup.wish[one.wish]))
    text = Text("repair_pages.next", at=_at(scene, one.start), whom=Text("repair_pages.only", who=Ref(one.place)))
    return Target(one.wish, name, words(text), (one.start, 0, name))


def _missed(scene: Scene, one: Meeting, words: Words) -> Target:
    """Return a meeting whose time has come: the latest first."""
    name = words(pair(scene.problem.lookup.wish[one.wish]))
    text = Text("repair_pages.was_at", at=_at(scene, one.start), where=Text("repair_pages.only", who=Ref(one.place)))
    return Target(one.wish, name, words(text), (-one.start, 0, name))


def _left_out(scene: Scene, words: Words) -> Iterator[Target]:
    held, musts = {one.wish for one in scene.meetings}, scene.problem.lookup.musts
    for wish in scene.problem.wishes:
        if wish.id not in held:
            name = words(pair(wish))
            yield Target(wish.id, name, "", (wish.id not in musts, -wish.value, name))


def _times(scene: Scene, words: Words) -> Iterator[Target]:
    for slot in scene.problem.slots[scene.now :]:
        count = sum(slot.index in scene.takes(one) for one in scene.to_come)
        name = words(Text("repair_pages.only", who=_at(scene, slot.index)))
        text = words(Text("repair_pages.meetings_then", count=count)) if count else ""
        yield Target(slot.window.start_at.isoformat(), name, text, (slot.index, 0, name))


def _at(scene: Scene, slot: int) -> datetime:
    return scene.problem.slots[slot].window.start_at
