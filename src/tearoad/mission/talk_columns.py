"""What the sheet of the programme holds for talks: the other side, what is asked and offered, what is to be said."""

from __future__ import annotations

from zoneinfo import ZoneInfo

from tearoad.mission.talk import Talk, VoicePlace
from tearoad.paper.sheets import LONGEST_NOTE, Choices, Column, Reading, Record, SheetWords, Value
from tearoad.rows import Codec, Widget
from tearoad.rows.in_three import in_three, local_cells, local_line_cells, read_local, read_local_lines
from tearoad.values import BY_CODE

VOICE_PLACES = Choices(
    {
        VoicePlace.BESIDE: SheetWords("sheet_words.beside"),
        VoicePlace.BEHIND: SheetWords("sheet_words.behind"),
    }
)
_TALK = (
    *in_three(
        "they",
        SheetWords("sheet_words.their_side"),
        "talk_they",
        SheetWords("sheet_words.counterpart_example"),
        30,
        longest=LONGEST_NOTE,
    ),
    *in_three(
        "asks",
        SheetWords("sheet_words.they_asked_for"),
        "talk_asks",
        SheetWords("sheet_words.tea_in_small_packs"),
        longest=LONGEST_NOTE,
    ),
    *in_three(
        "offers",
        SheetWords("sheet_words.we_offer"),
        "talk_offers",
        SheetWords("sheet_words.samples_until_march"),
        longest=LONGEST_NOTE,
    ),
    *in_three(
        "points",
        SheetWords("sheet_words.talking_points"),
        "talk_points",
        SheetWords("sheet_words.points_example"),
        36,
        longest=LONGEST_NOTE,
    ),
    Column(
        "our_side_receives",
        SheetWords("sheet_words.our_side_receives"),
        SheetWords("sheet_words.yes"),
        about="talk_we_host",
        width=10,
    ),
    Column(
        "voices",
        SheetWords("sheet_words.interpreter_sits"),
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
    **{f"{part}_{tag}": (part, tag) for part in ("they", "asks", "offers", "points") for tag in BY_CODE},
    "our_side_receives": ("we_host",),
    "voices": ("voices",),
}
_NOTES = {f"{part}_{tag}": Widget.NOTE for part in ("they", "asks", "offers", "points") for tag in BY_CODE}
TALK: Codec[Talk] = Codec(
    read=_read_talk, cells=_talk_cells, columns=lambda _field: _TALK, inside=_INSIDE, widgets=_NOTES
)
