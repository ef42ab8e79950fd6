"""Hand out and erase what missions hold about a person."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from django.db import transaction

from tearoad.mission.web import models as rows
from tearoad.mission.web.queries.personal import links_of, people_of, talks_of
from tearoad.text import Text
from tearoad.web.clock import now
from tearoad.web.registry import Json, PersonalData

_KEEP_DAYS = 365
_STAYS = frozenset(
    {
        *("id", "rank", "firm", "languages", "arrives_at", "leaves_at"),
        *("pairs", "attached_to", "hours", "min_hours_per_day", "max_hours_per_day", "not_for", "language"),
    }
)
"""What plans need of somebody who is erased; all else of a delegate or interpreter goes."""


def declared() -> tuple[PersonalData, ...]:
    """Return what missions keep about people."""
    return (
        _person(rows.Delegate, "mission.Delegate", Text("mission_pages.why_delegates")),
        _person(rows.Interpreter, "mission.Interpreter", Text("mission_pages.why_interpreters")),
        PersonalData(
            "mission.SignedLink",
            ("party", "last_used_at"),
            Text("mission_pages.why_links"),
            _KEEP_DAYS,
            lambda address: [_link(one) for one in links_of(address)],
            _erase_links,
        ),
        PersonalData(
            "mission.ProgrammeItem",
            ("document",),
            Text("mission_pages.why_talks"),
            _KEEP_DAYS,
            lambda address: [{"mission": str(one.mission_id), **one.document["talk"]} for one in talks_of(address)],
            _erase_talks,
        ),
    )


def _person(kind: Any, model: str, purpose: Text) -> PersonalData:
    def find(address: str) -> Iterable[Json]:
        return [{"mission": str(one.mission_id), "id": one.code, **one.document} for one in people_of(kind, address)]

    return PersonalData(model, ("name", "document"), purpose, _KEEP_DAYS, find, _eraser(kind), tells_who=True)


def _eraser(kind: Any) -> Callable[[str], int]:
    @transaction.atomic
    def erase(address: str) -> int:
        erased = 0
        for one in people_of(kind, address):
            # The place in plans and the id stay, so that the mission's figures still add up; the person is gone.
            one.name = ""
            one.document = {key: value for key, value in one.document.items() if key in _STAYS}
            one.document["name"] = {"latin": one.code}
            one.save()
            erased += 1
        return erased

    return erase


@transaction.atomic
def _erase_links(address: str) -> int:
    """Links hold no address of their own: they are stopped, and when they were used is forgotten."""
    erased = 0
    for one in links_of(address):
        one.revoked_at = one.revoked_at or now()
        one.last_used_at = None
        one.save()
        erased += 1
    return erased


@transaction.atomic
def _erase_talks(address: str) -> int:
    """What was noted for a talk goes whole: nobody can tell which of its lines spoke of the person."""
    found = talks_of(address)
    for one in found:
        one.document = {key: value for key, value in one.document.items() if key != "talk"}
        one.save()
    return len(found)


def _link(one: rows.SignedLink) -> Json:
    return {
        "mission": str(one.mission_id),
        "party": one.party,
        "made_at": one.made_at.isoformat(),
        "last_used_at": one.last_used_at.isoformat() if one.last_used_at else None,
    }
