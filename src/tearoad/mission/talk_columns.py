"""What the sheet of the programme holds for talks: the other side, what is asked and offered, what is to be said."""

from __future__ import annotations

from zoneinfo import ZoneInfo

from tearoad.mission.talk import Talk, VoicePlace
from tearoad.paper.sheets import LONGEST_NOTE, Choices, Column, Reading, Record, Value, w3
from tearoad.rows import Codec, Widget
from tearoad.rows.in_three import in_three, local_cells, local_line_cells, read_local, read_local_lines

VOICE_PLACES = Choices(
    {
        VoicePlace.BESIDE: w3("beside|at the right hand", "在旁|右侧", "рядом|справа"),
        VoicePlace.BEHIND: w3("behind", "在后|后排", "позади|сзади"),
    }
)
_TALK = (
    *in_three(
        "they",
        w3("Their side|Other side|They", "对方人员|对方", "Другая сторона|С их стороны"),
        "talk_they",
        w3(
            "Ivan Primerov, deputy minister (fictional); Anna Obraztsova, head of department (fictional)",
            "示例部副部长（虚构）; 示例司司长（虚构）",
            "Иван Примеров, заместитель министра (вымышлен); Анна Образцова, директор департамента (вымышлена)",
        ),
        30,
        longest=LONGEST_NOTE,
    ),
    *in_three(
        "asks",
        w3("They asked for|Asked for", "对方关注|对方诉求", "О чём просили|Их просьба"),
        "talk_asks",
        w3("tea in small packs", "小包装茶叶", "чай в мелкой фасовке"),
        longest=LONGEST_NOTE,
    ),
    *in_three(
        "offers",
        w3("We offer", "我方提议|我方提供", "Что предлагаем|Наше предложение"),
        "talk_offers",
        w3("samples until March", "3月前提供样品", "образцы до марта"),
        longest=LONGEST_NOTE,
    ),
    *in_three(
        "points",
        w3("Talking points|Points", "谈参要点|谈话要点", "Тезисы|Тезисы беседы"),
        "talk_points",
        w3(
            "Thank them for the stand; Ask about labels; Invite them to the spring fair",
            "感谢展位支持; 询问标签要求; 邀请参加春季展",
            "Поблагодарить за стенд; Спросить о маркировке; Пригласить на весеннюю выставку",
        ),
        36,
        longest=LONGEST_NOTE,
    ),
    Column(
        "our_side_receives",
        w3("Our side receives|Our side hosts", "我方为主方|我方做东", "Принимаем мы|Принимает наша сторона"),
        w3("yes", "是", "да"),
        about="talk_we_host",
        width=10,
    ),
    Column(
        "voices",
        w3("Interpreter sits|Interpreter's seat", "译员座位|译员位置", "Место переводчика|Переводчик сидит"),
        choices=VOICE_PLACES,
        about="talk_voices",
        width=12,
        longest=LONGEST_NOTE,
    ),
)


def _read_talk(record: Record, _field: str, _reading: Reading) -> Talk:
    """Return what a row says of the talks."""
    return Talk(
        read_local_lines(record, "they"),
        read_local(record, "asks"),
        read_local(record, "offers"),
        read_local_lines(record, "points"),
        record.yes_no("our_side_receives") or False,
        record.choice("voices", VOICE_PLACES, VoicePlace.BESIDE),
    )


def _talk_cells(talk: Talk, _field: str, _zone: ZoneInfo) -> dict[str, Value]:
    """Return the cells of the talks; what nobody chose stays empty."""
    return {
        **local_line_cells(talk.they, "they"),
        **local_cells(talk.asks, "asks"),
        **local_cells(talk.offers, "offers"),
        **local_line_cells(talk.points, "points"),
        "our_side_receives": True if talk.we_host else None,
        "voices": None if talk.voices is VoicePlace.BESIDE else talk.voices,
    }


_INSIDE = {
    **{f"{part}_{tag}": (part, tag) for part in ("they", "asks", "offers", "points") for tag in ("en", "zh", "ru")},
    "our_side_receives": ("we_host",),
    "voices": ("voices",),
}
_NOTES = {f"{part}_{tag}": Widget.NOTE for part in ("they", "asks", "offers", "points") for tag in ("en", "zh", "ru")}
TALK: Codec[Talk] = Codec(
    read=_read_talk, cells=_talk_cells, columns=lambda _field: _TALK, inside=_INSIDE, widgets=_NOTES
)
