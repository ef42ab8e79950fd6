"""The appendix of the report: every row behind the ladder, in a table or, where they are many, in lines."""

from __future__ import annotations

from collections import Counter

import pytest

from tearoad.results import results_of
from tearoad.results.report import report_of
from tearoad.values import Language
from tearoad.words import Words
from tests.results.made_record import made_record


@pytest.mark.parametrize("language", Language)
def test_lines_of_many_rows_say_what_the_table_of_few_says(language: Language, monkeypatch: pytest.MonkeyPatch) -> None:
    record = made_record(1)
    results, words = results_of(record), Words(language)
    table = report_of(record, results, words, "Fair (fictional)")
    monkeypatch.setattr("tearoad.results.report._MOST_IN_TABLE", 0)
    lines = report_of(record, results, words, "Fair (fictional)")
    assert (table.pairs, lines.events.rows, lines.events.heads) == ((), (), table.events.heads)
    told = [(pair.title, line.split(" · ")) for pair in lines.pairs for line in pair.lines]
    assert [int(line[0]) for _, line in told] == list(range(1, len(told) + 1))
    expected = Counter(
        (f"{rung} · {firm} · {buyer}", on, *rest) for _, rung, on, firm, buyer, *rest in table.events.rows
    )
    assert Counter((title, *line[1:]) for title, line in told) == expected
    titles = [pair.title for pair in lines.pairs]
    assert len(set(titles)) == len(titles)


def test_only_many_rows_stand_in_lines() -> None:
    record = made_record(1, 450)
    results = results_of(record)
    report = report_of(record, results, Words(Language.EN), "Fair (fictional)")
    rows = sum(len(total.rows) for total in results.ladder.every())
    assert (len(report.events.rows), sum(len(pair.lines) for pair in report.pairs)) == (0, rows)
    assert rows > 500
