"""No page, file or field of the API shows a sum over rungs, whatever happened; planted ones are found."""

from __future__ import annotations

import io
import json
import random
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

import pypdfium2
import pytest
from django.test import Client
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from tearoad import orders as core
from tearoad.mission.web.models import Mission
from tearoad.orders.web.actions.events import write_event
from tearoad.orders.web.actions.opportunities import open_opportunity
from tearoad.orders.web.models import Opportunity
from tearoad.orders.web.queries.opportunities import today_of
from tearoad.people import Actor
from tearoad.reference.exchange import RateBook
from tearoad.results import MissionRecord, export_of, results_of
from tearoad.results.appendix import appendix_of, attached_table
from tearoad.results.report import report_of
from tearoad.results.web.actions.editions import freeze
from tearoad.results.workbook import workbook_of
from tearoad.values import Language, Money
from tearoad.values.document import to_document
from tearoad.words import Words
from tests.orders.web.conftest import wanted
from tests.results.crossing import MOST, UNITS, crossing_sums, numbers_in
from tests.results.made_record import FAIR, made_record

History = list[tuple[core.Rung, int, core.Informant]]
HISTORIES = st.lists(
    st.tuples(st.sampled_from(core.WITH_AMOUNT), st.integers(1, MOST), st.sampled_from(list(core.Informant))),
    min_size=2,
    max_size=7,
    unique_by=lambda event: event[0],
)
PAGES = ("", "orders/", "orders/days/", "orders/asked/", "orders/doubles/", "orders/hand-over/", "results/")
FIGURES = ("contract_amount", "paid_amount", "shipped_confirmed", "cost_paid")
FILES = ("orders/hand-over/events.csv", "orders/hand-over/opportunities.csv", "results/results.json")
_SAYS = core.Informant.EXPORTER
API = ("opportunities", "events", "results", "results/editions/1")


def text_of_workbook(content: bytes) -> str:
    book = load_workbook(io.BytesIO(content), read_only=True)
    return "\n".join(str(cell) for sheet in book for row in sheet.iter_rows(values_only=True) for cell in row)


def text_of_pdf(content: bytes) -> str:
    return "\n".join(page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(content))


@settings(max_examples=15, deadline=None)
@given(st.lists(HISTORIES, min_size=1, max_size=3), st.integers(0, 99))
def test_no_file_of_any_history_holds_a_sum_over_rungs(histories: list[History], seed: int) -> None:
    record, totals = _record(histories, seed)
    sums, found = crossing_sums(totals), results_of(record)
    words, rows = Words(random.Random(seed).choice(list(Language))), appendix_of(found.ladder)
    report = report_of(record, found.counted(), rows, words, "Mission (fictional)")
    texts = (
        json.dumps(export_of(record, found).document()),
        text_of_workbook(workbook_of(export_of(record, found), words)),
        json.dumps(to_document(report), ensure_ascii=False),
        attached_table(rows, record, {}, words).replace(",", " | "),
    )
    for text in texts:
        assert sums.isdisjoint(numbers_in(text))
    shown = set(numbers_in(texts[0]))
    assert {amount for total in totals[:1] for amount in total.values() if amount} <= shown


def _record(histories: list[History], seed: int) -> tuple[MissionRecord, list[dict[core.Rung, int]]]:
    """Return a made record whose opportunities tell these histories, and what stands at each rung: whole, by firm."""
    base = made_record(seed, len(histories))
    whole: dict[core.Rung, int] = defaultdict(int)
    by_firm: dict[str, dict[core.Rung, int]] = defaultdict(lambda: defaultdict(int))
    made = []
    for place, (opportunity, history) in enumerate(zip(base.opportunities, histories, strict=True)):
        events = []
        for step, (rung, units, by) in enumerate(history):
            amount = min(units, max(0, MOST - whole[rung] // UNITS[rung]))
            if amount:
                whole[rung] += amount * UNITS[rung]
                by_firm[opportunity.events.firm][rung] += amount * UNITS[rung]
                money = Money(Decimal(amount * UNITS[rung]), "CNY")
                id_ = core.EventId(f"{place:04d}-{step:02d}")
                events.append(core.OrderEvent(id_, core.EventType.FORWARD, FAIR, by, rung=rung, money=money))
        with_history = replace(opportunity.events, history=core.OpportunityHistory(tuple(events)))
        made.append(replace(opportunity, events=with_history))
    record = replace(base, opportunities=tuple(made), costs=(), rates=RateBook(()), same=())
    return record, [dict(whole), *map(dict, by_firm.values())]


@pytest.fixture
def forbidden_sums(officer: Actor, mission: Mission, opened: Opportunity) -> frozenset[int]:
    """A history over every rung in two opportunities, and the sums that must stand nowhere."""
    other, today = open_opportunity(officer, mission, wanted(mission, "Black tea")), today_of(mission)
    totals: list[dict[core.Rung, int]] = [defaultdict(int), defaultdict(int), defaultdict(int)]
    for rung in core.WITH_AMOUNT:
        for place, (row, units) in enumerate(((opened, 1), (other, 2))):
            money = Money(Decimal(units * UNITS[rung]), "CNY")
            event = core.OrderEvent(core.EventId(""), core.EventType.FORWARD, today, _SAYS, rung=rung, money=money)
            made = write_event(officer, row, event)
            for total in (totals[0], totals[1 + place]):
                total[rung] += units * UNITS[rung]
        about = core.EventId(str(made.pk))
        confirmed = core.OrderEvent(
            core.EventId(""), core.EventType.CONFIRMED, today, core.Informant.BUYER, about=about
        )
        write_event(officer, other, confirmed)
    freeze(officer, mission)
    return crossing_sums(map(dict, totals))


def texts_of(client: Client, mission: Mission) -> Iterator[tuple[str, str]]:
    """Yield every page, file and answer of the API that shows amounts, by address."""
    base = f"/missions/{mission.pk}/"
    rows = [f"orders/{pk}/" for pk in Opportunity.objects.values_list("pk", flat=True)]
    figures = [f"results/rows/{figure}/" for figure in FIGURES]
    addresses = [base + text for text in (*PAGES, *rows, *figures, "results/editions/1/", *FILES)]
    addresses += ["/results/", *(f"/api{base}{text}" for text in API)]
    for address in addresses:
        answer = client.get(address)
        assert (address, answer.status_code) == (address, 200)
        yield address, answer.content.decode()
    for name, read in (("orders/hand-over/orders.xlsx", text_of_workbook), ("results/results.xlsx", text_of_workbook)):
        yield name, read(client.get(base + name).content)
    yield "results/results.pdf", text_of_pdf(client.get(f"{base}results/results.pdf").content)


@pytest.mark.parametrize("language", ["en", "zh-Hans", "ru"])
def test_no_page_file_or_answer_shows_a_sum_over_rungs(
    signed_in: Client, mission: Mission, forbidden_sums: frozenset[int], language: str
) -> None:
    signed_in.cookies["language"] = language
    contract = 3 * UNITS[core.Rung.CONTRACT]
    shown = {address: set(numbers_in(text)) for address, text in texts_of(signed_in, mission)}
    assert {address: numbers & forbidden_sums for address, numbers in shown.items() if numbers & forbidden_sums} == {}
    assert {address for address, numbers in shown.items() if contract in numbers} >= {
        f"/missions/{mission.pk}/orders/",
        f"/missions/{mission.pk}/results/",
        f"/api/missions/{mission.pk}/results",
        "/results/",
        "results/results.xlsx",
        "results/results.pdf",
    }


PLANTED = (
    "<td>CNY 2,359,296.00</td>",
    "<td>2\N{NO-BREAK SPACE}359\N{NO-BREAK SPACE}296,00\N{NO-BREAK SPACE}CNY</td>",
    "<td>2\N{NARROW NO-BREAK SPACE}359\N{NARROW NO-BREAK SPACE}296 ¥</td>",
    "<b>2359296</b>",
    '{"value": "2359296.00"}',
    '{"value": 2359296}',
    "total;2359296,5",
    "Итого: 2 359 296 CNY",
    "合计 2,359,296 元",
    "2'359'296.00",
    "<td>262144 2359296 2097152</td>",
    "262\N{NO-BREAK SPACE}144 2\N{NO-BREAK SPACE}359\N{NO-BREAK SPACE}296 7",
    "262,144.00 2,359,296.00 2,097,152.00",
    "262144,2359296,2097152",
)
"""One sum over rungs, 262,144 intended and 2,097,152 agreed, in many spellings, also close beside other numbers."""


@pytest.mark.parametrize("text", PLANTED)
def test_planted_sum_is_found_however_it_is_written(text: str) -> None:
    totals = {core.Rung.INTENDED: UNITS[core.Rung.INTENDED], core.Rung.MEMORANDUM: UNITS[core.Rung.MEMORANDUM]}
    assert crossing_sums([totals]) & set(numbers_in(text)) == {2_359_296}
