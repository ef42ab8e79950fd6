"""What sheets would change in a mission's rows, and what must not be taken away."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import Any

from tearoad.companies.duplicates import are_one_firms
from tearoad.errors import NotFoundError
from tearoad.journey.kinds import KINDS as SHEET_KINDS
from tearoad.journey.web.queries.kinds import KINDS, PARTIES, PERSONS, Documents
from tearoad.journey.web.queries.rows_now import RowsNow, rows_now
from tearoad.mission.web import models as rows
from tearoad.names import fold
from tearoad.orders.web.models import Opportunity
from tearoad.rows import RowKind
from tearoad.text import Text
from tearoad.timetable.web.models import Draft, DraftState, Meeting
from tearoad.timetable.web.queries.loading import plan_of, problem_of
from tearoad.values.document import Document

_LOOKED_AT = 20
"""Drafts, the latest first; older ones are history."""


@dataclass(slots=True)
class Difference:
    """What one sheet would change."""

    new: list[str] = field(default_factory=list)
    changed: dict[str, list[str]] = field(default_factory=dict)
    """Key -> the fields that differ."""
    same: list[str] = field(default_factory=list)
    gone: list[str] = field(default_factory=list)
    """In the mission, not in the sheet."""
    others: list[str] = field(default_factory=list)
    """The id stands for somebody with a wholly different name: taken only where a person says so."""
    other_side: list[str] = field(default_factory=list)
    """The id belongs to a company of the other side: never taken."""


def differences(now: RowsNow, said: Documents) -> dict[str, Difference]:
    """Return what each sheet that was handed in would change."""
    return {kind: _difference(kind, now, documents) for kind, documents in said.items()}


def _difference(kind: str, now: RowsNow, said: Mapping[str, Document]) -> Difference:
    difference = Difference()
    before = now.documents[kind]
    across = now.documents["buyers" if kind == "exporters" else "exporters"] if kind in PARTIES else {}
    for key, document in said.items():
        if key in across:
            difference.other_side.append(key)
        elif key not in before:
            difference.new.append(key)
        elif before[key] == document:
            difference.same.append(key)
        elif kind in PARTIES | PERSONS and _is_another(kind, before[key], document):
            difference.others.append(key)
        else:
            difference.changed[key] = changed_fields(before[key], document)
    difference.gone = [key for key in before if key not in said]
    return difference


def changed_fields(before: Document, after: Document) -> list[str]:
    """Return which fields differ."""
    return sorted(name for name in before.keys() | after.keys() if before.get(name) != after.get(name))


def _is_another(kind: str, before: Document, after: Document) -> bool:
    names_before, names_after = (_spellings(document) for document in (before, after))
    first, second = ({*map(fold, names)} - {""} for names in (names_before, names_after))
    if not first or not second or first & second:
        return False
    return kind not in PARTIES or not are_one_firms(names_before, names_after)


def _spellings(document: Document) -> list[str]:
    name = document.get("name", {})
    return [name[part] for part in ("native", "latin", "local", "banner") if name.get(part)]


def referred(mission: rows.Mission, now: RowsNow) -> dict[str, Text]:
    """Return by id who or what must stay, and what names them: plans, pins, requests, the programme, people."""
    found: dict[str, Text] = {}
    _by_rows(now, found)
    _by_plans(mission, found)
    opportunities = Opportunity.objects.filter(mission=mission).values_list("firm", "buyer", "document__about")
    for firm, buyer, about in opportunities:
        found |= dict.fromkeys((firm, buyer), Text("journey_pages.named_by_opportunity", about=about or "–"))
    return found


def named_by(mission: rows.Mission, code: str) -> Text | None:
    """Return what names a party of a mission; None where nothing does."""
    return referred(mission, rows_now(mission)).get(code)


def _by_rows(now: RowsNow, found: dict[str, Text]) -> None:
    """Fill in whom other rows name."""
    for kind, fields in _NAMES_OTHERS.items():
        for key, document in now.documents[kind].items():
            for name in fields:
                said = document.get(name) or ()
                for named in (said,) if isinstance(said, str) else said.values() if isinstance(said, dict) else said:
                    who = named.get("person", "") if isinstance(named, dict) else named  # a file names whom it is about
                    found[str(who)] = Text(f"journey_pages.named_by_{kind}", key=key)


_NAMES_OTHERS: Mapping[str, Collection[str]] = {
    "dossier": ("firm", "files"),
    "pins": ("exporter", "buyer", "interpreter"),
    **{kind.name: kind.said.naming for kind in SHEET_KINDS if isinstance(kind.said, RowKind) and kind.said.naming},
}


def _by_plans(mission: rows.Mission, found: dict[str, Text]) -> None:
    """Fill in who has meetings, in drafts and in what was published; these reasons weigh most."""
    ready = Draft.objects.filter(mission=mission, state=DraftState.READY).select_related("problem")[:_LOOKED_AT]
    for draft in ready:
        for who in _in_draft(draft):
            found[who] = Text("journey_pages.named_by_draft", number=draft.number)
    for meeting in Meeting.objects.filter(mission=mission):
        for who in filter(None, (meeting.exporter, meeting.buyer, meeting.interpreter, meeting.speaker)):
            found[who] = Text("journey_pages.named_by_published")


def _in_draft(draft: Draft) -> set[str]:
    try:
        problem, plan = problem_of(draft), plan_of(draft)
    except (NotFoundError, AssertionError):  # its file is gone: nothing can be said, nothing is shown from it either
        return set()
    wishes: dict[Any, Any] = {wish.id: wish for wish in problem.wishes}
    found: set[str] = set()
    for meeting in plan.meetings:
        wish = wishes.get(meeting.wish)
        if wish is not None:
            found |= {str(party) for party in wish.parties} | ({str(wish.person)} if wish.person else set())
        if meeting.interpreter:
            found.add(str(meeting.interpreter))
    return found


def kinds_in_order_of_removal() -> tuple[str, ...]:
    """Return the kinds so that what names others goes before those whom it names."""
    return tuple(reversed(tuple(KINDS)))
