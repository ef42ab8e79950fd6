"""Past missions as rows: what the organisation did before, with the source of each figure."""

from __future__ import annotations

from tearoad.call.campaign import FIRST_YEAR, LAST_YEAR
from tearoad.call.past import PastMission
from tearoad.paper.sheets import Column, Reading, Record, w3
from tearoad.rows import Field, RowKind
from tearoad.rows.codecs import COUNT, COUNTRY, LIMIT, LINE
from tearoad.text import Text


def _is_of_these_times(past: PastMission, record: Record, _reading: Reading) -> PastMission:
    """Refuse a year in which no mission was."""
    if "year" in record and not record.held and not FIRST_YEAR <= past.year <= LAST_YEAR:
        expected = Text("sheets.expect_year", first=FIRST_YEAR, last=LAST_YEAR)
        hint = Text("sheets.mend_cell", expected=expected)
        record.error(Text("sheets.bad_year", found=past.year), hint, "year", expected)
    return past


PAST_MISSIONS = RowKind(
    name="past_missions",
    title=w3(
        "Past missions|Earlier missions|Previous missions",
        "历年代表团|往届代表团|历史项目",
        "Прошлые миссии|Прежние миссии",
    ),
    core=PastMission,
    personal=frozenset(),
    prefix="P",
    announces_ids=True,
    id=Column("id", w3("ID|No.|Number|Code", "编号|序号", "ID|№|Код|Номер"), "P01", width=8),
    fields=(
        Field(
            "name",
            LINE,
            w3("Mission|Name|Title", "代表团|名称|项目名称", "Миссия|Название"),
            column="mission",
            example=w3("Food mission 2019", "2019年食品经贸团", "Продовольственная миссия 2019"),
            about="past_name",
            width=30,
            needed=True,
        ),
        Field("year", COUNT, w3("Year", "年份|年度", "Год"), example="2019", about="past_year", width=8, needed=True),
        Field(
            "fair",
            LINE,
            w3("Fair|Exhibition", "展会|博览会", "Выставка"),
            example=w3("Moscow Table", "莫斯科餐桌展", "Московский стол"),
            about="past_fair",
            width=24,
        ),
        Field(
            "country",
            COUNTRY,
            w3("Country", "国家", "Страна"),
            example=w3("Russia", "俄罗斯", "Россия"),
            about="past_country",
            essential=True,
        ),
        Field(
            "firms",
            LIMIT,
            w3("Firms|Companies|Exporters", "企业数|参团企业数", "Фирм|Компаний"),
            example="12",
            about="past_firms",
            width=8,
            essential=True,
        ),
        Field(
            "delegates",
            LIMIT,
            w3("Delegates|People|Participants", "人数|团员数", "Делегатов|Участников|Человек"),
            example="30",
            about="past_delegates",
            width=8,
            essential=True,
        ),
        Field(
            "meetings",
            LIMIT,
            w3("Meetings", "洽谈场次|洽谈数", "Встреч|Переговоров"),
            example="96",
            about="past_meetings",
            width=8,
            essential=True,
        ),
        Field(
            "source",
            LINE,
            w3("Source|Where it stands", "来源|出处", "Источник"),
            example=w3("Final report, p. 3", "总结报告第3页", "Отчёт, с. 3"),
            about="past_source",
            width=30,
        ),
    ),
    judge=_is_of_these_times,
)
