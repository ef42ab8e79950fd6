"""Figures are their rows: recounted by a program of its own, rung by rung, and nothing unknown is taken for nothing."""

from __future__ import annotations

import json
import random
from collections import defaultdict
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest

from lab.benchmarks.recount import differences, recounted
from tearoad.costs import CostState
from tearoad.orders import (
    LADDER,
    EventId,
    EventType,
    Informant,
    OpportunityEvents,
    OpportunityHistory,
    OrderEvent,
    Rung,
)
from tearoad.reference.exchange import ExchangeRate, RateBook
from tearoad.results import (
    MeetingOutcome,
    MissionRecord,
    ReportedCost,
    ReportedMeeting,
    ReportedOpportunity,
    ReportedPerson,
    ReportedVisitor,
    every_figure,
    export_of,
    joined,
    no_ladder,
    order_figures,
    results_of,
)
from tearoad.results.result_figure import DIVIDED_BY
from tearoad.results.web.queries.rows import in_reader_words, rows_of_record
from tearoad.values import Language, Money, PartyId
from tearoad.words import Words
from tests.results.made_record import AS_OF, FAIR, made_record


def document_of(record: MissionRecord) -> dict[str, object]:
    """Return the export as somebody reads it from the file."""
    found: dict[str, object] = json.loads(json.dumps(export_of(record, results_of(record)).document()))
    return found


@pytest.mark.parametrize("seed", range(8))
def test_every_figure_is_recounted_from_the_export_alone(seed: int) -> None:
    document = document_of(made_record(seed))
    ours = recounted(document)
    assert (differences(document, ours), len(ours) > 40) == ([], True)


def test_export_written_row_by_row_is_the_document() -> None:
    for seed in range(4):
        record = made_record(seed)
        export = export_of(record, results_of(record))
        assert json.loads("".join(export.written())) == document_of(record)


@pytest.mark.parametrize("fault", ["value", "rows", "unknown", "dropped"])
def test_recount_finds_a_fault_in_each_figure(fault: str) -> None:
    document = document_of(made_record(3))
    figures: list[dict[str, object]] = document["figures"]  # type: ignore[assignment]  # JSON data
    ours = recounted(document)
    for place, figure in enumerate(figures):
        faults: dict[str, dict[str, object]] = {
            "value": {"value": "1.011" if isinstance(figure["value"], str) else -1},
            "rows": {"rows": ["nobody"]},
            "unknown": {"unknown": -1},
            "dropped": {"code": "gone"},
        }
        planted = [*figures[:place], figure | faults[fault], *figures[place + 1 :]]
        assert differences({**document, "figures": planted}, ours) != []


@pytest.mark.parametrize("seed", range(4))
def test_no_figure_holds_rows_of_two_rungs_and_each_amount_names_its_rung(seed: int) -> None:
    record = made_record(seed)
    rung_of = {
        str(event.id): event.rung
        for opportunity in record.opportunities
        for event in opportunity.events.history.events
        if event.rung
    }
    for figure in results_of(record).figures:
        if figure.table == "events":
            assert {rung_of[row] for row in figure.rows} <= {figure.rung}
        else:
            assert figure.rung is None


@pytest.mark.parametrize("seed", range(4))
def test_parts_of_a_rung_add_up_to_the_rung(seed: int) -> None:
    found = results_of(made_record(seed))
    for kind in ("firm", "market", "product"):
        sums: dict[str, Decimal] = defaultdict(Decimal)
        for figure in found.about(kind):
            sums[figure.code] += Decimal(figure.value or 0)
        for rung in LADDER[1:]:
            whole = found.of(f"{rung.value}_amount")
            assert whole is not None
            assert sums[f"{rung.value}_amount"] == (whole.value or 0)


@pytest.mark.parametrize("seed", range(8))
def test_figures_of_groups_add_up_to_those_of_all_to_the_last_zero(seed: int) -> None:
    """However opportunities are grouped, and though events of several groups tell of the same business."""
    record, rng = made_record(seed), random.Random(seed)
    whole, home = results_of(record), record.home
    group_of = {opportunity.events.id: str(rng.randrange(7)) for opportunity in record.opportunities}
    ladders = whole.ladder.parted(lambda row: group_of[row.opportunity])
    groups = [
        order_figures(
            [opportunity for opportunity in record.opportunities if group_of[opportunity.events.id] == group],
            ladders.get(group, no_ladder(home)),
            record.buyers,
            home,
        )
        for group in map(str, range(7))
    ]
    with_rows = every_figure(record, joined(groups, home))
    without = every_figure(record, joined((group.without_rows() for group in groups), home))
    assert [str(row.figure) for row in with_rows] == [str(figure) for figure in whole.figures]
    assert tuple(figure.without_rows() for figure in without) == whole.counted()


def test_amount_without_a_rate_is_not_known_and_no_zero() -> None:
    record = replace(made_record(5), rates=RateBook(()), home="EUR")
    found = results_of(record)
    contract = found.of(f"{Rung.CONTRACT.value}_amount")
    assert contract is not None
    assert (contract.value, contract.unknown, len(contract.rows)) == (None, len(contract.rows), contract.unknown)


def test_no_ratio_without_costs_and_none_where_a_rate_is_missing() -> None:
    every = made_record(1)
    told = tuple(meeting for meeting in every.meetings if meeting.outcome is not MeetingOutcome.UNTOLD)
    record = replace(every, meetings=told)
    paid = ReportedCost("C1", "Stand", CostState.PAID, Money(Decimal(100), "CNY"), FAIR)
    strange = replace(paid, id="C2", money=Money(Decimal(5), "XOF"))
    values = []
    for costs in ((), (replace(paid, state=CostState.PLANNED),), (paid, strange), (paid,)):
        figure = results_of(replace(record, costs=costs)).of("cost_a_meeting")
        assert figure is not None
        values.append(figure.value)
    kept = sum(meeting.outcome.value == "kept" for meeting in record.meetings)
    assert values[:3] == [None, None, None]
    assert (kept > 0, values[3]) == (True, (Decimal(100) / kept).quantize(Decimal("0.01")))
    silent = results_of(replace(every, costs=(paid,))).of("cost_a_meeting")
    assert silent is not None
    assert (silent.value, silent.unknown) == (None, len(every.meetings) - len(told))


def test_rows_behind_a_figure_name_both_sides_day_hour_and_person() -> None:
    record = made_record(3)
    at = datetime(2023, 2, 7, 10, 30, tzinfo=UTC)
    firm, buyer = record.firms[0], record.buyers[0]
    meeting = ReportedMeeting("M", firm.id, buyer.id, MeetingOutcome.KEPT, at)
    visitor = ReportedVisitor(
        "V", firm.id, is_booked=False, is_contact=True, on=at.date(), person="Ivan Ivanov (fictional)", whence="Moscow"
    )
    record = replace(record, meetings=(meeting,), visitors=(visitor,), people=(ReportedPerson("P", firm.id, "Su"),))
    shown = {}
    for code in ("meetings_kept", "visitors_walked_in", "people"):
        figure = results_of(record).of(code)
        assert figure is not None
        rows = in_reader_words(record, rows_of_record(record, figure, figure.rows), Words(Language.EN)).rows
        shown[code] = [row.cells for row in rows]
    assert shown == {
        "meetings_kept": [("7 February 2023", "10:30", firm.name, buyer.name, "kept")],
        "visitors_walked_in": [("7 February 2023", "Ivan Ivanov (fictional)", "Moscow", firm.name, "no", "yes")],
        "people": [("Su", firm.name)],
    }


def test_costs_stand_at_home_with_rate_day_and_source() -> None:
    rate = ExchangeRate("EUR", "CNY", Decimal("7.3085"), date(2023, 2, 3), "Made-up bank (fictional)")
    cost = ReportedCost("C", "Hall", CostState.PAID, Money(Decimal(100), "EUR"), date(2023, 2, 7))
    record = replace(made_record(3), costs=(cost,), rates=RateBook((rate,)), home="CNY")
    figure = results_of(record).of("cost_paid")
    assert figure is not None
    cells = in_reader_words(record, rows_of_record(record, figure, figure.rows), Words(Language.EN)).rows[0].cells
    assert cells[-4:] == ("730.85", "7.3085", "3 February 2023", "Made-up bank (fictional)")
    assert "Hall" in cells


def test_every_ratio_names_what_it_divides_by() -> None:
    figures = {figure.code: figure for figure in results_of(made_record(3)).figures if not figure.of}
    assert {code: figures[code].divided_by for code in DIVIDED_BY} == DIVIDED_BY
    assert set(DIVIDED_BY.values()) <= set(figures)


def test_what_a_sheet_dates_back_moves_no_figure_of_speed() -> None:
    """Finds a year's talk, typed in a day with days of the fair, counted as followed up within a week."""
    week = FAIR + timedelta(days=3)
    told = (
        (None, AS_OF),  # opened by a sheet, long after
        (FAIR, AS_OF),  # dated within the week, typed a year later
        (FAIR, week),
        (FAIR, None),
    )
    events = OpportunityHistory((OrderEvent(EventId("1"), EventType.NOTHING_NEW, week, Informant.EXPORTER),))
    opportunities = tuple(
        ReportedOpportunity(
            OpportunityEvents(str(place), PartyId("E01"), PartyId("B01"), events if first else OpportunityHistory(())),
            "Tea",
            met_on,
            first,
            is_answered=bool(first),
        )
        for place, (met_on, first) in enumerate(told)
    )
    figures = results_of(replace(made_record(1), opportunities=opportunities, same=()))
    quick = figures.of("followed_in_a_week")
    assert quick is not None
    assert (quick.rows, quick.unknown) == (("2",), 2)
