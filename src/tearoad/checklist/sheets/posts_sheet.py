"""Diplomatic posts as rows: those of the mission's country."""

from __future__ import annotations

from dataclasses import replace

from tearoad.checklist.posts import DiplomaticPost, PostKind
from tearoad.paper.sheets import LONGEST_NOTE, Choices, Column, Kind, Reading, Record, w3
from tearoad.rows import Codec, Field, RowKind
from tearoad.rows.codecs import DAY, LINE, LOCAL, LOCAL_NOTE, choice
from tearoad.text import Text
from tearoad.values import CountryCode

KINDS = Choices(
    {
        PostKind.EMBASSY: w3("embassy", "大使馆", "посольство"),
        PostKind.CONSULATE: w3("consulate|consulate general", "领事馆|总领事馆", "консульство|генеральное консульство"),
        PostKind.TRADE_OFFICE: w3(
            "trade office|commercial section", "商务处|商务代表处", "торгпредство|торговое представительство"
        ),
        PostKind.VISA_CENTRE: w3("visa centre|visa center", "签证中心", "визовый центр"),
        PostKind.OTHER: w3("other", "其他", "другое|прочее"),
    }
)


def _country(record: Record, name: str, reading: Reading) -> CountryCode:
    """Return the mission's country; a post of another one belongs to no sheet of this mission."""
    here = CountryCode(reading.host_region)
    country = record.country(name) or here
    if country != here and Kind.PLACE not in reading.directory.assumed:  # else mission.toml could not be read
        elsewhere = Text("sheets.post_elsewhere", found=str(country), here=str(here))
        record.error(elsewhere, Text("sheets.post_elsewhere_hint"), name)
    return country


def _is_sourced(post: DiplomaticPost, record: Record, _reading: Reading) -> DiplomaticPost:
    """Keep a post that has no source or no day, and mark it."""
    if not post.is_sourced:
        record.warn(Text("sheets.post_unsourced"), Text("sheets.post_unsourced_hint"), "source")
    return post


POSTS = RowKind(
    name="posts",
    title=w3("Posts|Diplomatic posts|Embassies", "驻外机构|使领馆", "Загранучреждения|Посольства и консульства"),
    core=DiplomaticPost,
    personal=frozenset(),
    prefix="POST",
    id=Column("id", w3("ID|Post ID|No.|Number|Code", "编号|序号", "ID|№|Код|Номер"), "RU-1", width=8),
    fields=(
        Field("kind", choice(KINDS, PostKind.OTHER), w3("Kind|Type", "类型|类别", "Вид|Тип"), about="post_kind"),
        Field(
            "name",
            LOCAL,
            w3("Name|Post", "名称|机构名称", "Название|Учреждение"),
            about="post_name",
            width=28,
            needed=True,
        ),
        Field(
            "country",
            Codec(read=_country, cells=lambda country, name, _zone: {name: str(country)}),
            w3("Country", "国家", "Страна"),
            example="RU",
            about="post_country",
            width=10,
            essential=True,
            fixed=True,
        ),
        Field(
            "city", LOCAL, w3("City|Town", "城市", "Город"), example=w3("Moscow", "莫斯科", "Москва"), about="post_city"
        ),
        Field(
            "district",
            LOCAL,
            w3("District|Consular district|Serves", "领区|管辖范围", "Округ|Консульский округ"),
            about="post_district",
            width=28,
        ),
        Field("address", LOCAL, w3("Address", "地址", "Адрес"), about="post_address", width=28),
        Field(
            "hours",
            replace(LOCAL, longest=LONGEST_NOTE),
            w3("Hours|Opening hours", "办公时间|开放时间", "Часы работы|Время приёма"),
            example=w3("Mon–Fri 9:00–12:00", "周一至周五 9:00–12:00", "пн–пт 9:00–12:00"),
            about="post_hours",
            width=22,
        ),
        Field(
            "phone",
            LINE,
            w3("Phone|Telephone", "电话|联系电话", "Телефон|Тел."),
            example="+7 495 000-00-00",
            about="post_phone",
        ),
        Field("source", LINE, w3("Source|Where from", "来源|出处", "Источник"), about="post_source", width=30),
        Field(
            "retrieved_on",
            DAY,
            w3("Retrieved on|Date of source|As of", "查询日期|核实日期", "Дата проверки|По состоянию на"),
            example="2027-01-10",
            width=12,
        ),
        Field("note", LOCAL_NOTE, w3("Note|Remark", "备注|说明", "Примечание"), about="post_note", width=28),
    ),
    judge=_is_sourced,
    marked=frozenset({"sheets.post_unsourced"}),
)
