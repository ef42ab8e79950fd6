"""A small brief, all of it invented, for tests of pages."""

from __future__ import annotations

from tearoad.market.brief.document import BriefFigure, BriefMeasure, MarketBrief, ReportedBy
from tearoad.market.web.models import SavedBrief
from tearoad.values.document import to_document
from tearoad.web.clock import now

_VALUES = {BriefMeasure.IMPORTS: 1_234_567.0, BriefMeasure.SHARE: 0.125, BriefMeasure.RANK: 2.0}


def small_brief(source: str = "UN Comtrade") -> MarketBrief:
    """Return a brief of one product and two markets; of most measures nothing is known."""
    figures = [
        (measure, market, _VALUES.get(measure) if market == "RUS" else None)
        for market in ("RUS", "KAZ")
        for measure in BriefMeasure
    ]
    return MarketBrief(
        exporter="CHN",
        products=("0902",),
        markets=("RUS", "KAZ"),
        first_year=2018,
        year=2022,
        snapshot="0123456789abcdef01234567",
        sources=(source,),
        files=("made.csv",),
        loaded_at=now(),
        released_on=None,
        figures=tuple(
            BriefFigure(f"F{number}", measure, "0902", market, value, measure.value, ReportedBy.OWN)
            for number, (measure, market, value) in enumerate(figures, 1)
        ),
        ranked_on=(2018, 2019, 2020, 2021, 2022),
    )


def keep_small_brief(source: str = "UN Comtrade") -> SavedBrief:
    """Keep such a brief as one that a worker has made."""
    row: SavedBrief = SavedBrief.objects.create(
        exporter="CHN",
        products="0902",
        markets="RUS,KAZ",
        asked_at=now(),
        made_at=now(),
        document=to_document(small_brief(source)),
    )
    return row
