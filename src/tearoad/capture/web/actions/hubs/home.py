"""Home's side: take in what a hub brings, and tell it what is new."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import UTC
from typing import Any

from django.db import transaction

from tearoad.capture.web.actions.hubs import files, notes, phones
from tearoad.capture.web.models import Hub, Stream
from tearoad.errors import Conflict
from tearoad.mission.web import models as rows
from tearoad.people import Actor, Role
from tearoad.timetable.web.actions import handing
from tearoad.web.clock import now


def answered(hub: Hub, letter: Mapping[str, Any]) -> dict[str, Any]:
    """Take in a hub's letter and return what it is told; a letter that comes twice changes nothing the second time.

    The answer leaves after the commit: a hub is told that home has nothing which could be undone.
    """
    mission = hub.mission
    _take_plan(hub, letter.get("plan"))
    with transaction.atomic():
        rows.Mission.objects.select_for_update().get(pk=mission.pk)
        phones.take_phones(mission, letter["phones"])
        given = _take_changes(mission, letter["changes"])
        notes.take_asides(mission, letter["asides"])
        hub.seen_at = now()
        hub.save(update_fields=["seen_at"])
    lease = rows.PlanLease.objects.filter(mission=mission).first()
    holds = lease is not None and lease.hub == hub.pk and now() < lease.until
    return {
        "given": given,
        "streams": {party: _news(mission, party, letter["read"]) for party in _parties(mission, letter["read"])},
        "decisions": notes.decisions_of(mission),
        "erased": files.erased_of(mission),
        "phones": phones.phones_of(mission),
        "links": phones.links_of(mission),
        "plan_number": handing.newest_number(mission),
        "plan": None if holds else handing.plan_after(mission, letter["plan_number"]),
        "lease": _lease(lease),
    }


def _take_plan(hub: Hub, plan: Mapping[str, Any] | None) -> None:
    """Put the hub's plan into force where it holds the plan; one that may not, or comes too late, is kept as a draft.

    Too late is one after which home has published its own.
    """
    if plan is None or handing.is_here(hub.mission, plan):
        return
    mission, by = hub.mission, Actor(hub.tenant_id, Role.SYSTEM)
    holds = rows.PlanLease.objects.filter(mission=mission, hub=hub.pk).exists()
    if holds and plan["number"] == handing.newest_number(mission) + 1:
        try:
            handing.accept(by, mission, plan)
        except Conflict:
            handing.keep_as_draft(by, mission, plan)
    else:
        handing.keep_as_draft(by, mission, plan)


def _take_changes(mission: rows.Mission, changes: list[Mapping[str, Any]]) -> dict[str, Any]:
    """Take in changes by party; return up to which of the hub's numbers home has them, and in which era of its own."""
    by_party: dict[str, list[Mapping[str, Any]]] = defaultdict(list)
    for one in changes:
        by_party[one["party"]].append(one)
    given = {}
    for party in sorted(by_party):  # locks are taken in one order
        stream = notes.take_from_hub(mission, party, by_party[party])
        given[party] = {"era": str(stream.era), "number": max(one["number"] for one in by_party[party])}
    return given


def _parties(mission: rows.Mission, read: Iterable[str]) -> tuple[str, ...]:
    """Return whose streams are told: also those the hub knows and home, restored from a backup, does not any more."""
    for party in read:
        Stream.objects.get_or_create(mission=mission, party=party)
    return tuple(Stream.objects.filter(mission=mission).order_by("party").values_list("party", flat=True))


def _news(mission: rows.Mission, party: str, read: Mapping[str, Any]) -> dict[str, Any]:
    stream = Stream.objects.get(mission=mission, party=party)
    era, number = read.get(party, ("", 0))
    begin = number if era == str(stream.era) and number <= stream.number else 0
    changes = notes.changes_after(mission, party, begin)
    until = changes[-1]["number"] if changes else begin
    return {"era": str(stream.era), "changes": changes, "until": until, "more": until < stream.number}


def _lease(lease: rows.PlanLease | None) -> dict[str, Any] | None:
    if lease is None:
        return None
    times = {"given_at": lease.given_at, "until": lease.until}
    return {"hub": str(lease.hub), "hub_name": lease.hub_name} | {
        name: at.astimezone(UTC).isoformat() for name, at in times.items()
    }
