"""Where a meeting may go on a day, cell by cell of the board: it fits, or this rule is in the way."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from tearoad.text import Ref, Text
from tearoad.timetable.board import By, Target, Targets
from tearoad.timetable.rules import pair
from tearoad.timetable.web.queries.planning.board import Board
from tearoad.values import InterpreterId, PlaceId, WishId


@dataclass(frozen=True, slots=True)
class Option:
    """A cell of the board, the meeting as it would stand there, and what is in the way."""

    row: str
    target: Target


def options(board: Board, wish: WishId, day: int, by: By) -> tuple[Option, ...]:
    """Return every cell of a day that a meeting may be dropped on, and those it may not, with the reason."""
    targets = board.targets(wish)
    ways = {By.PLACE: _by_place, By.COMPANY: _by_company, By.INTERPRETER: _by_interpreter, By.OFFICIAL: _by_official}
    return tuple(ways[by](board, targets, day))


def elsewhere(board: Board, wish: WishId) -> Text:
    """Return what is said of a row in which the meeting never stands."""
    where = tuple(Ref(place) for place in board.problem.lookup.wish[wish].places)
    return Text("board_pages.elsewhere", meeting=pair(board.problem.lookup.wish[wish]), places=where)


def nearest(board: Board, wish: WishId, most: int = 12) -> tuple[Target, ...]:
    """Return free fitting spots of a wish in order of time, so many at most."""
    found = []
    for target in board.targets(wish).fitting():
        found.append(target)
        if len(found) == most:
            break
    return tuple(found)


def _by_place(board: Board, targets: Targets, day: int) -> Iterator[Option]:
    del board
    for target in targets.of_day(day):
        yield Option(target.meeting.place, target)


def _by_company(board: Board, targets: Targets, day: int) -> Iterator[Option]:
    wish = board.problem.lookup.wish[targets.wish]
    for target in _by_time(targets, day):
        yield Option(wish.exporter, target)
        yield Option(wish.buyer, target)


def _by_official(board: Board, targets: Targets, day: int) -> Iterator[Option]:
    person = board.problem.lookup.wish[targets.wish].person
    for target in _by_time(targets, day) if person else ():
        yield Option(str(person), target)


def _by_interpreter(board: Board, targets: Targets, day: int) -> Iterator[Option]:
    places = _places(board, targets)
    for start in board.problem.lookup.days.get(day, ()):
        for speaker in targets.speakers:
            tried = [targets.at(start, place, InterpreterId(str(speaker))) for place in places]
            yield Option(str(speaker), next((target for target in tried if target.fits), tried[0]))


def _by_time(targets: Targets, day: int) -> Iterator[Target]:
    """Return one target a start: where the meeting is now if it fits there, else the first place that fits."""
    now = targets.now.place if targets.now else None
    by_start: dict[int, list[Target]] = {}
    for target in targets.of_day(day):
        by_start.setdefault(target.meeting.start, []).append(target)
    for found in by_start.values():
        found.sort(key=lambda target: (not target.fits, target.meeting.place != now))
        yield found[0]


def _places(board: Board, targets: Targets) -> tuple[PlaceId, ...]:
    wish = board.problem.lookup.wish[targets.wish]
    now = targets.now.place if targets.now else None
    return tuple(sorted(wish.places, key=lambda place: place != now))
