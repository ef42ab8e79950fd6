"""The appendix of the report: every row behind the ladder, in a table, in lines, or attached where very many."""

from __future__ import annotations

import csv
import io
from collections import Counter, defaultdict
from datetime import UTC, datetime
from decimal import Decimal

import pypdfium2
import pytest

from tearoad.orders import Rung
from tearoad.results import MissionRecord, results_of
from tearoad.results.appendix import AppendixRow, appendix_of, plain_rows
from tearoad.results.report import ResultsReport, appendix_table, report_of, report_pdf
from tearoad.text import Text
from tearoad.values import Language
from tearoad.words import Words
from tests.results.made_record import made_record

STAMP = datetime(2024, 2, 6, tzinfo=UTC)


def said(record: MissionRecord, words: Words) -> ResultsReport:
    """Return what the report of a record says."""
    results = results_of(record)
    return report_of(record, results.counted(), appendix_of(results.ladder), words, "Fair (fictional)")


@pytest.mark.parametrize("language", Language)
def test_lines_of_many_rows_say_what_the_table_of_few_says(language: Language, monkeypatch: pytest.MonkeyPatch) -> None:
    record, words = made_record(1), Words(language)
    table = said(record, words)
    monkeypatch.setattr("tearoad.results.report._MOST_IN_TABLE", 0)
    report = said(record, words)
    assert (table.lines, report.events.rows, report.events.heads) == ((), (), table.events.heads)
    lines, title = [], ""
    for line in (line for block in report.lines for line in block):
        if line.startswith("\N{EM DASH} "):
            title = line[2:]
        else:
            lines.append((title, line.split(" · ")))
    assert [int(line[0]) for _, line in lines] == list(range(1, len(lines) + 1))
    expected = Counter(
        (f"{rung} · {firm} · {buyer}", on, *rest) for _, rung, on, firm, buyer, *rest in table.events.rows
    )
    assert Counter((title, *line[1:]) for title, line in lines) == expected


def test_only_many_rows_stand_in_lines() -> None:
    record = made_record(1, 520)
    report = said(record, Words(Language.EN))
    lines = [line for block in report.lines for line in block if not line.startswith("\N{EM DASH} ")]
    assert (len(report.events.rows), len(lines)) == (0, len(appendix_of(results_of(record).ladder)))
    assert len(lines) > 500


def test_kept_rows_are_the_rows() -> None:
    rows = appendix_of(results_of(made_record(2)).ladder)
    assert tuple(AppendixRow(*row) for row in plain_rows(rows)) == rows


@pytest.mark.parametrize("language", Language)
def test_an_attached_table_adds_up_to_every_rung_of_every_part(
    language: Language, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tearoad.results.report._MOST_IN_TABLE", 0)
    monkeypatch.setattr("tearoad.results.report._MOST_PRINTED", 0)
    record, words = made_record(3), Words(language)
    results, report = results_of(record), said(record, words)
    assert (report.events.rows, report.lines) == ((), ())
    table = appendix_table(record, appendix_of(results.ladder), words)
    with pypdfium2.PdfDocument(report_pdf(report, table, STAMP)) as document:
        (name, content), *others = [
            (attachment.get_name(), bytes(attachment.get_data()))
            for attachment in (document.get_attachment(place) for place in range(document.count_attachments()))
        ]
    assert (name, others) == ("rows.csv", [])
    _heads, *rows = csv.reader(io.StringIO(content.decode("utf-8-sig")))
    sums: dict[tuple[str, str], Decimal] = defaultdict(Decimal)
    rungs = {words(Text(f"orders.rung_{rung.value}")): rung.value for rung in Rung}
    firms = {reported_firm.name: reported_firm.id for reported_firm in record.firms}
    for _number, rung, _on, firm, _buyer, market, product, _amount, _currency, home, *_rest in rows:
        for part in ("", f"firm:{firms[firm]}", f"market:{market or '?'}", f"product:{product}"):
            sums[rungs[rung], part] += Decimal(home or 0)
    figures = {
        (figure.rung.value, figure.of): figure.value
        for figure in results.figures
        if figure.rung is not None and figure.code.endswith("_amount")
    }
    assert {key: sums[key] for key, value in figures.items() if value is not None} == {
        key: value for key, value in figures.items() if value is not None
    }
    assert [row[-1] for row in rows] == [row.id for row in appendix_of(results.ladder)]
