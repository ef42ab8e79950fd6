"""The hub's side: bring home what phones wrote here, and have what home has."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Protocol
from uuid import UUID

from django.db import transaction

from tearoad.capture.web.actions.hubs import files, notes, phones
from tearoad.capture.web.models import Passage, Stream
from tearoad.errors import Conflict
from tearoad.mission.web import models as rows
from tearoad.people import Actor, Role
from tearoad.timetable.web.actions import handing
from tearoad.values.document import read_moment

Letter = dict[str, Any]
MOST_LETTERS = 10_000
"""A round that does not end by then is a fault."""


@dataclass(frozen=True, slots=True)
class Round:
    """What one round with home came to."""

    letters: int
    brought: int
    """Changes that home has confirmed."""
    fetched: int
    """Changes of home's that were new here, or told anew."""
    files: int
    """Photos and voice memos that home has confirmed."""


class Way(Protocol):
    """The way home, which may be cut at any moment."""

    def letter(self, letter: Letter) -> Mapping[str, Any]:
        """Carry a letter home and return its answer."""
        ...

    def parcel(self, parcel: files.Parcel) -> bool:
        """Carry a file home; say whether home keeps it now."""
        ...


def exchange(mission: rows.Mission, way: Way) -> Round:
    """Bring and fetch until neither side has anything new: words first, then photos and voice memos.

    What home has confirmed stays confirmed if the way is cut: the next round goes on there. No transaction is open
    while a letter is on its way.
    """
    brought = fetched = 0
    for count in range(1, MOST_LETTERS):
        letter = letter_of(mission)
        answer = way.letter(letter)
        fetched += take_in(mission, letter, answer)
        brought += len(letter["changes"])
        if not has_more(mission, answer):
            return Round(count, brought, fetched, bring_files(mission, way))
    raise AssertionError(MOST_LETTERS)


def bring_files(mission: rows.Mission, way: Way) -> int:
    """Bring files home, one after the other; return how many home keeps now. A refused one holds up no other."""
    brought = 0
    for parcel in files.to_bring(mission):
        if way.parcel(parcel):
            files.mark_brought(mission, parcel)
            brought += 1
    return brought


def letter_of(mission: rows.Mission) -> Letter:
    """Return the next letter home: what home has not confirmed yet, and up to where its streams are read."""
    passages = {passage.party: passage for passage in Passage.objects.filter(mission=mission)}
    plans = passages.pop("", None)
    changes: list[dict[str, Any]] = []
    for stream in Stream.objects.filter(mission=mission).order_by("party"):
        left = notes.MOST - len(changes)
        found = notes.changes_after(mission, stream.party, _given(passages.get(stream.party), stream))[:left]
        changes += [change | {"party": stream.party} for change in found]
    return {
        "phones": phones.phones_of(mission),
        "changes": changes,
        "asides": notes.asides_to_give(mission),
        "read": {passage.party: (passage.home_era, passage.read) for passage in passages.values()},
        "plan_number": plans.read if plans else handing.newest_number(mission),
        "plan": handing.plan_after(mission, plans.given) if plans else None,
    }


@transaction.atomic
def take_in(mission: rows.Mission, letter: Letter, answer: Mapping[str, Any]) -> int:
    """Write down what home confirmed of a letter, and take in what it told; return how many changes came."""
    rows.Mission.objects.select_for_update().get(pk=mission.pk)
    phones.take_links(mission, answer["links"])
    phones.take_phones(mission, answer["phones"])
    notes.mark_given(mission, letter["asides"])
    notes.have_decisions(mission, answer["decisions"])
    files.forget_erased(mission, answer["erased"])
    for party, given in answer["given"].items():
        _note_given(mission, party, given)
    for party, stream in answer["streams"].items():
        notes.take_from_home(mission, party, stream["changes"])
        _note_read(mission, party, stream)
    _have_lease(mission, answer["lease"])
    _note_plans(mission, letter, answer)
    return sum(len(stream["changes"]) for stream in answer["streams"].values())


def _given(passage: Passage | None, stream: Stream) -> int:
    """Return up to where home has this server's stream; nothing is sure once either has begun a new era."""
    return passage.given if passage is not None and passage.own_era == str(stream.era) else 0


def has_more(mission: rows.Mission, answer: Mapping[str, Any]) -> bool:
    """Return whether another letter is needed after an answer: for what home has still, or for what is here still."""
    if any(stream["more"] for stream in answer["streams"].values()) or answer["plan"] is not None:
        return True
    letter = letter_of(mission)
    return bool(letter["changes"] or letter["asides"] or letter["plan"])


def _note_given(mission: rows.Mission, party: str, given: Mapping[str, Any]) -> None:
    passage, _ = Passage.objects.get_or_create(mission=mission, party=party)
    stream = Stream.objects.get(mission=mission, party=party)
    if passage.home_era not in ("", given["era"]):
        # Home was restored from a backup: what it confirmed in another era it may have lost. All is brought again.
        passage.given = passage.read = 0
        _bring_anew(mission, party)
    else:
        passage.given = given["number"]
    passage.own_era, passage.home_era = str(stream.era), given["era"]
    passage.save()


def _note_read(mission: rows.Mission, party: str, answer: Mapping[str, Any]) -> None:
    passage, _ = Passage.objects.get_or_create(mission=mission, party=party)
    if passage.home_era not in ("", answer["era"]):
        passage.given = 0  # as above
        _bring_anew(mission, party)
    passage.home_era, passage.read = answer["era"], answer["until"]
    passage.save()


def _bring_anew(mission: rows.Mission, party: str) -> None:
    """Write down that home, restored from a backup, may have nothing of what else came for a party."""
    notes.mark_not_given(mission, party)
    files.mark_not_brought(mission, party)


def _have_lease(mission: rows.Mission, lease: Mapping[str, Any] | None) -> None:
    if lease is None:
        rows.PlanLease.objects.filter(mission=mission).delete()
        return
    facts: dict[str, Any] = {name: read_moment(lease[name]) for name in ("given_at", "until")}
    facts |= {"hub": UUID(lease["hub"]), "hub_name": lease["hub_name"]}
    rows.PlanLease.objects.update_or_create(mission=mission, defaults=facts)


def _note_plans(mission: rows.Mission, letter: Letter, answer: Mapping[str, Any]) -> None:
    """Write down which plans home has now, and put its newer one into force here."""
    passage, is_new = Passage.objects.get_or_create(mission=mission, party="")
    if is_new:  # this hub began as a copy of home: what was published before is there
        passage.read = passage.given = min(letter["plan_number"], answer["plan_number"])
    if letter["plan"] is not None:
        passage.given = number = letter["plan"]["number"]
        if answer["plan_number"] >= number:  # it came into force at home: nothing of it comes back from there
            passage.read = max(passage.read, number)
    plan = answer["plan"]
    if plan is not None and not handing.is_here(mission, plan):
        by = Actor(mission.tenant_id, Role.SYSTEM)
        try:
            handing.accept(by, mission, plan)
        except Conflict:
            handing.keep_as_draft(by, mission, plan)
        passage.given = max(passage.given, handing.newest_number(mission))
    if plan is not None:
        passage.read = max(passage.read, plan["number"])
    passage.save()
