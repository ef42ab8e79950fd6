"""Typed words that every room speaks: money, share, HS code, country, slot, ids, clock."""

from tearoad.values.clock import Clock
from tearoad.values.country import CountryCode
from tearoad.values.hs_code import HSCode
from tearoad.values.ids import InterpreterId, ItemId, PartyId, PersonId, PlaceId, WishId
from tearoad.values.incoterm import Incoterm
from tearoad.values.language import BY_CODE, IN_COLUMNS, Language, LanguageCode, script_of
from tearoad.values.local_text import LocalLines, LocalText
from tearoad.values.money import Money
from tearoad.values.score import Reason, Score
from tearoad.values.share import NOTHING, Share
from tearoad.values.slot import Slot, Window

__all__ = [
    "BY_CODE",
    "IN_COLUMNS",
    "NOTHING",
    "Clock",
    "CountryCode",
    "HSCode",
    "Incoterm",
    "InterpreterId",
    "ItemId",
    "Language",
    "LanguageCode",
    "LocalLines",
    "LocalText",
    "Money",
    "PartyId",
    "PersonId",
    "PlaceId",
    "Reason",
    "Score",
    "Share",
    "Slot",
    "Window",
    "WishId",
    "script_of",
]
