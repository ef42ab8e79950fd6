"""Who acts: for which organisation, in which role, and how far."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from tearoad.people.roles import Role, Scope


@dataclass(frozen=True, slots=True)
class Actor:
    """Someone who asks for a page or a change; every action takes one."""

    tenant: UUID
    """The organisation they act for; no query sees another."""
    role: Role
    user: UUID | None = None
    """Their account; None for a visitor by link and for the system."""
    mission: UUID | None = None
    """The only mission a visitor or a program's key may see; None for all missions of the organisation."""
    party: str = ""
    """A visitor's own id in the mission: firm, buyer, interpreter or delegate."""
    scope: Scope = Scope.DAY
    """What a visitor's link opens; it says nothing of an account."""
    name: str = ""
    """How the ledger and the pages call them."""
    program: UUID | None = None
    """The key by which a program acts for `user`; None for people."""
