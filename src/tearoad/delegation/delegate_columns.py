"""What the sheet of delegates holds beside name and firm: how to reach them, journey, bed, visa, consent."""

from __future__ import annotations

from dataclasses import replace

from tearoad.companies import Decides
from tearoad.companies.buyers_sheet import DECIDES
from tearoad.mission.people import Purpose, Visa
from tearoad.paper.sheets import LONGEST_LINE, Choices, Column, Kind, Severity, SheetWords
from tearoad.rows import Field
from tearoad.rows.codecs import LINE, LIST, LOCAL, NOTED_DAY, PHONE_ABROAD, choice, named_later

VISAS = Choices(
    {
        Visa.UNKNOWN: SheetWords("sheet_words.unknown_of_buyers"),
        Visa.NOT_NEEDED: SheetWords("sheet_words.not_needed_of_delegate"),
        Visa.TO_APPLY: SheetWords("sheet_words.to_apply"),
        Visa.APPLIED: SheetWords("sheet_words.applied"),
        Visa.GRANTED: SheetWords("sheet_words.granted"),
        Visa.REFUSED: SheetWords("sheet_words.refused"),
    }
)
CONSENT_FIELDS = {purpose: f"consent_{purpose.value}" for purpose in Purpose}

REACH = (
    Field(
        "phone_abroad",
        PHONE_ABROAD,
        SheetWords("sheet_words.phone_abroad"),
        example="+7 900 000-00-00",
    ),
    Field(
        "messengers",
        LIST,
        SheetWords("sheet_words.messengers"),
        example="WeChat: example_tea; Telegram: @example",
        width=22,
    ),
)
MANNERS = (
    Field(
        "counterpart",
        LOCAL,
        SheetWords("sheet_words.counterpart"),
        example=SheetWords("sheet_words.deputy_minister_of_trade"),
        width=22,
    ),
    Field(
        "say",
        LINE,
        SheetWords("sheet_words.how_to_say_the_name"),
        example=SheetWords("sheet_words.vahn_shih_lee"),
    ),
    Field(
        "decides",
        choice(DECIDES, Decides.UNKNOWN, Severity.WARNING, quiet=True),
        SheetWords("sheet_words.decision_power"),
    ),
    Field(
        "diet",
        LINE,
        SheetWords("sheet_words.diet"),
        example=SheetWords("sheet_words.no_pork"),
    ),
)
JOURNEY = (
    Field(
        "arrives_by",
        LINE,
        SheetWords("sheet_words.arrival_flight"),
        example="SU 205",
        width=12,
    ),
    Field(
        "leaves_by",
        LINE,
        SheetWords("sheet_words.departure_flight"),
        example="SU 204",
        width=12,
    ),
    Field(
        "hotel",
        LOCAL,
        SheetWords("sheet_words.hotel_of_delegate"),
        example=SheetWords("sheet_words.example_hotel"),
        width=20,
    ),
    Field(
        "room",
        LINE,
        SheetWords("sheet_words.room"),
        example="412",
        width=10,
    ),
    Field(
        "room_with",
        replace(named_later((Kind.DELEGATE,), by_any_mark=False), longest=LONGEST_LINE),
        SheetWords("sheet_words.shares_room_with"),
        example="D02",
    ),
)
PAPERS = (
    Field(
        "passport_expires_on",
        NOTED_DAY,
        SheetWords("sheet_words.passport_valid_until"),
        example="2028-05-31",
        width=14,
    ),
    Field(
        "visa",
        choice(VISAS, Visa.UNKNOWN, Severity.WARNING, quiet=True),
        SheetWords("sheet_words.visa_of_delegate"),
        width=14,
    ),
)
CONSENTS = (
    Column(
        CONSENT_FIELDS[Purpose.TRAVEL],
        SheetWords("sheet_words.agrees_to_travel_data"),
        "2023-01-10",
        width=14,
    ),
    Column(
        CONSENT_FIELDS[Purpose.BOOK],
        SheetWords("sheet_words.agrees_to_the_book"),
        "2023-01-10",
        width=14,
    ),
    Column(
        CONSENT_FIELDS[Purpose.PHOTO],
        SheetWords("sheet_words.agrees_to_photos"),
        "2023-01-10",
        width=14,
    ),
    Column(
        CONSENT_FIELDS[Purpose.MESSAGES],
        SheetWords("sheet_words.agrees_to_messages"),
        "2023-01-10",
        width=14,
    ),
)
