"""Planned meetings on the floor: which report is of which meeting, and what became of it."""

from __future__ import annotations

from datetime import UTC, datetime
from enum import StrEnum
from uuid import UUID, uuid5

from tearoad.capture.report import Report
from tearoad.capture.revision import ReportId

_REPORTS = UUID("0196f0b2-7c1e-7a3d-9e55-2f6c1d84b07a")
"""Sets these ids apart from those that are made of anything else."""


class Held(StrEnum):
    """What became of a meeting, the surest first: of two notes that differ the one further up counts."""

    KEPT = "kept"
    STARTED = "started"
    MOVED = "moved"
    """The two agreed on another time between themselves."""
    LATE = "late"
    """Somebody is not there yet: another time is asked for."""
    NO_SHOW = "no_show"


def report_of_meeting(mission: UUID, exporter: str, wish: str, start_at: datetime) -> ReportId:
    """Return the id of an exporter's report of a meeting at its time.

    Every phone of the firm finds the same one without asking; a meeting that is put off begins another report.
    """
    named = f"{mission}|{exporter}|{wish}|{start_at.astimezone(UTC).isoformat()}"
    return ReportId(uuid5(_REPORTS, named))


def became(report: Report) -> Held | None:
    """Return what a report says of its meeting; None where it says nothing of it."""
    said = {str(field.value) for field in report.fields.get("held", ())}
    return next((held for held in Held if held in said), None)
