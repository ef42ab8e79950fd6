"""Made trade files in the publishers' forms; all figures are invented."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from tearoad.market.trade_data.store import LoadOptions, TradeSnapshot, load_trade

AT = datetime(2026, 3, 1, 9, 0, tzinfo=UTC)
COMTRADE = (
    "freqCode",
    "refYear",
    "reporterCode",
    "flowCode",
    "partnerCode",
    "partner2Code",
    "classificationCode",
    "cmdCode",
    "aggrLevel",
    "customsCode",
    "motCode",
    "netWgt",
    "primaryValue",
)
Trade = tuple[int, str, str, str, str, object]
"""Year, reporter, flow, partner, product, value."""


def write_table(path: Path, headers: Sequence[str], rows: Sequence[Sequence[object]]) -> Path:
    """Write a CSV table."""
    with path.open("w", encoding="utf-8", newline="") as opened:
        csv.writer(opened).writerows([headers, *rows])
    return path


def comtrade(path: Path, trade: Sequence[Trade], weight: object = "") -> Path:
    """Write a file with columns of today's UN Comtrade."""
    rows = [
        ("A", year, reporter, flow, partner, 0, "H6", product, len(product), "C00", 0, weight, value)
        for year, reporter, flow, partner, product, value in trade
    ]
    return write_table(path, COMTRADE, rows)


def load(store: Path, *files: Path, options: LoadOptions | None = None) -> TradeSnapshot:
    """Load files into a store."""
    return load_trade(files, store, at=AT, options=options or LoadOptions())
