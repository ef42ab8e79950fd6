"""The sheet of past missions: what the organisation did before, with the source of each figure."""

from __future__ import annotations

from collections.abc import Iterable

from tearoad.mission.call.campaign import FIRST_YEAR, LAST_YEAR
from tearoad.mission.call.past import PastMission
from tearoad.mission.delegates_sheet import with_ids
from tearoad.paper.sheets import Column, Reading, Record, Row, SheetSpec, Table, w3
from tearoad.text import Text

PAST_MISSIONS = SheetSpec(
    "past_missions",
    w3(
        "Past missions|Earlier missions|Previous missions",
        "历年代表团|往届代表团|历史项目",
        "Прошлые миссии|Прежние миссии",
    ),
    (
        Column("id", w3("ID|No.|Number|Code", "编号|序号", "ID|№|Код|Номер"), "P01", width=8),
        Column(
            "mission",
            w3("Mission|Name|Title", "代表团|名称|项目名称", "Миссия|Название"),
            w3("Food mission 2019", "2019年食品经贸团", "Продовольственная миссия 2019"),
            about="past_name",
            width=30,
        ),
        Column("year", w3("Year", "年份|年度", "Год"), "2019", about="past_year", width=8),
        Column(
            "fair",
            w3("Fair|Exhibition", "展会|博览会", "Выставка"),
            w3("Moscow Table", "莫斯科餐桌展", "Московский стол"),
            about="past_fair",
            width=24,
        ),
        Column("country", w3("Country", "国家", "Страна"), w3("Russia", "俄罗斯", "Россия"), about="past_country"),
        Column(
            "firms",
            w3("Firms|Companies|Exporters", "企业数|参团企业数", "Фирм|Компаний"),
            "12",
            about="past_firms",
            width=8,
        ),
        Column(
            "delegates",
            w3("Delegates|People|Participants", "人数|团员数", "Делегатов|Участников|Человек"),
            "30",
            about="past_delegates",
            width=8,
        ),
        Column(
            "meetings", w3("Meetings", "洽谈场次|洽谈数", "Встреч|Переговоров"), "96", about="past_meetings", width=8
        ),
        Column(
            "source",
            w3("Source|Where it stands", "来源|出处", "Источник"),
            w3("Final report, p. 3", "总结报告第3页", "Отчёт, с. 3"),
            about="past_source",
            width=30,
        ),
    ),
    needs=(("mission",), ("year",)),
    strict=frozenset({"country", "firms", "delegates", "meetings"}),
)


def read_past_missions(records: Iterable[Record], reading: Reading) -> tuple[PastMission, ...]:
    """Return the past missions whose rows are good; an empty figure is unknown, not nothing."""
    del reading
    found = []
    for record, id_ in with_ids(records, "P"):
        record.needed(("mission",))
        record.needed(("year",))
        year = record.whole("year", 0)
        if "year" in record and not record.held and not FIRST_YEAR <= year <= LAST_YEAR:
            expected = Text("sheets.expect_year", first=FIRST_YEAR, last=LAST_YEAR)
            record.error(
                Text("sheets.bad_year", found=year), Text("sheets.mend_cell", expected=expected), "year", expected
            )
        one = PastMission(
            id_,
            record.text("mission"),
            year,
            record.text("fair"),
            record.country("country"),
            _figure(record, "firms"),
            _figure(record, "delegates"),
            _figure(record, "meetings"),
            record.text("source"),
        )
        if not record.held:
            found.append(one)
    return tuple(found)


def _figure(record: Record, field: str) -> int | None:
    return record.whole(field, 0) if field in record else None


def write_past_missions(missions: Iterable[PastMission]) -> Table:
    """Return the sheet that reads back as these missions."""
    return Table(
        PAST_MISSIONS,
        tuple(
            Row(
                {
                    "id": one.id,
                    "mission": one.name,
                    "year": one.year,
                    "fair": one.fair,
                    "country": str(one.country) if one.country else None,
                    "firms": one.firms,
                    "delegates": one.delegates,
                    "meetings": one.meetings,
                    "source": one.source,
                }
            )
            for one in missions
        ),
    )
