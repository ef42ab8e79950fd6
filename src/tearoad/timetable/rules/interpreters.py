"""Where an interpreter is needed one is there who can, may and still has the strength."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from tearoad.text import Ref, Text
from tearoad.timetable.plan import Meeting
from tearoad.timetable.problem import MeetingInterpreter, Problem
from tearoad.timetable.rules.violation import Violation, begin, by, pair, slots_of, sound, wish_of
from tearoad.timetable.rules.ways import in_one_place_at_a_time


def interpreter_is_present(problem: Problem, meetings: Sequence[Meeting]) -> Iterator[Violation]:
    """Where the sides do not understand each other somebody speaks for them, and one who takes part in the mission."""
    for meeting in meetings:
        wish = problem.lookup.wish.get(meeting.wish)
        if wish is None:
            continue
        if wish.needs_speaker and meeting.interpreter is None:
            yield Violation(Text("timetable.interpreter_missing", meeting=pair(wish)), (meeting,))
        if meeting.interpreter is not None and meeting.interpreter not in problem.lookup.interpreter:
            text = Text("timetable.interpreter_unknown", meeting=pair(wish), found=meeting.interpreter)
            yield Violation(text, (meeting,))


def interpreter_is_needed(problem: Problem, meetings: Sequence[Meeting]) -> Iterator[Violation]:
    """No interpreter sits where both sides understand each other, unless the organiser pinned one there."""
    for meeting, interpreter in _interpreted(problem, meetings):
        pin = problem.lookup.pin.get(meeting.wish)
        if not wish_of(problem, meeting).needs_speaker and (pin is None or pin.interpreter is None):
            text = Text(
                "timetable.interpreter_not_needed",
                meeting=pair(wish_of(problem, meeting)),
                interpreter=Ref(interpreter.id),
            )
            yield Violation(text, (meeting,))


def interpreter_speaks(problem: Problem, meetings: Sequence[Meeting]) -> Iterator[Violation]:
    """The interpreter commands one of the alternative sets of languages and directions.

    A delegate in their stead speaks one of the buyer's languages, and is the one who was asked for by name.
    """
    for meeting, interpreter in _interpreted(problem, meetings):
        wish = wish_of(problem, meeting)
        if wish.needs_speaker and not interpreter.speaks_in(wish):
            code = "timetable.speaker_language" if interpreter.is_delegate else "timetable.interpreter_language"
            yield Violation(Text(code, meeting=pair(wish), interpreter=Ref(interpreter.id)), (meeting,))


def interpreter_is_on_duty(problem: Problem, meetings: Sequence[Meeting]) -> Iterator[Violation]:
    """An interpreter works only in their hours."""
    for meeting, interpreter in _interpreted(problem, meetings):
        for slot in slots_of(problem, meeting):
            if slot not in interpreter.hours:
                at = begin(problem, slot)
                code = "timetable.speaker_away" if interpreter.is_delegate else "timetable.interpreter_off"
                yield Violation(Text(code, interpreter=Ref(interpreter.id), at=at), (meeting,))


def interpreter_serves_own_firm(problem: Problem, meetings: Sequence[Meeting]) -> Iterator[Violation]:
    """An interpreter attached to a firm serves only that firm."""
    for meeting, interpreter in _interpreted(problem, meetings):
        wish = wish_of(problem, meeting)
        if interpreter.attached_to is not None and interpreter.attached_to not in wish.parties:
            firm = Ref(interpreter.attached_to)
            yield Violation(
                Text("timetable.interpreter_attached", interpreter=Ref(interpreter.id), firm=firm), (meeting,)
            )


def interpreter_is_welcome(problem: Problem, meetings: Sequence[Meeting]) -> Iterator[Violation]:
    """An interpreter does not work for a party they must not work for."""
    for meeting, interpreter in _interpreted(problem, meetings):
        wish = wish_of(problem, meeting)
        for party in wish.parties:
            if party in interpreter.not_for:
                text = Text("timetable.interpreter_unwelcome", interpreter=Ref(interpreter.id), firm=Ref(party))
                yield Violation(text, (meeting,))


def interpreter_is_in_one_place(problem: Problem, meetings: Sequence[Meeting]) -> Iterator[Violation]:
    """An interpreter is in one meeting at a time and has the minutes to walk to the next.

    A delegate is so too, whether they speak for the firm or were asked for by name: `person_is_in_one_place`.
    """
    for interpreter, mine in _by_interpreter(problem, meetings):
        if not interpreter.is_delegate:
            yield from in_one_place_at_a_time(problem, interpreter.id, mine)


def interpreter_day_is_humane(problem: Problem, meetings: Sequence[Meeting]) -> Iterator[Violation]:
    """An interpreter works no more slots on a day than agreed; what they work in the programme counts."""
    look = problem.lookup
    for interpreter, mine in _by_interpreter(problem, meetings):
        for day, together in by(lambda meeting: (look.day[meeting.start],), mine).items():
            found = sum(wish_of(problem, meeting).slots for meeting in together)
            most, on = interpreter.slots_left(day), _date(problem, day)
            if found > most:
                taken = interpreter.slots_in_programme(day)
                code = "timetable.interpreter_day_programme" if taken else "timetable.interpreter_day"
                more = {"taken": taken} if taken else {}
                text = Text(code, interpreter=Ref(interpreter.id), on=on, found=found, most=most, **more)
                yield Violation(text, tuple(together))


def interpreter_gets_a_pause(problem: Problem, meetings: Sequence[Meeting]) -> Iterator[Violation]:
    """After so many slots in a row an interpreter has at least one slot free; the night is a pause.

    Slots in which the programme has them interpret are slots of work like meetings.
    """
    look = problem.lookup
    for interpreter, mine in _by_interpreter(problem, meetings):
        busy = by(lambda meeting: slots_of(problem, meeting), mine)
        for run in _runs(sorted({*busy, *interpreter.programme}), look.day):
            together = tuple(dict.fromkeys(meeting for slot in run for meeting in busy.get(slot, ())))
            if together and len(run) > interpreter.max_run:
                at = begin(problem, run[0])
                text = Text(
                    "timetable.interpreter_run",
                    interpreter=Ref(interpreter.id),
                    at=at,
                    found=len(run),
                    most=interpreter.max_run,
                )
                yield Violation(text, together)


def _runs(slots: Sequence[int], day: Sequence[int]) -> Iterator[list[int]]:
    run: list[int] = []
    for slot in slots:
        if run and (slot != run[-1] + 1 or day[slot] != day[run[-1]]):
            yield run
            run = []
        run.append(slot)
    if run:
        yield run


def _interpreted(problem: Problem, meetings: Sequence[Meeting]) -> Iterator[tuple[Meeting, MeetingInterpreter]]:
    for meeting in sound(problem, meetings):
        if meeting.interpreter is not None:
            yield meeting, problem.lookup.interpreter[meeting.interpreter]


def _by_interpreter(
    problem: Problem, meetings: Sequence[Meeting]
) -> Iterator[tuple[MeetingInterpreter, list[Meeting]]]:
    mine = by(lambda meeting: filter(None, (meeting.interpreter,)), sound(problem, meetings))
    for interpreter, together in mine.items():
        yield problem.lookup.interpreter[interpreter], together


def _date(problem: Problem, day: int) -> date:
    return begin(problem, problem.lookup.days[day][0]).date()
