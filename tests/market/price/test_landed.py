from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from tearoad.cli.app import build
from tearoad.errors import InputError
from tearoad.market.price.landed import PricedShipment, highest_ex_works, landed_price, prices_by_quantity
from tearoad.market.price.rates import COLUMNS, PriceRate, PriceStep, parse_rates, rates_template, read_rates
from tearoad.market.price.tables import RatesRefusedError
from tearoad.market.price.wording import money_written
from tearoad.text import Text
from tearoad.values import Language
from tearoad.words import Words

RATES = """step,market,hs,value,unit,currency,from,until,source
to_port,RUS,,600,shipment,CNY,2026-01-01,,Carrier A (fictional)
freight,RUS,,1.20,kilogram,CNY,2026-01-01,,Carrier A (fictional)
insurance,RUS,,0.5,percent,,2026-01-01,,Insurer B (fictional)
exchange,RUS,,11.5,rate,RUB,2026-02-01,2026-02-28,Bank (fictional)
exchange,RUS,,12,rate,RUB,2026-03-01,,Bank (fictional)
duty,RUS,,10,percent,,2026-01-01,,Tariff (fictional)
duty,RUS,2103,5,percent,,2026-01-01,,Tariff (fictional)
excise,RUS,,0,percent,,2026-01-01,,Tax code (fictional)
certificates,RUS,,15000,shipment,RUB,2026-01-01,,Laboratory (fictional)
delivery,RUS,,8,kilogram,RUB,2026-01-01,,Carrier C (fictional)
vat,RUS,,20,percent,,2026-01-01,,Tax code (fictional)
importer_margin,RUS,,25,percent,,2026-01-01,,Importer (fictional)
shelf_margin,RUS,,30,percent,,2026-01-01,,Chain (fictional)
to_port,VNM,,300,shipment,CNY,2026-01-01,,Carrier A (fictional)
freight,VNM,,2,piece,CNY,2026-01-01,,Carrier A (fictional)
insurance,VNM,,1,percent,,2026-01-01,,Insurer B (fictional)
exchange,VNM,,3500,rate,VND,2026-01-01,,Bank (fictional)
duty,VNM,,20000,kilogram,VND,2026-01-01,,Tariff (fictional)
excise,VNM,,10,percent,,2026-01-01,,Tax code (fictional)
certificates,VNM,,0,shipment,VND,2026-01-01,,Laboratory (fictional)
delivery,VNM,,500000,shipment,VND,2026-01-01,,Carrier C (fictional)
vat,VNM,,8,percent,,2026-01-01,,Tax code (fictional)
importer_margin,VNM,,0,percent,,2026-01-01,,Importer (fictional)
shelf_margin,VNM,,50,percent,,2026-01-01,,Chain (fictional)
"""
SAUCE = PricedShipment("RUS", "210390", date(2026, 3, 1), 1000, Decimal(350), "CNY")
TEA = PricedShipment("VNM", "090210", date(2026, 3, 1), 200, Decimal(40), "CNY")


def table(folder: Path, content: str = RATES) -> Path:
    path = folder / "rates.csv"
    path.write_text(content, encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def rates(tmp_path_factory: pytest.TempPathFactory) -> tuple[PriceRate, ...]:
    return read_rates(table(tmp_path_factory.mktemp("rates")))


def test_sauce_to_russia_line_by_line(rates: tuple[PriceRate, ...]) -> None:
    made = landed_price(Decimal("8.50"), SAUCE, rates)

    # By hand: 8,500 + 600 = 9,100; + 350 x 1.20 = 9,520; .5 % = 47.60; 9,567.60 x 12 = 114,811.20;
    # 5 % (the rate for 2103) = 5,740.56; + 15,000 + 350 x 8 = 138,351.76; VAT 20 % of 120,551.76 = 24,110.352.
    assert [(line.step.value, line.amount) for line in made.lines] == [
        ("to_port", Decimal("600.00")),
        ("freight", Decimal("420.00")),
        ("insurance", Decimal("47.60")),
        ("exchange", Decimal("114811.20")),
        ("duty", Decimal("5740.56")),
        ("excise", Decimal("0.00")),
        ("certificates", Decimal("15000.00")),
        ("delivery", Decimal("2800.00")),
        ("vat", Decimal("24110.35")),
    ]
    # 138.35176 x 1.25 x 1.30 x 1.20 = 269.785932
    assert (made.customs_value, made.warehouse, made.shelf) == (
        Decimal("114811.20"), Decimal("138351.76"), Decimal("269.79"),
    )  # fmt: skip


def test_tea_to_viet_nam_by_the_kilogram(rates: tuple[PriceRate, ...]) -> None:
    made = landed_price(Decimal(30), TEA, rates)

    # By hand: 6,000 + 300 + 400 = 6,700; 1 % = 67; 6,767 x 3,500 = 23,684,500; 40 x 20,000 = 800,000;
    # 10 % of the customs value = 2,368,450; together 26,852,950; + 500,000; a piece 136,764.75 x 1.5 x 1.08.
    assert (made.customs_value, made.warehouse, made.shelf) == (
        Decimal("23684500.00"), Decimal("27352950.00"), Decimal("221558.90"),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("ex_works", "on", "shelf"),
    [
        # (ex works x 1000 + 1020) x 1.005, x rate, x 1.05, + 17,800; / 1000 x 1.95
        ("0", date(2026, 3, 1), "59.90"),
        ("1", date(2026, 3, 1), "84.59"),
        ("8.50", date(2026, 2, 28), "259.99"),
        ("100", date(2026, 3, 1), "2529.18"),
    ],
)
def test_shelf_prices_by_hand(rates: tuple[PriceRate, ...], ex_works: str, on: date, shelf: str) -> None:
    shipment = PricedShipment("RUS", "210390", on, 1000, Decimal(350), "CNY")

    assert landed_price(Decimal(ex_works), shipment, rates).shelf == Decimal(shelf)


@given(cents=st.integers(0, 100_000))
def test_backwards_leads_to_the_same_price(rates: tuple[PriceRate, ...], cents: int) -> None:
    ex_works = Decimal(cents) / 100
    shelf = landed_price(ex_works, SAUCE, rates).shelf
    assert shelf is not None

    found = highest_ex_works(shelf, SAUCE, rates)

    assert found is not None
    assert found >= ex_works
    assert landed_price(found, SAUCE, rates).shelf == shelf
    dearer = landed_price(found + Decimal("0.01"), SAUCE, rates).shelf
    assert dearer is not None
    assert dearer > shelf


def test_shelf_price_below_all_costs_has_no_price_at_the_factory(rates: tuple[PriceRate, ...]) -> None:
    assert highest_ex_works(Decimal("59.89"), SAUCE, rates) is None


@pytest.mark.parametrize("step", list(PriceStep))
def test_missing_rate_never_yields_a_number(rates: tuple[PriceRate, ...], step: PriceStep) -> None:
    without = tuple(rate for rate in rates if rate.step is not step)

    made = landed_price(Decimal(8), SAUCE, without)

    assert step in made.missing
    assert (made.lines, made.customs_value, made.warehouse, made.shelf) == ((), None, None, None)
    assert highest_ex_works(Decimal(500), SAUCE, without) is None


def test_rate_of_another_day_or_currency_is_missing(rates: tuple[PriceRate, ...]) -> None:
    early = PricedShipment("RUS", "210390", date(2026, 1, 31), 1000, Decimal(350), "CNY")
    dollars = PricedShipment("RUS", "210390", date(2026, 3, 1), 1000, Decimal(350), "USD")

    assert PriceStep.EXCHANGE in landed_price(Decimal(8), early, rates).missing
    missing = landed_price(Decimal(8), dollars, rates).missing
    assert missing == (PriceStep.TO_PORT, PriceStep.FREIGHT, PriceStep.EXCHANGE)


ABROAD_IN_EUROS = RATES.replace("shipment,CNY", "shipment,EUR").replace("kilogram,CNY", "kilogram,EUR")
IN_BOTH = (
    RATES + "to_port,RUS,,80,shipment,EUR,2026-01-01,,Carrier A\nfreight,RUS,,0.1,kilogram,EUR,2026-01-01,,Carrier A\n"
)


@pytest.mark.parametrize(
    ("table", "currency", "found"),
    [
        (RATES, "CNY", True),  # one currency abroad: the rate is for it
        (RATES, "EUR", False),
        (ABROAD_IN_EUROS, "EUR", True),
        (ABROAD_IN_EUROS, "CNY", False),
        (IN_BOTH, "CNY", False),  # two: nobody knows whose the rate is
        (IN_BOTH, "EUR", False),
        (IN_BOTH.replace("rate,RUB", "rate,CNY>RUB"), "CNY", True),
        (IN_BOTH.replace("rate,RUB", "rate,CNY>RUB"), "EUR", False),
        (IN_BOTH.replace("rate,RUB", "rate,EUR>USD"), "EUR", False),  # RUB is wanted behind the border
    ],
)
def test_an_exchange_rate_of_other_currencies_never_gives_a_price(table: str, currency: str, found: bool) -> None:  # noqa: FBT001  # one of a few plain values
    shipment = replace(SAUCE, currency=currency)

    assert (landed_price(Decimal(8), shipment, parse_rates(table, "t.csv")).warehouse is not None) is found


def test_currencies_without_cents_are_written_whole() -> None:
    amounts = [("VND", "89741.67"), ("JPY", "10.5"), ("RUB", "89741.67"), ("KWD", "1.235"), ("CNY", "8")]

    assert [money_written(Decimal(amount), currency, Words(Language.EN)) for currency, amount in amounts] == [
        "89,742 VND", "11 JPY", "89,741.67 RUB", "1.235 KWD", "8 CNY",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("row", "column"),
    [
        ("tax,RUS,,1,percent,,2026-01-01,,S", "step"),
        ("duty,Atlantis,,1,percent,,2026-01-01,,S", "market"),
        ("duty,RUS,21039,1,percent,,2026-01-01,,S", "hs"),
        ("duty,RUS,,1001,percent,,2026-01-01,,S", "value"),
        ("duty,RUS,,-1,percent,,2026-01-01,,S", "value"),
        ("duty,RUS,,1 kg,percent,,2026-01-01,,S", "value"),
        ("freight,RUS,,1,kilogram,,2026-01-01,,S", "currency"),
        ("vat,RUS,,1,kilogram,RUB,2026-01-01,,S", "unit"),
        ("exchange,RUS,,0,rate,RUB,2026-01-01,,S", "value"),
        ("duty,RUS,,1,percent,,1 March,,S", "from"),
        ("duty,RUS,,1,percent,,2026-01-01,,", "source"),
    ],
)
def test_row_that_cannot_be_used_is_named(tmp_path: Path, row: str, column: str) -> None:
    path = table(tmp_path, ",".join(COLUMNS) + "\n" + row + "\n")

    with pytest.raises(InputError) as refused:
        read_rates(path)

    text = refused.value.text
    assert (text.code, text["line"], text["column"]) == ("market.rates_row", 2, column)


@pytest.mark.parametrize(
    ("encoding", "source", "day"),
    [("cp1251", "Перевозчик (вымышлен)", "01.01.2026"), ("gb18030", "承运人（虚构）", "2026/1/1")],
)
def test_a_table_that_a_spreadsheet_saved_in_its_own_way_is_the_same_table(
    tmp_path: Path, encoding: str, source: str, day: str
) -> None:
    plain = RATES.replace("Carrier A (fictional)", source)
    saved = ";".join(plain.split(",")).replace("1.20;", "1,20;").replace("2026-01-01", day)
    (tmp_path / "saved.csv").write_bytes(saved.encode(encoding))

    assert read_rates(tmp_path / "saved.csv") == read_rates(table(tmp_path, plain))


def test_a_number_of_which_nobody_knows_whether_its_comma_parts_thousands_is_refused(tmp_path: Path) -> None:
    path = table(tmp_path, RATES.replace(",11.5,", ',"11,525",'))

    with pytest.raises(InputError) as refused:
        read_rates(path)

    text = refused.value.text
    assert (text["line"], text["column"], text["found"]) == (5, "value", "11,525")


def test_template_has_a_row_for_every_step() -> None:
    lines = rates_template().splitlines()

    assert lines[0].split(",") == [*COLUMNS, "rule"]
    assert [line.split(",")[0] for line in lines[1:]] == [step.value for step in PriceStep]


@pytest.mark.parametrize(("given_as", "code", "says"), [("--ex-works", 0, "269.79 RUB"), ("--shelf", 0, "8.5")])
def test_command_counts_both_ways(tmp_path: Path, given_as: str, code: int, says: str) -> None:
    amount = "8.50" if given_as == "--ex-works" else "269.79"
    arguments = ["market", "price", "--rates", str(table(tmp_path)), "--market", "Russia", "--hs", "2103.90"]
    arguments += ["--on", "2026-03-01", "--pieces", "1000", "--weight", "350", "--currency", "CNY", given_as, amount]

    result = CliRunner().invoke(build(Language.EN), arguments, obj=Words(Language.EN), standalone_mode=False)

    assert (result.return_value, result.exception) == (code, None)
    assert says in result.output
    assert "Customs duty: 5,740.56 RUB (line 8, since 2026-01-01, Tariff (fictional))" in result.output
    assert result.output.count("· rate is 0 days old") == 1


def test_exchange_rate_for_another_currency_is_not_used() -> None:
    head = ",".join(COLUMNS)
    rows = [
        f"exchange,RUS,,{value},rate,{pair},2026-01-01,,bank (fictional)"
        for value, pair in ((90, "USD>RUB"), (12, "CNY>RUB"))
    ]
    steps = [f"{step},RUS,,0,percent,,2026-01-01,,made up" for step in PriceStep if step is not PriceStep.EXCHANGE]
    shipment = PricedShipment("RUS", "0902", date(2026, 3, 1), 1, Decimal(1), "CNY")

    both = landed_price(Decimal(10), shipment, parse_rates("\n".join([head, *rows, *steps]), "rates.csv"))
    other = landed_price(Decimal(10), shipment, parse_rates("\n".join([head, rows[0], *steps]), "rates.csv"))

    freight = "freight,RUS,,5,shipment,{},2026-01-01,,made up"
    paid = [step for step in steps if not step.startswith("freight")] + [freight.format("CNY"), freight.format("EUR")]
    with_freight = landed_price(Decimal(10), shipment, parse_rates("\n".join([head, *rows, *paid]), "rates.csv"))

    assert (with_freight.customs_value, with_freight.missing) == (Decimal("180.00"), ())
    assert (both.customs_value, both.missing) == (Decimal("120.00"), ())
    assert (other.customs_value, other.missing) == (None, (PriceStep.EXCHANGE,))


@pytest.mark.parametrize(
    ("row", "column"),
    [
        ("exchange,RUS,,12,rate,CNY>CNY,2026-01-01,,bank", "currency"),
        ("exchange,RUS,,12,rate,rub,2026-01-01,,bank", "currency"),
        ("vat,RUS,,20,percent,,2026-02-01,2026-01-01,bank", "until"),
        ("freight,RUS,,12,shipment,CNY>RUB,2026-01-01,,bank", "currency"),
        ("exchange,RUS,,0,rate,RUB,2026-01-01,,bank", "value"),
        ("exchange,RUS,,1000000000,rate,RUB,2026-01-01,,bank", "value"),
        ("exchange,RUS,,nan,rate,RUB,2026-01-01,,bank", "value"),
    ],
)
def test_what_is_no_exchange_rate_is_refused_with_its_cell(row: str, column: str) -> None:
    with pytest.raises(RatesRefusedError) as refused:
        parse_rates(f"{','.join(COLUMNS)}\n{row}\n", "rates.csv")

    assert [fault["column"] for fault in refused.value.faults] == [column]


def test_two_rates_of_one_step_and_day_are_refused_with_both_lines() -> None:
    rows = [f"duty,RUS,,{value},percent,,2026-01-01,,made up" for value in (5, 7)]

    with pytest.raises(RatesRefusedError) as refused:
        parse_rates("\n".join([",".join(COLUMNS), *rows]), "rates.csv")

    assert [(fault.code, fault["line"], fault["first"]) for fault in refused.value.faults] == [
        ("market.rates_twice", 3, 2)
    ]


@pytest.mark.parametrize(
    ("amount", "currency", "written"), [("0.5", "VND", "1 VND"), ("2.5", "VND", "3 VND"), ("0.125", "CNY", "0.125 CNY")]
)
def test_half_of_a_currency_without_cents_goes_up(amount: str, currency: str, written: str) -> None:
    """Finds an amount that is cut off where its currency has no cents."""
    assert money_written(Decimal(amount), currency, Words(Language.EN)).replace("\N{NO-BREAK SPACE}", " ") == written


def test_half_a_cent_of_a_landed_price_goes_up(rates: tuple[PriceRate, ...]) -> None:
    """Finds a step that is cut off or rounded to the even cent."""
    made = landed_price(Decimal("0.001"), replace(SAUCE, pieces=5, weight_kg=Decimal("0.0125")), rates)
    assert [(line.step.value, line.amount) for line in made.lines[:2]] == [
        ("to_port", Decimal("600.00")),
        ("freight", Decimal("0.02")),
    ]
    piece = landed_price(Decimal("0.001"), replace(SAUCE, pieces=15), rates)
    assert piece.customs_value == Decimal("12301.44")


def test_prices_of_quantities_take_the_exchange_rate_of_their_day() -> None:
    """Finds the rate of the first of the month where another one began within it: all others are of a first."""
    more = "exchange,RUS,,13,rate,RUB,2026-03-15,,Bank (fictional)\n"
    changed = RATES.replace("12,rate,RUB,2026-03-01,,", "12,rate,RUB,2026-03-01,2026-03-14,") + more
    rates = parse_rates(changed, "rates.csv")
    for day, rate in ((14, 12), (15, 13), (20, 13)):
        shipment = replace(SAUCE, on=date(2026, 3, day))
        (priced,) = prices_by_quantity(Decimal("8.50"), shipment, rates, (1000,))
        piece = (landed_price(Decimal("8.50"), shipment, rates).warehouse or 0) / Decimal(1000)
        assert (priced.warehouse, priced.warehouse_abroad) == (round(piece, 2), round(piece / rate, 2))


def test_an_old_exchange_rate_leaves_the_price_open_unless_its_row_names_a_later_last_day() -> None:
    """Finds a rate of 2020 that converts a price of years later without a word."""
    for until, years, missing in (("", 0, ()), ("", 3, (PriceStep.EXCHANGE,)), ("2029-12-31", 3, ())):
        table = parse_rates(RATES.replace("12,rate,RUB,2026-03-01,,", f"12,rate,RUB,2026-03-01,{until},"), "rates.csv")
        shipment = replace(SAUCE, on=date(2026 + years, 3, 1))
        assert landed_price(Decimal("8.50"), shipment, table).missing == missing
    exchange = next(rate for rate in parse_rates(RATES, "rates.csv") if rate.line == 6)
    last = exchange.since + timedelta(days=366)
    assert [exchange.holds("RUS", "", day) for day in (last, last + timedelta(days=1))] == [True, False]
    assert exchange.age(date(2026, 3, 2)) == Text("market.rate_age", count=1)


def test_the_line_of_the_exchange_rate_is_not_called_a_customs_value_that_differs() -> None:
    """Finds two customs values of one shipment where the market's law leaves freight out."""
    rates = parse_rates(RATES.replace("RUS", "USA").replace("RUB", "USD"), "rates.csv")
    made = landed_price(Decimal("8.50"), replace(SAUCE, market="USA"), rates)
    line = next(line for line in made.lines if line.step is PriceStep.EXCHANGE)
    assert (line.amount, made.customs_value) == (Decimal("114811.20"), Decimal("109200.00"))
    name = Words(Language.EN)(Text(f"market.step_{line.step}"))
    assert name == "Value on arrival (CIF) in the market’s currency"
