"""A table of requirements is read whole or refused cell by cell, and what it does not say is never a clearance."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from tearoad.cli.app import build
from tearoad.errors import InputError
from tearoad.market.obstacles.requirements import (
    OLD_AFTER,
    REQUIREMENT_COLUMNS,
    ObstacleTopic,
    obstacles_of,
    parse_requirements,
    requirements_template,
)
from tearoad.market.price.tables import RatesRefusedError
from tearoad.values import Language
from tearoad.words import Words

ON = date(2026, 3, 1)
TABLE = """market,hs,topic,requirement,authority,from,until,source,read_on
RUS,0902,certificate,EAC declaration (fictional),Body A (fictional),2013-07-01,,Decision 1 (fictional),2026-01-10
Russia,,payment,Only in yuan (fictional),,2024-01-01,2026-02-28,Bank B (fictional),2026-01-10
RUS,,payment,In roubles or yuan (fictional),,01.03.2026,,Bank B (fictional),2026-02-27
RUS,09021090,label,Label in Russian (fictional),,,,Decision 2 (fictional),2024-12-31
KAZ,09,licence,A licence (fictional),,,,Decision 3 (fictional),2026-01-10
"""


def said(market: str, hs: str, on: date = ON) -> dict[str, list[int]]:
    found = obstacles_of(parse_requirements(TABLE, "t.csv"), market, hs, on)
    assert [requirements.topic for requirements in found] == list(ObstacleTopic)
    return {
        requirements.topic.value: [row.line for row in requirements.requirements]
        for requirements in found
        if requirements.requirements
    }


@pytest.mark.parametrize(
    ("market", "hs", "on", "lines"),
    [
        ("RUS", "090210", ON, {"certificate": [2], "payment": [4], "label": [5]}),
        ("RUS", "090240", ON, {"certificate": [2], "payment": [4]}),
        ("RUS", "210390", ON, {"payment": [4]}),
        ("RUS", "210390", date(2026, 2, 28), {"payment": [3]}),
        ("KAZ", "090210", ON, {"licence": [6]}),
        ("VNM", "090210", ON, {}),
    ],
)
def test_what_holds_for_goods_in_a_market_on_a_day(market: str, hs: str, on: date, lines: dict[str, list[int]]) -> None:
    assert said(market, hs, on) == lines


@given(st.integers(0, 2000))
def test_a_source_is_old_after_a_year(days: int) -> None:
    row = parse_requirements(TABLE, "t.csv")[0]

    assert row.is_old(row.read_on + timedelta(days=days)) is (timedelta(days=days) > OLD_AFTER)


@pytest.mark.parametrize(
    ("column", "found"),
    [
        ("market", "Atlantis"),
        ("market", "WLD"),
        ("hs", "09021"),
        ("topic", "luck"),
        ("requirement", ""),
        ("source", ""),
        ("from", "soon"),
        ("until", "31.02.2026"),
        ("read_on", ""),
        ("authority", "a" * 1001),
    ],
)
def test_each_cell_that_cannot_be_used_is_named_by_line_and_column(column: str, found: str) -> None:
    head, first, *_ = TABLE.splitlines()
    cells = dict(zip(REQUIREMENT_COLUMNS, first.split(","), strict=True)) | {column: found}

    with pytest.raises(RatesRefusedError) as refused:
        parse_requirements(f"{head}\n{first}\n{','.join(cells.values())}\n", "t.csv")

    assert [(fault["line"], fault["column"], fault["found"]) for fault in refused.value.faults] == [
        (3, column, found[:80])
    ]


def test_the_table_to_begin_with_is_taken_only_once_its_sources_were_read() -> None:
    template = requirements_template()
    with pytest.raises(RatesRefusedError) as refused:
        parse_requirements(template, "t.csv")
    rows = template.splitlines()[1:]
    assert [fault["line"] for fault in refused.value.faults if fault["column"] == "read_on"] == [
        *range(2, len(rows) + 2)
    ]

    read = [row + "2026-01-10" for row in rows if "Decision" in row]
    taken = parse_requirements("\n".join([",".join(REQUIREMENT_COLUMNS), *read]), "t.csv")
    assert {(requirement.market, requirement.hs, requirement.topic.value) for requirement in taken} == {
        ("RUS", "09", "certificate"),
        ("RUS", "09", "label"),
        ("RUS", "21", "certificate"),
        ("RUS", "21", "label"),
        ("KAZ", "09", "certificate"),
        ("KAZ", "21", "certificate"),
    }


def run(*arguments: str) -> tuple[object, str, BaseException | None]:
    command = ["market", "obstacles", *arguments]
    made = CliRunner().invoke(build(Language.EN), command, obj=Words(Language.EN), standalone_mode=False)
    return made.return_value, made.output, made.exception


def test_the_command_says_topic_by_topic_what_the_table_tells(tmp_path: Path) -> None:
    table = tmp_path / "t.csv"
    table.write_text(TABLE, encoding="utf-8")

    code, output, _ = run("--table", str(table), "--market", "Russia", "--hs", "0902.10", "--on", "2026-03-01")

    assert code == 0
    assert "Certificates\n  EAC declaration (fictional) (Decision 1 (fictional), line 2 of the table)" in output
    assert "Read on 2024-12-31, more than a year before" in output
    assert "Bans\n  The table says nothing; that is no clearance." in output


def test_the_command_prints_a_table_to_begin_with() -> None:
    assert run() == (0, requirements_template(), None)


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (("--table", "none.csv", "--market", "RUS", "--hs", "0902", "--on", "2026-03-01"), "market.file_unreadable"),
        (("--table", "none.csv", "--market", "Atlantis", "--hs", "0902", "--on", "2026-03-01"), "market.brief_country"),
        (("--table", "none.csv"), "market.obstacles_options"),
    ],
)
def test_what_the_command_cannot_use_is_said(arguments: tuple[str, ...], code: str) -> None:
    refused = run(*arguments)[2]

    assert isinstance(refused, InputError)
    assert refused.code == code
