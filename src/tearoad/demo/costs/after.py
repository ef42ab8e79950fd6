"""What comes after the fair: hours that interpreters worked, and what the office found right in a firm's dossier."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from decimal import Decimal

from tearoad.costs import WorkedHours
from tearoad.costs.dossier_folder import FolderPart
from tearoad.demo.exporters import Firm
from tearoad.demo.fair import at
from tearoad.mission import Delegate, Interpreter, Mission

_WORKED = ("6.5", "8", "7.25")


def make_hours(interpreters: Sequence[Interpreter], mission: Mission) -> tuple[WorkedHours, ...]:
    """Return what the interpreters of the pool wrote down for the first days."""
    pool = [interpreter.id for interpreter in interpreters if interpreter.attached_to is None]
    days = [day.on for day in mission.days]
    return tuple(WorkedHours(who, on, Decimal(hours)) for who in pool for on, hours in zip(days, _WORKED, strict=False))


def make_dossier(firms: Sequence[Firm], officer: Delegate) -> tuple[FolderPart, ...]:
    """Return the one part that is confirmed: the rates of the first firm, which lacks every file still."""
    confirmed = at(4, "17:00") + timedelta(days=10)
    return (FolderPart(firms[0].exporter.id, "rates", (), officer.name.latin, confirmed),)
