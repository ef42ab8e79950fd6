"""Figures, and the parts that they are of, in the reader's language."""

from __future__ import annotations

from tearoad.paper import figures
from tearoad.reference import country_name
from tearoad.results.order_figures import LADDER_CODES, UNKNOWN
from tearoad.results.record import MissionRecord
from tearoad.results.result_figure import ResultFigure
from tearoad.text import Text
from tearoad.values import CountryCode, Money
from tearoad.words import Words

_SUMS = frozenset({*LADDER_CODES, "cost_paid"})


def value_in_words(figure: ResultFigure, words: Words) -> str:
    """Return a figure's value as the reader writes it; what cannot be said is said so."""
    if figure.value is None:
        return words(figure.why_unsaid)
    number = figures.price(figure.value, words.language) if not isinstance(figure.value, int) else str(figure.value)
    return f"{number}\N{NO-BREAK SPACE}{figure.currency}" if figure.currency else number


def unknown_rows(code: str, count: int) -> Text | None:
    """Return how many rows of a figure could say more and do not; None where all do.

    Only of what is nothing but a sum of amounts it is known that a rate is missing.
    """
    if not count:
        return None
    by_rate = code in _SUMS
    return Text("orders_pages.amounts_without_rate" if by_rate else "results_pages.unknown", count=count)


def unknown_in_words(figure: ResultFigure, words: Words) -> str:
    """Return the same of a figure in words; nothing where all rows do."""
    unknown = unknown_rows(figure.code, figure.unknown)
    return words(unknown) if unknown else ""


def money_in_words(money: Money, words: Words) -> str:
    """Return an amount with its currency."""
    return f"{figures.price(money.amount, words.language)}\N{NO-BREAK SPACE}{money.currency}"


def part_name(record: MissionRecord, of: str, words: Words) -> str:
    """Return what a firm, market or product is called: `firm:E01`, `market:RU`, `product:09`."""
    kind, _, part = of.partition(":")
    if part == UNKNOWN:
        return words(Text("results.nobody_said"))
    if kind == "firm":
        return next((firm.name for firm in record.firms if firm.id == part), part)
    return country_name(CountryCode(part), words.language) if kind == "market" else part
