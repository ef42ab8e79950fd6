"""The plan in force at a glance, whose days it holds, and the plans before it."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from uuid import UUID

from tearoad.companies import Standing
from tearoad.mission.web.models import Mission
from tearoad.mission.web.queries import Parties, parties
from tearoad.people import Role
from tearoad.people.web.models import User
from tearoad.timetable.web.models import Draft, Meeting, MeetingState, Published, Told
from tearoad.timetable.web.queries.publishing.days import COLUMN
from tearoad.timetable.web.queries.publishing.differences import concerned
from tearoad.timetable.web.queries.publishing.everyone import PAPER_ROLES, Everyone, companies
from tearoad.timetable.web.queries.publishing.in_force import changes_of, history, in_force
from tearoad.values import Language


@dataclass(frozen=True, slots=True)
class Issue:
    """A published plan in the history."""

    published: Published
    by: str
    meetings: int
    changes: int
    told: int


@dataclass(frozen=True, slots=True)
class DayOf:
    """Somebody whose day can be looked at."""

    role: Role
    party: str
    name: str
    meetings: int


@dataclass(frozen=True, slots=True)
class Overview:
    """What the office sees of published plans."""

    issues: tuple[Issue, ...]
    people: tuple[DayOf, ...]
    kept: int
    no_show: int
    held: tuple[str, ...]
    """Who stands in the plan in force and may not be met any more."""
    draft: Draft | None
    """The newest draft, where no plan is published yet or it is newer."""

    @property
    def now(self) -> Issue | None:
        """The plan in force."""
        return self.issues[0] if self.issues else None

    @property
    def former(self) -> tuple[Issue, ...]:
        """The plans before it."""
        return self.issues[1:]


def overview(mission: Mission, language: Language) -> Overview:
    """Return the plan in force and its history; thirteen queries whatever the size."""
    rows, found = history(mission), parties(mission)
    counts = Counter(Meeting.objects.filter(mission=mission).values_list("published_id", flat=True))
    told = Counter(Told.objects.filter(published__mission=mission).values_list("published_id", flat=True))
    names = _users(rows)
    issues = tuple(
        Issue(row, names.get(row.published_by, ""), counts[row.pk], len(row.changes), told[row.pk]) for row in rows
    )
    meetings = tuple(Meeting.objects.filter(published=rows[0]).defer("facts")) if rows else ()
    states = Counter(one.state for one in meetings)
    draft = Draft.objects.filter(mission=mission, state="ready").order_by("-number").first()
    return Overview(
        issues=issues,
        people=_people(found, meetings, language),
        kept=states[MeetingState.KEPT.value],
        no_show=states[MeetingState.NO_SHOW.value],
        held=_held(found, meetings, language),
        draft=draft if draft and (not rows or draft.pk != rows[0].draft_id) else None,
    )


def _users(rows: tuple[Published, ...]) -> dict[UUID | None, str]:
    wanted = {row.published_by for row in rows if row.published_by}
    return {user.pk: user.name or user.email for user in User.objects.filter(pk__in=wanted)}


def _people(found: Parties, meetings: tuple[Meeting, ...], language: Language) -> tuple[DayOf, ...]:
    everyone = Everyone(found)
    names = everyone.names(language)
    counts = {role: Counter(getattr(one, COLUMN[role]) for one in meetings) for role in PAPER_ROLES}
    return (
        tuple(DayOf(role, party, names.get(party, party), counts[role][party]) for role, party in everyone.persons)
        if meetings
        else ()
    )


def _held(found: Parties, meetings: tuple[Meeting, ...], language: Language) -> tuple[str, ...]:
    names = Everyone(found).names(language)
    planned = {party for one in meetings for party in (one.exporter, one.buyer)}
    clear = {one.id for one in companies(found) if one.standing is Standing.CLEAR}
    return tuple(names.get(party, party) for party in sorted(planned - clear))


@dataclass(frozen=True, slots=True)
class Card:
    """The plan in force on the mission's page."""

    number: int
    meetings: int
    to_tell: int


def card(mission: Mission) -> Card | None:
    """Return the plan in force in three figures; None where there is none."""
    row = in_force(mission)
    if row is None:
        return None
    meetings = tuple(Meeting.objects.filter(published=row).values_list("exporter", "buyer", "person"))
    asked: dict[tuple[str, str], set[str]] = {(e, b): {p} for e, b, p in meetings}
    concern = concerned(changes_of(row), asked, Everyone(parties(mission)))
    told = Told.objects.filter(published=row).count()
    return Card(row.number, len(meetings), max(len(concern) - told, 0))
