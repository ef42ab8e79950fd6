"""Who comes first, and why; who would go, wait, or stay at home."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from tearoad.call.application import Application, Decision
from tearoad.call.call import Call
from tearoad.call.readiness import readiness
from tearoad.call.scores import Apart, Scoring, apart, by_application, committee
from tearoad.text import Text
from tearoad.values import Reason


@dataclass(frozen=True, slots=True)
class Ranked:
    """An application in its place."""

    application: str
    place: int
    """1 is the first; 0 has no place yet."""
    total: int | None
    """0 to 1000; None until two people have scored it."""
    reasons: tuple[Reason, ...]
    apart: tuple[Apart, ...] = ()
    tie: bool = False
    """Another has the same score: the one that came first stands first."""


def rank(call: Call, applications: Iterable[Application], scorings: Iterable[Scoring]) -> tuple[Ranked, ...]:
    """Return the confirmed applications in order: score, then who came first, then the id; the unscored behind.

    The order of what is handed in does not matter. O(n log n).
    """
    given = by_application(scorings)
    taken = [
        application
        for application in applications
        if application.confirmed_at is not None and application.decision is not Decision.WITHDRAWN
    ]
    judged = [(application, _total(call, application, given.get(application.id, ()))) for application in taken]
    judged.sort(key=lambda pair: (-_value(pair[1]), pair[0].received_at, pair[0].id))
    totals = [total for _, (total, _) in judged]
    ranked = []
    for number, (application, (total, reasons)) in enumerate(judged, start=1):
        tie = total is not None and totals.count(total) > 1
        place = number if total is not None else 0
        ranked.append(Ranked(application.id, place, total, reasons, apart(call, given.get(application.id, ())), tie))
    return tuple(ranked)


_Judged = tuple[int | None, tuple[Reason, ...]]


def _value(judged: _Judged) -> int:
    return -1 if judged[0] is None else judged[0]


def _total(call: Call, application: Application, scorings: tuple[Scoring, ...]) -> _Judged:
    ready = readiness(call, application).value
    given = committee(call, scorings)
    if given is None:
        return None, (Reason(Text("call.not_whole", count=len(scorings)), 0),)
    of_list = ready * call.readiness_percent // 100
    of_people = given * (100 - call.readiness_percent) // 100
    reasons = (
        Reason(Text("call.by_committee", given=given, percent=100 - call.readiness_percent), of_people),
        Reason(Text("call.by_readiness", given=ready, percent=call.readiness_percent), of_list),
    )
    return of_list + of_people, tuple(sorted(reasons, key=lambda reason: -reason.points))


@dataclass(frozen=True, slots=True)
class Proposed:
    """What the ranking alone would decide."""

    application: str
    decision: Decision
    waiting_place: int = 0


def propose(
    call: Call, ranked: Iterable[Ranked], decided: Mapping[str, Decision] | None = None
) -> tuple[Proposed, ...]:
    """Return the decisions that follow from the places: the cap goes, the next wait, the rest are declined.

    What has no score yet stays open; what is `decided` stays as it is and keeps its seat. The cap is never exceeded.
    """
    decided = {id_: decision for id_, decision in (decided or {}).items() if decision is not Decision.OPEN}
    seats = call.cap - sum(decision is Decision.ACCEPTED for decision in decided.values())
    waits = sum(decision is Decision.WAITING for decision in decided.values())
    found = []
    for candidate in ranked:
        if candidate.application in decided:
            found.append(Proposed(candidate.application, decided[candidate.application]))
        elif candidate.total is None:
            found.append(Proposed(candidate.application, Decision.OPEN))
        elif seats > 0:
            seats -= 1
            found.append(Proposed(candidate.application, Decision.ACCEPTED))
        elif waits < call.waiting:
            waits += 1
            found.append(Proposed(candidate.application, Decision.WAITING, waits))
        else:
            found.append(Proposed(candidate.application, Decision.DECLINED))
    return tuple(found)


def decision_faults(call: Call, decisions: Mapping[str, Decision], whole: frozenset[str]) -> tuple[Text, ...]:
    """Return what is wrong with decisions: more than can go, or someone judged before two people scored them."""
    accepted = sum(decision is Decision.ACCEPTED for decision in decisions.values())
    found = []
    if accepted > call.cap:
        found.append(Text("call.over_cap", count=accepted, cap=call.cap))
    early = sorted(
        id_
        for id_, decision in decisions.items()
        if decision in {Decision.ACCEPTED, Decision.WAITING} and id_ not in whole
    )
    if early:
        found.append(Text("call.decided_early", ids=", ".join(early[:5]), count=len(early)))
    return tuple(found)


def next_in_line(applications: Iterable[Application]) -> Application | None:
    """Return who moves up when a place becomes free: the first of the waiting list."""
    waiting = [application for application in applications if application.decision is Decision.WAITING]
    return min(
        waiting,
        key=lambda application: (application.waiting_place or 10**6, application.received_at, application.id),
        default=None,
    )
