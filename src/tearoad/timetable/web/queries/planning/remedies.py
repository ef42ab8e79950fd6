"""Where what keeps a meeting out of a plan can be changed: a link behind each obstacle that a person can move."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.urls import reverse

from tearoad.mission.web.models import Mission
from tearoad.text import Ref, Text
from tearoad.web.registry import ask

_HOURS = ("pairs", "hours", "max_hours", "attached_to")
_ROWS: Mapping[str, tuple[str, tuple[str, ...]]] = {
    "why_interpreter_day": ("interpreters", _HOURS),
    "why_interpreter_too_long": ("interpreters", _HOURS),
    "why_interpreter_off": ("interpreters", _HOURS),
    "why_no_interpreter": ("interpreters", _HOURS),
    "why_person_absent": ("availability", ()),
    "why_absent": ("exporters", ("staff_per_day",)),
}
"""Obstacle -> the kind of row that says so, and the columns to show of it."""
_RULES = frozenset({"why_cap", "why_cap_alone", "why_quota", "why_quota_alone", "why_interpreter_run"})
"""Obstacles that a rule of the plan makes."""


@dataclass(frozen=True, slots=True)
class ObstacleWithRemedy:
    """What is in the way, and the address at which it can be changed; empty where nobody can."""

    text: Text
    change: str = ""


def obstacles_with_remedies(mission: Mission, obstacles: Iterable[Text]) -> tuple[ObstacleWithRemedy, ...]:
    """Return obstacles with where each can be changed; no query."""
    return tuple(ObstacleWithRemedy(text, _address(mission, text)) for text in obstacles)


def _address(mission: Mission, text: Text) -> str:
    name = text.code.rpartition(".")[2].removesuffix("_for")
    who = dict(text.params).get("who")
    if name in _RULES:
        return reverse("mission-plan-rules", args=[mission.pk])
    if name not in _ROWS:
        return ""
    kind, columns = _ROWS[name]
    address: str = ask("rows_to_change", mission, kind, who.id if isinstance(who, Ref) else "", columns)
    return address
