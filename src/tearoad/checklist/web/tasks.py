"""The daily reminders, and the letters of invitation."""

from __future__ import annotations

from pathlib import PurePosixPath

from tearoad.checklist.letters import Inviter, can_be_named, papers
from tearoad.checklist.web.actions.letters import LetterPdf, keep_letters
from tearoad.checklist.web.actions.reminders import remind
from tearoad.checklist.web.queries.letters import MAKE, LettersWanted, invited
from tearoad.checklist.web.queries.people import travellers
from tearoad.errors import Interrupted
from tearoad.mission.web import models as mission_rows
from tearoad.mission.web.queries.missions import core
from tearoad.names import spelling
from tearoad.people import Actor, Role
from tearoad.text import Text
from tearoad.web.clock import now
from tearoad.web.registry import Job, JobRun, Json

_TWO_HOURS_S = 7200


def remind_owners(run: JobRun) -> Json:
    """Tell the owners of late tasks once a day."""
    return {"mails": remind(Actor(run.tenant, Role.SYSTEM, run.by))}


def make_letters(run: JobRun) -> Json:
    """Make the letters of a mission; a second run puts the same ones in their place."""
    wanted: LettersWanted = run.payload
    row = mission_rows.Mission.objects.get(pk=wanted["mission"])
    mission, known = core(row), travellers(row)
    language = mission.host_language
    firms = {code: spelling.firm(exporter.name, language).main for code, exporter in known.firms.items()}
    people = tuple(delegate for delegate in invited(known, []) if can_be_named(delegate))
    run.step(Text("checklist_pages.step_letters"))
    made: list[LetterPdf] = []
    codes = ("", *(str(person.id) for person in people))
    files = papers(mission, people, firms, Inviter(**wanted["inviter"]), stamp=now())
    for code, file in zip(codes, files, strict=True):
        if run.stop():
            raise Interrupted(Text("checklist_pages.letters_stopped"))
        made.append(LetterPdf(code, PurePosixPath(file.path).name, file.content))
        run.advance(len(made), len(codes))
    keep_letters(Actor(run.tenant, Role.SYSTEM, run.by), row, made)
    return {"letters": len(made)}


JOBS = (
    Job("mission.remind", Text("mission.remind"), remind_owners, every_s=_TWO_HOURS_S),
    Job(MAKE, Text("mission.letters"), make_letters, long=True),
)
