"""What people were told before, and what changes for whom."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from tearoad.mission.same_company import SameCompany
from tearoad.text import Ref, Text
from tearoad.timetable.plan import Meeting
from tearoad.timetable.problem import Problem
from tearoad.timetable.problem_building import wish_id
from tearoad.values import InterpreterId, PartyId, PersonId, PlaceId, Slot


@dataclass(frozen=True, slots=True)
class AnnouncedMeeting:
    """A meeting as people know it: by who, when and where, not by slot numbers, which a new mission may shift."""

    exporter: PartyId
    buyer: PartyId
    start_at: datetime
    end_at: datetime
    place: PlaceId
    interpreter: InterpreterId | None
    others: tuple[PartyId, ...] = ()
    """Who takes part besides the two sides."""
    speaker: PersonId | None = None
    """The delegate who speaks the buyer's language, where that spares an interpreter."""

    @property
    def parties(self) -> tuple[PartyId, ...]:
        """Everyone who sits at the table."""
        return (self.exporter, self.buyer, *self.others)


class ChangeKind(StrEnum):
    """What became of a meeting."""

    MOVED = "moved"
    INTERPRETER = "interpreter"
    """Same time and place, another interpreter, or none since one of the firm speaks the language, or the other way."""
    DROPPED = "dropped"
    ADDED = "added"


@dataclass(frozen=True, slots=True)
class Change:
    """One meeting that is not what people were told."""

    kind: ChangeKind
    before: AnnouncedMeeting | None
    after: AnnouncedMeeting | None

    @property
    def people(self) -> frozenset[str]:
        """The ids of everybody whose day changes: who sits at the table, and the interpreters before and after.

        Where only the interpreter changes, the two sides are told as well: they wait for another face. A delegate who
        speaks for a firm is told with it.
        """
        sides = [meeting for meeting in (self.before, self.after) if meeting is not None]
        interpreters = {side.interpreter for side in sides if side.interpreter}
        return frozenset({party for side in sides for party in side.parties} | interpreters)


@dataclass(frozen=True, slots=True)
class Changes:
    """Everything that changed, in order of time."""

    changes: tuple[Change, ...]

    def of(self, kind: ChangeKind) -> tuple[Change, ...]:
        """Return the changes of one kind."""
        return tuple(change for change in self.changes if change.kind is kind)

    @property
    def people(self) -> tuple[str, ...]:
        """Everybody who must be told, sorted by id."""
        return tuple(sorted(frozenset().union(*(change.people for change in self.changes))))


def announced_meetings(problem: Problem, meetings: Iterable[Meeting]) -> tuple[AnnouncedMeeting, ...]:
    """Return a plan's meetings as people know them."""
    wishes = {wish.id: wish for wish in problem.wishes}
    return tuple(
        AnnouncedMeeting(
            exporter=wishes[meeting.wish].exporter,
            buyer=wishes[meeting.wish].buyer,
            start_at=problem.slots[meeting.start].window.start_at,
            end_at=problem.slots[meeting.start + wishes[meeting.wish].slots - 1].window.end_at,
            place=meeting.place,
            interpreter=None if speaker else meeting.interpreter,
            others=wishes[meeting.wish].others,
            speaker=speaker,
        )
        for meeting in meetings
        for speaker in (problem.lookup.speaker(meeting.interpreter),)
    )


def as_previous(announced: Iterable[AnnouncedMeeting], slots: Sequence[Slot]) -> tuple[Meeting, ...]:
    """Return told meetings in the slots of today's problem; a time that is no slot any more falls out."""
    starts = {slot.window.start_at: slot.index for slot in slots}
    return tuple(
        Meeting(wish_id(meeting.exporter, meeting.buyer), starts[meeting.start_at], meeting.place, carries(meeting))
        for meeting in announced
        if meeting.start_at in starts
    )


def announced_as_one(announced: Iterable[AnnouncedMeeting], same: SameCompany) -> tuple[AnnouncedMeeting, ...]:
    """Return told meetings with every company under the one id that counts for it; of two of one pair the first."""
    found: dict[tuple[PartyId, PartyId], AnnouncedMeeting] = {}
    for meeting in announced:
        exporter, buyer = same.get(meeting.exporter, meeting.exporter), same.get(meeting.buyer, meeting.buyer)
        found.setdefault((exporter, buyer), replace(meeting, exporter=exporter, buyer=buyer))
    return tuple(found.values())


def carries(announced: AnnouncedMeeting) -> InterpreterId | None:
    """Return who carries the language of a meeting: the interpreter, or a delegate in their stead."""
    return InterpreterId(announced.speaker) if announced.speaker else announced.interpreter


def changes(before: Iterable[AnnouncedMeeting], after: Iterable[AnnouncedMeeting]) -> Changes:
    """Compare two plans pair by pair."""
    old = {(meeting.exporter, meeting.buyer): meeting for meeting in before}
    new = {(meeting.exporter, meeting.buyer): meeting for meeting in after}
    found = [_change(pair, old, new) for pair in old.keys() | new.keys()]
    return Changes(tuple(sorted((change for change in found if change is not None), key=_when)))


def _change(
    pair: tuple[PartyId, PartyId],
    old: Mapping[tuple[PartyId, PartyId], AnnouncedMeeting],
    new: Mapping[tuple[PartyId, PartyId], AnnouncedMeeting],
) -> Change | None:
    before, after = old.get(pair), new.get(pair)
    if before == after:
        return None
    if before is None:
        return Change(ChangeKind.ADDED, None, after)
    if after is None:
        return Change(ChangeKind.DROPPED, before, None)
    same_seat = (before.start_at, before.end_at, before.place) == (after.start_at, after.end_at, after.place)
    return Change(ChangeKind.INTERPRETER if same_seat else ChangeKind.MOVED, before, after)


def _when(change: Change) -> tuple[datetime, str, str]:
    meeting = change.before or change.after
    assert meeting is not None  # noqa: S101  # a change has at least one side
    return meeting.start_at, meeting.exporter, meeting.buyer


def change_text(change: Change) -> Text:
    """Return one change as a sentence."""
    meeting = change.after or change.before
    assert meeting is not None  # noqa: S101  # a change has at least one side
    before = change.before or meeting
    spoken = change.kind is ChangeKind.INTERPRETER and meeting.speaker is not None
    return Text(
        "timetable.change_speaker" if spoken else f"timetable.change_{change.kind.value}",
        exporter=Ref(meeting.exporter),
        buyer=Ref(meeting.buyer),
        before=before.start_at,
        place_before=Ref(before.place),
        after=meeting.start_at,
        place=Ref(meeting.place),
        interpreter=Ref(carries(meeting) or ""),
    )
