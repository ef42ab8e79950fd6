"""The markets of a firm: sums of the figures that are named, each product once."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from tearoad.market.brief.document import BriefFigure, BriefMeasure, MarketBrief, ReportedBy
from tearoad.market.brief.firms import BriefFirm, BriefFirms, firms_asked_for, markets_of_firm
from tests.market.web.made_up_trade import small_brief

PRODUCTS, MARKETS = ("0902", "090210", "210390"), ("RUS", "KAZ", "VNM")
VALUES = st.dictionaries(
    st.tuples(st.sampled_from(PRODUCTS), st.sampled_from(MARKETS)), st.integers(0, 10**9), max_size=9
)


def brief_with(values: dict[tuple[str, str], int]) -> MarketBrief:
    cells = [(product, market) for product in PRODUCTS for market in MARKETS]
    figures = tuple(
        BriefFigure(
            f"F{number}",
            BriefMeasure.UNUSED,
            *cell,
            float(values[cell]) if cell in values else None,
            "unused",
            ReportedBy.OWN,
        )
        for number, cell in enumerate(cells, 1)
    )
    return replace(small_brief(), products=PRODUCTS, markets=MARKETS, figures=figures)


@given(VALUES)
def test_markets_are_sums_of_their_figures_in_falling_order(values: dict[tuple[str, str], int]) -> None:
    found = markets_of_firm(brief_with(values), BriefFirm("A", ("090210", "210390", "220890")))

    expected = {}
    for market in MARKETS:
        known = [values[product, market] for product in ("090210", "210390") if (product, market) in values]
        if known:
            expected[market] = (float(sum(known)), len(known), 2)
    assert {
        firm_market.market: (firm_market.unused, len(firm_market.figures), firm_market.products)
        for firm_market in found
    } == expected
    assert [firm_market.unused for firm_market in found] == sorted(
        (firm_market.unused for firm_market in found), reverse=True
    )


def test_codes_under_one_heading_count_once() -> None:
    (found,) = markets_of_firm(brief_with({("0902", "RUS"): 70}), BriefFirm("A", ("090220", "090230")))

    assert (found.unused, [figure.product for figure in found.figures]) == (70.0, ["0902"])


def test_firms_that_sell_nothing_of_it_are_left_out_unless_something_is_uncoded() -> None:
    firms = (BriefFirm("A", ("090210",)), BriefFirm("B", ("220890",)), BriefFirm("C", (), ("sauce",)))

    assert firms_asked_for(BriefFirms(firms), ("0902",)) == BriefFirms((firms[0], firms[2]))
