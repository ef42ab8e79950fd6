"""Buyers as rows: one row a need, the buyer's own cells on its first row."""

from __future__ import annotations

from dataclasses import replace

from tearoad.companies.attendance import ATTENDANCE, DECLINED_WORDS
from tearoad.companies.company import Buyer, BuyerCategory, Decides, Want
from tearoad.companies.company_rows import CompanyKind
from tearoad.companies.contacts_cell import other_contacts
from tearoad.companies.name_columns import company_name
from tearoad.companies.party_columns import CITY, LANGUAGES, QUANTITY, REGISTRATION, contact, do_not_meet, offer
from tearoad.errors import InputError
from tearoad.paper.sheets import LONGEST_NOTE, Choices, Column, Kind, Reading, Record, SheetWords
from tearoad.paper.sheets.columns import NOT_AVAILABLE
from tearoad.paper.sheets.written.codes import hs_codes_in, read_country
from tearoad.reference import hs_exists
from tearoad.rows import Codec, Field, RowKind, Widget
from tearoad.rows.codecs import COUNTRY, HS, LINE, LOCAL_NOTE, NOTE, WINDOWS, YES_NO, choice, whole
from tearoad.rows.in_three import in_three
from tearoad.text import Text
from tearoad.values import BY_CODE, LocalText

CATEGORIES = Choices(
    {
        BuyerCategory.CHAIN: SheetWords("sheet_words.chain"),
        BuyerCategory.DISTRIBUTOR: SheetWords("sheet_words.distributor"),
        BuyerCategory.IMPORTER: SheetWords("sheet_words.importer"),
        BuyerCategory.WHOLESALER: SheetWords("sheet_words.wholesaler"),
        BuyerCategory.CATERER: SheetWords("sheet_words.caterer"),
        BuyerCategory.PROCESSOR: SheetWords("sheet_words.processor"),
        BuyerCategory.ONLINE: SheetWords("sheet_words.online"),
        BuyerCategory.STATE: SheetWords("sheet_words.state_buyer"),
        BuyerCategory.OTHER: SheetWords("sheet_words.other_of_buyers"),
    }
)
DECIDES = Choices(
    {
        Decides.DECIDES: SheetWords("sheet_words.decides"),
        Decides.INFLUENCES: SheetWords("sheet_words.influences"),
        Decides.GATHERS: SheetWords("sheet_words.gathers"),
        Decides.UNKNOWN: SheetWords("sheet_words.unknown_of_buyers"),
    }
)


def _regions(record: Record, reading: Reading) -> tuple[str, ...]:
    """Return the regions of a buyer's phones: their own country, and that of the fair."""
    try:
        own = read_country(record.text("country")).alpha2 if "country" in record else reading.host_region
    except InputError:  # told where the country is read
        own = reading.host_region
    return tuple(dict.fromkeys((own, reading.host_region)))


_COUNTRY = replace(COUNTRY, cells=lambda country, name, _zone: {name: str(country or "")})
_DESK: Codec[str] = Codec(
    read=lambda record, name, _reading: record.ref(name, frozenset({Kind.PLACE})) or "",
    widget=Widget.PARTY,
    kinds=frozenset({Kind.PLACE}),
    binds=False,
)
_LABEL: Codec[bool] = replace(YES_NO, read=lambda record, name, _reading: record.yes_no(name) or False)  # type: ignore[assignment]  # never None
_SAID: Codec[LocalText] = replace(
    LOCAL_NOTE,
    read=lambda record, name, _reading: LocalText(**{tag: record.text(f"{name}_{tag}") for tag in BY_CODE}),
    columns=lambda _field: _SAID_COLUMNS,
    inside={f"want_{tag}": (tag,) for tag in BY_CODE},
)
_SAID_COLUMNS: tuple[Column, ...] = in_three(
    "want",
    SheetWords("sheet_words.wants_of_buyers"),
    "want_said",
    SheetWords("sheet_words.green_tea_in_bulk"),
    24,
    longest=LONGEST_NOTE,
)[:-1]
_PRICE_COLUMNS = (
    Column(
        "target_price",
        SheetWords("sheet_words.target_price"),
        "USD 2.90/kg",
    ),
    *in_three(
        "target_delivery",
        SheetWords("sheet_words.delivery_terms"),
        "target_delivery",
        SheetWords("sheet_words.dap_moscow"),
        16,
    ),
)


def _wanted(record: Record, field: str, _reading: Reading) -> str:
    """Return what is looked for as it is written, else in the first language in which it is said."""
    said = LocalText(**{tag: record.text(f"{field}_{tag}") for tag in BY_CODE})
    return record.text(field) or next(iter(said.written), "")


_WANTED = replace(LINE, read=_wanted, longest=LONGEST_NOTE)


def _with_its_code(want: Want, record: Record, _reading: Reading) -> Want:
    """Tell of a need without a customs code."""
    if "want_hs" not in record:
        record.warn(Text("sheets.hs_missing"), Text("sheets.hs_missing_hint"), "want_hs", Text("sheets.expect_hs"))
    return want


def _needs_of(record: Record) -> tuple[Record, ...]:
    """Return a need for each customs code, where a cell for what is looked for holds codes and nothing else."""
    codes = hs_codes_in(record.text("want")) if "want_hs" not in record else ()
    codes = tuple(code for code in codes if hs_exists(code))
    if not codes:
        return (record,)
    if len(codes) > 1 and record.any_of(("volume", "target_price")):
        text = Text("sheets.codes_as_needs", found=record.text("want"), count=len(codes))
        record.warn(text, Text("sheets.look_again"), "want")
    return tuple(record.with_texts({"want": str(code), "want_hs": str(code)}, "want") for code in codes)


BUYERS = CompanyKind(
    company=RowKind(
        name="buyers",
        title=SheetWords("sheet_words.buyers"),
        core=Buyer,
        prefix="B",
        id=Column("id", SheetWords("sheet_words.id_of_buyers"), "B001", width=8),
        fields=(
            Field("name", company_name(of_host=True)),
            REGISTRATION,
            Field(
                "country",
                _COUNTRY,
                SheetWords("sheet_words.country_of_buyers"),
                example=SheetWords("sheet_words.russia"),
                width=12,
            ),
            CITY,
            Field(
                "address",
                replace(LINE, widget=Widget.NOTE),
                SheetWords("sheet_words.address_of_buyers"),
                example=SheetWords("sheet_words.1_example_st"),
                width=26,
            ),
            Field(
                "importer_of_record",
                YES_NO,
                SheetWords("sheet_words.importer_of_record"),
                example=SheetWords("sheet_words.yes"),
                width=12,
            ),
            Field(
                "windows",
                WINDOWS,
                SheetWords("sheet_words.at_the_fair"),
                example=SheetWords("sheet_words.tue_14_17_8_feb_10_00_12_00"),
                width=26,
                not_blank=NOT_AVAILABLE,
            ),
            ATTENDANCE,
            Field(
                "category",
                choice(CATEGORIES, BuyerCategory.OTHER),
                SheetWords("sheet_words.category"),
            ),
            Field(
                "decides",
                choice(DECIDES, Decides.UNKNOWN, quiet=True),
                SheetWords("sheet_words.decision_power"),
            ),
            Field("contact", contact(_regions, of_host=True)),
            other_contacts(_regions, of_host=True),
            LANGUAGES,
            Field(
                "desk",
                _DESK,
                SheetWords("sheet_words.own_desk"),
                example="DESK-1",
                width=12,
            ),
            Field(
                "people",
                replace(whole(1, 1), longest=LONGEST_NOTE),
                SheetWords("sheet_words.people_at_desk"),
                example="1",
                width=8,
            ),
            do_not_meet(Kind.EXPORTER),
            Field(
                "note",
                NOTE,
                SheetWords("sheet_words.note_of_buyers"),
                width=26,
            ),
        ),
        may_be_numbered=True,
        refusals=DECLINED_WORDS,
        personal=frozenset({"contact", "other_contacts"}),
        seen_first=frozenset({"name_native", "name_latin", "country", "phone", "email", "languages", "windows"}),
    ),
    item=RowKind(
        name="needs",
        core=Want,
        fields=(
            Field(
                "product",
                _WANTED,
                SheetWords("sheet_words.wants"),
                column="want",
                example=SheetWords("sheet_words.green_tea_in_bulk"),
                width=24,
            ),
            Field(
                "hs",
                replace(HS, longest=LONGEST_NOTE),
                SheetWords("sheet_words.hs_code"),
                column="want_hs",
                example="0902.20",
                width=12,
            ),
            Field(
                "volume",
                QUANTITY,
                SheetWords("sheet_words.volume"),
                example=SheetWords("sheet_words.20_t"),
            ),
            Field("price", offer("target_delivery", _PRICE_COLUMNS), column="target_price"),
            Field(
                "private_label",
                _LABEL,
                SheetWords("sheet_words.private_label"),
                example=SheetWords("sheet_words.no"),
                width=10,
            ),
            Field("said", _SAID, column="want"),
        ),
        judge=_with_its_code,
    ),
    items="wants",
    named_by=("want", *(f"want_{tag}" for tag in BY_CODE)),
    side=Kind.BUYER,
    known_as=Kind.BUYER,
    several=_needs_of,
)
