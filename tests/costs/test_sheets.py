from __future__ import annotations

import csv
import io
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tearoad.costs import CostId, CostItem, CostKind, CostState, ShareKey
from tearoad.costs.costs_sheet import COSTS
from tearoad.costs.rates_sheet import RATES
from tearoad.journey.example import example_files, example_mission
from tearoad.journey.files import MissionFiles
from tearoad.journey.read import read_folder
from tearoad.journey.write_folder import write_folder
from tearoad.mission import InterpreterLevel, InterpretingMode, RatePer
from tearoad.mission.sheet_reading import start_reading
from tearoad.paper.sheets import Grid, Kind, Known, Table
from tearoad.paper.sheets.files.formulas import unguarded
from tearoad.paper.sheets.writing import write_csv
from tearoad.reference.exchange import ExchangeRate
from tearoad.reference.rounding import rounded
from tearoad.values import Language, LocalText, Money, PartyId

Reader = Callable[..., MissionFiles]
E1, E2 = PartyId("E01"), PartyId("E02")


def told(files: MissionFiles) -> list[tuple[str, str]]:
    return [(problem.cell, problem.text.code) for problem in files.problems]


def test_a_cost_is_read_in_three_languages(read_sheets: Reader) -> None:
    files = read_sheets(
        costs="编号,项目,类别,受益企业,分摊方式,付款方,金额,币种,状态,日期,发票号\n"
        "C1,展位租金,展位费,Example Tea: 9; E2: 18,面积,Фонд,1250.50,евро,已付,2027-02-09,INV-1\n"
        'C2,Приём,питание,все,поровну,E1,"12 000",руб.,план,,\n'
    )
    assert files.problems == ()
    assert files.costs == (
        CostItem(
            CostId("C1"),
            LocalText(zh="展位租金"),
            CostKind.STAND,
            Money(Decimal("1250.5"), "EUR"),
            CostState.PAID,
            (PartyId("E1"), PartyId("E2")),
            (Decimal(9), Decimal(18)),
            ShareKey.AREA,
            payer=LocalText(ru="Фонд"),
            on=date(2027, 2, 9),
            invoice="INV-1",
        ),
        CostItem(
            CostId("C2"),
            LocalText(ru="Приём"),
            CostKind.CATERING,
            Money(Decimal(12000), "RUB"),
            all_firms=True,
            payer=LocalText("E1"),
        ),
    )


@pytest.mark.parametrize(
    ("row", "problem"),
    [
        ("C1,,5,EUR,,,,", ("B2", "sheets.cell_missing")),
        ("C1,Stand,,EUR,,,,", ("C2", "sheets.cell_missing")),
        ("C1,Stand,much,EUR,,,,", ("C2", "sheets.bad_number")),
        ("C1,Stand,5,shells,,,,", ("D2", "sheets.bad_currency")),
        ("C1,Stand,5,EUR,E9,,,", ("E2", "sheets.unknown_reference")),
        ("C1,Stand,5,EUR,E1; E2,area,,", ("E2", "costs.weights_missing")),
        ("C1,Stand,5,EUR,E1; E1,,,", ("E2", "costs.firm_twice")),
        ("C1,Stand,5,EUR,,sideways,,", ("F2", "sheets.bad_choice")),
        ("C1,Stand,5,EUR,,,hoped for,", ("G2", "sheets.bad_choice")),
        ("C1,Stand,5,EUR,,,,some day", ("H2", "sheets.bad_date")),
        ("C1,Stand,0.005,EUR,,,,", ("C2", "costs.amount_fine")),
        ("C1,Stand,5.5,JPY,,,,", ("C2", "costs.amount_fine")),
    ],
)
def test_a_wrong_cell_holds_its_row_back_and_is_named(read_sheets: Reader, row: str, problem: tuple[str, str]) -> None:
    files = read_sheets(costs=f"id,what,amount,currency,for,shared by,state,day\n{row}\nC2,Visa,5,EUR,,,,\n")
    assert ([cost.id for cost in files.costs], told(files)) == (["C2"], [problem])


def test_a_dot_before_three_digits_parts_thousands_and_is_told(read_sheets: Reader) -> None:
    files = read_sheets(costs="id,what,amount,currency\nC1,Stand,1.500,EUR\nC2,Visa,1.50,EUR\n")
    assert [cost.money.amount for cost in files.costs] == [Decimal(1500), Decimal("1.50")]
    assert told(files) == [("C2", "sheets.read_as")]


def test_a_rate_needs_its_day_and_its_source(read_sheets: Reader) -> None:
    files = read_sheets(
        rates="from,to,rate,day,source\nEUR,CNY,7.85,2027-02-09,bank\nEUR,CNY,7.9,2027-02-09,other\n"
        "RUB,CNY,0.08,,bank\nUSD,USD,1,2027-02-09,bank\nUSD,CNY,-7,2027-02-09,bank\n"
        "EUR,RUB,0.0000000001,2027-02-09,bank\nEUR,USD,100000000,2027-02-09,bank\n"
    )
    assert files.rates == (ExchangeRate("EUR", "CNY", Decimal("7.85"), date(2027, 2, 9), "bank"),)
    assert told(files) == [
        ("D3", "sheets.rate_twice"),
        ("D4", "sheets.cell_missing"),
        ("C5", "costs.same_currency"),
        ("C6", "costs.bad_rate"),
        ("C7", "costs.rate_far"),
        ("C8", "costs.rate_far"),
    ]


@pytest.mark.parametrize(
    ("written", "rate"),
    [
        ("EUR 25/hour", (Money(Decimal(25), "EUR"), RatePer.HOUR)),
        ("3000 руб. за день", (Money(Decimal(3000), "RUB"), RatePer.DAY)),
        ("800元/天", (Money(Decimal(800), "CNY"), RatePer.DAY)),
        ("25", (Money(Decimal(25), "USD"), RatePer.HOUR)),
    ],
)
def test_the_pay_of_an_interpreter(read_sheets: Reader, written: str, rate: tuple[Money, RatePer]) -> None:
    files = read_sheets(
        interpreters="id,name,pairs,rate,mode,level,food vocabulary\n"
        f"I1,Анна,zh-ru,{written},耳语,деловой,tea; sauces\n"
    )
    ann = files.interpreters[0]
    assert ((ann.rate, ann.rate_per), ann.mode, ann.level, ann.food) == (
        rate,
        InterpretingMode.WHISPERED,
        InterpreterLevel.BUSINESS,
        ("tea", "sauces"),
    )


def test_what_is_no_pay_is_left_aside(read_sheets: Reader) -> None:
    files = read_sheets(interpreters="id,name,pairs,rate\nI1,Анна,zh-ru,EUR 25/mile\n")
    assert [interpreter.rate for interpreter in files.interpreters] == [None]
    assert told(files) == [("D2", "sheets.bad_rate")]


WRITTEN = st.sampled_from(["", "Stand rent", "Аренда; «стенда»", '=1+1 "x"', "展位 9㎡", "a: 9"])
TEXTS = st.builds(LocalText, WRITTEN, WRITTEN, WRITTEN).filter(bool)
ITEMS = st.builds(
    lambda number, what, kind, amount, currency, state, among, payer, on: CostItem(
        CostId(f"C{number}"), what, kind, rounded(amount, currency), state, **among, payer=payer, on=on
    ),
    st.integers(0, 10**6),
    TEXTS,
    st.sampled_from(list(CostKind)),
    st.decimals(-(10**9), 10**9, places=4),
    st.sampled_from(["EUR", "CNY", "RUB", "JPY"]),
    st.sampled_from(list(CostState)),
    st.sampled_from(
        [
            {},
            {"office": LocalText("Commerce; division 2", ru="Департамент")},
            {"firms": (E1,)},
            {"firms": (E1,), "key": ShareKey.NIGHTS, "weights": (Decimal("2.5"),)},
            {"firms": (E2, E1)},
            {"firms": (E2, E1), "key": ShareKey.AREA, "weights": (Decimal("1.125"), Decimal(0))},
            {"all_firms": True},
            {"all_firms": True, "key": ShareKey.PEOPLE},
        ]
    ),
    st.sampled_from([LocalText(), LocalText("E01"), LocalText("Fund of the province", "省基金")]),
    st.none() | st.dates(date(2020, 1, 1), date(2035, 1, 1)),
)
SOME_RATES = st.builds(
    ExchangeRate,
    st.sampled_from(["EUR", "RUB"]),
    st.sampled_from(["CNY", "USD"]),
    st.decimals(Decimal("0.000001"), 10**6, places=6),
    st.dates(date(2020, 1, 1), date(2035, 1, 1)),
    WRITTEN.filter(bool),
)


@pytest.mark.parametrize("language", list(Language))
@given(
    st.lists(ITEMS, max_size=6, unique_by=lambda item: item.id),
    st.lists(SOME_RATES, max_size=4, unique_by=lambda rate: rate.id),
)
def test_costs_and_rates_are_written_and_read_without_loss(
    language: Language, items: list[CostItem], rates: list[ExchangeRate]
) -> None:
    reading = start_reading(example_mission())
    for firm in (E1, E2):
        reading.directory.add(Known(Kind.EXPORTER, firm, (), ""))
    zone = ZoneInfo("UTC")
    costs, written_rates = (as_grid(table, language) for table in (COSTS.write(items, zone), RATES.write(rates, zone)))
    assert COSTS.read(reading.records(costs, COSTS.spec, {}), reading) == tuple(items)
    assert RATES.read(reading.records(written_rates, RATES.spec, {}), reading) == tuple(rates)
    assert reading.problems == []


def as_grid(table: Table, language: Language) -> Grid:
    rows = csv.reader(io.StringIO(write_csv(table, language), newline=""))
    return Grid("sheet.csv", "", tuple(tuple(map(unguarded, row)) for row in rows))


def test_a_workbook_keeps_numbers_as_numbers_and_long_ones_as_text(tmp_path: Path) -> None:
    costs = tuple(
        CostItem(
            CostId(f"C{number}"), LocalText("Stand"), CostKind.STAND, Money(Decimal(amount), "EUR"), on=date(2027, 2, 9)
        )
        for number, amount in enumerate(("1250.5", "-3", "0.01", "123456789012.12"))
    )
    rates = (ExchangeRate("RUB", "CNY", Decimal("0.0785"), date(2027, 2, 9), "bank"),)
    files = replace(example_files(Language.ZH), costs=costs, rates=rates)
    write_folder(files, tmp_path, Language.ZH, "xlsx")
    read = read_folder(tmp_path, files.mission)
    assert (read.problems, read.costs, read.rates) == ((), costs, rates)
