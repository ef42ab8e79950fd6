"""How the API writes a company, and what it takes of its contact."""

from __future__ import annotations

from dataclasses import replace
from typing import Annotated
from uuid import UUID

from ninja import Schema
from pydantic import StringConstraints

from tearoad.companies import Contact
from tearoad.companies.web.actions.register import ContactFacts
from tearoad.companies.web.models import Company
from tearoad.names import PersonName
from tearoad.web.saving.programs import NO_NUL, ProgramInput
from tearoad.web.saving.stale import version_of


class CompanyOut(Schema):
    """A company of the register."""

    id: UUID
    side: str
    name: str
    country: str
    city: str
    registration_number: str
    standing: str
    revision: int
    version: str
    """Goes into `If-Match` where the contact is changed."""

    @staticmethod
    def resolve_version(company: Company) -> str:
        """Return the mark of what the register keeps."""
        return version_of(company.document)


class ContactIn(ProgramInput):
    """How a company is reached, as it is from now on."""

    city: Annotated[str, StringConstraints(max_length=120, pattern=NO_NUL)] = ""
    person_native: Annotated[str, StringConstraints(max_length=120, pattern=NO_NUL)] = ""
    person_latin: Annotated[str, StringConstraints(max_length=120, pattern=NO_NUL)] = ""
    person_local: Annotated[str, StringConstraints(max_length=120, pattern=NO_NUL)] = ""
    phone: Annotated[str, StringConstraints(pattern=r"^(\+[0-9]{6,15}( ext\. [0-9]{1,6})?)?$")] = ""
    """E.164, such as +74950000000."""
    email: Annotated[str, StringConstraints(max_length=200, pattern=r"^([^@\s\x00]+@[^@\s\x00]+\.[^@\s\x00]+)?$")] = ""
    messenger: Annotated[str, StringConstraints(max_length=120, pattern=NO_NUL)] = ""
    note: Annotated[str, StringConstraints(max_length=2000, pattern=NO_NUL)] = ""
    """Of a buyer only."""

    def facts(self, known: Contact) -> ContactFacts:
        """Return what is to be kept; what a person's title is stays."""
        person = PersonName(self.person_native, self.person_latin, self.person_local)
        contact = replace(known, person=person, phone=self.phone, email=self.email, messenger=self.messenger)
        return ContactFacts(self.city, contact, self.note)
