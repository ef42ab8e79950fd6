"""The sheet of campaigns: a row for each mission of a year; what is said of the year stands in its first row."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from tearoad.call.campaign import Campaign, Planned, campaign_faults
from tearoad.paper.sheets import LONGEST_NOTE, Column, Reading, Record, SheetRow, SheetSpec, SheetWords, Table
from tearoad.rows.in_three import in_three, local_cells, read_local, three_fields
from tearoad.text import Text

CAMPAIGNS = SheetSpec(
    "campaigns",
    SheetWords("sheet_words.campaigns"),
    (
        Column("id", SheetWords("sheet_words.id_of_call"), "Y2027-1", about="campaign_id", width=10),
        Column("year", SheetWords("sheet_words.year"), "2027", about="campaign_year", width=8),
        *in_three(
            "title",
            SheetWords("sheet_words.campaign"),
            "campaign_title",
        ),
        *in_three("goal", SheetWords("sheet_words.goal"), "campaign_goal", longest=LONGEST_NOTE),
        *in_three(
            "mission",
            SheetWords("sheet_words.mission"),
            "campaign_mission",
        ),
        *in_three("fair", SheetWords("sheet_words.fair"), "campaign_fair"),
        Column(
            "when",
            SheetWords("sheet_words.when"),
            "2027-05",
            about="campaign_when",
            width=12,
        ),
        Column(
            "firms",
            SheetWords("sheet_words.firms"),
            "12",
            about="campaign_firms",
            width=8,
            longest=LONGEST_NOTE,
        ),
        Column("here", SheetWords("sheet_words.this_mission"), about="campaign_here", width=10),
    ),
    needs=(("id",), ("year", *three_fields("mission"))),
    items=three_fields("mission"),
)
HERE = "here"
"""What stands for the mission of the folder itself: a folder does not know by which id a site keeps it."""


def read_campaigns(records: Iterable[Record], _reading: Reading) -> tuple[Campaign, ...]:
    """Return the campaigns; a row that is held back holds its whole year back."""
    years: dict[str, list[Record]] = {}
    for record in records:
        record.needed(("id",))
        years.setdefault(record.text("id"), []).append(record)
    return tuple(campaign for id_, rows in years.items() if id_ and (campaign := _campaign(id_, rows)))


def _campaign(id_: str, rows: list[Record]) -> Campaign | None:
    head = rows[0]
    head.needed(("year",))
    planned = tuple(_planned(row) for row in rows if row.any_of(three_fields("mission")))
    made = Campaign(read_local(head, "title"), head.whole("year", 0), read_local(head, "goal"), planned, id_)
    if not head.held:
        for wrong in campaign_faults(made):
            head.error(wrong, Text("sheets.campaign_fault_hint"), "id")
    return None if any(row.held for row in rows) else made


def _planned(record: Record) -> Planned:
    here = HERE if record.yes_no("here") else ""
    title, fair = read_local(record, "mission"), read_local(record, "fair")
    return Planned(title, fair, record.text("when"), record.whole("firms", 0), here)


def write_campaigns(campaigns: Iterable[Campaign]) -> Table:
    """Return the sheet that reads back as these campaigns; which other missions they became stays with the site."""
    return Table(CAMPAIGNS, tuple(row for campaign in campaigns for row in _rows(campaign)))


def _rows(campaign: Campaign) -> Iterator[SheetRow]:
    head = {
        "id": campaign.id,
        "year": campaign.year,
        **local_cells(campaign.title, "title"),
        **local_cells(campaign.goal, "goal"),
    }
    for planned in campaign.missions or (None,):
        yield SheetRow({**head, **(_cells(planned) if planned else {})})
        head = {"id": campaign.id}


def _cells(planned: Planned) -> dict[str, str | int | bool | None]:
    return {
        **local_cells(planned.title, "mission"),  # type: ignore[dict-item]  # texts all
        **local_cells(planned.fair, "fair"),  # type: ignore[dict-item]  # texts all
        "when": planned.when,
        "firms": planned.firms or None,
        "here": True if planned.mission == HERE else None,
    }
