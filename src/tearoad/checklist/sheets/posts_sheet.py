"""Diplomatic posts as rows: those of the mission's country."""

from __future__ import annotations

from dataclasses import replace

from tearoad.checklist.posts import DiplomaticPost, PostKind
from tearoad.paper.sheets import LONGEST_NOTE, Choices, Column, Kind, Reading, Record, SheetWords
from tearoad.rows import Codec, Field, RowKind
from tearoad.rows.codecs import DAY, LINE, LOCAL, LOCAL_NOTE, choice
from tearoad.text import Text
from tearoad.values import CountryCode

KINDS = Choices(
    {
        PostKind.EMBASSY: SheetWords("sheet_words.embassy"),
        PostKind.CONSULATE: SheetWords("sheet_words.consulate"),
        PostKind.TRADE_OFFICE: SheetWords("sheet_words.trade_office"),
        PostKind.VISA_CENTRE: SheetWords("sheet_words.visa_centre"),
        PostKind.OTHER: SheetWords("sheet_words.other"),
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
    title=SheetWords("sheet_words.posts"),
    core=DiplomaticPost,
    personal=frozenset(),
    prefix="POST",
    id=Column("id", SheetWords("sheet_words.id_of_posts"), "RU-1", width=8),
    fields=(
        Field("kind", choice(KINDS, PostKind.OTHER), SheetWords("sheet_words.kind"), about="post_kind"),
        Field(
            "name",
            LOCAL,
            SheetWords("sheet_words.name_of_posts"),
            about="post_name",
            width=28,
            needed=True,
        ),
        Field(
            "country",
            Codec(read=_country, cells=lambda country, name, _zone: {name: str(country)}),
            SheetWords("sheet_words.country"),
            example="RU",
            about="post_country",
            width=10,
            essential=True,
            fixed=True,
        ),
        Field(
            "city", LOCAL, SheetWords("sheet_words.city"), example=SheetWords("sheet_words.moscow"), about="post_city"
        ),
        Field(
            "district",
            LOCAL,
            SheetWords("sheet_words.district"),
            about="post_district",
            width=28,
        ),
        Field("address", LOCAL, SheetWords("sheet_words.address"), about="post_address", width=28),
        Field(
            "hours",
            replace(LOCAL, longest=LONGEST_NOTE),
            SheetWords("sheet_words.hours"),
            example=SheetWords("sheet_words.mon_fri_9_00_12_00"),
            about="post_hours",
            width=22,
        ),
        Field(
            "phone",
            LINE,
            SheetWords("sheet_words.phone_of_posts"),
            example="+7 495 000-00-00",
            about="post_phone",
        ),
        Field("source", LINE, SheetWords("sheet_words.source_of_posts"), about="post_source", width=30),
        Field(
            "retrieved_on",
            DAY,
            SheetWords("sheet_words.retrieved_on"),
            example="2027-01-10",
            width=12,
        ),
        Field("note", LOCAL_NOTE, SheetWords("sheet_words.note_of_posts"), about="post_note", width=28),
    ),
    judge=_is_sourced,
    marked=frozenset({"sheets.post_unsourced"}),
)
