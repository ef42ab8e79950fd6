"""What a border post let through stands beside the year before, as the table and as those who published it tell it."""

from __future__ import annotations

from decimal import Decimal

import pytest

from tearoad.market.facts.checking import NumberWarning
from tearoad.market.price.tables import RatesRefusedError
from tearoad.market.road.posts import POST_COLUMNS, parse_posts, posts_template, years_on_year
from tearoad.market.road.wording import post_lines
from tearoad.values import Language
from tearoad.words import Words

HEAD = ",".join(POST_COLUMNS)
ROW = "RUS,Crossing,rail,2023-01,tonnes,1500000,100000,<83,Mission (fictional),Customs (fictional),Daily,2023-03-01"


def table(*rows: str) -> str:
    return "\n".join((HEAD, *rows))


def row(period: str, value: str, change: str = "", rounded: str = "") -> str:
    return f"RUS,Crossing,rail,{period},tonnes,{value},{rounded},{change},,,Daily,2023-03-01"


def test_a_published_change_implies_the_year_before() -> None:
    (year,) = years_on_year(parse_posts(table(ROW), "t.csv"), "RUS")

    assert year.base is not None
    assert [round(end / 1_000_000, 3) for end in year.base] == [Decimal("0.820"), Decimal("0.792"), Decimal("0.852")]
    assert (year.change, year.before, year.warnings) == (None, None, (NumberWarning.LOW_BASE,))
    assert (year.row.said_by, year.row.cites) == ("Mission (fictional)", "Customs (fictional)")


def test_two_years_of_a_table_are_compared_and_the_latest_stands_first() -> None:
    rows = parse_posts(table(row("2022", "100"), row("2023", "120"), row("2023-Q1", "7")), "t.csv")

    found = years_on_year(rows, "RUS")

    assert [(year.row.period, year.change) for year in found] == [
        ("2023-Q1", None),
        ("2023", Decimal(20)),
        ("2022", None),
    ]
    assert years_on_year(rows, "KAZ") == ()


@pytest.mark.parametrize(
    ("before", "change", "warnings"),
    [
        ("820000", "<83", (NumberWarning.LOW_BASE,)),
        ("700000", "<83", (NumberWarning.LOW_BASE, NumberWarning.CONFLICT)),
        ("900000", "<83", (NumberWarning.LOW_BASE, NumberWarning.CONFLICT)),
        ("1500000", "0", ()),
        ("3000000", "-50", ()),
        ("3000000", "\u221250,0 %", ()),
        ("3000000", "-100", (NumberWarning.IMPOSSIBLE,)),
        ("1000000", "", (NumberWarning.LOW_BASE,)),
    ],
)
def test_what_the_table_and_the_publisher_tell_apart_is_flagged(
    before: str, change: str, warnings: tuple[NumberWarning, ...]
) -> None:
    rows = table(row("2022-01", before, rounded="10000"), row("2023-01", "1500000", f'"{change}"', "100000"))

    assert years_on_year(parse_posts(rows, "t.csv"), "RUS")[0].warnings == warnings


@pytest.mark.parametrize(
    ("language", "says"),
    [
        (Language.EN, ["published: nearly +83 %", "so about 820,000 in 2022-01 (between 792,000 and 852,000)"]),
        (Language.ZH, ["公布：近 +83%", "因此 2022-01 约为 820,000（在 792,000 与 852,000 之间）"]),
        (
            Language.RU,
            ["опубликовано: почти +83 %", "значит, около 820\u00a0000 за 2022-01 (от 792\u00a0000 до 852\u00a0000)"],
        ),
    ],
)
def test_the_lines_are_said_in_three_languages(language: Language, says: list[str]) -> None:
    (year,) = years_on_year(parse_posts(table(ROW), "t.csv"), "RUS")
    words = Words(language)

    assert [words(line) for line in post_lines(year, words)][:2] == says


@pytest.mark.parametrize(
    ("column", "found"),
    [
        ("market", "Atlantis"),
        ("post", ""),
        ("mode", "carpet"),
        ("period", "2023-13"),
        ("period", "January"),
        ("measure", "elephants"),
        ("value", ""),
        ("value", "many"),
        ("value", "-5"),
        ("value", "1" * 19),
        ("rounded_to", "x"),
        ("change", "up"),
        ("source", ""),
        ("read_on", ""),
        ("said_by", "s" * 301),
    ],
)
def test_each_cell_that_cannot_be_used_is_named_by_line_and_column(column: str, found: str) -> None:
    cells = dict(zip(POST_COLUMNS, ROW.split(","), strict=True)) | {column: found}

    with pytest.raises(RatesRefusedError) as refused:
        parse_posts(table(ROW, ",".join(cells.values())), "t.csv")

    assert [(fault["line"], fault["column"], fault["found"]) for fault in refused.value.faults] == [
        (3, column, found[:80])
    ]


def test_a_period_that_is_told_twice_is_refused() -> None:
    with pytest.raises(RatesRefusedError) as refused:
        parse_posts(table(ROW, row("2022", "1"), row("2023-01", "1400000")), "t.csv")

    assert [(fault.code, fault["line"], fault["first"]) for fault in refused.value.faults] == [
        ("market.posts_twice", 4, 2)
    ]


def test_the_empty_table_names_every_measure() -> None:
    assert [line.split(",")[4] for line in posts_template().splitlines()] == [
        "measure",
        "tonnes",
        "containers",
        "wagons",
        "trains",
        "trucks",
    ]
