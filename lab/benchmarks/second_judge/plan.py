"""What a `plan.json` says: the meetings as people are told them, and the figures it claims."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from lab.benchmarks.second_judge.facts import Pair, Span


@dataclass(frozen=True, slots=True)
class Meeting:
    """One meeting as people are told it."""

    firm: str
    buyer: str
    span: Span
    place: str
    interpreter: str
    speaker: str
    """Who of the firm speaks with the buyer where nobody interprets."""

    @property
    def pair(self) -> Pair:
        """Return the two sides."""
        return self.firm, self.buyer

    def __str__(self) -> str:
        return f"{self.firm}/{self.buyer}"


@dataclass(frozen=True, slots=True)
class Held:
    """One meeting as the engine's own part of the file has it."""

    wish: str
    start: int
    place: str
    interpreter: str


@dataclass(frozen=True, slots=True)
class Wish:
    """What the file says of a wish."""

    pair: Pair
    value: int
    must: bool


@dataclass(frozen=True, slots=True)
class PlanFile:
    """A plan as it stands in its file."""

    told: Sequence[Meeting]
    held: Sequence[Held]
    unplaced: Sequence[str]
    wishes: Mapping[str, Wish]
    levels: Mapping[str, int]
    """Objective -> the value the plan claims."""


def read_plan(path: Path, zone: str) -> PlanFile:
    """Read a plan.json; times become the fair's."""
    file = json.loads(path.read_text(encoding="utf-8"))
    plan, wishes = file["plan"], file["problem"]["wishes"]
    return PlanFile(
        told=tuple(_meeting(one, ZoneInfo(zone)) for one in file["told"]),
        held=tuple(
            Held(one["wish"], one["start"], one["place"] or "", one["interpreter"] or "") for one in plan["meetings"]
        ),
        unplaced=tuple(plan["unplaced"]),
        wishes={wish["id"]: Wish((wish["exporter"], wish["buyer"]), wish["value"], wish["must"]) for wish in wishes},
        levels={one["objective"]: one["value"] for one in plan["levels"]},
    )


def _meeting(one: Mapping[str, Any], zone: ZoneInfo) -> Meeting:
    start, end = (
        datetime.fromisoformat(one[side]).astimezone(zone).replace(tzinfo=None) for side in ("start_at", "end_at")
    )
    return Meeting(
        firm=one["exporter"],
        buyer=one["buyer"],
        span=Span(start, end),
        place=one["place"] or "",
        interpreter=one["interpreter"] or "",
        speaker=one.get("speaker") or "",
    )
