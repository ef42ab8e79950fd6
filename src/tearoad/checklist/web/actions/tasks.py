"""Tick a task with its evidence, leave it out with a reason, take that back; add and change tasks."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from pathlib import PurePath
from uuid import UUID

from django.db import transaction
from django.db.models import Max

from tearoad.checklist import About, Evidence, Task, TaskId, TaskState, dated
from tearoad.checklist.template import Template
from tearoad.checklist.web import models as rows
from tearoad.checklist.web.queries.people import today, travellers
from tearoad.checklist.web.queries.stored_kinds import STORED_TASKS
from tearoad.checklist.web.queries.tasks import as_planned, task_of, task_row
from tearoad.checklist.web.queries.templates import ids_there, taking
from tearoad.errors import InputError
from tearoad.mission.web import models as mission_rows
from tearoad.mission.web.actions import rows as of_all
from tearoad.mission.web.policies import open_mission
from tearoad.office.files.judging import DOCUMENT, ODS, SHEET, Flaw, flaw_of, refusal
from tearoad.office.files.sniffing import MS_EXCEL, MS_WORD, PDF, PICTURES
from tearoad.office.web.actions.files import keep
from tearoad.paper.sheets.passports import holds_passport_number
from tearoad.people import Actor, Policy
from tearoad.people.web.actions import ledger
from tearoad.people.web.models import User
from tearoad.people.web.policies import require
from tearoad.text import Text
from tearoad.values.document import to_document
from tearoad.web.saving import stale

EVIDENCE = "evidence"
"""The kind of these files in the office."""
MOST_BYTES = 20_000_000
OFFICE = frozenset({*PICTURES, PDF, SHEET, DOCUMENT, ODS, MS_EXCEL, MS_WORD})
"""What is taken as evidence: documents and pictures as offices send them."""
MOST_NOTE = 500


@dataclass(frozen=True, slots=True)
class Upload:
    """A file that somebody handed in."""

    name: str
    content: bytes


def done(by: Actor, row: mission_rows.Mission, task_id: UUID, note: str, upload: Upload | None = None) -> None:
    """Tick a task with what shows that it is done; a second click changes nothing.

    Raises:
        InputError: what the task asks for as evidence is missing, the file is no office document, or a passport number
            stands in the note or in the file's name.

    """
    require(by, Policy.EDIT_MISSION)
    if upload is not None:  # takes its time: before anything is locked
        _judge_file(upload)
    _tick(by, row, task_id, note, upload)


@transaction.atomic
def _tick(by: Actor, row: mission_rows.Mission, task_id: UUID, note: str, upload: Upload | None) -> None:
    checklist_task, task = _open(row, task_id)
    if not task.is_open:
        return
    said = plain(note)
    _judge(task, said, upload)
    if upload is not None:
        checklist_task.file = keep(by, name=upload.name, content=upload.content, kind=EVIDENCE)
    name = checklist_task.file.name if checklist_task.file else task.file
    _write(by, checklist_task, _ticked(by, row, replace(task, state=TaskState.DONE, note=said, file=name)), "task_done")


@transaction.atomic
def done_several(by: Actor, row: mission_rows.Mission, task_ids: Iterable[UUID], note: str) -> int:
    """Tick several tasks with one note, all or none; returns how many were open until now."""
    require(by, Policy.EDIT_MISSION)
    count = 0
    for task_id in task_ids:
        count += task_of(task_row(row, task_id)).is_open
        done(by, row, task_id, note)
    return count


@transaction.atomic
def not_needed(by: Actor, row: mission_rows.Mission, task_id: UUID, reason: str) -> None:
    """Leave a task out, with the reason.

    Raises:
        InputError: no reason was given, or a passport number stands in it.

    """
    require(by, Policy.EDIT_MISSION)
    checklist_task, task = _open(row, task_id)
    if not task.is_open:
        return
    _refuse_passport(plain(reason))
    if not plain(reason):
        raise InputError(Text("checklist.reason_wanted"), Text("checklist.reason_wanted_hint"))
    left_out = replace(task, state=TaskState.NOT_NEEDED, note=plain(reason))
    _write(by, checklist_task, _ticked(by, row, left_out), "task_left_out")


@transaction.atomic
def reopen(by: Actor, row: mission_rows.Mission, task_id: UUID) -> None:
    """Take a tick back; its note and file stay with the task."""
    require(by, Policy.EDIT_MISSION)
    checklist_task, task = _open(row, task_id)
    if not task.is_open:
        _write(by, checklist_task, replace(task, state=TaskState.OPEN, done_on=None, done_by=""), "task_reopened")


@transaction.atomic
def change(by: Actor, row: mission_rows.Mission, task_id: UUID, to: Task, read: str | None = None) -> None:
    """Change what a task is, when it is due and whose it is; how it stands is not touched.

    Args:
        by: who changes it.
        row: whose task it is.
        task_id: which one.
        to: what it is to be.
        read: the mark of the task that was read; None where nobody looked.

    Raises:
        Stale: somebody changed it in the meantime.
        Conflict: the mission is archived.

    """
    require(by, Policy.EDIT_MISSION)
    _, task = _open(row, task_id)
    _known(row, to)
    changed = replace(
        task,
        title=to.title,
        due_on=to.due_on,
        about=to.about,
        whom=to.whom,
        owner=to.owner,
        evidence=to.evidence,
        escalate_after_days=to.escalate_after_days,
        escalate_to=to.escalate_to,
    )
    if changed == task:
        return
    stale.require_unchanged(read, as_planned(task))
    of_all.put(by, row, STORED_TASKS, changed)


@transaction.atomic
def add(by: Actor, row: mission_rows.Mission, task: Task) -> rows.ChecklistTask:
    """Add a task of the office's own; its id is the next free one."""
    require(by, Policy.EDIT_MISSION)
    _known(row, task)
    made: rows.ChecklistTask = of_all.add(by, row, STORED_TASKS, replace(task, id=TaskId("")))
    return made


@transaction.atomic
def take(by: Actor, row: mission_rows.Mission, of: Template, moved: dict[str, date]) -> int:
    """Take a template into use; tasks that are there already stay as they are. Returns how many were added."""
    require(by, Policy.EDIT_MISSION)
    open_mission(row)
    added = dated(of, taking(row, moved), ids_there(row))
    if added:
        _make(row, added)
        facts = {"template": of.code, "tasks": len(added), "moved": sorted(moved)}
        ledger.append(by, "mission.template_taken", "mission", row.id, facts)
    return len(added)


def plain(text: str) -> str:
    """Return a note as one line, as a cell of a spreadsheet keeps it.

    Raises:
        InputError: it is longer than such a note may be.

    """
    found = " ".join(text.split())
    if len(found) > MOST_NOTE:
        said = Text("checklist.note_long", found=len(found), most=MOST_NOTE)
        raise InputError(said, Text("checklist.note_long_hint"))
    return found


def _judge(task: Task, note: str, upload: Upload | None) -> None:
    """Refuse what is not the evidence that the task asks for."""
    _refuse_passport(note)
    if upload is not None:
        _refuse_passport(PurePath(upload.name).stem.replace("_", " "))
    if upload is not None and task.evidence is Evidence.NOTE:
        raise InputError(Text("checklist.no_file_here"), Text("checklist.no_file_here_hint"))
    if task.evidence is Evidence.FILE and upload is None and not task.file:
        raise InputError(Text("checklist.file_wanted"), Text("checklist.file_wanted_hint"))
    if upload is None and not note and not task.file:
        raise InputError(Text("checklist.evidence_wanted"), Text("checklist.evidence_wanted_hint"))


def _judge_file(upload: Upload) -> None:
    """Refuse a file that is no document, or one that does something; that it is empty is told by who keeps it."""
    flaw = flaw_of(upload.name, upload.content, OFFICE) if upload.content else None
    if flaw is Flaw.KIND:
        raise InputError(Text("checklist.bad_file", name=upload.name), Text("checklist.bad_file_hint"))
    if flaw is not None:
        raise InputError(refusal(flaw, upload.name), Text("office.flaw_hint"))


def _refuse_passport(said: str) -> None:
    """Refuse a passport number, judged as the sheet of tasks judges its cells."""
    if holds_passport_number(said, of_a_person=True):
        raise InputError(Text("forms.passport_cell"), Text("forms.passport_hint"))


def _known(row: mission_rows.Mission, task: Task) -> None:
    """Refuse a task for somebody who is not in the mission."""
    known = travellers(row)
    there = {About.MISSION: {""}, About.FIRM: known.firms.keys(), About.DELEGATE: known.delegates.keys()}
    if task.whom not in there[task.about]:
        raise InputError(Text("checklist.nobody", found=task.whom), Text("checklist.nobody_hint"))


def _ticked(by: Actor, row: mission_rows.Mission, task: Task) -> Task:
    user = User.objects.filter(pk=by.user).first() if by.user else None
    return replace(task, done_on=today(row), done_by=user.email if user else "")


def _open(row: mission_rows.Mission, task_id: UUID) -> tuple[rows.ChecklistTask, Task]:
    open_mission(row)
    rows.ChecklistTask.objects.select_for_update().filter(mission=row, pk=task_id).first()
    task = task_row(row, task_id)
    return task, task_of(task)


def _write(by: Actor, checklist_task: rows.ChecklistTask, task: Task, verb: str) -> None:
    checklist_task.document = to_document(task)
    checklist_task.save()
    facts = {"task": task.id, "state": task.state.value, "file": bool(task.file)}
    ledger.append(by, f"mission.{verb}", "mission", checklist_task.mission_id, facts)


def _make(row: mission_rows.Mission, tasks: Iterable[Task]) -> list[rows.ChecklistTask]:
    last = rows.ChecklistTask.objects.filter(mission=row).aggregate(last=Max("position"))["last"]
    first = 0 if last is None else last + 1
    made: list[rows.ChecklistTask] = rows.ChecklistTask.objects.bulk_create(
        rows.ChecklistTask(mission=row, code=task.id, position=position, document=to_document(task))
        for position, task in enumerate(tasks, first)
    )
    return made
