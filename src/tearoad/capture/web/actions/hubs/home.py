"""Home's side: take in what a hub brings, and tell it what is new."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import UTC
from typing import Any

from django.db import DataError, IntegrityError, transaction

from tearoad.capture.hub_letter import HubLetter, Part, letter_of, numbered
from tearoad.capture.hub_letter import Unread as UnreadPart
from tearoad.capture.web.actions.hubs import files, notes, phones, unread
from tearoad.capture.web.models import Hub, Stream
from tearoad.errors import Conflict, TearoadError
from tearoad.mission.web import models as rows
from tearoad.people import Actor, Role
from tearoad.text import Text
from tearoad.timetable.web.actions import handing
from tearoad.values.json_data import WRONG
from tearoad.web.clock import now
from tearoad.web.documents import require_spoken

_CLASH = Text("capture.part_clashes")


def answered(hub: Hub, document: object) -> dict[str, Any]:
    """Take in a hub's letter and return what it is told; a letter that comes twice changes nothing the second time.

    The answer leaves after the commit: a hub is told that home has nothing which could be undone. A part that is
    nonsense is kept aside whole, and all others are taken in.

    Raises:
        InputError: it is no letter at all.
        TooMany: more of this hub waits unread than is kept.

    """
    mission, letter = hub.mission, letter_of(document)
    with transaction.atomic():
        rows.Mission.objects.select_for_update().get(pk=mission.pk)
        left = [*letter.unread, *_taken_in(hub, letter)]
        unread.keep(hub, left)
        given = _given(mission, letter)
        hub.seen_at = now()
        hub.save(update_fields=["seen_at"])
    lease = rows.PlanLease.objects.filter(mission=mission).first()
    holds = lease is not None and lease.hub == hub.pk and now() < lease.until
    return {
        "given": given,
        "unread": len(left),
        "streams": {party: _news(mission, party, letter.read) for party in _parties(mission, letter.read)},
        "decisions": notes.decisions_of(mission),
        "erased": files.erased_of(mission),
        "phones": phones.phones_of(mission),
        "links": phones.links_of(mission),
        "plan_number": handing.newest_number(mission),
        "plan": None if holds else handing.plan_after(mission, letter.plan_number),
        "lease": _lease(lease),
    }


def take_parts(hub: Hub, part: Part, parts: Sequence[Mapping[str, Any]]) -> None:
    """Take in parts of letters that were judged to be what they should be; changes are all of one party.

    Raises:
        InputError: something is of a phone that the mission does not have.

    """
    if part is Part.PHONE:
        phones.take_phones(hub.mission, parts)
    elif part is Part.CHANGE:
        notes.take_from_hub(hub.mission, parts[0]["party"], parts)
    elif part is Part.ASIDE:
        require_spoken([aside["reasons"] for aside in parts])
        notes.take_asides(hub.mission, parts)
    elif part is Part.PLAN:
        require_spoken(parts[0]["reasons"])
        _take_plan(hub, parts[0])


def _taken_in(hub: Hub, letter: HubLetter) -> Iterator[UnreadPart]:
    """Take in what could be read, and yield what the database, or a phone that is unknown, stands against."""
    changes: dict[str, list[Mapping[str, Any]]] = defaultdict(list)
    for change in letter.changes:
        changes[change["party"]].append(change)
    # The plan first, since changes tell of its meetings; locks of streams are taken in one order.
    batches: list[tuple[Part, Sequence[Mapping[str, Any]]]] = [(Part.PLAN, [letter.plan])] if letter.plan else []
    batches.append((Part.PHONE, letter.phones))
    batches += [(Part.CHANGE, changes[party]) for party in sorted(changes)]
    batches.append((Part.ASIDE, letter.asides))
    for part, those in batches:
        yield from _taken_or_left(hub, part, those)


def _taken_or_left(hub: Hub, part: Part, parts: Sequence[Mapping[str, Any]]) -> Iterator[UnreadPart]:
    """Take in parts together; where that fails one after the other, so that one holds up no other."""
    try:
        with transaction.atomic():
            take_parts(hub, part, parts)
    except (TearoadError, DataError, IntegrityError, *WRONG) as wrong:
        if len(parts) > 1:
            for document in parts:
                yield from _taken_or_left(hub, part, [document])
        else:
            yield UnreadPart(part, parts[0], wrong.text if isinstance(wrong, TearoadError) else _CLASH)


def _take_plan(hub: Hub, plan: Mapping[str, Any]) -> None:
    """Put the hub's plan into force where it holds the plan; one that may not, or comes too late, is kept as a draft.

    Too late is one after which home has published its own.
    """
    if handing.is_here(hub.mission, plan):
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


def _given(mission: rows.Mission, letter: HubLetter) -> dict[str, Any]:
    """Return up to which of the hub's numbers home has each party's changes, taken in or aside, and in which era."""
    numbers: dict[str, list[int]] = defaultdict(list)
    for party, number in (
        *((change["party"], change["number"]) for change in letter.changes),
        *numbered(letter.unread),
    ):
        numbers[party].append(number)
    given = {}
    for party in sorted(numbers):
        stream, _ = Stream.objects.get_or_create(mission=mission, party=party)
        given[party] = {"era": str(stream.era), "number": max(numbers[party])}
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
