"""Figures as bars, beside the table that says the same in numbers: for the page and for the report.

A bar is one figure; amounts of two rungs stand one below the other and are never one bar. All bars of a chart have one
scale. What is below nothing or not known has no bar, and its number or words stand beside its name all the same.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from tearoad.orders import Rung
from tearoad.results.in_words import part_name, value_in_words
from tearoad.results.order_figures import PARTS
from tearoad.results.record import MissionRecord
from tearoad.results.result_figure import CountedFigure, ResultFigure
from tearoad.results.survey import HIGHEST, RATED
from tearoad.text import Text
from tearoad.words import Words

_WIDTH = 1000
"""A bar's place and width are told in so many parts of the chart's."""
_MOST_BARS = 12
"""More parts than these stand in the table alone."""
SIZES = ("firms_micro", "firms_small", "firms_medium", "firms_large", "firms_size_unknown")
COUNTED: Mapping[str, tuple[str, ...]] = {
    "delegation": ("firms_state", "firms_private", "firms_mixed", "firms_unknown"),
    "sizes": SIZES,
    "floor": ("meetings_asked", "meetings_planned", "meetings_kept", "meetings_missed"),
    "follow_up": ("opportunities", "opportunities_lost", "followed_in_a_week", "answered", "unanswered"),
}
"""Which counts stand in the chart of which section."""


@dataclass(frozen=True, slots=True)
class ChartSegment:
    """A piece of a bar."""

    tone: str
    """`both`, `officer`, `single` or `plain`."""
    start: int
    width: int

    @property
    def start_share(self) -> str:
        """Where it begins, as a share of the chart's width."""
        return f"{self.start / 10:g}%"

    @property
    def width_share(self) -> str:
        """How wide it is."""
        return f"{self.width / 10:g}%"


@dataclass(frozen=True, slots=True)
class ChartBar:
    """One figure with its name and its value."""

    label: str
    value: str
    segments: tuple[ChartSegment, ...]


@dataclass(frozen=True, slots=True)
class ChartTone:
    """What a tone means."""

    tone: str
    label: str


@dataclass(frozen=True, slots=True)
class BarChart:
    """Bars of one scale."""

    title: str
    bars: tuple[ChartBar, ...]
    tones: tuple[ChartTone, ...] = ()


def charts_of(record: MissionRecord, figures: Iterable[CountedFigure], words: Words) -> Mapping[str, BarChart]:
    """Return the charts by the section, or the kind of part, that they belong to; none without anything to draw."""
    every = [counted.figure for counted in figures]
    whole = {figure.code: figure for figure in every if not figure.of}
    charts = {"ladder": _ladder(whole, words)}
    for section, codes in COUNTED.items():
        charts[section] = _counts(section, [whole[code] for code in codes if code in whole], words)
    charts["survey"] = _survey([whole[f"survey_{name}"] for name in RATED if f"survey_{name}" in whole], words)
    charts |= {kind: _parts(record, every, kind, words) for kind in PARTS}
    return {name: chart for name, chart in charts.items() if any(bar.segments for bar in chart.bars)}


def _ladder(whole: Mapping[str, ResultFigure], words: Words) -> BarChart:
    rungs = [rung for rung in Rung if f"{rung.value}_amount" in whole]
    most = _most(whole[f"{rung.value}_amount"] for rung in rungs)
    bars = []
    for rung in rungs:
        amount, both, officer = (whole[f"{rung.value}_{code}"] for code in ("amount", "both", "with_officer"))
        said = [_drawn(both), _drawn(officer)]
        pieces = (*zip(("both", "officer"), said, strict=True), ("single", _drawn(amount) - sum(said)))
        bars.append(
            ChartBar(words(Text(f"orders.rung_{rung.value}")), value_in_words(amount, words), _pieces(pieces, most))
        )
    tones = _tones(words, both="head_both", officer="head_with_officer", single="chart_single")
    return BarChart(words(Text("results.chart_ladder")), tuple(bars), tones)


def _counts(section: str, found: Sequence[ResultFigure], words: Words) -> BarChart:
    most = _most(found)
    bars = (
        ChartBar(
            words(figure.name).removeprefix("\N{EN DASH} "),
            value_in_words(figure, words),
            _pieces([("plain", _drawn(figure))], most),
        )
        for figure in found
    )
    return BarChart(words(Text(f"results.chart_{section}")), tuple(bars))


def _survey(found: Sequence[ResultFigure], words: Words) -> BarChart:
    bars = (
        ChartBar(
            words(figure.name), value_in_words(figure, words), _pieces([("plain", _drawn(figure))], Decimal(HIGHEST))
        )
        for figure in found
    )
    return BarChart(words(Text("results.chart_survey", most=HIGHEST)), tuple(bars))


def _parts(record: MissionRecord, every: Sequence[ResultFigure], kind: str, words: Words) -> BarChart:
    """Draw the contracts of firms, markets or products; each rung has its own table."""
    of_kind = {(figure.of, figure.code): figure for figure in every if figure.of.partition(":")[0] == kind}
    amounts = [figure for (_of, code), figure in of_kind.items() if code == f"{Rung.CONTRACT.value}_amount"]
    amounts = sorted(amounts, key=lambda figure: (-_drawn(figure), figure.of))[:_MOST_BARS]
    most = _most(amounts)
    bars = []
    for amount in amounts:
        confirmed = _drawn(of_kind[amount.of, f"{Rung.CONTRACT.value}_confirmed"])
        pieces = (("both", confirmed), ("single", _drawn(amount) - confirmed))
        bars.append(ChartBar(part_name(record, amount.of, words), value_in_words(amount, words), _pieces(pieces, most)))
    title = words(Text("results.chart_parts", by=Text(f"results.by_{kind}"), rung=Text("orders.rung_contract")))
    return BarChart(title, tuple(bars), _tones(words, both="head_confirmed", single="chart_single"))


def _tones(words: Words, **labels: str) -> tuple[ChartTone, ...]:
    return tuple(ChartTone(tone, words(Text(f"results.{code}"))) for tone, code in labels.items())


def _drawn(figure: ResultFigure) -> Decimal:
    return max(Decimal(figure.value or 0), Decimal(0))


def _most(found: Iterable[ResultFigure]) -> Decimal:
    return max((_drawn(figure) for figure in found), default=Decimal(0))


def _pieces(pieces: Iterable[tuple[str, Decimal]], most: Decimal) -> tuple[ChartSegment, ...]:
    return tuple(_placed(pieces, most)) if most else ()


def _placed(pieces: Iterable[tuple[str, Decimal]], most: Decimal) -> Iterator[ChartSegment]:
    """Place pieces one after the other; what is there at all is wide enough to be seen."""
    at = Decimal(0)
    for tone, amount in pieces:
        start, at = at, at + amount
        if amount > 0:
            first, last = (int(_WIDTH * edge / most) for edge in (start, at))
            yield ChartSegment(tone, first, max(last - first, 2))
