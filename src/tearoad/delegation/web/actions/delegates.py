"""Delegates with their table, and what stands in the way of taking one off the list."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from tearoad.delegation.delegates_sheet import DELEGATES
from tearoad.delegation.web.queries.people import named_in
from tearoad.errors import Conflict
from tearoad.mission import Delegate
from tearoad.mission.web import models as mission_rows
from tearoad.mission.web.queries.stored_kinds import StoredKind
from tearoad.text import Text
from tearoad.values.document import from_document
from tearoad.web.registry import Event, emit


@dataclass(frozen=True, slots=True)
class DelegateLeaves(Event):
    """A delegate is about to be taken off; whoever still needs them raises `Conflict`."""

    mission_id: UUID
    code: str


def _before_removal(mission: mission_rows.Mission, code: str) -> None:
    """Let a delegate go whom nothing names any more.

    Raises:
        Conflict: the programme, an absence or a later stage still names them.

    """
    named = named_in(mission, code)
    if named:
        hint = Text("delegation_pages.still_named_hint")
        raise Conflict(Text("delegation_pages.still_named", where=", ".join(naming.code for naming in named)), hint)
    emit(DelegateLeaves(mission.id, code))
    _forget_roommate(mission, code)


def _forget_roommate(mission: mission_rows.Mission, code: str) -> None:
    """Nobody goes on sharing a room with who does not travel."""
    for other in mission_rows.Delegate.objects.select_for_update().filter(mission=mission):
        known = from_document(Delegate, other.document)
        if code in known.room_with:
            left = [text for text in known.room_with if text != code]
            other.document = {name: value for name, value in other.document.items() if name != "room_with"}
            other.document |= {"room_with": left} if left else {}
            other.save(update_fields=["document"])


STORED_DELEGATES = StoredKind(
    kind=DELEGATES,
    noun="delegate",
    model=mission_rows.Delegate,
    list_page="mission-delegation",
    touches_plans=True,
    planned_with=frozenset(
        {"name", "role", "rank", "firm", "office", "phone", "languages", "arrives_at", "leaves_at"}
    ),  # the rest (hotel, visa, consent) makes no plan and no day sheet
    columns=lambda delegate: {"name": delegate.name.written[0][:200] if delegate.name.written else ""},
    before_removal=_before_removal,
)
