"""A browser's way to edit a table."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from tearoad.journey.tables import TABLE_KINDS
from tearoad.journey.web.queries.tables.pages import TableScene
from tearoad.journey.web.queries.tables.stored import rows_of
from tearoad.mission.web.models import Mission
from tearoad.values import Language

Edit = Callable[..., dict[str, Any]]


def table_url(name: str, mission: Mission, table: str, *more: object) -> str:
    return reverse(f"journey-table{name}", args=[mission.id, table, *more])


def row_in(mission: Mission, table: str, code: str) -> Any:  # noqa: ANN401  # a row of any model
    return rows_of(TABLE_KINDS[table], mission).get(code=code)


def texts_of(mission: Mission, table: str, code: str) -> list[dict[str, str]]:
    """Return what the cells of a row say in English."""
    scene = TableScene(TABLE_KINDS[table], mission, Language.EN)
    return scene.lines_of(row_in(mission, table, code))


def cell(row: object, field: str, text: str, was: str | None = None, line: int = 0) -> dict[str, Any]:
    """Return one edited cell as the page's script sends it."""
    ref = row if isinstance(row, str) else str(getattr(row, "pk", row))
    return {"row": ref, "line": line, "field": field, "text": text, "was": was}


@pytest.fixture
def edit(signed_in: Client, mission: Mission) -> Edit:
    """Send cells of a table, and return what the page is told; every column is asked for."""

    def send(table: str, *cells: dict[str, Any], key: str = "") -> dict[str, Any]:
        sent = {"changes": json.dumps(cells), "col": [column.field for column in TABLE_KINDS[table].columns]}
        answer = signed_in.post(
            table_url("-cells", mission, table),
            sent | ({"form_key": key} if key else {}),
            headers={"Accept": "application/json"},
        )
        found: dict[str, Any] = answer.json()
        return found | {"status": answer.status_code}

    return send
