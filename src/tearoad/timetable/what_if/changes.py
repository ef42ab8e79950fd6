"""What there could be more of: each kind says what the problem would be. The mission itself is left alone."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TypeAlias

from tearoad.errors import InputError
from tearoad.mission import LanguagePair, PlaceKind
from tearoad.text import Text
from tearoad.timetable.plan import Meeting
from tearoad.timetable.problem import MeetingInterpreter, MeetingPlace, Problem
from tearoad.timetable.what_if.longer_days import LongerDays
from tearoad.values import InterpreterId, LanguageCode, PlaceId, Slot

_SAID = re.compile(
    r"table|(interpreter:(?P<one>[a-z]{2,3})-(?P<other>[a-z]{2,3})|hour)"
    r"(:(?P<day>[1-9]\d{0,2})(-(?P<part>morning|afternoon))?)?"
)
_AFTERNOON = 13
"""The hour at which it begins, by the fair's clock."""


class DayHalf(StrEnum):
    """Half of a day."""

    MORNING = "morning"
    AFTERNOON = "afternoon"


@dataclass(frozen=True, slots=True)
class TableMore:
    """A table more, like the one at which most wishes may meet, open whenever one of its kind is."""

    def applied(self, problem: Problem) -> Problem:
        """Return the problem with the table."""
        model = _usual_table(problem)
        if model is None:
            return problem
        alike = [place.closed for place in _tables(problem) if place.zone == model.zone]
        new = PlaceId(_fresh("table", problem.lookup.place))
        table = replace(model, id=new, closed=frozenset.intersection(*alike))
        wishes = tuple(
            replace(wish, places=(*wish.places, new)) if model.id in wish.places else wish for wish in problem.wishes
        )
        return replace(problem, places=(*problem.places, table), wishes=wishes)

    def carried(self, problem: Problem, meetings: Sequence[Meeting]) -> tuple[Meeting, ...]:
        """Return a plan of the problem as it stands in the changed one."""
        del problem
        return tuple(meetings)


@dataclass(frozen=True, slots=True)
class InterpreterMore:
    """An interpreter more between two languages, both ways, working as long as others.

    At hand all day every day, or on one day, or on half of it.
    """

    one: LanguageCode
    other: LanguageCode
    day: int | None = None
    part: DayHalf | None = None

    def applied(self, problem: Problem) -> Problem:
        """Return the problem with the interpreter."""
        new = MeetingInterpreter(
            id=InterpreterId(_fresh("interpreter", problem.lookup.interpreter)),
            pairs=frozenset({LanguagePair(self.one, self.other), LanguagePair(self.other, self.one)}),
            hours=frozenset(slot.index for slot in problem.slots if self._is_there(slot)),
        )
        if problem.interpreters:
            new = replace(
                new,
                max_slots_per_day=max(interpreter.max_slots_per_day for interpreter in problem.interpreters),
                max_run=max(interpreter.max_run for interpreter in problem.interpreters),
            )
        return replace(problem, interpreters=(*problem.interpreters, new))

    def _is_there(self, slot: Slot) -> bool:
        part = DayHalf.AFTERNOON if slot.window.start_at.hour >= _AFTERNOON else DayHalf.MORNING
        return self.day in (None, slot.day) and self.part in (None, part)

    def carried(self, problem: Problem, meetings: Sequence[Meeting]) -> tuple[Meeting, ...]:
        """Return a plan of the problem as it stands in the changed one."""
        del problem
        return tuple(meetings)


@dataclass(frozen=True, slots=True)
class HourMore:
    """An hour more at the end of one day, or of each: who is there in the day's last slot stays."""

    day: int | None = None

    def applied(self, problem: Problem) -> Problem:
        """Return the problem with the hour."""
        return self._longer(problem).applied()

    def carried(self, problem: Problem, meetings: Sequence[Meeting]) -> tuple[Meeting, ...]:
        """Return a plan of the problem as it stands in the changed one."""
        longer = self._longer(problem)
        return tuple(replace(meeting, start=longer.moved(meeting.start)) for meeting in meetings)

    def _longer(self, problem: Problem) -> LongerDays:
        return LongerDays(problem, problem.lookup.days if self.day is None else (self.day,))


Change: TypeAlias = TableMore | InterpreterMore | HourMore


def changes_for(problem: Problem) -> tuple[Change, ...]:
    """Return what can be asked of a problem: a table where any is used, a language pair that is wanted, an hour."""
    pairs = (InterpreterMore(*pair) for pair in _pairs(problem))
    days = problem.lookup.days if len(problem.lookup.days) > 1 else ()
    tables = (TableMore(),) if _usual_table(problem) is not None else ()
    return (*tables, *pairs, *((HourMore(),) if problem.slots else ()), *(HourMore(day) for day in days))


def change_code(change: Change) -> str:
    """Return a change as it is asked for: `table`, `interpreter:ru-zh`, `hour`, `hour:2` for the second day.

    `interpreter:ru-zh:2` is for the second day, `interpreter:ru-zh:2-afternoon` for half of it.
    """
    if isinstance(change, TableMore):
        return "table"
    if isinstance(change, InterpreterMore):
        day = "" if change.day is None else f":{change.day + 1}"
        return f"interpreter:{change.one}-{change.other}{day}{f'-{change.part}' if change.part else ''}"
    return "hour" if change.day is None else f"hour:{change.day + 1}"


def change_of(written: str, problem: Problem) -> Change:
    """Read what is asked for.

    Raises:
        InputError: it cannot be read, or this problem has no use for it; the hint names what can be asked.

    """
    match, can = _SAID.fullmatch(written), changes_for(problem)
    change: Change | None = None
    day = int(match["day"]) - 1 if match is not None and match["day"] else None
    if match is not None and match["one"]:
        code, other = sorted((LanguageCode(match["one"]), LanguageCode(match["other"])))
        if InterpreterMore(code, other) in can and day in (None, *problem.lookup.days):
            return InterpreterMore(code, other, day, DayHalf(match["part"]) if match["part"] else None)
    elif written == "table":
        change = TableMore()
    elif match is not None and not match["part"]:
        change = HourMore(day)
    if change not in can:
        # A fair of one day is not asked about its first day: each day is that one.
        only_day = isinstance(change, HourMore) and change.day == 0 and len(problem.lookup.days) == 1
        if only_day:
            return HourMore()
        raise InputError(
            Text("timetable.what_if_unknown", found=written[:80]),
            Text(
                "timetable.what_if_hint",
                can=tuple(Text("timetable.what_if_said", what=change_code(each)) for each in can),
            ),
        )
    assert change is not None  # noqa: S101  # it is among those that can be asked
    return change


def _tables(problem: Problem) -> list[MeetingPlace]:
    return [place for place in problem.places if place.kind is PlaceKind.TABLE and place.owner is None]


def _usual_table(problem: Problem) -> MeetingPlace | None:
    offered = Counter(place for wish in problem.wishes for place in wish.places)
    used = [table for table in _tables(problem) if offered[table.id]]
    return max(used, key=lambda place: offered[place.id], default=None)


def _pairs(problem: Problem) -> list[tuple[LanguageCode, LanguageCode]]:
    wanted = {
        (min(pair.source, pair.target), max(pair.source, pair.target))
        for wish in problem.wishes
        for pairs in wish.interpreting
        for pair in pairs
    }
    return sorted(wanted)


def _fresh(word: str, ids: Collection[str]) -> str:
    """Return an id that nobody has."""
    new = f"{word}+"
    while new in ids:
        new += "+"
    return new
