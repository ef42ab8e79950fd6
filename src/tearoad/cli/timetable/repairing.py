"""How `tearoad timetable repair` goes: read the plan and the trouble, mend, say who must be told, write the plan."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

import click

from tearoad.cli.exit_codes import ExitCode
from tearoad.cli.timetable.files import expect_writable, read_json, read_names, read_plan, read_problem, write_text
from tearoad.cli.timetable.trouble_said import Saying, parse_options, trouble_sentence
from tearoad.cli.watching import Watching
from tearoad.errors import InputError
from tearoad.journey.plan_file import SCHEMA as PLAN_FILE
from tearoad.journey.plan_file import PreviousPlan, plan_file, read_previous_plan
from tearoad.text import Ref, Text
from tearoad.timetable.difference import announced_meetings, change_text, changes
from tearoad.timetable.plan import Meeting, Plan
from tearoad.timetable.problem import Problem
from tearoad.timetable.repair import Proposal, Repaired, Toll, Trouble, WantedNow, repair
from tearoad.timetable.schema import digest, plan_to_json
from tearoad.values import WishId
from tearoad.words import Words


@dataclass(frozen=True, slots=True)
class RepairOptions:
    """What the command was asked for."""

    file: Path
    plan: Path | None
    away: tuple[str, ...]
    fewer: tuple[str, ...]
    closed: tuple[str, ...]
    off: tuple[str, ...]
    wanted: tuple[str, ...]
    now: int
    """A slot, counted from 0."""
    out: Path | None
    proposal: int
    time_limit_s: float

    def troubles(self, problem: Problem) -> tuple[Trouble, ...]:
        """Return what went wrong.

        Raises:
            InputError: something is named that the problem does not know.

        """
        options = ("away", "fewer", "closed", "off", "wanted")
        return tuple(parse_options(Saying(problem, self.now), ((name, getattr(self, name)) for name in options)))


class Repairing:
    """One run of `tearoad timetable repair`."""

    def __init__(self, words: Words, options: RepairOptions, *, as_json: bool) -> None:
        """Read the files.

        Raises:
            NotFoundError, InputError: a file cannot be used.

        """
        self._asked, self._as_json = options, as_json
        self._problem = read_problem(options.file)
        self._told = read_plan(options.plan or options.file).meetings
        self._file = read_previous_plan(options.file) if read_json(options.file).get("schema") == PLAN_FILE else None
        self._words = read_names(options.file, words)
        self._watch = Watching(words)

    def run(self) -> int:
        """Mend, tell, write; return the exit code.

        Raises:
            InputError: something is named that the problem does not know.
            SetupError: the plan cannot be written.

        """
        wrong = self._asked.troubles(self._problem)
        if not wrong:
            raise InputError(Text("cli.repair_nothing_said"), Text("cli.repair_hint"))
        expect_writable(self._asked.out, "--out")
        troubled = self._problem
        for trouble in wrong:
            troubled = trouble.applied(troubled)
            self._say(trouble_sentence(self._problem, trouble))
        with self._watch.stoppable():
            repaired = repair(
                troubled,
                self._told,
                now=self._asked.now,
                wanted=_wanted(wrong),
                time_limit_s=self._asked.time_limit_s,
                stop=self._watch.stop,
            )
        self._print_proposals(troubled, repaired)
        self._write(troubled, repaired.proposals)
        if self._as_json:
            click.echo(json.dumps(_figures(troubled, repaired), ensure_ascii=False))
        if self._watch.stop() and not all(proposal.proved for proposal in repaired.proposals):
            self._say(Text("cli.stopped"))
            return ExitCode.INTERRUPTED
        return ExitCode.MUSTS_CLASH if repaired.proposals[0].toll.musts else ExitCode.DONE

    def _say(self, text: Text, indent: str = "") -> None:
        click.echo(indent + self._words(text), err=self._as_json)

    def _print_proposals(self, troubled: Problem, repaired: Repaired) -> None:
        for proposal in repaired.proposals:
            if not proposal.changed:
                self._say(Text("cli.repair_stands"))
                continue
            self._say(Text(f"cli.repair_{proposal.aim.name.lower()}", toll=_toll(proposal.toll)))
            for line in self._lines(troubled, proposal):
                self._say(line, "  ")

    def _lines(self, troubled: Problem, proposal: Proposal) -> Iterator[Text]:
        yield Text("cli.repair_proved") if proposal.proved else Text("cli.repair_open", toll=_toll(proposal.bound))
        yield Text("cli.repair_told", people=tuple(Ref(who) for who in proposal.people))
        before, after = (announced_meetings(troubled, meetings) for meetings in (self._told, proposal.meetings))
        yield from map(change_text, changes(before, after).changes)

    def _write(self, troubled: Problem, proposals: Sequence[Proposal]) -> None:
        if self._asked.out is None:
            return
        chosen = proposals[min(self._asked.proposal, len(proposals)) - 1]
        file = self._file or PreviousPlan((), {})
        mended = _plan(troubled, chosen.meetings)
        content = plan_file(troubled, mended, file.names, file.programme or (), file.in_languages)
        write_text(content.decode(), self._asked.out, "--out")
        self._say(Text("cli.written", path=str(self._asked.out)))


def _wanted(wrong: Sequence[Trouble]) -> tuple[WishId, ...]:
    return tuple(now.wish for now in wrong if isinstance(now, WantedNow))


def _toll(toll: Toll) -> Text:
    return Text(
        "cli.repair_toll",
        people=Text("cli.repair_people", count=toll.people),
        meetings=Text("cli.repair_meetings", count=toll.meetings),
        musts=toll.musts,
        value=toll.value,
    )


def _plan(problem: Problem, meetings: tuple[Meeting, ...]) -> Plan:
    held = {meeting.wish for meeting in meetings}
    left_out = tuple(wish.id for wish in problem.wishes if wish.id not in held)
    return Plan(meetings, left_out, engine="repair", problem_digest=digest(problem), switched_off=problem.switched_off)


def _figures(problem: Problem, repaired: Repaired) -> dict[str, object]:
    return {
        "seconds": round(repaired.seconds, 3),
        "proposals": [
            {
                "aim": proposal.aim.name.lower(),
                "people": list(proposal.people),
                "changed": list(proposal.changed),
                "given_up": list(proposal.given_up),
                "cost": asdict(proposal.toll),
                "bound": asdict(proposal.bound),
                "proved": proposal.proved,
                "meetings": plan_to_json(_plan(problem, proposal.meetings))["meetings"],
            }
            for proposal in repaired.proposals
        ],
    }
