"""What firms wrote down: how much, by whom, and every report."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Count, Max, QuerySet

from tearoad.capture import Report, Revision, reports_of, revision_of
from tearoad.capture.fields import Warmth
from tearoad.capture.web.models import Phone, Quarantined, SentRevision, Weighed
from tearoad.mission.web import models as rows
from tearoad.mission.web.queries.receivers import receivers
from tearoad.people import Role
from tearoad.values import Language


@dataclass(frozen=True, slots=True)
class Figures:
    """A mission's floor at a glance."""

    visitors: int
    phones: int
    """Those that may write."""
    ready: int
    """Those of them that work without a network."""
    waiting: int
    """Notes that wait for a person."""


@dataclass(frozen=True, slots=True)
class Firm:
    """What one firm wrote down."""

    party: str
    name: str
    visitors: int
    hot: int
    warm: int
    cold: int
    received_at: datetime | None
    """When the last change came in."""
    phones: int
    ready: int


@dataclass(frozen=True, slots=True)
class Noted:
    """One report, whose it is and when it was begun."""

    party: str
    report: Report
    made_at: datetime
    """By the phone's clock."""


def figures(mission: rows.Mission) -> Figures:
    """Return a mission's floor at a glance; three queries."""
    phones = Phone.objects.filter(mission=mission, revoked_at=None, wiped_at=None).values_list("ready_at", flat=True)
    ready = [at is not None for at in phones.order_by()]
    return Figures(
        visitors=_visitors(mission).order_by().values("report").distinct().count(),
        phones=len(ready),
        ready=sum(ready),
        waiting=Quarantined.objects.filter(mission=mission, state=Weighed.WAITING).count(),
    )


def firms(mission: rows.Mission, language: Language) -> tuple[Firm, ...]:
    """Return every firm of the delegation that may write or wrote, in the mission's order; six queries."""
    names = names_of(mission, language)
    sent = _visitors(mission).order_by()
    counted = {
        row["party"]: row
        for row in sent.values("party").annotate(
            visitors=Count("report", distinct=True), at=Max("receipt__received_at")
        )
    }
    warmth = _warmth(sent)
    phones: dict[str, list[bool]] = defaultdict(list)
    for party, ready_at in Phone.objects.filter(mission=mission, revoked_at=None, wiped_at=None).values_list(
        "party", "ready_at"
    ):
        phones[party].append(ready_at is not None)
    return tuple(
        Firm(
            party,
            names.get(party, party),
            visitors=counted.get(party, {}).get("visitors", 0),
            hot=warmth[party, Warmth.HOT],
            warm=warmth[party, Warmth.WARM],
            cold=warmth[party, Warmth.COLD],
            received_at=counted.get(party, {}).get("at"),
            phones=len(phones[party]),
            ready=sum(phones[party]),
        )
        for party in dict.fromkeys([*names, *sorted(counted)])
    )


def names_of(mission: rows.Mission, language: Language) -> Mapping[str, str]:
    """Return what the firms that may write are called, in the mission's order; three queries."""
    found = (receiver for receiver in receivers(mission) if receiver.role is Role.EXPORTER and receiver.may_be_met)
    return {receiver.party: receiver.in_language(language) for receiver in found}


def noted(mission: rows.Mission, party: str = "") -> tuple[Noted, ...]:
    """Return all reports of a mission, or of one firm, the newest begun first; one query."""
    sent = SentRevision.objects.filter(mission=mission)
    found = _by_party(sent.filter(party=party) if party else sent)
    made_at = {revision.id: revision.made_at for revisions in found.values() for revision in revisions}
    every = [
        Noted(party, report, made_at[report.revisions[0]])
        for party, revisions in found.items()
        for report in reports_of(revisions)
    ]
    return tuple(sorted(every, key=lambda note: note.report.revisions[0], reverse=True))


def _visitors(mission: rows.Mission) -> Any:
    """Return what is said of visitors; the reports of planned meetings are counted by the timetable."""
    return SentRevision.objects.filter(mission=mission, document__meeting="")


def _warmth(sent: QuerySet[SentRevision]) -> Counter[tuple[str, str]]:
    """Count visitors by firm and warmth, by the warmer where two notes differ; only changes that tell it are read."""
    found = _by_party(sent.filter(document__values__has_key="warmth"))
    order = [warmth.value for warmth in Warmth]
    counted: Counter[tuple[str, str]] = Counter()
    for party, revisions in found.items():
        for report in reports_of(revisions):
            said = {str(field.value) for field in report.fields.get("warmth", ())}
            counted.update((party, warmth) for warmth in [text for text in order if text in said][:1])
    return counted


def _by_party(sent: QuerySet[SentRevision]) -> dict[str, list[Revision]]:
    found: dict[str, list[Revision]] = defaultdict(list)
    for party, document in sent.values_list("party", "document"):
        found[party].append(revision_of(document))
    return found


def card(_request: object, mission: rows.Mission) -> dict[str, Figures] | None:
    """Return what the mission's card of the floor shows; nothing as long as no phone was let in."""
    found = figures(mission)
    return {"figures": found} if found.phones or found.visitors or found.waiting else None
