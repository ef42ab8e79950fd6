"""The sheet of decisions: what a person ruled about a likeness to a watch list."""

from __future__ import annotations

from collections.abc import Iterable

from tearoad.paper.sheets import LONGEST_NOTE, PARTIES, Choices, Column, Reading, Record, SheetRow, SheetSpec, Table, w3
from tearoad.screening.verdict import Decision, Ruling, Status, Verdict
from tearoad.text import Text
from tearoad.values import PartyId

RULINGS = Choices(
    {
        Ruling.CLEAR: w3(
            "clear|cleared|ok|no match|not the same",
            "放行|通过|排除|不是同一人",
            "допустить|чисто|не совпадает|разрешить",
        ),
        Ruling.HOLD: w3("hold|wait|pending", "暂缓|待定|搁置", "задержать|ждать|отложить"),
        Ruling.BLOCK: w3(
            "block|blocked|match|refuse", "禁止|拒绝|是同一人", "запретить|блокировать|совпадает|отказать"
        ),
    }
)
DECISIONS = SheetSpec(
    "decisions",
    w3("Decisions|Screening decisions", "决定|筛查决定|审查决定", "Решения|Решения проверки"),
    (
        Column(
            "party",
            w3("Party|Company|ID|Buyer|Who", "对象|公司|编号|企业", "Участник|Компания|ID|Кто"),
            "B017",
            about="decision_party",
        ),
        Column(
            "entry",
            w3(
                "List entry|Entry|List number|Entry ID",
                "名单条目|条目编号|名单编号",
                "Запись списка|Номер записи|Запись",
            ),
            "OFAC 12345",
            about="decision_entry",
        ),
        Column("ruling", w3("Ruling|Decision|Result", "裁定|决定|结论", "Решение|Вывод|Итог"), choices=RULINGS),
        Column(
            "by",
            w3("By|Decided by|Officer", "决定人|经办人|签字", "Кем|Решил|Ответственный"),
            w3("A. Officer (fictional)", "示例经办人", "А. Примеров"),
            about="decision_by",
        ),
        Column(
            "on", w3("On|Date|Decided on", "日期|决定日期", "Дата|Когда"), "2023-01-30", about="decision_on", width=12
        ),
        Column(
            "why",
            w3("Why|Reason|Grounds", "理由|原因|依据", "Почему|Причина|Основание"),
            w3("other registration number", "注册号不同", "другой ИНН"),
            about="decision_why",
            width=40,
            longest=LONGEST_NOTE,
        ),
    ),
    needs=(("party",), ("entry",), ("ruling",)),
    strict=frozenset({"on"}),
    refusing=frozenset({"ruling"}),
)


_ABOUT = frozenset({"party", "entry"})


def read_decisions(records: Iterable[Record], _reading: Reading) -> tuple[Decision, ...]:
    """Return the decisions of the good rows; one without a name or a reason counts, with a warning."""
    decisions = []
    for record in records:
        if record.is_set_aside(_ABOUT):
            continue
        ruling = record.choice("ruling", RULINGS, Ruling.HOLD)
        # Whom a person held or blocked may not enter a plan because the row that says so cannot be read.
        record.may_refuse = frozenset() if ruling is Ruling.CLEAR else _ABOUT | {"on"}
        for field in ("party", "entry", "ruling"):
            record.needed((field,))
        party = record.ref("party", PARTIES)
        for field in ("by", "why"):
            if field not in record:
                column = record.around.spec.by_field[field].header.term
                record.warn(Text("sheets.decision_bare", column=column), Text("sheets.decision_bare_hint"), field)
        decision = Decision(
            PartyId(party or ""),
            record.text("entry"),
            ruling,
            record.text("by"),
            record.date("on"),
            record.text("why"),
        )
        if not record.held:
            decisions.append(decision)
    return tuple(decisions)


def write_decisions(decisions: Iterable[Decision]) -> Table:
    """Return the sheet that reads back as these decisions."""
    return Table(DECISIONS, tuple(map(_row, decisions)))


def to_decide(verdicts: Iterable[Verdict]) -> Table:
    """Return the sheet with a row for each likeness that waits for a person: party and entry filled, ruling empty."""
    return Table(
        DECISIONS,
        tuple(
            SheetRow({"party": verdict.party, "entry": hit.entry.id})
            for verdict in verdicts
            if verdict.status is Status.UNDECIDED
            for hit in verdict.hits
            if (verdict.party, hit.entry.id) not in {(one.party, one.entry_id) for one in verdict.decisions}
        ),
    )


def _row(decision: Decision) -> SheetRow:
    return SheetRow(
        {
            "party": decision.party,
            "entry": decision.entry_id,
            "ruling": decision.ruling,
            "by": decision.by,
            "on": decision.decided_on,
            "why": decision.why,
        }
    )
