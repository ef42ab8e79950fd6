"""A plan laid beside its mission: the look-ups that the rules share, and what a broken rule is told as."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TypeAlias

from lab.benchmarks.second_judge.facts import Mission, Request, Slot, Span
from lab.benchmarks.second_judge.plan import Meeting, PlanFile


@dataclass(frozen=True, slots=True)
class Violation:
    """One broken rule: which, in which meeting, who is concerned, and what shows it."""

    rule: str
    meeting: str
    who: tuple[str, ...]
    evidence: str

    def __str__(self) -> str:
        return f"{self.rule}: {self.meeting} ({', '.join(self.who)}): {self.evidence}"


@dataclass(frozen=True)
class Scene:
    """The mission and the plan."""

    mission: Mission
    plan: PlanFile

    @property
    def known(self) -> Sequence[Meeting]:
        """Return the meetings of parties and places that the folder knows; the others are told by `unknown`."""
        mission = self.mission
        return [
            meeting
            for meeting in self.plan.told
            if {meeting.firm, meeting.buyer} <= mission.parties.keys() and meeting.place in mission.places
        ]

    def of(self, party: str) -> list[Meeting]:
        """Return a party's meetings, the first one first."""
        return sorted((meeting for meeting in self.known if party in meeting.pair), key=lambda meeting: meeting.span)

    def requests(self, meeting: Meeting) -> Sequence[Request]:
        """Return what the two asked for."""
        return self.mission.requests.get(meeting.pair, ())

    def days_of(self, meetings: Iterable[Meeting]) -> dict[int, list[Meeting]]:
        """Return meetings by the day of the fair."""
        found: dict[int, list[Meeting]] = {}
        for meeting in sorted(meetings, key=lambda meeting: meeting.span):
            if meeting.span.start.date() in self.mission.days:
                found.setdefault(self.mission.days.index(meeting.span.start.date()), []).append(meeting)
        return found

    def people_of(self, meeting: Meeting) -> frozenset[str]:
        """Return the people of the firm who must be there: whom the firm, else the buyer, asks for, and the speaker."""
        by_firm_first = sorted(self.requests(meeting), key=lambda request: request.asker != meeting.firm)
        asked = next(({request.person} for request in by_firm_first if request.person), set[str]())
        return frozenset(asked | ({meeting.speaker} if meeting.speaker else set()))

    def spent(self, base: str, meeting: Meeting) -> list[Slot]:
        """Return the slots in which somebody from a stand or desk is at a meeting or on the way."""
        way = self.mission.way(base, meeting.place) if base else 0
        return self.mission.slots_of(meeting.span.wider(way))


Rule: TypeAlias = Callable[[Scene], Iterator[Violation]]


def broken(rule: str, meeting: Meeting, who: Iterable[str], evidence: str) -> Violation:
    """Return a violation of one meeting."""
    return Violation(rule, str(meeting), tuple(who), evidence)


def in_a_row(scene: Scene, who: str, meetings: Sequence[Meeting]) -> Iterator[Violation]:
    """Somebody who is in one place at a time: no two meetings at once, and the time to walk between them."""
    for meeting, other in pairwise(sorted(meetings, key=lambda meeting: meeting.span)):
        if meeting.span.meets(other.span):
            yield broken(
                "two_at_once", other, [who], f"is at {meeting} at {meeting.place} until {meeting.span.end:%H:%M}"
            )
            continue
        way, gap = scene.mission.way(meeting.place, other.place), other.span.start - meeting.span.end
        if way * 60 > gap.total_seconds():
            yield broken("way", other, [who], f"{way} minutes from {meeting.place}, {gap.seconds // 60} to walk")


def run_of(slots: Sequence[Slot]) -> int:
    """Return the longest row of slots without a pause."""
    longest = row = 0
    for before, slot in pairwise((None, *sorted(slots, key=lambda slot: slot.number))):
        follows = before is not None and slot is not None and (before.number + 1, before.day) == (slot.number, slot.day)
        row = row + 1 if follows else 1
        longest = max(longest, row)
    return longest


def during(spans: Iterable[Span], span: Span) -> bool:
    """Return whether any of the times has a minute in common with one."""
    return any(one.meets(span) for one in spans)
