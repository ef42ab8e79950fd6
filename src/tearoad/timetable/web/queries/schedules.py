"""Somebody's meetings and programme as they carry them on a phone: every day, in every language at once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from django.db.models import Max

from tearoad.matching.web.queries.progress import SIDES, seen_called_off
from tearoad.mission.web import models as rows
from tearoad.people import Role
from tearoad.timetable.papers.agenda import Stop, informed
from tearoad.timetable.papers.receivers import Receiver, receivers
from tearoad.timetable.papers.sheet import Entry
from tearoad.timetable.papers.wording import Wording, names
from tearoad.timetable.roster import Roster
from tearoad.timetable.web.models import Meeting, Published
from tearoad.timetable.web.queries.publishing.days import Own, own_days
from tearoad.timetable.web.queries.publishing.everyone import PAPER_ROLES
from tearoad.timetable.web.queries.publishing.in_force import in_force
from tearoad.values import Language


@dataclass(frozen=True, slots=True)
class Planned:
    """One meeting or programme item; what is said of it is what the day sheet says."""

    start_at: datetime
    end_at: datetime
    """Both on the fair's clock."""
    is_meeting: bool
    key: str
    """Its wish, or the item's id: it keeps it when it is moved."""
    said: Mapping[Language, Entry]


@dataclass(frozen=True, slots=True)
class Schedule:
    """Somebody's days by the plan in force."""

    number: int
    """The plan's."""
    planned: tuple[Planned, ...]
    """In order of time."""


def schedule(mission: rows.Mission, role: Role, party: str) -> Schedule | None:
    """Return somebody's days; None where no plan is in force or they take no part in it.

    Three queries where nothing has changed since this process was asked last, else ten.
    """
    row = in_force(mission, whole=False)
    if row is None:
        return None
    off = seen_called_off(mission, SIDES.get(role))  # what one may know of it changes with the hour as well
    key = (row.pk, role.value, party, f"{_state(mission)}|{sorted(off)}")
    if key not in _kept:
        _kept[key] = _read(mission, row, role, party)
        while len(_kept) > _MOST:
            _kept.pop(next(iter(_kept)), None)
    return _kept[key]


def meetings_in_force(mission: rows.Mission, exporter: str, wishes: Iterable[str]) -> tuple[Meeting, ...]:
    """Return an exporter's meetings of these wishes in the plan in force; two queries."""
    return tuple(Meeting.objects.filter(published=in_force(mission, whole=False), exporter=exporter, wish__in=wishes))


_MOST = 500
_kept: dict[tuple[UUID, str, str, str], Schedule | None] = {}
"""A plan's id is unlike any other's, so one organisation never meets what was kept for another."""


def _state(mission: rows.Mission) -> str:
    """Return what changes whenever a name, a standing, a place or the programme does."""
    companies = rows.Participation.objects.filter(mission=mission).aggregate(
        changed=Max("company__changed_at"), screened=Max("company__screened_at")
    )
    return f"{mission.revision}|{mission.changed_at}|{companies['changed']}|{companies['screened']}"


def _read(mission: rows.Mission, row: Published, role: Role, party: str) -> Schedule | None:
    own = own_days(mission, row, role, party)
    if own is None:
        return None
    roster = own.wording.roster
    receiver = next(
        receiver for receiver in receivers(roster) if receiver.role is PAPER_ROLES[role] and receiver.id == party
    )
    wordings = {language: _wording(receiver, roster, language) for language in Language}
    return Schedule(row.number, tuple(_planned(stop, wordings) for stop in _stops(own)))


def _stops(own: Own) -> tuple[Stop, ...]:
    """Return what somebody has to be at, or may be: neither free time nor what stands there for information."""
    every = (stop for day in own.days for stop in day.stops)
    return tuple(stop for stop in every if not stop.free and not informed(stop, own.receiver))


def _wording(receiver: Receiver, roster: Roster, language: Language) -> Wording:
    return Wording(replace(receiver, language=language), roster, names(roster, language))


def _planned(stop: Stop, wordings: Mapping[Language, Wording]) -> Planned:
    key = stop.appointment.meeting.wish if stop.appointment else stop.item.id if stop.item else ""
    return Planned(
        stop.window.start_at,
        stop.window.end_at,
        stop.appointment is not None,
        str(key),
        {language: wording.entry(stop) for language, wording in wordings.items()},
    )
