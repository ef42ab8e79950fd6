"""The mission of a storm: the one that publishing is tried on, and its plan in force."""

from __future__ import annotations

from tests.timetable.web.publishing.conftest import in_force, mission, on_the_eve

__all__ = ["in_force", "mission", "on_the_eve"]
