"""Each kind of table of an organisation, spoilt in each way: told with file, line, column and what is expected."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter

from tearoad.demo.roads import posts_table
from tearoad.errors import InputError
from tearoad.market.obstacles.requirements import REQUIREMENT_TABLE, parse_requirements
from tearoad.market.price.rates import RATE_TABLE, parse_rates
from tearoad.market.price.tables import MOST_TABLE_BYTES, RatesRefusedError, TableKind, table_in_file
from tearoad.market.road.legs import ROUTE_TABLE, parse_routes
from tearoad.market.road.posts import POST_TABLE, parse_posts
from tearoad.text import Text
from tearoad.values import Language
from tearoad.words import Words
from tests.market.obstacles.test_requirements import TABLE as REQUIREMENTS
from tests.market.price.test_landed import RATES
from tests.market.road.test_routes import TABLE as ROUTES

Parse = Callable[[str, str], tuple[Any, ...]]
KINDS: dict[str, tuple[str, TableKind, Parse]] = {
    "rates": (RATES, RATE_TABLE, parse_rates),
    "certificates": (REQUIREMENTS, REQUIREMENT_TABLE, parse_requirements),
    "routes": (ROUTES, ROUTE_TABLE, parse_routes),
    "posts": (posts_table(), POST_TABLE, parse_posts),
}


def workbook() -> bytes:
    out = BytesIO()
    book = xlsxwriter.Workbook(out)
    book.add_worksheet().write_row(0, 0, ("market", "hs"))
    book.close()
    return out.getvalue()


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"\xef\xbb\xbf\n<!DOCTYPE html><html><body>Sign in</body></html>", "market.file_is_web_page"),
        (b"<html><h1>503</h1></html>", "market.file_is_web_page"),
        (workbook(), "market.table_not_text"),
        (b"PAR1\x15\x04\x15\x10cut", "market.table_not_text"),
        (b"%PDF-1.7", "market.table_not_text"),
        (b"", "market.file_empty"),
        (b" \r\n", "market.file_empty"),
        (b"name,phone\nLi,1\n", "market.rates_columns"),
        (b"\xff\xfe\x00", "market.file_unreadable"),
        (b"x" * (MOST_TABLE_BYTES + 1), "market.table_too_large"),
        (2_000_000_001, "market.table_too_large"),
    ],
)
def test_what_is_no_such_table_is_named(tmp_path: Path, kind: str, content: bytes | int, code: str) -> None:
    _, table, parse = KINDS[kind]
    file = tmp_path / "spoilt.csv"
    with file.open("wb") as opened:
        if isinstance(content, int):
            opened.truncate(content)
        else:
            opened.write(content)

    with pytest.raises(InputError) as refused:
        parse(table_in_file(file, table), file.name)

    assert (refused.value.code, refused.value.text["file"]) == (code, "spoilt.csv")
    assert refused.value.hint is not None


CELLS = [
    ("rates", "RUS,2103,5", "RUS,21039,5", 8, "hs", "market.cell_code"),
    ("rates", "duty,RUS,,10", "duty,RUS,,1000.5", 7, "value", "market.cell_clash_value"),
    ("rates", "1.20,kilogram", "1.20 a kg,kilogram", 3, "value", "market.cell_amount"),
    ("rates", "0.5,percent", "-5,percent", 4, "value", "market.cell_amount"),
    ("rates", "600,shipment,CNY,2026-01-01", "600,shipment,CNY,01/02/2026", 2, "from", "market.cell_day"),
    ("rates", "2026-02-01,2026-02-28", "2026-02-01,2026-01-28", 5, "until", "market.cell_clash_until"),
    ("rates", "600,shipment,CNY", "600,shipment,yuan", 2, "currency", "market.cell_clash_currency"),
    ("rates", "600,shipment", "600,rate", 2, "unit", "market.cell_clash_unit"),
    ("rates", "to_port,RUS", "to_harbour,RUS", 2, "step", "market.cell_choice"),
    ("rates", "Insurer B (fictional)\nexchange,RUS", "\nexchange,RUS", 4, "source", "market.cell_empty"),
    ("certificates", "RUS,0902,", "RUS,09021,", 2, "hs", "market.cell_code"),
    ("certificates", "KAZ,09", "Atlantis,09", 6, "market", "market.cell_country"),
    ("certificates", "2024-01-01,2026-02-28", "2024-01-01,2023-02-28", 3, "until", "market.cell_clash_until"),
    ("certificates", "licence,A licence (fictional)", "licence,", 6, "requirement", "market.cell_empty"),
    ("routes", "Guiyang,Border,4000", "Guiyang,Border,4000 km", 2, "km", "market.cell_number"),
    ("routes", "150,120,200", "150,160,200", 2, "least", "market.cell_clash_least"),
    ("routes", "20,96", "20,", 3, "delay_hours", "market.cell_clash_delay_hours"),
    ("routes", "9000,USD,container", "9000,USD,box", 5, "per", "market.cell_clash_per"),
    ("posts", "2023-01,tonnes", "01.2023,tonnes", 2, "period", "market.cell_period"),
    ("posts", "<83", "nearly 83", 2, "change", "market.cell_change"),
    ("posts", "1500000", "1500000 kg", 2, "value", "market.cell_amount"),
]


@pytest.mark.parametrize(("kind", "good", "bad", "line", "column", "expected"), CELLS)
def test_each_cell_that_cannot_be_used_says_what_is_expected(
    kind: str, good: str, bad: str, line: int, column: str, expected: str
) -> None:
    content, _, parse = KINDS[kind]
    assert content.count(good) == 1

    with pytest.raises(RatesRefusedError) as refused:
        parse(content.replace(good, bad), "spoilt.csv")

    (fault,) = refused.value.faults
    text = fault["expected"]
    assert isinstance(text, Text)
    assert (fault["line"], fault["column"], text.code) == (line, column, expected)
    for language in Language:
        words = Words(language)
        assert words(text) in words(fault)
