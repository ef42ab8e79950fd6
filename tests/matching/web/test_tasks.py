from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID, uuid4

from tearoad.matching.web import queries
from tearoad.matching.web.actions.matching import ask_to_match
from tearoad.matching.web.tasks import match_mission
from tearoad.mission.web.models import Mission
from tearoad.people import Actor
from tearoad.text import Text


@dataclass
class Run:
    """A job as a worker would run it."""

    tenant: UUID
    payload: Mapping[str, Any]
    by: UUID | None = None
    job_id: UUID = field(default_factory=uuid4)

    def step(self, text: Text) -> None:
        """Say nothing."""
        del text

    def advance(self, done: int, total: int, note: Text | None = None) -> None:
        """Say nothing."""
        del done, total, note

    def stop(self) -> bool:
        """Go on."""
        return False


def test_the_job_matches_the_mission(officer: Actor, mission: Mission) -> None:
    result = match_mission(Run(officer.tenant, {"mission": str(mission.id)}))
    assert result["matches"] == queries.matches(mission).count()
    assert queries.is_fresh(mission)


def test_the_same_wish_is_written_once(officer: Actor, mission: Mission) -> None:
    assert ask_to_match(officer, mission) == ask_to_match(officer, mission)
