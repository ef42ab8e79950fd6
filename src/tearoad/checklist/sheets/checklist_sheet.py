"""The sheet of tasks: what must be ready, by when, by whom, and what shows that it is."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date, timedelta

from tearoad.checklist.task import About, Evidence, Owner, Task, TaskId, TaskState
from tearoad.errors import InputError
from tearoad.mission.span import AROUND_DAYS
from tearoad.paper.sheets import (
    LONGEST_NOTE,
    Choices,
    Column,
    Kind,
    Reading,
    Record,
    SheetRow,
    SheetSpec,
    SheetWords,
    Table,
    Value,
)
from tearoad.rows.in_three import in_three, local_cells, read_local, three_fields
from tearoad.rows.with_ids import with_ids
from tearoad.text import Text

ABOUT = Choices(
    {
        About.MISSION: SheetWords("sheet_words.mission_of_checklist"),
        About.FIRM: SheetWords("sheet_words.firm_of_checklist"),
        About.DELEGATE: SheetWords("sheet_words.delegate"),
    }
)
STATES = Choices(
    {
        TaskState.OPEN: SheetWords("sheet_words.open_of_checklist"),
        TaskState.DONE: SheetWords("sheet_words.done"),
        TaskState.NOT_NEEDED: SheetWords("sheet_words.not_needed"),
    }
)
EVIDENCE = Choices(
    {
        Evidence.NOTE: SheetWords("sheet_words.note_of_checklist"),
        Evidence.FILE: SheetWords("sheet_words.file"),
        Evidence.EITHER: SheetWords("sheet_words.note_or_file"),
    }
)
OWNERS = Choices(
    {
        Owner.OFFICER: SheetWords("sheet_words.officer"),
        Owner.MANAGER: SheetWords("sheet_words.manager"),
        Owner.FIRM: SheetWords("sheet_words.firm_of_checklist"),
    }
)
_ADDRESS = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")
_WHOM = {About.FIRM: frozenset({Kind.EXPORTER}), About.DELEGATE: frozenset({Kind.DELEGATE})}

CHECKLIST = SheetSpec(
    "checklist",
    SheetWords("sheet_words.checklist"),
    (
        Column("id", SheetWords("sheet_words.id_of_checklist"), "trip-visa-D01", width=18),
        *in_three("title", SheetWords("sheet_words.task"), "task_title"),
        Column(
            "due_on",
            SheetWords("sheet_words.due"),
            "2027-01-20",
            width=12,
        ),
        Column(
            "about",
            SheetWords("sheet_words.for"),
            choices=ABOUT,
            about="task_about",
        ),
        Column(
            "whom",
            SheetWords("sheet_words.firm_or_delegate"),
            "D01",
            about="task_whom",
            width=14,
            longest=LONGEST_NOTE,
        ),
        Column(
            "owner",
            SheetWords("sheet_words.owner"),
            choices=OWNERS,
            about="task_owner",
        ),
        Column("state", SheetWords("sheet_words.state"), choices=STATES, about="task_state", width=12),
        Column(
            "note",
            SheetWords("sheet_words.task_note"),
            about="task_note",
            width=30,
            longest=LONGEST_NOTE,
        ),
        Column("file", SheetWords("sheet_words.file_of_checklist"), about="task_file", width=20),
        Column(
            "done_on",
            SheetWords("sheet_words.done_on"),
            "2027-01-12",
            width=12,
        ),
        Column("done_by", SheetWords("sheet_words.done_by"), "officer@example.org", width=20),
        Column(
            "evidence",
            SheetWords("sheet_words.evidence"),
            choices=EVIDENCE,
            about="task_evidence",
        ),
        Column(
            "escalate_after_days",
            SheetWords("sheet_words.escalate_after_days"),
            "3",
        ),
        Column(
            "escalate_to",
            SheetWords("sheet_words.escalate_to"),
            choices=OWNERS,
        ),
        Column(
            "kind",
            SheetWords("sheet_words.template"),
            "trip.visa",
            about="task_kind",
        ),
    ),
    needs=(three_fields("title"), ("due_on",)),
    people=True,
    strict=frozenset(
        ("about", "whom", "owner", "state", "note", "done_on", "evidence", "escalate_after_days", "escalate_to")
    ),
)


def read_tasks(records: Iterable[Record], _reading: Reading) -> tuple[Task, ...]:
    """Return the tasks whose rows are good."""
    found = []
    for record, id_ in with_ids(records, "K", silent=True):
        record.needed(three_fields("title"))
        record.needed(("due_on",))
        due_on, state = record.date("due_on"), record.choice("state", STATES, TaskState.OPEN)
        about, whom = _whom(record)
        note = record.text("note")
        if state is TaskState.NOT_NEEDED and not note:
            record.error(Text("sheets.reason_missing"), Text("sheets.reason_missing_hint"), "note")
        after = record.whole("escalate_after_days", 1, 1) if "escalate_after_days" in record else None
        owner, above = _owner(record, "owner", Owner.OFFICER), _owner(record, "escalate_to", Owner.MANAGER)
        evidence = record.choice("evidence", EVIDENCE, Evidence.EITHER)
        done_on = _done_on(record)
        if due_on is not None and not record.held:
            found.append(
                Task(
                    TaskId(id_), read_local(record, "title"), due_on, about, whom, record.text("kind"), owner,
                    evidence, after, above, state, note, record.text("file"), done_on, record.text("done_by"),
                )
            )  # fmt: skip
    return tuple(found)


def _done_on(record: Record) -> date | None:
    """Return the day on which a task was done; a sheet knows no today, but what lies long after the fair is told."""
    on, last = record.date("done_on"), max(record.around.calendar.days)
    if on is not None and on > last + timedelta(AROUND_DAYS):
        said = Text("sheets.done_late", found=f"{on:%Y-%m-%d}", last=f"{last:%Y-%m-%d}")
        record.warn(said, Text("sheets.look_again"), "done_on")
    return on


def _whom(record: Record) -> tuple[About, str]:
    """Return for whom a task is; without a word about it, the id that is named decides."""
    kinds = frozenset({Kind.EXPORTER, Kind.DELEGATE})
    about = record.choice("about", ABOUT, About.MISSION)
    whom = record.ref("whom", _WHOM.get(about, kinds)) or ""
    if not whom:
        if about is not About.MISSION and "whom" not in record:
            record.error(Text("sheets.whom_missing"), Text("sheets.whom_missing_hint"), "whom")
        return about, ""
    known = record.around.directory.find(whom, kinds).known
    is_delegate = known is not None and known.kind is Kind.DELEGATE
    return (About.DELEGATE if is_delegate else About.FIRM), whom


def _owner(record: Record, field: str, default: Owner) -> str:
    def read(written: str) -> str:
        word = OWNERS.read(written)
        if word is None and not _ADDRESS.fullmatch(written):
            words = " / ".join(words.of_all for words in OWNERS.words.values())
            raise InputError(Text("sheets.bad_owner", found=written), Text("sheets.expect_owner", words=words))
        return word.value if word else written.casefold()

    return record.parsed(field, read, default.value)


def write_tasks(tasks: Iterable[Task]) -> Table:
    """Return the sheet that reads back as these tasks."""
    return Table(CHECKLIST, tuple(_row(task) for task in tasks))


def _row(task: Task) -> SheetRow:
    return SheetRow(
        {
            "id": task.id,
            **local_cells(task.title, "title"),
            "due_on": task.due_on,
            "about": task.about,
            "whom": task.whom,
            "owner": _word(task.owner),
            "state": task.state,
            "note": task.note,
            "file": task.file,
            "done_on": task.done_on,
            "done_by": task.done_by,
            "evidence": task.evidence,
            "escalate_after_days": task.escalate_after_days,
            "escalate_to": _word(task.escalate_to),
            "kind": task.kind,
        }
    )


def _word(owner: str) -> Value:
    return next((word for word in Owner if word.value == owner), owner)
