"""The demo's articles in three languages: two made-up notices, and what was published of a border post."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class DemoNotice:
    """An article as an officer pastes it, and which of its facts they accept for which pages."""

    title: str
    source: str
    published_on: date
    text: str
    market: str
    accepted: tuple[tuple[str, tuple[str, ...]], ...]
    """A fact as it is written, and the places where it is shown."""


NOTICES = (
    DemoNotice(
        title="Freight by Manzhouli and Zabaykalsk",
        source="press report, early 2023",
        published_on=date(2023, 2, 6),
        text=(
            "Trains carried 1.5 million tonnes over the border between Manzhouli and Zabaykalsk in January, nearly "
            "83 per cent up on the year before, the Russian mission in Harbin said, citing official Chinese data."
        ),
        market="RUS",
        accepted=(("1.5 million tonnes", ("on_brief", "on_road")),),
    ),
    DemoNotice(
        title="Консульство в Белогорске (вымышлено)",
        source="вымышленная заметка для примера",
        published_on=date(2023, 1, 20),
        text=(
            "С 16 января 2023 года в Белогорске работает консульство (вымышлено). Визы участникам выставок выдают "
            "за 4 рабочих дня, сообщила консул Лидия Вымыслова."
        ),
        market="RUS",
        accepted=(("4 рабочих дня", ("on_posts",)),),
    ),
    DemoNotice(
        title="哈萨克斯坦买家订购调味品（虚构）",
        source="演示用虚构消息",
        published_on=date(2023, 1, 30),
        text="哈萨克斯坦买家去年订购辣酱260吨，同比增长30%，虚构商会会长陈演示表示。多数买家要求货到30天内付款。",
        market="KAZ",
        accepted=(("260吨", ("on_brief",)),),
    ),
)
