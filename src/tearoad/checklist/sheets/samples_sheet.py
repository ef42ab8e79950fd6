"""Samples as rows: what travels, its worth, its road and what became of it."""

from __future__ import annotations

from tearoad.checklist.samples import Fate, Road, Sample
from tearoad.companies.party_columns import QUANTITY
from tearoad.paper.sheets import Choices, Column, Kind, SheetWords
from tearoad.rows import Field, RowKind
from tearoad.rows.codecs import HS, LOCAL, MONEY, NOTE, choice, party

ROADS = Choices(
    {
        Road.CARNET: SheetWords("sheet_words.ata_carnet"),
        Road.CARGO: SheetWords("sheet_words.cargo"),
        Road.COURIER: SheetWords("sheet_words.courier"),
        Road.LUGGAGE: SheetWords("sheet_words.luggage"),
        Road.BOUGHT_THERE: SheetWords("sheet_words.bought_there"),
        Road.UNKNOWN: SheetWords("sheet_words.unknown"),
    }
)
FATES = Choices(
    {
        Fate.RETURNED: SheetWords("sheet_words.returned"),
        Fate.GIVEN: SheetWords("sheet_words.given"),
        Fate.TASTED: SheetWords("sheet_words.tasted"),
        Fate.DESTROYED: SheetWords("sheet_words.destroyed"),
    }
)
SAMPLES = RowKind(
    name="samples",
    title=SheetWords("sheet_words.samples"),
    core=Sample,
    personal=frozenset(),
    prefix="S",
    id=Column("id", SheetWords("sheet_words.id_of_samples"), "S01", width=8),
    fields=(
        Field(
            "item",
            LOCAL,
            SheetWords("sheet_words.item"),
            about="sample_item",
            width=28,
            needed=True,
        ),
        Field(
            "firm",
            party((Kind.EXPORTER,)),
            SheetWords("sheet_words.firm_of_samples"),
            example="E01",
            about="sample_firm",
            width=20,
            needed=True,
        ),
        Field(
            "quantity",
            QUANTITY,
            SheetWords("sheet_words.quantity"),
            example="2 kg",
            about="sample_quantity",
        ),
        Field(
            "hs",
            HS,
            SheetWords("sheet_words.hs_code"),
            example="0902.10",
        ),
        Field(
            "value",
            MONEY,
            SheetWords("sheet_words.value_of_samples"),
            example="USD 40",
            about="sample_value",
        ),
        Field(
            "road",
            choice(ROADS, Road.UNKNOWN),
            SheetWords("sheet_words.route"),
            about="sample_road",
        ),
        Field(
            "meant_for",
            choice(FATES, None),
            SheetWords("sheet_words.meant_for"),
            about="sample_meant_for",
        ),
        Field(
            "fate",
            choice(FATES, None),
            SheetWords("sheet_words.fate"),
            about="sample_fate",
        ),
        Field("note", NOTE, SheetWords("sheet_words.note_of_posts"), about="sample_note", width=28),
    ),
)
