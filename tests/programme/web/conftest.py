"""The mission of the tests of its room."""

from __future__ import annotations

from tests.mission.web.conftest import mission, stranger

__all__ = ["mission", "stranger"]
