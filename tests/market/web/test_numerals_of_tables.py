"""Numerals of the pages of obstacles and roads, and of their commands: each comes from a row of the uploaded table.

The rows are read here once more by the CSV reader of Python; times are added up by quadrature, not by the grid.
"""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from decimal import Decimal
from io import StringIO
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pytest
from django.test import Client

from tearoad.cli.app import run
from tearoad.demo.roads import posts_table
from tearoad.market.web.actions.tables import save_table
from tearoad.market.web.queries.tables import POSTS, REQUIREMENTS, ROUTES
from tearoad.market.web.queries.tables import RATES as RATE_TABLE
from tearoad.paper.figures import days, number
from tearoad.people import Actor
from tearoad.text import Text
from tearoad.values import Language
from tests.market.obstacles.test_requirements import TABLE as REQUIREMENT_ROWS
from tests.market.price.test_landed import RATES
from tests.market.road.test_routes import TABLE as ROUTE_ROWS
from tests.market.web.test_numerals import screen_cells

ON = "2026-03-01"
SOURCE_OF_POST = "press report, early 2023"
Hours = npt.NDArray[np.float64]
_NUMERAL = re.compile(r"\d[\d\u00a0]*(?:[.,]\d+)*")


def numerals(texts: Iterable[str]) -> Counter[str]:
    """Return the numerals of texts, by how often each stands there."""
    return Counter(found.strip("\u00a0") for text in texts for found in _NUMERAL.findall(text))


def answer_of(client: Client, address: str, language: Language) -> Counter[str]:
    """Return the numerals of a page's answer; the frame's own (“10 of 100 arrive within”) stand in heads of tables."""
    client.post("/language/", {"language": language.value, "next": "/"})
    page = client.get(address).content.decode()
    section = page.partition('aria-labelledby="answer"')[2].partition("</section>")[0]
    section = re.sub(r"<thead>.*?</thead>|<caption.*?</caption>|<span class=\"visually-hidden\".*?</span>", "", section)
    return numerals(screen_cells(f"<main>{section}</main>"))


def rows_of(table: str) -> list[tuple[int, dict[str, str]]]:
    return list(enumerate(csv.DictReader(StringIO(table)), 2))


def day_of(written: str, language: Language) -> str:
    day = date(*map(int, reversed(written.split(".")))) if "." in written else date.fromisoformat(written)
    return days(day, day, language)


def as_printed(amount: str | Decimal | float, language: Language, step: str = "1") -> str:
    """Return an amount as its reader writes it."""
    return number(Decimal(str(amount).replace(",", ".")).quantize(Decimal(step)), language)


def obstacles_of_rows(language: Language) -> Iterator[str]:
    """Give what the page of obstacles to tea in Russia has of numerals, row by row."""
    yield "0902.10"
    for line, row in rows_of(RATES):
        if row["market"] == "RUS" and row["step"] in {"duty", "excise", "vat"} and not row["hs"]:
            yield f"{row['value']} {line} {day_of(row['from'], language)}"
    for line, row in rows_of(REQUIREMENT_ROWS):
        if line in {2, 4, 5}:  # the others hold for another day or market
            yield f"{row['source']} {line} {day_of(row['read_on'], language)}"


def quantile_of_rail(share: float) -> float:
    """Return within how many hours a share of the shipments by rail arrives: two triangles, a delay, fixed hours."""

    def below(t: Hours) -> Hours:  # of the border: 12, 24, 72
        rising, falling = np.clip(t - 12, 0, 12) ** 2 / (60 * 12), 1 - np.clip(72 - t, 0, 48) ** 2 / (60 * 48)
        return np.asarray(np.where(t <= 24, rising, falling))

    u = (np.arange(20_000) + 0.5) / 20_000  # of the first leg: 120, 150, 200
    first = np.where(u < 30 / 80, 120 + np.sqrt(u * 80 * 30), 200 - np.sqrt((1 - u) * 80 * 50))
    low, high = 0.0, 1000.0
    for _ in range(40):
        middle = (low + high) / 2
        rest = middle - 260 - first
        reached = float((0.8 * below(rest) + 0.2 * below(rest - 96)).mean())
        low, high = (middle, high) if reached < share else (low, middle)
    return low


def times(hours: float, language: Language) -> str:
    return f"{as_printed(round(hours), language)} {as_printed(hours / 24, language, '0.1')}"


def routes_of_rows(language: Language) -> Iterator[str]:
    """Give distances, times and costs of the routes to Russia."""
    legs = [row for _, row in rows_of(ROUTE_ROWS) if row["market"] != "KAZ"]
    for mode in ("road", "rail", "sea"):
        inside = [row for row in legs if row["route"] == f"By {mode} (fictional)"]
        yield as_printed(sum(Decimal(row["km"].replace(",", ".")) for row in inside), language)
        yield as_printed(sum(int(row["cost"]) for row in inside), language)
    for share in (0.1, 0.5, 0.9):
        yield times(100.0067, language)
        yield times(quantile_of_rail(share), language)


def legs_of_rows(language: Language) -> Iterator[str]:
    """Give what the page tells leg by leg."""
    for line, row in rows_of(ROUTE_ROWS):
        if row["market"] == "KAZ":
            continue
        km = row["km"].replace(",", ".")
        yield number(Decimal(km), language)
        hours = [row["hours"] or (str(round(Decimal(km) / 75)) if row["kmh"] else ""), row["least"], row["most"]]
        yield from (
            as_printed(value, language)
            for value in (*hours, row["delay_percent"], row["delay_hours"], row["cost"])
            if value
        )
        if row["delay_percent"] and language is not Language.ZH:
            yield "100"  # "20 of 100 take 96 h longer"
        yield f"{line} {day_of(row['read_on'], language)}"


def posts_of_rows(language: Language) -> Iterator[str]:
    """Give what the page tells of the border post: 1.5 million tonnes, nearly 83 % more than the year before."""
    ((line, row),) = rows_of(posts_table())
    base, low, high = (Decimal(digits) for digits in ("820000", "792000", "852000"))
    assert low < Decimal(row["value"]) / Decimal("1.83") < high
    yield row["period"]
    yield as_printed(row["value"], language)
    yield row["change"]
    yield from ("2022-01", *(as_printed(value, language) for value in (base, low, high)))
    assert (line, row["source"]) == (2, SOURCE_OF_POST)


@pytest.fixture
def tables(officer: Actor) -> None:
    """The organisation's tables."""
    for kind, content in (
        (RATE_TABLE, RATES),
        (REQUIREMENTS, REQUIREMENT_ROWS),
        (ROUTES, ROUTE_ROWS),
        (POSTS, posts_table()),
    ):
        save_table(officer, kind, "table.csv", content.encode())


def road_of_rows(language: Language) -> Counter[str]:
    rows = [*routes_of_rows(language), *legs_of_rows(language), *posts_of_rows(language)]
    return numerals([*rows, f"{SOURCE_OF_POST} 2"])


OBSTACLES = f"/markets/obstacles/?market=RUS&hs=0902.10&on={ON}"
ROAD = f"/markets/road/?market=RUS&on={ON}"


@pytest.mark.django_db
@pytest.mark.usefixtures("tables")
def test_every_numeral_of_obstacles_and_roads_comes_from_a_row(signed_in: Client) -> None:
    for language in Language:
        assert answer_of(signed_in, OBSTACLES, language) == numerals(obstacles_of_rows(language))
        assert answer_of(signed_in, ROAD, language) == road_of_rows(language)


@pytest.mark.django_db
@pytest.mark.usefixtures("tables")
@pytest.mark.parametrize(
    ("name", "address", "expected"),
    [
        ("obstacles.rate_written", OBSTACLES, lambda language: numerals(obstacles_of_rows(language))),
        ("roads.hours_text", ROAD, road_of_rows),
        ("roads.post_value", ROAD, road_of_rows),
    ],
)
def test_a_planted_numeral_is_found_on_obstacles_and_roads(
    signed_in: Client,
    monkeypatch: pytest.MonkeyPatch,
    name: str,
    address: str,
    expected: Callable[[Language], Counter[str]],
) -> None:
    said = Text("market.road_leg_hours", hours="4711")
    monkeypatch.setattr(f"tearoad.market.web.views.{name}", lambda *_: "4711" if name.startswith("obstacles") else said)
    for language in Language:
        assert set(answer_of(signed_in, address, language) - expected(language)) == {"4711"}


def test_every_numeral_of_the_commands_comes_from_a_row(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for name, content in (("needs", REQUIREMENT_ROWS), ("routes", ROUTE_ROWS), ("posts", posts_table())):
        (tmp_path / f"{name}.csv").write_text(content)
    for language in Language:
        start = ["--language", language.value[:2], "market"]
        goods = ["--market", "RUS", "--hs", "090210", "--on", ON]
        run([*start, "obstacles", "--table", str(tmp_path / "needs.csv"), *goods])
        out = capsys.readouterr().out
        rows = [f"{row['source']} {line}" for line, row in rows_of(REQUIREMENT_ROWS) if line in {2, 4, 5}]
        assert numerals([out]) == numerals([*rows, "2024-12-31"])

        files = ["--routes", str(tmp_path / "routes.csv"), "--posts", str(tmp_path / "posts.csv")]
        run([*start, "road", "--market", "RUS", *files])
        out = capsys.readouterr().out
        frame = ["10 90", "10 90"] if language is Language.ZH else ["10 100 90", "10 100 90"]
        open_route = numerals([as_printed(22_000, language)])  # its distance is left out where its time is open
        rows = [*routes_of_rows(language), *posts_of_rows(language), *frame]
        assert numerals([out]) == numerals(rows) - open_route
