"""The mission of orders, with what came of it."""

from __future__ import annotations

from tests.orders.web.conftest import mission, opened, stranger, write

__all__ = ["mission", "opened", "stranger", "write"]
