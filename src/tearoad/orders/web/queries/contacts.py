"""Whom the firms met, for who takes the follow-up over: nobody who refused to be written down."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from tearoad.capture.fields import Consent
from tearoad.capture.web.queries.visitors import Noted, noted
from tearoad.mission.web import models as rows
from tearoad.timetable.web.models import Meeting

_FIELDS = ("person", "title", "firm", "city", "phone", "email", "messenger", "wants", "warmth", "consent")


@dataclass(frozen=True, slots=True)
class HandedContact:
    """Somebody whom a firm met, as it wrote them down."""

    report: UUID
    met_by: str
    """The firm's id in the mission."""
    buyer: str
    """The buyer's id, where the meeting was planned; empty for a visitor without an appointment."""
    met_at: datetime
    person: str
    title: str
    firm: str
    city: str
    phone: str
    email: str
    messenger: str
    wants: str
    warmth: str
    consent: str

    @property
    def key(self) -> str:
        """By what a list of contacts goes on: a report is one firm's own."""
        return f"{self.report}.{self.met_by}"


def contacts(mission: rows.Mission) -> tuple[HandedContact, ...]:
    """Return everyone with a name, an address or a number, in the order of their reports; two queries."""
    buyer_of = dict(Meeting.objects.filter(mission=mission).order_by().values_list("wish", "buyer"))
    found = (_contact(note, buyer_of.get(note.report.meeting, "")) for note in noted(mission))
    kept = (contact for contact in found if contact.consent != Consent.REFUSED)
    reachable = (
        contact
        for contact in kept
        if any((contact.person, contact.firm, contact.phone, contact.email, contact.messenger))
    )
    return tuple(sorted(reachable, key=lambda contact: contact.key))


def contacts_after(mission: rows.Mission, after: str, most: int) -> tuple[HandedContact, ...]:
    """Return some of them, those after a key; two queries."""
    return tuple(contact for contact in contacts(mission) if contact.key > after)[:most]


def _contact(note: Noted, buyer: str) -> HandedContact:
    said = {name: value if isinstance(value := note.report.one(name), str) else "" for name in _FIELDS}
    return HandedContact(UUID(str(note.report.id)), note.party, buyer, note.made_at, **said)
