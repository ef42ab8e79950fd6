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
from tearoad.paper.sheets import LONGEST_NOTE, Choices, Column, Kind, Reading, Record, w3
from tearoad.rows import Codec, Field, RowKind, Widget
from tearoad.rows.codecs import DAY, LIMIT_FROM_ONE, LINE, LOCAL, NOTE, choice
from tearoad.rows.in_three import three_fields
from tearoad.text import Text

ABOUT = Choices(
    {
        About.MISSION: w3("mission|whole mission|delegation", "全团|代表团", "миссия|вся делегация"),
        About.FIRM: w3("firm|company|exporter", "企业|公司", "фирма|компания"),
        About.DELEGATE: w3("delegate|person", "团员|个人", "делегат|участник"),
    }
)
STATES = Choices(
    {
        TaskState.OPEN: w3("open|to do", "未完成|待办", "открыто|не сделано"),
        TaskState.DONE: w3("done|ready", "已完成|完成", "сделано|готово"),
        TaskState.NOT_NEEDED: w3("not needed|n/a", "不需要|无需", "не нужно|не требуется"),
    }
)
EVIDENCE = Choices(
    {
        Evidence.NOTE: w3("note", "说明", "запись"),
        Evidence.FILE: w3("file|document", "文件", "файл|документ"),
        Evidence.EITHER: w3("note or file", "说明或文件", "запись или файл"),
    }
)
OWNERS = Choices(
    {
        Owner.OFFICER: w3("officer|office", "经办人|办公室", "сотрудник|офис"),
        Owner.MANAGER: w3("manager|head", "负责人|主管", "руководитель"),
        Owner.FIRM: w3("firm|company|exporter", "企业|公司", "фирма|компания"),
    }
)
_ADDRESS = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")
_MEANT = {About.FIRM: frozenset({Kind.EXPORTER}), About.DELEGATE: frozenset({Kind.DELEGATE})}

_WHOM_COLUMNS = (
    Column(
        "about",
        w3("For|About|Scope", "对象|适用对象", "Для|Относится к"),
        choices=ABOUT,
        about="task_about",
    ),
    Column(
        "whom",
        w3("Firm or delegate|Whom|For whom", "企业或团员|具体对象", "Фирма или делегат|Для кого"),
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
    title=w3(
        "Checklist|Checklists|Tasks|To do",
        "准备清单|任务清单|清单|任务",
        "Чек-лист|Чек-листы|Задачи|Контрольный список",
    ),
    core=Task,
    personal=frozenset({"owner", "escalate_to", "done_by", "note", "file"}),
    prefix="K",
    id=Column("id", w3("ID|Task ID|No.|Number|Code", "编号|序号", "ID|№|Код|Номер"), "trip-visa-D01", width=18),
    fields=(
        Field(
            "title",
            LOCAL,
            w3("Task|Title|What", "任务|事项|名称", "Задача|Название|Что сделать"),
            about="task_title",
            width=28,
        ),
        Field(
            "due_on",
            DAY,
            w3("Due|Due date|Deadline|By", "截止日期|期限|截止", "Срок|Крайний срок|До"),
            example="2027-01-20",
            width=12,
        ),
        Field("whom", _WHOM, essential=True, value_of=lambda task: (task.about, task.whom)),
        Field(
            "owner",
            _owner(Owner.OFFICER),
            w3("Owner|Responsible|Who does it", "责任人|负责方|承办", "Ответственный|Исполнитель"),
            about="task_owner",
            essential=True,
        ),
        Field(
            "state",
            choice(STATES, TaskState.OPEN),
            w3("State|Status", "状态|进度", "Состояние|Статус"),
            about="task_state",
            width=12,
            essential=True,
        ),
        Field(
            "note",
            _NOTE,
            w3("Note|Remark|Reason", "说明|备注|原因", "Примечание|Причина|Запись"),
            about="task_note",
            width=30,
            essential=True,
        ),
        Field("file", LINE, w3("File|Document", "文件|附件", "Файл|Документ"), about="task_file", width=20),
        Field(
            "done_on",
            _DONE_ON,
            w3("Done on|Completed", "完成日期|完成时间", "Сделано (дата)|Дата выполнения"),
            example="2027-01-12",
            width=12,
            essential=True,
        ),
        Field(
            "done_by",
            LINE,
            w3("Done by|Completed by", "完成人", "Кем сделано|Выполнил"),
            example="officer@example.org",
            width=20,
        ),
        Field(
            "evidence",
            choice(EVIDENCE, Evidence.EITHER),
            w3("Evidence|Proof", "凭据|证明方式", "Подтверждение"),
            about="task_evidence",
            essential=True,
        ),
        Field(
            "escalate_after_days",
            LIMIT_FROM_ONE,
            w3(
                "Escalate after days|Days until escalation",
                "逾期几天上报|上报天数",
                "Через сколько дней сообщить выше|Эскалация, дней",
            ),
            example="3",
            essential=True,
        ),
        Field(
            "escalate_to",
            _owner(Owner.MANAGER),
            w3("Escalate to|Tell", "上报给|上报对象", "Сообщить кому|Эскалация кому"),
            essential=True,
        ),
        Field(
            "kind",
            LINE,
            w3("Template|Template task", "模板|模板任务", "Шаблон|Задача шаблона"),
            example="trip.visa",
            about="task_kind",
        ),
    ),
    needs=(three_fields("title"), ("due_on",)),
    build=_build,
    people=True,
)
