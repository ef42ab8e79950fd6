"""The sheet of quotas: how many meetings a party has at least and at most, in all or in a stretch of the fair."""

from __future__ import annotations

from collections.abc import Iterable
from zoneinfo import ZoneInfo

from tearoad.mission.delegates_sheet import with_ids
from tearoad.mission.meetings.asked import MeetingQuota
from tearoad.mission.meetings.refusing import refused_quota
from tearoad.paper.sheets import PARTIES, Column, Reading, Record, Row, SheetSpec, Table, w3
from tearoad.paper.sheets.written.windows import write_window
from tearoad.text import Text
from tearoad.values import PartyId

QUOTAS = SheetSpec(
    "quotas",
    w3("Quotas|Meeting quotas|Numbers of meetings", "会面数量|会面限额|会面次数", "Квоты|Квоты встреч|Число встреч"),
    (
        Column("id", w3("ID|Quota ID|No.|Number", "编号|序号", "ID|№|Номер"), "Q01", about="quota_id", width=8),
        Column(
            "who",
            w3("Who|Party|Company|Firm", "对象|企业|公司", "Кто|Участник|Компания|Фирма"),
            "B001",
            about="quota_who",
            width=22,
        ),
        Column(
            "when",
            w3("When|Day|Time|Window", "时间|日期|时间段", "Когда|День|Время|Окно"),
            w3("Tue 10-13", "周二 10-13", "вт 10–13"),
            about="quota_when",
            width=28,
        ),
        Column("least", w3("At least|Minimum|Min", "至少|最少", "Не менее|Минимум"), "2", about="quota_least"),
        Column("most", w3("At most|Maximum|Max", "至多|最多", "Не более|Максимум"), "5", about="quota_most"),
    ),
    needs=(("who",), ("least", "most")),
    strict=frozenset({"when"}),
)


def read_quotas(records: Iterable[Record], _reading: Reading) -> tuple[MeetingQuota, ...]:
    """Return the quotas of the good rows; one that repeats or contradicts a row above it is held back."""
    kept: list[MeetingQuota] = []
    places: dict[str, str] = {}
    for record, id_ in with_ids(records, "Q", silent=True):
        record.needed(("who",))
        record.needed(("least", "most"))
        who, window = record.ref("who", PARTIES), record.window("when")
        least, most = record.whole("least", 0), record.whole("most", 0) if "most" in record else None
        if most is not None and least > most and not record.held:
            text = Text("sheets.quota_backwards", least=least, most=most)
            record.error(text, Text("sheets.quota_backwards_hint"), "least")
        quota = MeetingQuota(id_, PartyId(who or ""), window, least, most, record.place("least"))
        wrong = None if record.held else refused_quota(quota, kept, lambda one: places[one.id])
        if wrong is not None:
            record.error(wrong.text, wrong.hint, wrong.field)
        if not record.held:
            kept.append(quota)
            places[id_] = record.where
    return tuple(kept)


def write_quotas(quotas: Iterable[MeetingQuota], zone: ZoneInfo) -> Table:
    """Return the sheet that reads back as these quotas."""
    return Table(QUOTAS, tuple(_row(one, zone) for one in quotas))


def _row(quota: MeetingQuota, zone: ZoneInfo) -> Row:
    return Row(
        {
            "id": quota.id,
            "who": quota.who,
            "when": write_window(quota.window, zone) if quota.window else "",
            "least": quota.least or None,
            "most": quota.most,
        }
    )
