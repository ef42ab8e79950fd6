"""The made-up mission of the tests of its room."""

from __future__ import annotations

from tests.mission.conftest import trip

__all__ = ["trip"]
