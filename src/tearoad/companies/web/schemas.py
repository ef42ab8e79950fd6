"""How the API writes a company."""

from __future__ import annotations

from uuid import UUID

from ninja import Schema


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
