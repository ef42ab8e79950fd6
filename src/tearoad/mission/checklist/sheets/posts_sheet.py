"""The sheet of diplomatic posts of the mission's country."""

from __future__ import annotations

from collections.abc import Iterable

from tearoad.companies.in_three import in_three, local_cells, read_local, three_fields
from tearoad.mission.checklist.posts import DiplomaticPost, PostId, PostKind
from tearoad.mission.delegates_sheet import with_ids
from tearoad.paper.sheets import Choices, Column, Kind, Reading, Record, Row, SheetSpec, Table, w3
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
POSTS = SheetSpec(
    "posts",
    w3("Posts|Diplomatic posts|Embassies", "驻外机构|使领馆", "Загранучреждения|Посольства и консульства"),
    (
        Column("id", w3("ID|Post ID|No.|Number|Code", "编号|序号", "ID|№|Код|Номер"), "RU-1", width=8),
        Column("kind", w3("Kind|Type", "类型|类别", "Вид|Тип"), choices=KINDS, about="post_kind"),
        *in_three("name", w3("Name|Post", "名称|机构名称", "Название|Учреждение"), "post_name"),
        Column("country", w3("Country", "国家", "Страна"), "RU", about="post_country", width=10),
        *in_three("city", w3("City|Town", "城市", "Город"), "post_city", w3("Moscow", "莫斯科", "Москва"), 16),
        *in_three(
            "district",
            w3("District|Consular district|Serves", "领区|管辖范围", "Округ|Консульский округ"),
            "post_district",
        ),
        *in_three("address", w3("Address", "地址", "Адрес"), "post_address"),
        *in_three(
            "hours",
            w3("Hours|Opening hours", "办公时间|开放时间", "Часы работы|Время приёма"),
            "post_hours",
            w3("Mon–Fri 9:00–12:00", "周一至周五 9:00–12:00", "пн–пт 9:00–12:00"),
            22,
        ),
        Column("phone", w3("Phone|Telephone", "电话|联系电话", "Телефон|Тел."), "+7 495 000-00-00", about="post_phone"),
        Column("source", w3("Source|Where from", "来源|出处", "Источник"), about="post_source", width=30),
        Column(
            "retrieved_on",
            w3("Retrieved on|Date of source|As of", "查询日期|核实日期", "Дата проверки|По состоянию на"),
            "2027-01-10",
            width=12,
        ),
        *in_three("note", w3("Note|Remark", "备注|说明", "Примечание"), "post_note"),
    ),
    needs=(three_fields("name"),),
    strict=frozenset({"country"}),
)


def read_posts(records: Iterable[Record], reading: Reading) -> tuple[DiplomaticPost, ...]:
    """Return the posts whose rows are good; what has no source or no day is kept and marked."""
    found = []
    for record, id_ in with_ids(records, "POST", silent=True):
        record.needed(three_fields("name"))
        here = CountryCode(reading.host_region)
        country = record.country("country") or here
        if country != here and Kind.PLACE not in reading.directory.assumed:  # else mission.toml could not be read
            told = Text("sheets.post_elsewhere", found=str(country), here=str(here))
            record.error(told, Text("sheets.post_elsewhere_hint"), "country")
        post = DiplomaticPost(
            PostId(id_),
            read_local(record, "name"),
            country,
            record.choice("kind", KINDS, PostKind.OTHER),
            read_local(record, "city"),
            read_local(record, "district"),
            read_local(record, "address"),
            read_local(record, "hours"),
            record.text("phone"),
            record.text("source"),
            record.date("retrieved_on"),
            read_local(record, "note"),
        )
        if not post.is_sourced:
            record.warn(Text("sheets.post_unsourced"), Text("sheets.post_unsourced_hint"), "source")
        if not record.held:
            found.append(post)
    return tuple(found)


def write_posts(posts: Iterable[DiplomaticPost]) -> Table:
    """Return the sheet that reads back as these posts."""
    return Table(POSTS, tuple(_row(post) for post in posts))


def _row(post: DiplomaticPost) -> Row:
    return Row(
        {
            "id": post.id,
            "kind": post.kind,
            **local_cells(post.name, "name"),
            "country": str(post.country),
            **local_cells(post.city, "city"),
            **local_cells(post.district, "district"),
            **local_cells(post.address, "address"),
            **local_cells(post.hours, "hours"),
            "phone": post.phone,
            "source": post.source,
            "retrieved_on": post.retrieved_on,
            **local_cells(post.note, "note"),
        }
    )
