"""Rows of organisations, people and the ledger."""

from tearoad.people.web.models.allowance import Allowance
from tearoad.people.web.models.browser import KnownBrowser
from tearoad.people.web.models.ledger import Evidence, LedgerEntry, LedgerHead, PersonKey
from tearoad.people.web.models.organisation import Membership, Organisation
from tearoad.people.web.models.program_key import ProgramKey
from tearoad.people.web.models.setup_link import SetupLink
from tearoad.people.web.models.tenancy import Tenanted, act_for, acting_for, acting_for_nobody, current_tenant
from tearoad.people.web.models.user import User

__all__ = [
    "Allowance",
    "Evidence",
    "KnownBrowser",
    "LedgerEntry",
    "LedgerHead",
    "Membership",
    "Organisation",
    "PersonKey",
    "ProgramKey",
    "SetupLink",
    "Tenanted",
    "User",
    "act_for",
    "acting_for",
    "acting_for_nobody",
    "current_tenant",
]
