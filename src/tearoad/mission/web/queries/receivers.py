"""Who may be sent a link, in which language, and how they can be reached."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from tearoad.companies import MAY_BE_MET, Contact
from tearoad.companies.web.models import Side
from tearoad.companies.web.queries.register import buyer_of, exporter_of
from tearoad.mission import Delegate, Interpreter, Mission
from tearoad.mission.papers import spelling
from tearoad.mission.papers.speaking import language_of
from tearoad.mission.papers.spelling import Spelling
from tearoad.mission.web import models as rows
from tearoad.mission.web.queries.missions import core
from tearoad.names import FirmName, PersonName
from tearoad.people import Role
from tearoad.values import Language
from tearoad.values.document import from_document


@dataclass(frozen=True, slots=True)
class Receiver:
    """Someone with a day of their own in a mission."""

    role: Role
    party: str
    name: Spelling
    """In their own language."""
    language: Language
    email: str = ""
    phone: str = ""
    may_be_met: bool = True
    """False for a company that screening has not cleared: it gets no link."""
    spelled: FirmName | PersonName = FirmName()
    """Every spelling of the name."""
    others: tuple[Contact, ...] = ()
    """Of a company, whom one reaches there beside the main contact: mails go to that one."""

    def in_language(self, language: Language) -> str:
        """Return the name as somebody else reads it."""
        if isinstance(self.spelled, PersonName):
            return spelling.person(self.spelled, language).main
        return spelling.firm(self.spelled, language).main

    @property
    def key(self) -> tuple[str, str]:
        """Return what links are kept under."""
        return self.role.value, self.party


def is_address(written: str) -> bool:
    """Whether what stands as an e-mail address is one."""
    try:
        validate_email(written)
    except ValidationError:
        return False
    return written.rpartition("@")[0].isascii()


def receivers(row: rows.Mission) -> tuple[Receiver, ...]:
    """Return everyone in the order exporters, buyers, interpreters, officials; three queries."""
    mission = core(row)
    companies = [_company(mission, participation) for participation in _participations(row)]
    interpreters = [_interpreter(interpreter.document) for interpreter in rows.Interpreter.objects.filter(mission=row)]
    officials = [
        _official(mission, delegate.document)
        for delegate in rows.Delegate.objects.filter(mission=row)
        if _is_official(delegate)
    ]
    companies.sort(key=lambda company: company.role is not Role.EXPORTER)
    return (*companies, *interpreters, *officials)


def receiver(row: rows.Mission, role: Role, party: str) -> Receiver | None:
    """Return one of them, None where the mission has no such person any more; one query."""
    if role in {Role.EXPORTER, Role.BUYER}:
        found = _participations(row).filter(code=party, company__side=role.value).first()
        return _company(core(row), found) if found else None
    kind: Any = rows.Interpreter if role is Role.INTERPRETER else rows.Delegate
    person = kind.objects.filter(mission=row, code=party).first()
    if person is None or (role is Role.OFFICIAL and not _is_official(person)):
        return None
    return _interpreter(person.document) if role is Role.INTERPRETER else _official(core(row), person.document)


def may_be_met(row: rows.Mission, role: Role, party: str) -> bool:
    """Whether the mission has such a person, and screening lets them be met; one query, no names."""
    if role in {Role.EXPORTER, Role.BUYER}:
        query = rows.Participation.objects.filter(mission=row, code=party, company__side=role.value)
        return bool(query.filter(company__standing__in=MAY_BE_MET).exists())
    return receiver(row, role, party) is not None


def _participations(row: rows.Mission) -> Any:
    return rows.Participation.objects.filter(mission=row).select_related("company")


def _company(mission: Mission, participation: rows.Participation) -> Receiver:
    clear = participation.company.standing in MAY_BE_MET
    if participation.company.side == Side.EXPORTER:
        firm = exporter_of(participation.company, participation.document)
        home = mission.home_language
        name = spelling.firm(firm.name, home)
        reach = (firm.contact.email, firm.contact.phone, clear, firm.name, firm.other_contacts)
        return Receiver(Role.EXPORTER, participation.code, name, home, *reach)
    buyer = buyer_of(participation.company, participation.document)
    language = language_of(buyer, mission)
    name = spelling.firm(buyer.name, language)
    reach = (buyer.contact.email, buyer.contact.phone, clear, buyer.name, buyer.other_contacts)
    return Receiver(Role.BUYER, participation.code, name, language, *reach)


def _interpreter(document: object) -> Receiver:
    interpreter = from_document(Interpreter, document)
    name = spelling.person(interpreter.name, interpreter.language)
    return Receiver(
        Role.INTERPRETER,
        interpreter.id,
        name,
        interpreter.language,
        interpreter.email,
        interpreter.phone,
        spelled=interpreter.name,
    )


def _is_official(delegate: rows.Delegate) -> bool:
    return not delegate.document.get("firm")


def _official(mission: Mission, document: object) -> Receiver:
    delegate = from_document(Delegate, document)
    home = mission.home_language
    name = spelling.person(delegate.name, home)
    return Receiver(Role.OFFICIAL, delegate.id, name, home, delegate.email, delegate.phone, spelled=delegate.name)
