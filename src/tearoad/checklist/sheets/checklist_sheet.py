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
    Table,
    Value,
    w3,
)
from tearoad.rows.in_three import in_three, local_cells, read_local, three_fields
from tearoad.rows.with_ids import with_ids
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
_WHOM = {About.FIRM: frozenset({Kind.EXPORTER}), About.DELEGATE: frozenset({Kind.DELEGATE})}

CHECKLIST = SheetSpec(
    "checklist",
    w3(
        "Checklist|Checklists|Tasks|To do",
        "准备清单|任务清单|清单|任务",
        "Чек-лист|Чек-листы|Задачи|Контрольный список",
    ),
    (
        Column("id", w3("ID|Task ID|No.|Number|Code", "编号|序号", "ID|№|Код|Номер"), "trip-visa-D01", width=18),
        *in_three("title", w3("Task|Title|What", "任务|事项|名称", "Задача|Название|Что сделать"), "task_title"),
        Column(
            "due_on",
            w3("Due|Due date|Deadline|By", "截止日期|期限|截止", "Срок|Крайний срок|До"),
            "2027-01-20",
            width=12,
        ),
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
        Column(
            "owner",
            w3("Owner|Responsible|Who does it", "责任人|负责方|承办", "Ответственный|Исполнитель"),
            choices=OWNERS,
            about="task_owner",
        ),
        Column(
            "state", w3("State|Status", "状态|进度", "Состояние|Статус"), choices=STATES, about="task_state", width=12
        ),
        Column(
            "note",
            w3("Note|Remark|Reason", "说明|备注|原因", "Примечание|Причина|Запись"),
            about="task_note",
            width=30,
            longest=LONGEST_NOTE,
        ),
        Column("file", w3("File|Document", "文件|附件", "Файл|Документ"), about="task_file", width=20),
        Column(
            "done_on",
            w3("Done on|Completed", "完成日期|完成时间", "Сделано (дата)|Дата выполнения"),
            "2027-01-12",
            width=12,
        ),
        Column(
            "done_by", w3("Done by|Completed by", "完成人", "Кем сделано|Выполнил"), "officer@example.org", width=20
        ),
        Column(
            "evidence",
            w3("Evidence|Proof", "凭据|证明方式", "Подтверждение"),
            choices=EVIDENCE,
            about="task_evidence",
        ),
        Column(
            "escalate_after_days",
            w3(
                "Escalate after days|Days until escalation",
                "逾期几天上报|上报天数",
                "Через сколько дней сообщить выше|Эскалация, дней",
            ),
            "3",
        ),
        Column(
            "escalate_to",
            w3("Escalate to|Tell", "上报给|上报对象", "Сообщить кому|Эскалация кому"),
            choices=OWNERS,
        ),
        Column(
            "kind",
            w3("Template|Template task", "模板|模板任务", "Шаблон|Задача шаблона"),
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
