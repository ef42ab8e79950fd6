"""What the sheet of delegates holds beside name and firm: how to reach them, journey, bed, visa, consent."""

from __future__ import annotations

from tearoad.companies.buyers_sheet import DECIDES
from tearoad.mission.people import Purpose, Visa
from tearoad.paper.sheets import Choices, Column, SheetWords
from tearoad.rows.in_three import in_three

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
    Column(
        "phone_abroad",
        SheetWords("sheet_words.phone_abroad"),
        "+7 900 000-00-00",
    ),
    Column(
        "messengers",
        SheetWords("sheet_words.messengers"),
        "WeChat: example_tea; Telegram: @example",
        width=22,
    ),
)
MANNERS = (
    *in_three(
        "counterpart",
        SheetWords("sheet_words.counterpart"),
        "counterpart",
        SheetWords("sheet_words.deputy_minister_of_trade"),
        22,
    ),
    Column(
        "say",
        SheetWords("sheet_words.how_to_say_the_name"),
        SheetWords("sheet_words.vahn_shih_lee"),
    ),
    Column(
        "decides",
        SheetWords("sheet_words.decision_power"),
        choices=DECIDES,
    ),
    Column(
        "diet",
        SheetWords("sheet_words.diet"),
        SheetWords("sheet_words.no_pork"),
    ),
)
JOURNEY = (
    Column(
        "arrives_by",
        SheetWords("sheet_words.arrival_flight"),
        "SU 205",
        width=12,
    ),
    Column(
        "leaves_by",
        SheetWords("sheet_words.departure_flight"),
        "SU 204",
        width=12,
    ),
    *in_three(
        "hotel",
        SheetWords("sheet_words.hotel_of_delegate"),
        "hotel",
        SheetWords("sheet_words.example_hotel"),
        20,
    ),
    Column("room", SheetWords("sheet_words.room"), "412", width=10),
    Column(
        "room_with",
        SheetWords("sheet_words.shares_room_with"),
        "D02",
    ),
)
PAPERS = (
    Column(
        "passport_expires_on",
        SheetWords("sheet_words.passport_valid_until"),
        "2028-05-31",
        width=14,
    ),
    Column("visa", SheetWords("sheet_words.visa_of_delegate"), choices=VISAS, width=14),
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
