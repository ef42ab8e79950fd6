"""The plan in force at a glance, whose days it holds, and the plans before it."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from uuid import UUID

from tearoad.mission.web.models import MAY_BE_PLANNED, Delegate, Interpreter, Mission, Participation
from tearoad.mission.web.queries import Parties, parties
from tearoad.people import Role
from tearoad.people.web.models import User
from tearoad.programme.web.queries.reached import NotificationState
from tearoad.text import Text
from tearoad.timetable.plan import rules_off
from tearoad.timetable.web.models import Draft, DraftState, Meeting, MeetingState, Published
from tearoad.timetable.web.queries.publishing.days import COLUMN
from tearoad.timetable.web.queries.publishing.everyone import PAPER_ROLES, Everyone
from tearoad.timetable.web.queries.publishing.in_force import history
from tearoad.timetable.web.queries.publishing.letters import plan_notifications
from tearoad.timetable.web.queries.publishing.mails import notification_counts
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
    """Everybody, where they are asked for."""
    total: int
    """How many have a day of their own."""
    not_kept: Text | None
    """Rules that the plan in force does not keep."""
    kept: int
    no_show: int
    held: tuple[str, ...]
    """Who stands in the plan in force and may not be met any more."""
    draft: Draft | None
    """The newest draft, no repair, where it is newer than every plan that was published."""

    @property
    def now(self) -> Issue | None:
        """The plan in force."""
        return self.issues[0] if self.issues else None

    @property
    def former(self) -> tuple[Issue, ...]:
        """The plans before it."""
        return self.issues[1:]


def overview(mission: Mission, language: Language, *, with_people: bool = False) -> Overview:
    """Return the plan in force and its history; a fixed number of queries, seven more with everybody's name."""
    rows = history(mission)
    counts = Counter(Meeting.objects.filter(mission=mission).values_list("published_id", flat=True))
    notified = notification_counts(rows)
    names = _users(rows)
    issues = tuple(
        Issue(
            row,
            names.get(row.published_by, ""),
            counts[row.pk],
            len(row.changes),
            notified[row.pk][NotificationState.TOLD],
        )
        for row in rows
    )
    meetings = tuple(Meeting.objects.filter(published=rows[0]).defer("facts")) if rows else ()
    states = Counter(meeting.state for meeting in meetings)
    past = max((row.draft.number for row in rows), default=0)
    newer = Draft.objects.filter(mission=mission, repair={}, state=DraftState.READY, number__gt=past)
    return Overview(
        issues=issues,
        people=_people(parties(mission), meetings, language) if with_people else (),
        total=_total(mission),
        not_kept=_missing_key(rows[0]) if rows else None,
        kept=states[MeetingState.KEPT.value],
        no_show=states[MeetingState.NO_SHOW.value],
        held=_held(mission, meetings),
        draft=newer.order_by("-number").first(),
    )


def _missing_key(row: Published) -> Text | None:
    """Ask for the one key of a plan that is not read whole."""
    off = Published.objects.filter(pk=row.pk).values_list("plan__switched_off", flat=True).first()
    return rules_off(off or ())


def _total(mission: Mission) -> int:
    officials = Delegate.objects.filter(mission=mission, document__firm__isnull=True)
    firms, interpreters = Participation.objects.filter(mission=mission), Interpreter.objects.filter(mission=mission)
    return firms.count() + interpreters.count() + officials.count()


def _users(rows: tuple[Published, ...]) -> dict[UUID | None, str]:
    wanted = {row.published_by for row in rows if row.published_by}
    return {user.pk: user.name or user.email for user in User.objects.filter(pk__in=wanted)}


def _people(found: Parties, meetings: tuple[Meeting, ...], language: Language) -> tuple[DayOf, ...]:
    everyone = Everyone(found)
    names = everyone.names(language)
    counts = {role: Counter(getattr(meeting, COLUMN[role]) for meeting in meetings) for role in PAPER_ROLES}
    return tuple(DayOf(role, party, names.get(party, party), counts[role][party]) for role, party in everyone.persons)


def _held(mission: Mission, meetings: tuple[Meeting, ...]) -> tuple[str, ...]:
    planned = {party for meeting in meetings for party in (meeting.exporter, meeting.buyer)}
    held = Participation.objects.filter(~MAY_BE_PLANNED, mission=mission)
    return tuple(name for code, name in held.values_list("code", "company__name") if code in planned)


@dataclass(frozen=True, slots=True)
class Card:
    """The plan in force on the mission's page."""

    number: int
    meetings: int
    to_tell: int
    queued: int
    """Mails that no mail server has yet."""
    held: tuple[str, ...]
    """Who stands in it and may not be met any more."""


def card(mission: Mission) -> Card | None:
    """Return the plan in force in a few figures; None where there is none. A fixed number of queries."""
    row = Published.objects.filter(mission=mission).select_related("problem").order_by("-number").first()
    if row is None:
        return None
    all_of_it = plan_notifications(mission, row)
    meetings = tuple(Meeting.objects.filter(published=row).only("exporter", "buyer"))
    return Card(row.number, len(meetings), all_of_it.still_to_tell, all_of_it.queued, held=_held(mission, meetings))
