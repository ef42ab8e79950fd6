"""What someone is for an organisation or in a mission."""

from __future__ import annotations

from enum import StrEnum


class Role(StrEnum):
    """The first three sign in; the others come by a signed link to their own day."""

    OFFICER = "officer"
    """Plans and runs missions."""
    MANAGER = "manager"
    """An officer who also manages the organisation's users and settings."""
    AUDITOR = "auditor"
    """Reads everything, changes nothing."""
    EXPORTER = "exporter"
    BUYER = "buyer"
    INTERPRETER = "interpreter"
    OFFICIAL = "official"
    SYSTEM = "system"
    """The program itself: a job that nobody asked for."""


class Scope(StrEnum):
    """What a signed link opens: nothing of another scope, whoever it belongs to."""

    DAY = "day"
    """One's own day with its papers, calendar, dossier and phone: addresses below `/v/<link>/`."""
    ANSWER = "answer"
    """Who asks to meet one, and one's answers: addresses below `/a/<link>/`."""
    FOLLOW = "follow"
    """What came of one's own meetings: addresses below `/v/<link>/orders/`."""
    SURVEY = "survey"
    """How it was, once, and without a name: the address `/v/<link>/survey/`."""


ACCOUNTS = frozenset({Role.OFFICER, Role.MANAGER, Role.AUDITOR})
"""Roles that sign in."""
NEED_SECOND_FACTOR = frozenset({Role.OFFICER, Role.MANAGER})
"""Roles that need a second factor where the organisation asks for one."""
VISITORS = frozenset({Role.EXPORTER, Role.BUYER, Role.INTERPRETER, Role.OFFICIAL})
"""Roles that come by a signed link."""
