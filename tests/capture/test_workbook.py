"""A workbook of visitors says where a cell cannot hold all."""

from __future__ import annotations

import io

import pytest
from openpyxl import load_workbook

from tearoad.capture.workbook import workbook

MOST = 32_767


@pytest.mark.parametrize(
    ("written", "stands"),
    [
        ("a" * MOST, "a" * MOST),
        ("a" * (MOST + 1), "a" * (MOST - 6) + "… more"),
        ("😀" * MOST, "😀" * ((MOST - 6) // 2) + "… more"),
    ],
)
def test_what_a_cell_cannot_hold_is_told(written: str, stands: str) -> None:
    made = workbook("Visitors", ["Notes"], [[written]], more="… more")
    assert load_workbook(io.BytesIO(made)).active["A2"].value == stands
