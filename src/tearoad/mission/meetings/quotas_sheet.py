"""Quotas as rows: how many meetings a party has at least and at most, in all or in a stretch of the fair."""

from __future__ import annotations

from tearoad.mission.meetings.asked import MeetingQuota
from tearoad.mission.meetings.refusing import refused_quota
from tearoad.paper.sheets import PARTIES, Column, Reading, Record, w3
from tearoad.rows import Field, RowKind
from tearoad.rows.codecs import COUNT, LIMIT, WINDOW, party
from tearoad.text import Text


def _is_possible(quota: MeetingQuota, record: Record, _reading: Reading) -> MeetingQuota:
    """Refuse more at least than at most."""
    if quota.most is not None and quota.least > quota.most and not record.held:
        backwards = Text("sheets.quota_backwards", least=quota.least, most=quota.most)
        record.error(backwards, Text("sheets.quota_backwards_hint"), "least")
    return quota


QUOTAS = RowKind(
    name="quotas",
    title=w3(
        "Quotas|Meeting quotas|Numbers of meetings", "会面数量|会面限额|会面次数", "Квоты|Квоты встреч|Число встреч"
    ),
    core=MeetingQuota,
    personal=frozenset(),
    prefix="Q",
    id=Column("id", w3("ID|Quota ID|No.|Number", "编号|序号", "ID|№|Номер"), "Q01", about="quota_id", width=8),
    fields=(
        Field(
            "who",
            party(PARTIES),
            w3("Who|Party|Company|Firm", "对象|企业|公司", "Кто|Участник|Компания|Фирма"),
            example="B001",
            about="quota_who",
            width=22,
            needed=True,
        ),
        Field(
            "window",
            WINDOW,
            w3("When|Day|Time|Window", "时间|日期|时间段", "Когда|День|Время|Окно"),
            column="when",
            example=w3("Tue 10-13", "周二 10-13", "вт 10–13"),
            about="quota_when",
            width=28,
            essential=True,
        ),
        Field(
            "least",
            COUNT,
            w3("At least|Minimum|Min", "至少|最少", "Не менее|Минимум"),
            example="2",
            about="quota_least",
        ),
        Field(
            "most", LIMIT, w3("At most|Maximum|Max", "至多|最多", "Не более|Максимум"), example="5", about="quota_most"
        ),
    ),
    needs=(("least", "most"),),
    judge=_is_possible,
    refusal=refused_quota,
    located_at="least",
)
