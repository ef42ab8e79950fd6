"""Answers of the UN Comtrade API are read as its files are; an empty, short or refused one is an error."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest

from tearoad.errors import InputError
from tearoad.market.trade_data.fetching import fetch_file
from tests.market.brief.test_brief import made_trade
from tests.market.trade_data.file_server import ServedAnswer, serving_files
from tests.market.trade_data.test_cubes import answers
from tests.market.trade_data.test_fetching import limits
from tests.market.trade_files import comtrade, load

NUMBERS = ("refYear", "reporterCode", "partnerCode", "partner2Code", "aggrLevel", "motCode")


def answer_of(table: Path) -> dict[str, object]:
    """Return a table of Comtrade as the API gives it: numbers as numbers, what is missing as null."""
    with table.open(encoding="utf-8", newline="") as opened:
        rows = [
            {
                name: None if cell == "" else int(cell) if name in NUMBERS else cell
                for name, cell in row.items()
                if name != "primaryValue"
            }
            | {"primaryValue": float(row["primaryValue"]), "isReported": True}
            for row in csv.DictReader(opened)
        ]
    return {"elapsedTime": "0.4 secs", "count": len(rows), "data": rows, "error": ""}


def test_fetched_answer_gives_the_figures_of_the_file(tmp_path: Path) -> None:
    table = comtrade(tmp_path / "made.csv", list(made_trade()))
    body = json.dumps(answer_of(table)).encode()
    path, sent = "/public/v1/preview/C/A/HS?period=2022", {"Content-Type": "application/json; charset=utf-8"}
    with serving_files(lambda _port: {path: ServedAnswer(body, sent)}) as served:
        got = fetch_file(served.address(path), tmp_path / "answer.json", limits(served, most_bytes=len(body)))

    snapshot, other = load(tmp_path / "one", got.path), load(tmp_path / "other", table)

    assert answers(snapshot)[:2] == answers(other)[:2]
    assert snapshot.parts[0].publisher == "UN Comtrade"


@pytest.mark.parametrize(
    ("content", "code"),
    [
        ('{"count": 0, "data": [], "error": ""}', "market.answer_empty"),
        ('{"count": 0, "data": [], "error": "Period is not valid"}', "market.answer_error"),
        ('{"count": 9, "data": [{"refYear": 2022}], "error": ""}', "market.answer_cut"),
        ('{"statusCode": 401, "message": "Access denied"}', "market.answer_broken"),
        ('{"data": [1, 2]}', "market.answer_broken"),
        ("[" * 100_000, "market.answer_broken"),
        ('{"data": [{"refYear": 20', "market.answer_broken"),
        ('{"count": 1, "data": [{"refYear": 2022, "pop": 3}]}', "market.other_table"),
        ("<html><body>sign in</body></html>", "market.file_is_web_page"),
    ],
)
def test_answer_without_figures_is_refused_and_says_why(tmp_path: Path, content: str, code: str) -> None:
    (tmp_path / "answer.json").write_text(content, encoding="utf-8")

    with pytest.raises(InputError) as refused:
        load(tmp_path / "store", tmp_path / "answer.json")

    assert refused.value.code == code


def test_bad_row_of_an_answer_is_counted_by_its_number(tmp_path: Path) -> None:
    answer = answer_of(
        comtrade(tmp_path / "a.csv", [(2022, "643", "M", "156", "090210", 7), (2022, "643", "M", "156", "09021", 7)])
    )
    (tmp_path / "answer.json").write_text(json.dumps(answer), encoding="utf-8")

    (part,) = load(tmp_path / "store", tmp_path / "answer.json").parts

    assert (part.rows, part.bad_rows, part.first_bad) == (1, {"product": 1}, {"product": 2})
