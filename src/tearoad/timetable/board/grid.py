"""One day of a plan as a grid: rows of places, companies, interpreters or officials, a column a slot."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from tearoad.mission import Absence, LocalText, PlaceKind
from tearoad.programme import Ways
from tearoad.timetable.plan import Meeting
from tearoad.timetable.problem import Problem
from tearoad.timetable.roster import Roster
from tearoad.values import Window


class By(StrEnum):
    """What a row of the grid is."""

    PLACE = "place"
    COMPANY = "company"
    INTERPRETER = "interpreter"
    OFFICIAL = "official"


@dataclass(frozen=True, slots=True)
class Blocked:
    """Why nothing can be planned in a cell: a programme item's title, or what an absence says; empty: not there."""

    title: LocalText = LocalText()


@dataclass(frozen=True, slots=True)
class Cell:
    """One slot of a row: meetings that begin here, meetings that go on, or why it is blocked."""

    start: int
    meetings: tuple[Meeting, ...] = ()
    going_on: tuple[Meeting, ...] = ()
    blocked: Blocked | None = None


@dataclass(frozen=True, slots=True)
class GridRow:
    """A place, company, interpreter or official with its day."""

    id: str
    kind: str
    """A place's kind, a party's side, else the view's own name: rows of a kind stand together."""
    cells: tuple[Cell, ...]

    @property
    def meetings(self) -> int:
        """How many meetings begin in the row."""
        return sum(len(cell.meetings) for cell in self.cells)


_KINDS = (PlaceKind.STAND, PlaceKind.TABLE, PlaceKind.DESK, PlaceKind.OFFSITE, PlaceKind.ONLINE)


def day_grid(
    roster: Roster, absences: Sequence[Absence], problem: Problem, meetings: Sequence[Meeting], day: int, by: By
) -> tuple[GridRow, ...]:
    """Return the rows of one day in the officer's order. Deterministic; time O(rows x slots + meetings).

    Places are all there; of companies those who meet or could meet at all, of officials all.
    """
    slots = problem.lookup.days.get(day, ())
    of_day = [meeting for meeting in meetings if problem.lookup.day[meeting.start] == day]
    heads = {By.PLACE: _places, By.COMPANY: _companies, By.INTERPRETER: _interpreters, By.OFFICIAL: _officials}
    held = _held(problem, roster, of_day, by)
    blocks = _blocks(problem, roster, absences, slots)
    return tuple(
        GridRow(head, kind, tuple(_cells(problem, slots, held.get(head, ()), blocks, ids, closed)))
        for head, kind, ids, closed in heads[by](problem, roster)
    )


_Head = tuple[str, str, frozenset[str], Collection[int]]
"""Id, kind, the ids under which the programme knows it, the slots in which it cannot be had."""


def _places(problem: Problem, roster: Roster) -> Iterator[_Head]:
    order = {firm.id: nth for nth, firm in enumerate(roster.exporters)}
    ranked = sorted(
        problem.places, key=lambda place: (_KINDS.index(place.kind), order.get(place.owner, -1) if place.owner else -1)
    )
    for place in ranked:
        owner = problem.lookup.party.get(place.owner) if place.owner else None
        away = {slot for slot, people in enumerate(owner.staff) if people == 0} if owner is not None else set()
        ids = frozenset({str(place.id)} | ({str(owner.id)} if owner else set()))
        yield place.id, place.kind.value, ids, place.closed | away


def _companies(problem: Problem, roster: Roster) -> Iterator[_Head]:
    asked_for = {party for wish in problem.wishes for party in wish.parties}
    own: dict[str, set[str]] = defaultdict(set)
    for delegate in roster.delegates:
        if delegate.firm:
            own[delegate.firm].add(delegate.id)
    for party in problem.parties:
        if party.id in asked_for:
            away = {slot for slot, people in enumerate(party.staff) if people == 0}
            yield party.id, party.side.value, frozenset({str(party.id)}), away


def _interpreters(problem: Problem, roster: Roster) -> Iterator[_Head]:
    del roster
    for interpreter in problem.interpreters:
        off = set(range(len(problem.slots))) - interpreter.hours
        yield interpreter.id, By.INTERPRETER.value, frozenset({str(interpreter.id)}), off


def _officials(problem: Problem, roster: Roster) -> Iterator[_Head]:
    del problem
    for delegate in roster.delegates:
        if delegate.firm is None:
            yield delegate.id, By.OFFICIAL.value, delegate.called, ()


def _held(problem: Problem, roster: Roster, meetings: Iterable[Meeting], by: By) -> Mapping[str, list[Meeting]]:
    """Return each row's meetings; an official's are those that ask for them by name."""
    del roster
    found: dict[str, list[Meeting]] = defaultdict(list)
    for meeting in sorted(meetings, key=lambda meeting: (meeting.start, meeting.wish)):
        wish = problem.lookup.wish[meeting.wish]
        rows: dict[By, tuple[str | None, ...]] = {
            By.PLACE: (meeting.place,),
            By.COMPANY: wish.parties,
            By.INTERPRETER: (meeting.interpreter,),
            By.OFFICIAL: (wish.person,),
        }
        for row in rows[by]:
            if row is not None:
                found[row].append(meeting)
    return found


_Blocks = Mapping[int, Sequence[tuple[frozenset[str], Blocked]]]


def _blocks(problem: Problem, roster: Roster, absences: Sequence[Absence], slots: Sequence[int]) -> _Blocks:
    """Return, slot by slot, what takes whom; an item with the way there and back, its own hours first."""
    ways = Ways(roster.mission, roster.exporters)
    taken: list[tuple[Window, frozenset[str], Blocked]] = [
        (item.window, frozenset(item.bound), Blocked(item.title)) for item in roster.programme
    ]
    taken += [(ways.away(item), frozenset(item.bound), Blocked(item.title)) for item in roster.programme]
    taken += [(absence.window, frozenset({absence.who}), Blocked(LocalText(en=absence.why))) for absence in absences]
    return {
        slot: [(ids, why) for window, ids, why in taken if window.overlaps(problem.slots[slot].window)]
        for slot in slots
    }


def _cells(  # a row's facts, worked out once for all rows
    problem: Problem,
    slots: Sequence[int],
    meetings: Sequence[Meeting],
    blocks: _Blocks,
    ids: frozenset[str],
    closed: Collection[int],
) -> Iterator[Cell]:
    begins: dict[int, list[Meeting]] = defaultdict(list)
    goes_on: dict[int, list[Meeting]] = defaultdict(list)
    for meeting in meetings:
        begins[meeting.start].append(meeting)
        for slot in range(meeting.start + 1, meeting.start + problem.lookup.wish[meeting.wish].slots):
            goes_on[slot].append(meeting)
    for slot in slots:
        why = next((why for who, why in blocks[slot] if not ids.isdisjoint(who)), None)
        blocked = why or (Blocked() if slot in closed else None)
        cell = Cell(slot, tuple(begins[slot]), tuple(goes_on[slot]), blocked)
        # Somebody may be taken and somebody else of the same firm be there: then the meeting is what counts.
        yield replace(cell, blocked=None) if cell.meetings or cell.going_on else cell
