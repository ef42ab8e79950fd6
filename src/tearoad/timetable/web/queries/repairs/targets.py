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
    return tuple(sorted(_of(scene, kind, words), key=lambda target: target.order))


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
            yield from _ids(scene, (interpreter.id for interpreter in scene.problem.interpreters), words)
        case Kind.PLACE:
            yield from _ids(scene, (id_ for id_, place in look.place.items() if not place.anywhere), words)
        case Kind.FEWER:
            yield from _ids(scene, (id_ for id_, party in look.party.items() if max(party.staff, default=0) > 1), words)
        case _:
            yield from _ids(scene, (*look.party, *look.person), words)


def _ids(scene: Scene, ids: Iterable[str], words: Words) -> Iterator[Target]:
    awaited = _awaited(scene)
    for id_ in ids:
        name, meeting = words.names.get(id_, id_), awaited.get(id_)
        start = len(scene.problem.slots) if meeting is None else meeting.start
        yield Target(id_, name, "" if meeting is None else words(_next(scene, meeting, id_)), (start, 0, name))


def _awaited(scene: Scene) -> Mapping[str, Meeting]:
    """Return, by id, the next meeting that needs it."""
    found: dict[str, Meeting] = {}
    for meeting in scene.to_come:
        for id_ in scene.concerns(meeting):
            found.setdefault(id_, meeting)
    return found


def _next(scene: Scene, meeting: Meeting, id_: str) -> Text:
    wish = scene.problem.lookup.wish[meeting.wish]
    other = {wish.exporter: wish.buyer, wish.buyer: wish.exporter}.get(PartyId(id_))
    whom = pair(wish) if other is None else Text("repair_pages.only", who=Ref(other))
    return Text("repair_pages.next", at=_at(scene, meeting.start), whom=whom)


def _meetings(scene: Scene, kind: Kind, words: Words) -> Iterator[Target]:
    if kind is Kind.MISSED:
        yield from (_missed(scene, meeting, words) for meeting in scene.begun)
    else:
        yield from (_meeting(scene, meeting, words) for meeting in scene.to_come)


def _meeting(scene: Scene, meeting: Meeting, words: Words) -> Target:
    name = words(pair(scene.problem.lookup.wish[meeting.wish]))
    text = Text(
        "repair_pages.next", at=_at(scene, meeting.start), whom=Text("repair_pages.only", who=Ref(meeting.place))
    )
    return Target(meeting.wish, name, words(text), (meeting.start, 0, name))


def _missed(scene: Scene, meeting: Meeting, words: Words) -> Target:
    """Return a meeting whose time has come: the latest first."""
    name = words(pair(scene.problem.lookup.wish[meeting.wish]))
    text = Text(
        "repair_pages.was_at", at=_at(scene, meeting.start), where=Text("repair_pages.only", who=Ref(meeting.place))
    )
    return Target(meeting.wish, name, words(text), (-meeting.start, 0, name))


def _left_out(scene: Scene, words: Words) -> Iterator[Target]:
    held, musts = {meeting.wish for meeting in scene.meetings}, scene.problem.lookup.musts
    for wish in scene.problem.wishes:
        if wish.id not in held:
            name = words(pair(wish))
            yield Target(wish.id, name, "", (wish.id not in musts, -wish.value, name))


def _times(scene: Scene, words: Words) -> Iterator[Target]:
    for slot in scene.problem.slots[scene.now :]:
        count = sum(slot.index in scene.takes(meeting) for meeting in scene.to_come)
        name = words(Text("repair_pages.only", who=_at(scene, slot.index)))
        text = words(Text("repair_pages.meetings_then", count=count)) if count else ""
        yield Target(slot.window.start_at.isoformat(), name, text, (slot.index, 0, name))


def _at(scene: Scene, slot: int) -> datetime:
    return scene.problem.slots[slot].window.start_at
