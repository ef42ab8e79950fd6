"""Routes add up leg by leg; what a leg lacks stays open, and no route is called best that another beats."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import date
from decimal import Decimal
from math import sqrt
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st

from tearoad.cli.app import build
from tearoad.demo.roads import posts_table, routes_table
from tearoad.errors import InputError, SetupError
from tearoad.market.price.tables import RatesRefusedError
from tearoad.market.road.legs import ROUTE_COLUMNS, RouteLeg, TransportMode, parse_routes, place_of, routes_template
from tearoad.market.road.posts import posts_template
from tearoad.market.road.routes import RouteCost, routes_to, unbeaten
from tearoad.market.road.times import travel_time
from tearoad.values import Language
from tearoad.words import Words

TABLE = """market,route,mode,from,to,km,kmh,hours,least,most,delay_percent,delay_hours,cost,currency,per,source,read_on
RUS,By rail (fictional),rail,Guiyang,Border,4000,,150,120,200,,,1900,USD,container,Measured A (fictional),2026-01-10
Russia,By rail (fictional),border,border,Town,1,,24,12,72,20,96,250,USD,container,Measured B (fictional),10.01.2026
RUS,By rail (fictional),rail,Town,Moscow,6600,,260,,,,,2900,USD,container,Measured A (fictional),2024-01-10
RUS,By road (fictional),road,Guiyang,Moscow,"7500,5",75,,,,,,9000,USD,container,Measured C (fictional),2026-01-10
RUS,By sea (fictional),sea,Guiyang,Moscow,22000,,,,,,,3300,USD,container,Measured D (fictional),2026-01-10
KAZ,By rail (fictional),rail,Guiyang,Almaty,4200,,170,,,,,,,,Measured A (fictional),2026-01-10
"""


EMPTY = RouteLeg(
    market="RUS",
    route="r",
    mode=TransportMode.ROAD,
    start="a",
    end="b",
    km=None,
    hours=None,
    least=None,
    most=None,
    delay_percent=Decimal(0),
    delay_hours=Decimal(0),
    cost=None,
    currency="",
    per=None,
    source="s",
    read_on=date(2026, 1, 1),
    line=2,
)


def leg(hours: int, least: int | None = None, most: int | None = None, chance: int = 0, late: int = 0) -> RouteLeg:
    likeliest, low, high = (None if end is None else Decimal(end) for end in (hours, least, most))
    late_by = replace(EMPTY, delay_percent=Decimal(chance), delay_hours=Decimal(late))
    return replace(late_by, hours=likeliest, least=low, most=high)


def test_routes_are_told_the_quickest_first_with_what_leaves_them_open() -> None:
    road, rail, sea = routes_to(parse_routes(TABLE, "t.csv"), "RUS")

    assert [route.name for route in (road, rail, sea)] == [f"By {way} (fictional)" for way in ("road", "rail", "sea")]
    assert (road.km, rail.km, sea.km) == (Decimal("7500.5"), Decimal(10601), Decimal(22000))
    assert road.time is not None
    assert road.time.p10 == road.time.p90 == pytest.approx(7500.5 / 75)
    assert rail.costs == (RouteCost(Decimal(5050), "USD", rail.costs[0].per),)
    assert (sea.time, [hour.line for hour in sea.without_hours], sea.without_cost) == (None, [6], ())
    (kazakh,) = routes_to(parse_routes(TABLE, "t.csv"), "KAZ")
    assert (kazakh.costs, [route_leg.line for route_leg in kazakh.without_cost]) == ((), [7])
    assert [route_leg.is_old(date(2026, 3, 1)) for route_leg in rail.legs] == [False, False, True]


def test_one_triangle_has_the_quantiles_of_its_formula() -> None:
    found = travel_time([leg(20, 10, 40)])

    assert found is not None
    exact = (10 + sqrt(0.1 * 30 * 10), 40 - sqrt(0.5 * 30 * 20), 40 - sqrt(0.1 * 30 * 20))
    assert (found.p10, found.p50, found.p90) == pytest.approx(exact, abs=30 / 4000)


def test_a_sum_of_legs_has_the_quantiles_that_drawing_finds() -> None:
    legs = [leg(150, 120, 200), leg(24, 12, 72, 20, 96), leg(260, 260, 400, 5, 48), leg(7)]
    chance = random.Random(1)  # no secret
    drawn = sorted(
        chance.triangular(120, 200, 150)
        + chance.triangular(12, 72, 24)
        + (96 if chance.random() < 0.2 else 0)
        + chance.triangular(260, 400, 260)
        + (48 if chance.random() < 0.05 else 0)
        + 7
        for _ in range(60_000)
    )

    found = travel_time(legs)

    assert found is not None
    assert (found.p10, found.p50, found.p90) == pytest.approx([drawn[n] for n in (6000, 30_000, 54_000)], abs=2)


ENDS = st.tuples(st.integers(0, 300), st.integers(0, 300), st.integers(0, 300)).map(sorted)


def legs_late(most_percent: int) -> st.SearchStrategy[list[RouteLeg]]:
    strategy = st.builds(
        lambda ends, chance, late: leg(ends[1], ends[0], ends[2], chance, late),
        ENDS,
        st.integers(0, most_percent),
        st.integers(0, 200 if most_percent else 0),
    )
    return st.lists(strategy, min_size=1, max_size=4)


@settings(max_examples=25)
@given(legs_late(100))
def test_times_stand_in_order_between_the_least_and_the_most(legs: list[RouteLeg]) -> None:
    found = travel_time(legs)
    least = sum(float(route_leg.least or 0) for route_leg in legs)
    most = sum(float(route_leg.most or 0) + float(route_leg.delay_hours) for route_leg in legs)

    assert found is not None
    assert least - 1e-6 <= found.p10 <= found.p50 <= found.p90 <= most + (most - least) / 2000 + 1e-6


@settings(max_examples=25)
@given(legs_late(0))
def test_the_order_of_legs_changes_nothing(legs: list[RouteLeg]) -> None:
    found, turned = travel_time(legs), travel_time(legs[::-1])

    assert found is not None
    assert turned is not None
    assert (turned.p10, turned.p50, turned.p90) == pytest.approx((found.p10, found.p50, found.p90), abs=1e-6)


def test_without_legs_or_hours_nothing_is_known() -> None:
    assert travel_time([]) is None
    assert travel_time([leg(3), EMPTY]) is None


@pytest.mark.parametrize(
    ("rows", "best"),
    [
        ({"a": (100, 9000, "USD"), "b": (400, 5000, "USD"), "c": (500, 6000, "USD")}, {"a", "b"}),
        ({"a": (100, 9000, "USD"), "b": (100, 9000, "USD")}, {"a", "b"}),
        ({"a": (100, 9000, "USD"), "b": (100, 8000, "USD")}, {"b"}),
        ({"a": (100, 9000, "USD"), "b": (90, 10, "CNY")}, {"a", "b"}),
        ({"a": ("", 9000, "USD"), "b": (90, 10, "USD"), "c": (90, "", "")}, {"b"}),
    ],
)
def test_a_route_is_unbeaten_where_none_is_both_no_slower_and_no_dearer(
    rows: dict[str, tuple[object, object, str]], best: set[str]
) -> None:
    lines = [
        f"RUS,{name},rail,A,B,1,,{hours},,,,,{cost},{currency},{'tonne' if cost else ''},S,2026-01-10"
        for name, (hours, cost, currency) in rows.items()
    ]
    table = "\n".join([",".join(ROUTE_COLUMNS), *lines])

    assert unbeaten(routes_to(parse_routes(table, "t.csv"), "RUS")) == best


@pytest.mark.parametrize(
    ("column", "found", "named"),
    [
        ("market", "Atlantis", "market"),
        ("market", "WLD", "market"),
        ("mode", "carpet", "mode"),
        ("route", "", "route"),
        ("from", "", "from"),
        ("source", "", "source"),
        ("read_on", "soon", "read_on"),
        ("km", "far", "km"),
        ("km", "-1", "km"),
        ("km", "11,525", "km"),
        ("hours", "nan", "hours"),
        ("hours", "5001", "hours"),
        ("least", "151", "least"),
        ("most", "149", "most"),
        ("delay_percent", "101", "delay_percent"),
        ("delay_percent", "5", "delay_hours"),
        ("delay_hours", "5", "delay_percent"),
        ("currency", "usd", "currency"),
        ("per", "box", "per"),
        ("to", "t" * 301, "to"),
    ],
)
def test_each_cell_that_cannot_be_used_is_named_by_line_and_column(column: str, found: str, named: str) -> None:
    head, first, *_ = TABLE.splitlines()
    cells = dict(zip(ROUTE_COLUMNS, first.split(","), strict=True)) | {column: found}
    written = ",".join(f'"{cell}"' for cell in cells.values())

    with pytest.raises(RatesRefusedError) as refused:
        parse_routes(f"{head}\n{written}\n", "t.csv")

    assert [(fault.code, fault["line"], fault["column"]) for fault in refused.value.faults] == [
        ("market.routes_row", 2, named)
    ]
    assert refused.value.hint is not None
    assert refused.value.hint.code == "market.routes_hint"


def test_a_leg_begins_where_the_one_before_ends() -> None:
    with pytest.raises(RatesRefusedError) as refused:
        parse_routes(TABLE.replace("rail,Town", "rail,Village"), "t.csv")

    assert [(fault.code, fault["line"], fault["ends"], fault["begins"]) for fault in refused.value.faults] == [
        ("market.routes_gap", 4, "Town", "Village")
    ]


def run(*arguments: str) -> tuple[object, str, BaseException | None]:
    command = ["market", "road", *arguments]
    made = CliRunner().invoke(build(Language.EN), command, obj=Words(Language.EN), standalone_mode=False)
    return made.return_value, made.output, made.exception


def test_the_command_sets_routes_and_posts_beside_each_other(tmp_path: Path) -> None:
    (tmp_path / "r.csv").write_text(routes_table(), encoding="utf-8")
    (tmp_path / "p.csv").write_text(posts_table(), encoding="utf-8")

    code, output, _ = run("--routes", str(tmp_path / "r.csv"), "--posts", str(tmp_path / "p.csv"), "--market", "Russia")

    assert code == 0
    assert output.count("No other route is quicker without being dearer.") == 3
    assert "Manzhouli–Zabaykalsk, 2023-01: 1,500,000 t\n  published: nearly +83 %\n" in output
    assert "so about 820,000 in 2022-01 (between 792,000 and 852,000)" in output


def test_the_command_says_what_stays_open(tmp_path: Path) -> None:
    (tmp_path / "r.csv").write_text(TABLE, encoding="utf-8")

    code, output, _ = run("--routes", str(tmp_path / "r.csv"), "--market", "RUS")

    assert code == 1
    assert "By sea (fictional): open" in output
    assert "The time is open: Guiyang → Moscow has no hours." in output
    assert run("--routes", str(tmp_path / "r.csv"), "--market", "DEU")[:2] == (
        0,
        "The table of routes has none to DEU.\n",
    )


def test_the_command_prints_empty_tables() -> None:
    assert run("--template", "routes") == (0, routes_template(), None)
    assert run("--template", "posts") == (0, posts_template(), None)


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (("--market", "RUS"), "market.road_nothing"),
        (("--routes", "none.csv"), "market.road_nothing"),
        (("--routes", "none.csv", "--market", "Atlantis"), "market.brief_country"),
        (("--routes", "none.csv", "--market", "RUS"), "market.file_unreadable"),
        (("--posts", "none.csv", "--market", "RUS"), "market.file_unreadable"),
    ],
)
def test_what_the_command_cannot_use_is_said(arguments: tuple[str, ...], code: str) -> None:
    refused = run(*arguments)[2]

    assert isinstance(refused, InputError)
    assert refused.code == code


SEA = """market,route,mode,from,to,km,kmh,hours,least,most,delay_percent,delay_hours,cost,currency,per,source,read_on
USA,Sea (fictional),sea,"Shanghai (31.2, 121.8)","Los Angeles (33.7, -118.2)",,,480,,,,,,,,Lane (fictional),2026-01-10
USA,Sea (fictional),sea,Los Angeles,"Oakland (37.8, -122.3)",,,20,,,,,,,,Lane (fictional),2026-01-10
"""


@pytest.mark.parametrize(
    ("written", "place"),
    [
        ("Qinzhou (21.7, 108.6)", ("Qinzhou", (21.7, 108.6))),
        ("Lima (-12, -77.1)", ("Lima", (-12.0, -77.1))),
        ("Erenhot (border)", ("Erenhot (border)", None)),
        ("Nowhere (91, 10)", ("Nowhere (91, 10)", None)),
        ("", ("", None)),
    ],
)
def test_a_place_may_say_where_it_lies(written: str, place: tuple[str, object]) -> None:
    assert place_of(written) == place


def test_sea_legs_with_both_ends_get_their_length_and_say_whose_it_is(tmp_path: Path) -> None:
    (tmp_path / "r.csv").write_text(SEA, encoding="utf-8")

    code, output, _ = run("--sea", "--routes", str(tmp_path / "r.csv"))
    crossing, coast = parse_routes(output[: output.index("1 sea leg was filled in.")], "r.csv")

    assert code == 0
    assert (crossing.start, crossing.end, coast.km) == ("Shanghai", "Los Angeles", None)
    assert crossing.km is not None
    assert 10_300 < crossing.km < 11_000  # a great circle is 10,440 km long
    assert "; km: searoute " in crossing.source
    assert coast.source == "Lane (fictional)"


def test_without_the_package_it_is_said_what_to_install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tearoad.market.road.sea.find_spec", lambda _name: None)
    (tmp_path / "r.csv").write_text(SEA, encoding="utf-8")

    refused = run("--sea", "--routes", str(tmp_path / "r.csv"))[2]

    assert isinstance(refused, SetupError)
    assert refused.code == "market.sea_missing"
    assert isinstance(run("--sea")[2], InputError)
