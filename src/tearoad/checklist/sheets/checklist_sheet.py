"""Tasks as rows: what must be ready, by when, by whom, and what shows that it is."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from tearoad.checklist.task import About, Evidence, Owner, Task, TaskState
from tearoad.errors import InputError
from tearoad.mission.span import AROUND_DAYS
from tearoad.paper.sheets import LONGEST_NOTE, Choices, Column, Kind, Reading, Record, SheetWords
from tearoad.rows import Codec, Field, RowKind, Widget
from tearoad.rows.codecs import DAY, LIMIT_FROM_ONE, LINE, LOCAL, NOTE, choice
from tearoad.rows.in_three import three_fields
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
_MEANT = {About.FIRM: frozenset({Kind.EXPORTER}), About.DELEGATE: frozenset({Kind.DELEGATE})}

_WHOM_COLUMNS = (
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
)


def _done_on(record: Record, field: str, _reading: Reading) -> date | None:
    """Return the day on which a task was done; a sheet knows no today, but what lies long after the fair is told."""
    on, last = record.date(field), max(record.around.calendar.days)
    if on is not None and on > last + timedelta(AROUND_DAYS):
        said = Text("sheets.done_late", found=f"{on:%Y-%m-%d}", last=f"{last:%Y-%m-%d}")
        record.warn(said, Text("sheets.look_again"), field)
    return on


def _whom(record: Record, _field: str, _reading: Reading) -> tuple[About, str]:
    """Return for whom a task is; without a word about it, the id that is named decides."""
    kinds = frozenset({Kind.EXPORTER, Kind.DELEGATE})
    about = record.choice("about", ABOUT, About.MISSION)
    whom = record.ref("whom", _MEANT.get(about, kinds)) or ""
    if not whom:
        if about is not About.MISSION and "whom" not in record:
            record.error(Text("sheets.whom_missing"), Text("sheets.whom_missing_hint"), "whom")
        return about, ""
    known = record.around.directory.find(whom, kinds).known
    is_delegate = known is not None and known.kind is Kind.DELEGATE
    return (About.DELEGATE if is_delegate else About.FIRM), whom


def _read_owner(written: str) -> str:
    word = OWNERS.read(written)
    if word is None and not _ADDRESS.fullmatch(written):
        words = " / ".join(words.of_all for words in OWNERS.words.values())
        raise InputError(Text("sheets.bad_owner", found=written), Text("sheets.expect_owner", words=words))
    return word.value if word else written.casefold()


def _owner(default: Owner) -> Codec[str]:
    return Codec(
        read=lambda record, name, _reading: record.parsed(name, _read_owner, default.value),
        cells=lambda owner, name, _zone: {name: next((word for word in Owner if word.value == owner), owner)},
        choices=OWNERS,
    )


def _note(record: Record, field: str, _reading: Reading) -> str:
    note, state = record.text(field), STATES.read(record.text("state"))
    if state is TaskState.NOT_NEEDED and not note:
        record.error(Text("sheets.reason_missing"), Text("sheets.reason_missing_hint"), field)
    return note


_NOTE = replace(NOTE, read=_note)
_DONE_ON = replace(DAY, read=_done_on)
_WHOM: Codec[tuple[About, str]] = Codec(
    read=_whom,
    cells=lambda said, _name, _zone: {"about": said[0], "whom": said[1]},
    columns=lambda _field: _WHOM_COLUMNS,
    kinds=frozenset({Kind.EXPORTER, Kind.DELEGATE}),
    widget=Widget.PARTY,
)


def _build(said: Mapping[str, Any], _record: Record) -> Task:
    about, whom = said["whom"]
    return Task(**{**said, "about": about, "whom": whom})


CHECKLIST = RowKind(
    name="checklist",
    title=SheetWords("sheet_words.checklist"),
    core=Task,
    personal=frozenset({"owner", "escalate_to", "done_by", "note", "file"}),
    prefix="K",
    id=Column("id", SheetWords("sheet_words.id_of_checklist"), "trip-visa-D01", width=18),
    fields=(
        Field(
            "title",
            LOCAL,
            SheetWords("sheet_words.task"),
            about="task_title",
            width=28,
        ),
        Field(
            "due_on",
            DAY,
            SheetWords("sheet_words.due"),
            example="2027-01-20",
            width=12,
        ),
        Field("whom", _WHOM, essential=True, value_of=lambda task: (task.about, task.whom)),
        Field(
            "owner",
            _owner(Owner.OFFICER),
            SheetWords("sheet_words.owner"),
            about="task_owner",
            essential=True,
        ),
        Field(
            "state",
            choice(STATES, TaskState.OPEN),
            SheetWords("sheet_words.state"),
            about="task_state",
            width=12,
            essential=True,
        ),
        Field(
            "note",
            _NOTE,
            SheetWords("sheet_words.task_note"),
            about="task_note",
            width=30,
            essential=True,
        ),
        Field("file", LINE, SheetWords("sheet_words.file_of_checklist"), about="task_file", width=20),
        Field(
            "done_on",
            _DONE_ON,
            SheetWords("sheet_words.done_on"),
            example="2027-01-12",
            width=12,
            essential=True,
        ),
        Field(
            "done_by",
            LINE,
            SheetWords("sheet_words.done_by"),
            example="officer@example.org",
            width=20,
        ),
        Field(
            "evidence",
            choice(EVIDENCE, Evidence.EITHER),
            SheetWords("sheet_words.evidence"),
            about="task_evidence",
            essential=True,
        ),
        Field(
            "escalate_after_days",
            LIMIT_FROM_ONE,
            SheetWords("sheet_words.escalate_after_days"),
            example="3",
            essential=True,
        ),
        Field(
            "escalate_to",
            _owner(Owner.MANAGER),
            SheetWords("sheet_words.escalate_to"),
            essential=True,
        ),
        Field(
            "kind",
            LINE,
            SheetWords("sheet_words.template"),
            example="trip.visa",
            about="task_kind",
        ),
    ),
    needs=(three_fields("title"), ("due_on",)),
    build=_build,
    people=True,
)
