"""Where a changed figure is of no market, it stands under the exporter's name."""

from __future__ import annotations

from dataclasses import replace

from tearoad.market.brief.changes import changes_since
from tearoad.market.brief.wording import BesideBrief, worded
from tearoad.values import Language
from tearoad.words import Words
from tests.market.web.made_up_trade import small_brief


def test_a_changed_figure_of_no_market_stands_under_the_exporter() -> None:
    brief = small_brief()
    figure = replace(brief.figures[0], ref="F99", market="", value=1000.0)
    before = replace(brief, figures=(*brief.figures, figure))
    now = replace(brief, figures=(*brief.figures, replace(figure, value=2000.0)))
    (table,) = worded(now, Words(Language.EN), BesideBrief(changes=changes_since(before, now))).changes
    assert [row[0] for row in table.rows] == ["China"]
