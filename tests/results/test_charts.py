"""Charts draw what the tables say; the report lists every row, with the rate by which it was converted."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from tearoad.reference.exchange import Converted
from tearoad.results import results_of
from tearoad.results.appendix import appendix_of
from tearoad.results.charts import BarChart, charts_of
from tearoad.results.in_words import unknown_in_words, value_in_words
from tearoad.results.report import report_of
from tearoad.results.result_figure import counted
from tearoad.values import Language
from tearoad.words import Words
from tests.results.made_record import made_record


def widths(chart: BarChart) -> Sequence[int]:
    """Return how far each bar reaches."""
    return [max((segment.start + segment.width for segment in bar.segments), default=0) for bar in chart.bars]


@pytest.mark.parametrize("seed", range(4))
def test_bars_are_as_wide_as_their_figures(seed: int) -> None:
    record, words = made_record(seed), Words(Language.EN)
    results = results_of(record)
    charts = charts_of(record, map(counted, results.figures), words)
    codes = ("meetings_asked", "meetings_planned", "meetings_kept", "meetings_missed")
    found = [figure for code in codes if (figure := results.of(code)) is not None]
    most = max(int(figure.value or 0) for figure in found)
    assert [bar.value for bar in charts["floor"].bars] == [value_in_words(figure, words) for figure in found]
    assert widths(charts["floor"]) == [1000 * int(figure.value or 0) // most for figure in found]
    for chart in charts.values():
        assert max(widths(chart)) <= 1001
        for bar in chart.bars:
            ends = [segment.start + segment.width for segment in bar.segments]
            assert [segment.start for segment in bar.segments[1:]] <= ends  # pieces stand one behind the other


@pytest.mark.parametrize("language", Language)
def test_report_tells_what_is_not_known_and_lists_rows_with_their_rates(language: Language) -> None:
    record, words = made_record(4), Words(language)
    results = results_of(record)
    counted_figures = tuple(map(counted, results.figures))
    report = report_of(
        record, counted_figures, appendix_of(results.ladder), words, "Fair", opportunities=record.opportunities
    )
    said = [cell for table in (report.ladder, *report.sections) for row in table.rows for cell in row]
    kept = results.of("meetings_kept")
    assert kept is not None
    assert any(cell.endswith(f"[{unknown_in_words(kept, words)}]") for cell in said)
    used = {
        row.home.rate
        for total in results.ladder.every()
        for row in total.rows
        if isinstance(row.home, Converted) and row.home.rate is not None
    }
    assert len(used) > 0
    assert {rate.by for rate in used} <= {row[3] for row in report.rates.rows}
    assert len(report.rates.rows) >= len(used)
    listed = [sum(map(len, part.lines)) for part in report.behind]
    tables = (record.firms, record.buyers, record.people, record.requests, record.meetings, record.visitors)
    more = (record.opportunities, record.costs, record.agreements, record.survey.asked, record.survey.answers)
    assert listed == [len(rows) for rows in (*tables, *more) if rows]
