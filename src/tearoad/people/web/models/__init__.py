"""Rows of organisations, people and the ledger."""

from tearoad.people.web.models.ledger import Evidence, LedgerEntry, LedgerHead, PersonKey
from tearoad.people.web.models.organisation import Membership, Organisation
from tearoad.people.web.models.tenancy import Tenanted, acting_for, current_tenant
from tearoad.people.web.models.user import User

__all__ = [
    "Evidence",
    "LedgerEntry",
    "LedgerHead",
    "Membership",
    "Organisation",
    "PersonKey",
    "Tenanted",
    "User",
    "acting_for",
    "current_tenant",
]
