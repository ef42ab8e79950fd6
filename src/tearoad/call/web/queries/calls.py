"""A mission's call, by the mission or by its public address."""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, timedelta
from typing import Any

from django.db.models import Count, Q

from tearoad.call import Application, Call, Decision, Scoring, is_whole, rank
from tearoad.call.scores import by_application
from tearoad.call.web import models as rows
from tearoad.mission.web import models as mission_rows
from tearoad.text import Text
from tearoad.values import Language
from tearoad.values.document import from_document
from tearoad.web.clock import fair_now
from tearoad.web.saving.stale import Stored

QUIET_AFTER = timedelta(hours=1)
"""An attack is over when nothing was refused for so long."""
SHOWN_FOR = timedelta(days=7)
"""So long the officer sees that there was one."""
_MADE_UP_BYTES = 12


def random_address() -> str:
    """Return an address that nobody guesses."""
    return secrets.token_hex(_MADE_UP_BYTES)


def call_row(mission: mission_rows.Mission) -> rows.Call | None:
    """Return a mission's call, None where there is none."""
    call: rows.Call | None = rows.Call.objects.filter(mission=mission).first()
    return call


def core_call(row: rows.Call) -> Call:
    """Return a call as the core knows it."""
    return from_document(Call, row.document)


def call_at(address: str) -> rows.Call | None:
    """Return the call with a public address, of whichever organisation; who asks has no account."""
    call: rows.Call | None = (
        rows.Call.across_tenants.select_related("mission", "tenant").filter(address=address[:60]).first()
    )
    return None if call is None or call.mission.archived_at is not None else call


def applications(mission: mission_rows.Mission) -> tuple[Application, ...]:
    """Return a mission's applications."""
    return tuple(
        from_document(Application, application.document)
        for application in rows.Application.objects.filter(mission=mission)
    )


def columns_of(application: Application) -> dict[str, Any]:
    """Return the columns that an application's row has beside its document."""
    return {
        "name": (application.name.written or ("",))[0][:300],
        "decision": application.decision.value,
        "received_at": application.received_at,
        "confirmed_at": application.confirmed_at,
    }


def scorings(mission: mission_rows.Mission) -> tuple[Scoring, ...]:
    """Return all points of a mission; who shows them asks first who may see them."""
    return tuple(from_document(Scoring, scoring.document) for scoring in rows.Scoring.objects.filter(mission=mission))


def names_in(call: Call, language: Language) -> Mapping[str, str]:
    """Return what questions and criteria are called in a language, by id."""
    return {criterion.id: criterion.label.in_language(language) for criterion in call.criteria} | {
        question.id: question.label.in_language(language) for question in call.questions
    }


@dataclass(frozen=True, slots=True)
class Counts:
    """How many applications stand where."""

    total: int
    unconfirmed: int
    accepted: int
    waiting: int
    declined: int
    withdrawn: int

    @property
    def confirmed(self) -> int:
        """How many count: their mail was confirmed."""
        return self.total - self.unconfirmed


def counts(mission: mission_rows.Mission) -> Counts:
    """Return how many applications stand where; one query."""

    def of(decision: Decision) -> Count:
        return Count("id", filter=Q(decision=decision.value))

    found = rows.Application.objects.filter(mission=mission).aggregate(
        total=Count("id"),
        unconfirmed=Count("id", filter=Q(confirmed_at=None)),
        accepted=of(Decision.ACCEPTED),
        waiting=of(Decision.WAITING),
        declined=of(Decision.DECLINED),
        withdrawn=of(Decision.WITHDRAWN),
    )
    return Counts(**found)


def moved_by(mission: mission_rows.Mission, was: Call, becomes: Call) -> int:
    """Return how many firms that were decided on would have another place by other weights; two queries."""
    known, given = applications(mission), scorings(mission)
    decided = {
        application.id for application in known if application.decision not in {Decision.OPEN, Decision.WITHDRAWN}
    }
    if not decided:
        return 0
    before, after = (
        {ranked.application: ranked.place for ranked in rank(call, known, given)} for call in (was, becomes)
    )
    return sum(before.get(text) != after.get(text) for text in decided)


def too_early(mission: mission_rows.Mission, call: Call) -> tuple[Text, ...]:
    """Return why it is early to decide: the form is still open, firms that confirmed have no score; two queries."""
    given = by_application(scorings(mission))
    unscored = sum(
        application.confirmed_at is not None
        and application.decision is Decision.OPEN
        and not is_whole(call, given.get(application.id, ()))
        for application in applications(mission)
    )
    found = []
    if call.is_open(fair_now()):
        # In UTC a page says a moment on its own clock, with the city, whatever zone the call was kept in.
        found.append(Text("call_pages.still_open", until=call.closes_at.astimezone(UTC)))
    if unscored:
        found.append(Text("call_pages.unscored", count=unscored))
    return tuple(found)


def attack(row: rows.Call) -> Text | None:
    """Return the one line about posts that were refused; None where there was none of late."""
    found = rows.Refusals.objects.filter(call=row).first()
    if found is None or found.last_at < fair_now() - SHOWN_FOR:
        return None
    is_over = found.last_at < fair_now() - QUIET_AFTER
    return Text(
        "call_pages.attack_over" if is_over else "call_pages.attack",
        count=found.count,
        since=found.since,
        last=found.last_at,
    )


def decisions_fields(found: Iterable[Application]) -> tuple[Stored, ...]:
    """Return what is decided of each application as the fields of one form."""
    said = {decision.value: Text(f"call_pages.decision_{decision.value}") for decision in Decision}
    return tuple(
        Stored(
            f"decision_{application.id}",
            Text("call_pages.decision_of", id=application.id),
            application.decision.value,
            said,
        )
        for application in sorted(found, key=lambda application: application.id)
    )
