"""Organisations, users, roles and what they may do, consent, the ledger."""

from tearoad.people.actor import Actor
from tearoad.people.policies import TABLE, Policy, allowed
from tearoad.people.roles import Role, Scope

__all__ = ["TABLE", "Actor", "Policy", "Role", "Scope", "allowed"]
