"""A job as its handler gets it, without a worker."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID, uuid4

from tearoad.text import Text


@dataclass
class UnstoppedRun:
    """A job that runs, and that nobody stops; it notes what its handler says."""

    tenant: UUID
    payload: Mapping[str, Any]
    job_id: UUID = field(default_factory=uuid4)
    by: UUID | None = None
    steps: list[Text] = field(default_factory=list)
    progress: list[tuple[int, int]] = field(default_factory=list)
    """How much was done, of how much."""

    def step(self, text: Text) -> None:
        """Note a step."""
        self.steps.append(text)

    def advance(self, done: int, total: int, note: Text | None = None) -> None:
        """Note how far it is."""
        del note
        self.progress.append((done, total))

    def stop(self) -> bool:
        """Go on."""
        return False
