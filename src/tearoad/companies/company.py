"""Exporters and buyers as the register keeps them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from tearoad.names import FirmName, PersonName
from tearoad.values import CountryCode, HSCode, Incoterm, Language, LanguageCode, LocalText, Money, PartyId, Window


class Ownership(StrEnum):
    """Who owns a firm."""

    STATE = "state"
    PRIVATE = "private"
    MIXED = "mixed"
    UNKNOWN = "unknown"


class FirmSize(StrEnum):
    """How large a firm is, by the classes of its home."""

    MICRO = "micro"
    SMALL = "small"
    MEDIUM = "medium"
    LARGE = "large"
    UNKNOWN = "unknown"


class Standing(StrEnum):
    """Whether a company may be met; only screening writes it."""

    UNKNOWN = "unknown"
    CLEAR = "clear"
    OLDER = "older"
    """Clear by lists that are no longer all those in use; the comparison with the newer ones is still to come."""
    HELD = "held"
    BLOCKED = "blocked"


MAY_BE_MET = frozenset({Standing.CLEAR, Standing.OLDER})


class Attendance(StrEnum):
    """Whether a company comes to the fair, as it answered the office."""

    UNKNOWN = "unknown"
    """Nothing is written about it."""
    ASKED = "asked"
    """Invited, without a clear answer so far."""
    CONFIRMED = "confirmed"
    DECLINED = "declined"
    """It does not come: no meeting is planned for it."""


class BuyerCategory(StrEnum):
    """What kind of house a buyer is."""

    CHAIN = "chain"
    DISTRIBUTOR = "distributor"
    IMPORTER = "importer"
    WHOLESALER = "wholesaler"
    CATERER = "caterer"
    PROCESSOR = "processor"
    ONLINE = "online"
    STATE = "state"
    OTHER = "other"


class Decides(StrEnum):
    """What the person at the table can decide."""

    DECIDES = "decides"
    INFLUENCES = "influences"
    GATHERS = "gathers"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Contact:
    """How to reach a party: a person and their addresses. A phone alone is enough."""

    person: PersonName = PersonName()
    title: LocalText = LocalText()
    phone: str = ""
    """E.164, such as +74950000000; empty where none was given."""
    email: str = ""
    messenger: str = ""
    """As written, with its kind: `WeChat: guizhoutea`, `Telegram: @ivanov`."""


def all_contacts(party: Exporter | Buyer) -> tuple[Contact, ...]:
    """Return everybody who is reached at a party, the main contact first."""
    return (party.contact, *party.other_contacts)


@dataclass(frozen=True, slots=True)
class Certificate:
    """A paper that opens a market: its kind as written, its number, its last day."""

    kind: str
    number: str = ""
    expires_on: date | None = None


@dataclass(frozen=True, slots=True)
class Quantity:
    """So much of a unit: 500 kg, 20 cartons."""

    amount: Decimal
    unit: str


@dataclass(frozen=True, slots=True)
class Price:
    """An asking or target price a unit, and where delivery ends."""

    money: Money
    unit: str = ""
    incoterm: Incoterm | None = None
    named_place: LocalText = LocalText()


@dataclass(frozen=True, slots=True)
class Product:
    """What an exporter offers. Names stand in the exporter's language, in English and in the host's language."""

    name: FirmName
    hs: HSCode | None = None
    """Six digits or more; the digits behind the sixth are the exporter's national ones."""
    local_code: HSCode | None = None
    """The host country's national code, where known."""
    minimum_order: Quantity | None = None
    price: Price | None = None


@dataclass(frozen=True, slots=True)
class Exporter:
    """A firm of the delegation."""

    id: PartyId
    name: FirmName
    stand: str = ""
    """The stand's number as on the hall plan; empty for a firm without a stand."""
    hall: str = ""
    staff_per_day: tuple[int, ...] = (1,)
    """People at the fair, one number a fair day; a single number holds for every day."""
    ownership: Ownership = Ownership.UNKNOWN
    registration_number: str = ""
    products: tuple[Product, ...] = ()
    certificates: tuple[Certificate, ...] = ()
    languages: tuple[LanguageCode, ...] = ()
    do_not_meet: tuple[str, ...] = ()
    """Ids or names of buyers this firm must not meet; as secret as a "no"."""
    contact: Contact = Contact()
    """The main contact: papers name them, letters go to them."""
    city: str = ""
    standing: Standing = Standing.UNKNOWN
    other_contacts: tuple[Contact, ...] = ()
    size: FirmSize = FirmSize.UNKNOWN
    attendance: Attendance = Attendance.UNKNOWN

    def product_id(self, number: int) -> str:
        """Return the id by which a text names a product, counted from 0; readers see it in their own language."""
        return f"{self.id}#{number}"


@dataclass(frozen=True, slots=True)
class Want:
    """What a buyer looks for."""

    product: str
    """As written, in the buyer's own words."""
    hs: HSCode | None = None
    volume: Quantity | None = None
    price: Price | None = None
    private_label: bool = False
    said: LocalText = LocalText()
    """The same for other readers, where somebody put it into their language."""

    def in_language(self, language: Language) -> str:
        """Return what is looked for as a reader calls it; in the buyer's words where nobody said so."""
        return self.said[language] or self.product


@dataclass(frozen=True, slots=True)
class Buyer:
    """A buyer abroad."""

    id: PartyId
    name: FirmName
    """`banner` is the name over the door; the other spellings are the legal name."""
    registration_number: str = ""
    country: CountryCode | None = None
    city: str = ""
    address: str = ""
    """For a visit to them; empty where none was given."""
    wants: tuple[Want, ...] = ()
    importer_of_record: bool | None = None
    windows: tuple[Window, ...] = ()
    """When this buyer is at the fair; empty means the whole fair."""
    category: BuyerCategory = BuyerCategory.OTHER
    decides: Decides = Decides.UNKNOWN
    contact: Contact = Contact()
    languages: tuple[LanguageCode, ...] = ()
    desk: str = ""
    """The id of the purchasing desk or office where this buyer receives, a place of the mission."""
    people: int = 1
    """How many suppliers this buyer can receive at once; more than one only at its own desk."""
    do_not_meet: tuple[str, ...] = ()
    note: str = ""
    standing: Standing = Standing.UNKNOWN
    other_contacts: tuple[Contact, ...] = ()
    attendance: Attendance = Attendance.UNKNOWN

    def want_id(self, number: int) -> str:
        """Return the id by which a text names what is looked for, counted from 0, as `Exporter.product_id` does."""
        return f"{self.id}#{number}"


def may_be_planned(party: Exporter | Buyer) -> bool:
    """Whether meetings may be planned for a company: screening lets it be met, and it did not decline to come."""
    return party.standing in MAY_BE_MET and party.attendance is not Attendance.DECLINED


def declined(parties: Iterable[Exporter | Buyer]) -> set[PartyId]:
    """Return who does not come to the fair."""
    return {party.id for party in parties if party.attendance is Attendance.DECLINED}
