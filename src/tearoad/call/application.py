"""An application: what a firm says of itself, and what became of it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from tearoad.companies import Certificate, Contact, Exporter, FirmSize, Ownership, Product
from tearoad.names import FirmName, digits_and_letters, fold
from tearoad.values import Language, LanguageCode, PartyId


class Decision(StrEnum):
    """What became of an application."""

    OPEN = "open"
    ACCEPTED = "accepted"
    WAITING = "waiting"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True)
class Answer:
    """What a firm answered to one question, as it was chosen or typed."""

    question: str
    said: str


@dataclass(frozen=True, slots=True)
class Application:
    """One firm's application to one call."""

    id: str
    name: FirmName
    received_at: datetime
    language: Language = Language.ZH
    """The language of the form and of the letters."""
    registration_number: str = ""
    city: str = ""
    ownership: Ownership = Ownership.UNKNOWN
    contact: Contact = Contact()
    products: tuple[Product, ...] = ()
    certificates: tuple[Certificate, ...] = ()
    languages: tuple[LanguageCode, ...] = ()
    about: str = ""
    """What the firm wants from the mission, in its own words."""
    answers: tuple[Answer, ...] = ()
    consent_at: datetime | None = None
    confirmed_at: datetime | None = None
    """When the link in the mail was opened; an application that is not confirmed is not scored."""
    decision: Decision = Decision.OPEN
    decided_on: date | None = None
    waiting_place: int = 0
    fee_paid_on: date | None = None
    party: str = ""
    """The firm's id in the mission, once it is accepted."""
    size: FirmSize = FirmSize.UNKNOWN

    def answer(self, question: str) -> str:
        """Return what was answered to a question; empty where nothing was."""
        return next((answer.said for answer in self.answers if answer.question == question), "")


def is_same_firm(application: Application, other: Application) -> bool:
    """Whether two applications are of one firm: the same number, or the same name where one of them gave no number."""
    first, second = (digits_and_letters(each.registration_number).lower() for each in (application, other))
    if first and second:
        return first == second
    return bool(_names(application) & _names(other))


def same_firm(application: Application, among: Iterable[Application]) -> Application | None:
    """Return the first application of the same firm."""
    return next((other for other in among if is_same_firm(application, other)), None)


def _names(application: Application) -> set[str]:
    return {fold(name) for name in application.name.written} - {""}


def exporter(application: Application, party: PartyId) -> Exporter:
    """Return the firm as the register and the mission keep it."""
    return Exporter(
        party,
        application.name,
        ownership=application.ownership,
        size=application.size,
        registration_number=application.registration_number,
        products=application.products,
        certificates=application.certificates,
        languages=application.languages,
        contact=application.contact,
        city=application.city,
    )
