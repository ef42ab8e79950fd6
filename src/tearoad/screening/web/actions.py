"""What people do about screening."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from tearoad.web.registry import Event


@dataclass(frozen=True, slots=True)
class StandingChanged(Event):
    """Whether a company may be met has changed."""

    company_id: UUID
