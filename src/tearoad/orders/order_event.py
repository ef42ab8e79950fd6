"""One thing that happened to an opportunity. Events are only added: a correction is an event too."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from enum import StrEnum
from typing import NewType
from urllib.parse import urlsplit

from tearoad.errors import InputError
from tearoad.orders.rungs import Rung
from tearoad.reference.currencies import currency_exists
from tearoad.text import Text
from tearoad.values import HSCode, Money

EventId = NewType("EventId", str)

EARLIEST_BEFORE_FAIR = timedelta(days=730)
"""Business that is older than this did not come of the mission: the day is a slip."""
LATEST_AHEAD = timedelta(days=1)
"""A clock may be ahead by a day; what is later has not happened."""
MOST_IN_A_NOTE, MOST_GOODS = 1000, 50
"""Letters of a note; HS codes of one entry."""
_LONGEST = (MOST_IN_A_NOTE, MOST_IN_A_NOTE, 500, 80)
"""Of a note, one for the office, a link, a number."""
_MOST = Decimal(10) ** 12


class EventType(StrEnum):
    """What kind of thing happened."""

    FORWARD = "forward"
    """Business came to a rung, or more of it did."""
    BACK = "back"
    """Some of it went back: a contract cancelled, goods returned, money credited."""
    CONFIRMED = "confirmed"
    """Another side says the same as an earlier event."""
    WITHDRAWN = "withdrawn"
    """An earlier event was a mistake; it stays to be seen and counts no more."""
    LOST = "lost"
    RESUMED = "resumed"
    """Lost business came back."""
    NOTHING_NEW = "nothing_new"
    """Somebody was asked and had nothing new to tell: an answer, and not a zero."""
    MESSAGE = "message"
    """Somebody wrote or telephoned elsewhere, and says so here."""
    WITHOUT_MISSION = "without_mission"
    """Somebody says how much of this business would have come without the mission."""
    DISPUTED = "disputed"
    """Another side says otherwise than an earlier event: both stand until a person decides."""


class Informant(StrEnum):
    """Who says so."""

    EXPORTER = "exporter"
    BUYER = "buyer"
    OFFICER = "officer"


class WithoutMission(StrEnum):
    """How much of the business would have come without the mission."""

    NOTHING = "nothing"
    LITTLE = "little"
    HALF = "half"
    MOST = "most"
    ALL = "all"


BROUGHT: Mapping[WithoutMission, Decimal] = {
    WithoutMission.NOTHING: Decimal(1),
    WithoutMission.LITTLE: Decimal("0.75"),
    WithoutMission.HALF: Decimal("0.5"),
    WithoutMission.MOST: Decimal("0.25"),
    WithoutMission.ALL: Decimal(0),
}
"""Which share of the business the mission brought, then."""


class LossReason(StrEnum):
    """Why business was lost."""

    PRICE = "price"
    QUALITY = "quality"
    PAPERS = "papers"
    """Certificates, labels, permits."""
    CAPACITY = "capacity"
    PAYMENT = "payment"
    OTHER_SUPPLIER = "other_supplier"
    NO_ANSWER = "no_answer"
    OTHER = "other"


ABOUT_ANOTHER = frozenset({EventType.CONFIRMED, EventType.DISPUTED, EventType.WITHDRAWN})
SECOND_VOICES = frozenset({EventType.CONFIRMED, EventType.DISPUTED})
"""What another side says of an event, which goes on counting."""
WITH_RUNG = frozenset({EventType.FORWARD, EventType.BACK})


@dataclass(frozen=True, slots=True)
class OrderEvent:
    """What happened, when, for how much, by whose word."""

    id: EventId
    type: EventType
    on: date
    said_by: Informant
    rung: Rung | None = None
    money: Money | None = None
    hs: tuple[HSCode, ...] = ()
    number: str = ""
    """Of the contract, order, invoice or bill of lading."""
    link: str = ""
    """Where the evidence lies, if it is not a file here."""
    about: EventId | None = None
    """The event that is confirmed, withdrawn, or whose place this one takes."""
    reason: LossReason | None = None
    note: str = ""
    """Whoever opens the opportunity reads it, the firm by its link too."""
    without: WithoutMission | None = None
    office_note: str = ""
    """For the office alone: no link shows it."""

    def __post_init__(self) -> None:
        """Refuse what cannot be an event."""
        if (self.rung is not None) != (self.type in WITH_RUNG):
            raise InputError(Text("orders.rung_missing"), Text("orders.rung_missing_hint"))
        if self.type in ABOUT_ANOTHER and self.about is None:
            raise InputError(Text("orders.about_nothing"), Text("orders.about_nothing_hint"))
        if (self.reason is not None) != (self.type is EventType.LOST):
            raise InputError(Text("orders.loss_reason"), Text("orders.loss_reason_hint"))
        if (self.without is not None) != (self.type is EventType.WITHOUT_MISSION):
            raise InputError(Text("orders.without_missing"), Text("orders.without_missing_hint"))
        if self.money is not None:
            _judge_money(self.rung, self.money)
        for written, most in zip((self.note, self.office_note, self.link, self.number), _LONGEST, strict=True):
            _judge_length(written, most)
        if self.link:
            _judge_link(self.link)


def judge_goods(event: OrderEvent) -> None:
    """Refuse more goods than a page or a cell of a workbook shows.

    Raises:
        InputError: they are too many.

    """
    if len(event.hs) > MOST_GOODS:
        text = Text("orders.goods_many", found=len(event.hs), most=MOST_GOODS)
        raise InputError(text, Text("orders.goods_many_hint"))


def _judge_length(written: str, most: int) -> None:
    if len(written) > most:
        raise InputError(Text("orders.too_long", found=len(written), most=most), Text("orders.too_long_hint"))


def _judge_money(rung: Rung | None, money: Money) -> None:
    if rung is None or rung is Rung.TALKED:
        raise InputError(Text("orders.no_amount_here"), Text("orders.no_amount_here_hint"))
    if not currency_exists(money.currency):
        raise InputError(Text("orders.no_currency", found=money.currency), Text("values.currency_hint"))
    if not 0 < money.amount < _MOST:
        raise InputError(Text("orders.amount_bounds", found=str(money.amount)), Text("orders.amount_bounds_hint"))


def _judge_link(link: str) -> None:
    try:
        parts = urlsplit(link)
        usable = parts.scheme in {"http", "https"} and bool(parts.hostname) and " " not in link
    except ValueError:
        usable = False
    if not usable:
        raise InputError(Text("orders.bad_link", found=link[:60]), Text("orders.bad_link_hint"))


def judge_day(event: OrderEvent, fair_starts_on: date, today: date) -> None:
    """Refuse a day on which this cannot have happened.

    Raises:
        InputError: it is long before the fair, or has not come yet.

    """
    earliest = fair_starts_on - EARLIEST_BEFORE_FAIR
    if event.on < earliest:
        raise InputError(
            Text("orders.day_too_early", found=f"{event.on}", earliest=f"{earliest}"), Text("orders.day_too_early_hint")
        )
    if event.on > today + LATEST_AHEAD:
        text = Text("orders.day_to_come", found=f"{event.on}", today=f"{today}")
        raise InputError(text, Text("orders.day_to_come_hint"))
