"""How `tearoad-lab timetable repair` goes: all is named by its number in the `.dzn`."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import click

from tearoad.cli.exit_codes import ExitCode
from tearoad.cli.timetable.files import expect_writable, read_json, write_json
from tearoad.cli.watching import Watching
from tearoad.errors import InputError
from tearoad.text import Text
from tearoad.timetable.solvers.solver import UNLIMITED_SECONDS
from tearoad.words import Words
from tearoad_lab.cli.event_files import read_event
from tearoad_lab.cli.judging import fairness_notes
from tearoad_lab.matchmaking import Appointment, EventRepair, breaks, repair_event
from tearoad_lab.matchmaking.event import UNPLACED
from tearoad_lab.matchmaking.event_troubles import (
    AppointmentAdded,
    AppointmentOff,
    AppointmentWanted,
    EventTrouble,
    ParticipantAbsent,
    ParticipantWithdrawn,
    TablesGone,
    refuse_contradictions,
    without_known,
)
from tearoad_lab.matchmaking.plan_file import event_plan_from_json, event_repair_to_json, event_with_added

_NUMBERED = re.compile(r"([1-9][0-9]{0,5})(?:\+([1-9][0-9]{0,5}))?(?::([0-9]{1,4})(?:-([0-9]{1,4}))?)?")


@dataclass(frozen=True, slots=True)
class EventRepairOptions:
    """What the command was asked for."""

    file: Path
    plan: Path | None
    away: tuple[str, ...]
    closed: tuple[str, ...]
    off: tuple[str, ...]
    wanted: tuple[str, ...]
    now: int
    """A slot, counted from 0."""
    fairness: int | None
    """Whether nobody has so many breaks more than another is said of the plan."""
    out: Path | None
    time_limit_s: float


class EventRepairing:
    """One run of `tearoad-lab timetable repair`."""

    def __init__(self, words: Words, options: EventRepairOptions, *, as_json: bool) -> None:
        """Read the files.

        Raises:
            NotFoundError, InputError: a file cannot be used.

        """
        self._words, self._options, self._as_json = words, options, as_json
        self._given = read_event(options.file, options.fairness)
        content = read_json(options.plan or options.file.with_suffix(".json"))
        self._event = event_with_added(content, self._given)
        self._plan = event_plan_from_json(content, self._event)
        self._watch = Watching(words)

    def run(self) -> int:
        """Mend, tell, write; return the exit code.

        Raises:
            InputError: a trouble cannot be read, or names what the event does not have.
            SetupError: the plan cannot be written.

        """
        options, said = self._options, tuple(self._troubles())
        if not said:
            raise InputError(Text("cli.repair_nothing_said"), Text("lab.event_repair_hint"))
        troubles = without_known(self._event, len(self._given.appointments), said, options.now)
        refuse_contradictions(self._event, self._plan, troubles, options.now)
        expect_writable(options.out, "--out")
        with self._watch.stoppable():
            repaired = repair_event(
                self._event,
                self._plan,
                troubles,
                now=options.now,
                work=options.time_limit_s,
                time_limit_s=UNLIMITED_SECONDS,
                stop=self._watch.stop,
            )
        is_stopped = self._watch.stop() and not repaired.is_best
        for line in (*self._lines(repaired), *[Text("cli.stopped")] * is_stopped):
            click.echo(self._words(line), err=self._as_json)
        document = event_repair_to_json(repaired, self._given)
        if options.out is not None:
            write_json(document, options.out, "--out")
            click.echo(self._words(Text("cli.written", path=str(options.out))), err=self._as_json)
        if self._as_json:
            figures = {
                name: [number + 1 for number in getattr(repaired, name)] for name in ("people", "changed", "given_up")
            }
            bounds = {name: getattr(repaired, name) for name in ("fewest_given_up", "fewest_changed")}
            counts = breaks(repaired.event, repaired.plan)
            fairness = {"breaks": sum(counts), "fairness": max(counts, default=0) - min(counts, default=0)}
            click.echo(json.dumps(document | figures | bounds | fairness))
        if is_stopped:
            return ExitCode.INTERRUPTED
        return ExitCode.MUSTS_CLASH if repaired.given_up else ExitCode.DONE

    def _troubles(self) -> Iterator[EventTrouble]:
        for said in self._options.away:
            person, slots = self._numbered(said)
            yield ParticipantWithdrawn(person - 1) if ":" not in said else ParticipantAbsent(person - 1, slots)
        for said in self._options.closed:
            tables, slots = self._numbered(said)
            yield TablesGone(tables, slots)
        for said in self._options.off:
            yield AppointmentOff(self._numbered(said, timed=False)[0] - 1)
        for said in self._options.wanted:
            yield self._wanted(said)

    def _wanted(self, said: str) -> EventTrouble:
        match = _NUMBERED.fullmatch(said)
        if match is None or match[2] is None:
            return AppointmentWanted(self._numbered(said, timed=False)[0] - 1)
        return AppointmentAdded(Appointment(int(match[1]) - 1, int(match[2]) - 1, self._slots(match)))

    def _numbered(self, said: str, *, timed: bool = True) -> tuple[int, frozenset[int]]:
        match = _NUMBERED.fullmatch(said)
        if match is None or match[2] is not None or (match[3] is not None and not timed):
            raise InputError(Text("lab.event_repair_unread", found=said[:40]), Text("lab.event_repair_hint"))
        return int(match[1]), self._slots(match)

    def _slots(self, match: re.Match[str]) -> frozenset[int]:
        if match[3] is None:
            return frozenset(range(self._options.now, self._event.slots))
        first, last = int(match[3]), int(match[4] or match[3])
        if 1 <= last < first <= self._event.slots:
            raise InputError(Text("lab.event_repair_backwards", found=match[0]), Text("lab.event_repair_hint"))
        if not 1 <= first <= last <= self._event.slots:
            text = Text("cli.repair_slots", found=match[0], slots=self._event.slots)
            raise InputError(text, Text("lab.event_repair_hint"))
        return frozenset(range(first - 1, last))

    def _lines(self, repaired: EventRepair) -> Iterator[Text]:
        if not repaired.changed:
            yield Text("cli.repair_stands")
        else:
            yield Text(
                "lab.event_repair_toll",
                people=Text("lab.event_repair_people", count=len(repaired.people)),
                meetings=Text("cli.repair_meetings", count=len(repaired.changed)),
            )
            yield Text("lab.event_repair_told", people=_listed(repaired.people))
        if repaired.given_up:
            numbers = _listed(repaired.given_up)
            yield Text("lab.event_repair_given_up", count=len(repaired.given_up), meetings=numbers)
        if repaired.is_best:
            yield Text("cli.repair_proved")
        elif repaired.proved:
            fewest = Text("lab.event_repair_fewest_given_up", count=repaired.fewest_changed)
            yield Text("lab.event_repair_proved", meetings=fewest)
        else:
            given_up = Text("lab.event_repair_fewest_given_up", count=repaired.fewest_given_up)
            people = Text("lab.event_repair_fewest_people", count=repaired.fewest_people)
            yield Text("lab.event_repair_open", meetings=given_up, people=people)
        yield from fairness_notes(repaired.event, repaired.plan)
        for number in repaired.changed:
            yield _change(repaired, number, UNPLACED if number >= len(self._plan) else self._plan[number])


def _change(repaired: EventRepair, number: int, before: int) -> Text:
    after, pair = repaired.plan[number], repaired.event.appointments[number]
    code = "lab.event_repair_moved"
    if UNPLACED in (before, after):
        code = "lab.event_repair_new" if before == UNPLACED else "lab.event_repair_lost"
    return Text(
        code, number=number + 1, first=pair.first + 1, second=pair.second + 1, before=before + 1, after=after + 1
    )


def _listed(numbers: tuple[int, ...]) -> str:
    return ", ".join(str(number + 1) for number in numbers)
