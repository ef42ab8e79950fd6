"""What a press of a button says: which states the officer had before their eyes, whom they told, what they look for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from tearoad.errors import InputError, NotFoundError
from tearoad.people import Role
from tearoad.people.roles import VISITORS
from tearoad.text import Text
from tearoad.timetable.web.queries.publishing.paper_lists import Filter
from tearoad.web.saving.stale import FIELD


@dataclass(frozen=True, slots=True)
class Seen:
    """What the officer saw when they pressed."""

    revision: int
    number: int
    although_outdated: bool


def seen(said: Mapping[str, str]) -> Seen:
    """Return what a form says the officer saw.

    Raises:
        InputError: it does not say so.

    """
    try:
        return Seen(int(said.get(FIELD, "0")), int(said["number"]), bool(said.get("although_outdated")))
    except (KeyError, ValueError) as missing:
        raise InputError(Text("publish_pages.form_broken"), Text("publish_pages.look_again_hint")) from missing


def wanted_papers(said: Mapping[str, str]) -> Filter:
    """Return which papers the officer looks for."""
    return Filter(said.get("kind", ""), said.get("role", ""), said.get("name", "").strip(), bool(said.get("changed")))


def wanted_day(said: Mapping[str, str]) -> date | None:
    """Return the day that was chosen; None where none was, or where it is no day."""
    try:
        return date.fromisoformat(said.get("on", ""))
    except ValueError:
        return None


def wanted_role(said: str) -> Role:
    """Return whose days an address names.

    Raises:
        NotFoundError: nobody of that kind has days.

    """
    if said not in {role.value for role in VISITORS}:
        raise NotFoundError(Text("day_pages.no_such_person"), Text("day_pages.no_such_person_hint"))
    return Role(said)
