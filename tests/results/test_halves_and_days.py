"""Halves go up in every figure that is worked out, amounts take the rate of their own day, no bound is passed."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest

from tearoad.costs import CostState
from tearoad.orders import Rung
from tearoad.reference.exchange import ExchangeRate, RateBook
from tearoad.results import MeetingOutcome, MissionRecord, MissionSurvey, ReportedAnswer, ReportedCost, results_of
from tearoad.results.appendix import AppendixRow, RatesOfRows, rate_of
from tearoad.results.in_words import money_in_words
from tearoad.results.order_figures import OrderFigures
from tearoad.results.record import ReportedMeeting
from tearoad.results.result_figure import CountedFigure, ResultFigure, counted
from tearoad.results.row_words import with_rate
from tearoad.results.survey import average
from tearoad.values import Language, Money
from tearoad.words import Words
from tests.results.made_record import made_record

DAY = date(2023, 2, 9)


def record_with(*costs: ReportedCost, kept: int = 1, rates: tuple[ExchangeRate, ...] = ()) -> MissionRecord:
    meetings = tuple(ReportedMeeting(f"M{place}", "E00", "B000", MeetingOutcome.KEPT) for place in range(kept))
    return replace(made_record(1), costs=costs, meetings=meetings, rates=RateBook(rates), opportunities=())


def cost(amount: str, currency: str = "CNY", on: date | None = DAY) -> ReportedCost:
    return ReportedCost(f"C{amount}", "Stand", CostState.PAID, Money(Decimal(amount), currency), on)


def value(record: MissionRecord, code: str) -> object:
    return next(figure.value for figure in results_of(record).figures if figure.code == code and not figure.of)


@pytest.mark.parametrize(
    ("amount", "meetings", "each"),
    [("0.05", 2, "0.03"), ("0.01", 8, "0.00"), ("0.03", 8, "0.00"), ("0.20", 16, "0.01")],
)
def test_half_a_cent_of_what_a_meeting_cost_goes_up(amount: str, meetings: int, each: str) -> None:
    """Finds a half that is rounded down: the recount of made records meets no exact half."""
    assert value(record_with(cost(amount), kept=meetings), "cost_a_meeting") == Decimal(each)


def test_half_a_hundredth_goes_up_in_a_survey() -> None:
    """Finds a mean or a rate that is cut off."""
    assert average([1, 1, 1, 1, 1, 1, 1, 2]) == Decimal("1.13")
    asked = tuple((str(place), "E01") for place in range(32))
    assert MissionSurvey(asked, (ReportedAnswer("a"),)).rate == Decimal("3.13")


@pytest.mark.parametrize(("raw", "shown"), [("0.125", "0.13"), ("-0.125", "-0.13"), ("0.1249", "0.12")])
def test_half_a_cent_of_what_the_mission_brought_goes_up(raw: str, shown: str) -> None:
    """Finds what the mission brought rounded down."""
    figures = (
        counted(ResultFigure("contract_amount", Decimal(9), ("e",), "events", rung=Rung.CONTRACT)),
        counted(ResultFigure("contract_brought", Decimal(raw), ("e",), "events", rung=Rung.CONTRACT)),
    )
    assert OrderFigures(figures).brought("CNY").figure.value == Decimal(shown)


def test_cost_is_converted_by_the_rate_of_its_own_day() -> None:
    """Finds a cost that is converted by the rate of the first of its month, of a later day, or by the latest of all."""
    rates = tuple(
        ExchangeRate("EUR", "CNY", Decimal(rate), on, "bank (made up)")
        for rate, on in (("7", DAY.replace(day=1)), ("8", DAY), ("9", DAY + timedelta(days=1)))
    )
    found = [
        value(record_with(cost("1", "EUR", on), rates=rates), "cost_paid")
        for on in (DAY - timedelta(days=1), DAY, DAY + timedelta(days=1), None)
    ]
    assert found == [Decimal(7), Decimal(8), Decimal(9), Decimal(9)]


def _figure(code: str, amount: int) -> CountedFigure:
    return counted(ResultFigure(f"contract_{code}", Decimal(amount), ("e",), "events", rung=Rung.CONTRACT))


@pytest.mark.parametrize(
    ("whole", "confirmed", "both", "with_officer", "bounded"),
    [
        (10, 12, 4, 8, (10, 4, 6)),
        (10, 10, 10, 1, (10, 10, 0)),
        (-5, 3, 2, 1, (0, 0, 0)),
        (10, 4, 12, 1, (4, 10, 0)),
        (0, 1, 1, 1, (0, 0, 0)),
    ],
)
def test_nothing_more_is_confirmed_than_there_is_and_nothing_less_than_nothing(
    whole: int, confirmed: int, both: int, with_officer: int, bounded: tuple[int, ...]
) -> None:
    """Finds a total that falls below zero where more went back than came, and parts that are more than the whole."""
    codes = ("amount", "confirmed", "both", "with_officer")
    made = OrderFigures(tuple(map(_figure, codes, (whole, confirmed, both, with_officer)))).bounded()
    assert tuple(figure.figure.value for figure in made.figures) == (whole, *bounded)


@pytest.mark.parametrize(("days", "rate"), [(-1, "7"), (0, "8"), (1, "9"), (9, "9")])
def test_rows_of_the_report_and_behind_a_figure_take_the_rate_of_their_own_day(days: int, rate: str) -> None:
    """Finds an appendix or a table in which amount and rate are of two days: figures alone were tried."""
    book = RateBook(
        tuple(
            ExchangeRate("USD", "CNY", Decimal(of), on, f"bank {of} (made up)")
            for of, on in (("7", DAY.replace(day=1)), ("8", DAY), ("9", DAY + timedelta(days=1)))
        )
    )
    record, on = replace(made_record(1), rates=book, home="CNY"), DAY + timedelta(days=days)
    row = AppendixRow("1", "contract", on.isoformat(), "E00", "B000", "09", "1", "USD", rate, "both")
    shown = with_rate(record, {"amount": "1", "currency": "USD", "on": on.isoformat()})
    used, words = rate_of(row, record), Words(Language.EN)
    rates = RatesOfRows(record, words)
    assert (used and used.by, Decimal(shown["home"]), shown["rate"], shown["rate_by"]) == (
        f"bank {rate} (made up)",
        Decimal(rate),
        rate,
        f"bank {rate} (made up)",
    )
    assert rates.at_home(row.money, row.day) == f"{money_in_words(Money(Decimal(rate), 'CNY'), words)} [R1]"
    lasting = with_rate(record, {"amount": "1", "currency": "USD", "on": ""})
    assert lasting["rate"] == "9"
