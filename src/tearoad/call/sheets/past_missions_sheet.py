"""Past missions as rows: what the organisation did before, with the source of each figure."""

from __future__ import annotations

from tearoad.call.campaign import FIRST_YEAR, LAST_YEAR
from tearoad.call.past import PastMission
from tearoad.paper.sheets import Column, Reading, Record, SheetWords
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
    title=SheetWords("sheet_words.past_missions"),
    core=PastMission,
    personal=frozenset(),
    prefix="P",
    announces_ids=True,
    id=Column("id", SheetWords("sheet_words.id_of_call"), "P01", width=8),
    fields=(
        Field(
            "name",
            LINE,
            SheetWords("sheet_words.mission_of_past_missions"),
            column="mission",
            example=SheetWords("sheet_words.food_mission_2019"),
            about="past_name",
            width=30,
            needed=True,
        ),
        Field("year", COUNT, SheetWords("sheet_words.year"), example="2019", about="past_year", width=8, needed=True),
        Field(
            "fair",
            LINE,
            SheetWords("sheet_words.fair"),
            example=SheetWords("sheet_words.moscow_table"),
            about="past_fair",
            width=24,
        ),
        Field(
            "country",
            COUNTRY,
            SheetWords("sheet_words.country"),
            example=SheetWords("sheet_words.russia"),
            about="past_country",
            essential=True,
        ),
        Field(
            "firms",
            LIMIT,
            SheetWords("sheet_words.firms_of_past_missions"),
            example="12",
            about="past_firms",
            width=8,
            essential=True,
        ),
        Field(
            "delegates",
            LIMIT,
            SheetWords("sheet_words.delegates"),
            example="30",
            about="past_delegates",
            width=8,
            essential=True,
        ),
        Field(
            "meetings",
            LIMIT,
            SheetWords("sheet_words.meetings"),
            example="96",
            about="past_meetings",
            width=8,
            essential=True,
        ),
        Field(
            "source",
            LINE,
            SheetWords("sheet_words.source"),
            example=SheetWords("sheet_words.final_report_p_3"),
            about="past_source",
            width=30,
        ),
    ),
    judge=_is_of_these_times,
)
