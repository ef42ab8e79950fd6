"""The page's figures are kept, and are those of now whatever was changed."""

from __future__ import annotations

import json
import random
from collections.abc import Iterable
from datetime import timedelta
from decimal import Decimal
from itertools import pairwise
from uuid import UUID

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from lab.benchmarks.recount import differences, recounted
from tearoad import orders as core
from tearoad.companies.web.models import Company
from tearoad.costs.web.models import ExchangeRate as StoredRate
from tearoad.mission.web.models import Delegate, Mission, Participation
from tearoad.office.web import models as office_rows
from tearoad.orders.order_event import WITH_RUNG
from tearoad.orders.web.actions.events import write_event
from tearoad.orders.web.actions.opportunities import open_opportunity
from tearoad.orders.web.models import EventDouble, Opportunity
from tearoad.orders.web.queries.opportunities import today_of
from tearoad.people import Actor
from tearoad.reference.exchange import ExchangeRate
from tearoad.results import (
    CountedFigure,
    OrderFigures,
    ReportedBuyer,
    ReportedOpportunity,
    ResultsExport,
    order_figures,
    results_of,
)
from tearoad.results.appendix import appendix_of
from tearoad.results.web.models import SurveyInvitation
from tearoad.results.web.queries import kept_figures, opportunity_groups
from tearoad.results.web.queries.current_figures import current_figures, current_results
from tearoad.results.web.queries.exports import exported
from tearoad.results.web.queries.records import record_of
from tearoad.results.web.tasks import JOB
from tearoad.results.web.views import pages
from tearoad.values import Language, Money
from tearoad.values.document import to_document
from tearoad.web.clock import now
from tests.office.job_run import UnstoppedRun
from tests.orders.web.conftest import Write, wanted

COUNT = "tearoad.results.web.queries.kept_figures.order_figures"


def _counted(mission: Mission) -> tuple[CountedFigure, ...]:
    return results_of(record_of(mission, Language.EN)).counted()


def test_figures_are_those_of_now_after_every_change(mission: Mission, officer: Actor, write: Write) -> None:
    first = write(core.Rung.CONTRACT, "100.10")
    before = _figures_both_ways(mission)
    second = write(core.Rung.CONTRACT, "100.10", by=core.Informant.BUYER)
    changes = (
        lambda: write(core.Rung.PAID, "70"),
        lambda: open_opportunity(officer, mission, wanted(mission, "White tea")),
        lambda: write_event(officer, first.opportunity, _without(first.opportunity.mission)),
        lambda: EventDouble.objects.create(
            mission=mission, first=first, second=second, is_same=True, decided_at=now(), decided_by="Officer"
        ),
        lambda: EventDouble.objects.update(undone_at=now()),
        lambda: Opportunity.objects.update(opened_at=now() - timedelta(days=900)),
        lambda: Delegate.objects.filter(pk=Delegate.objects.filter(mission=mission).values("pk")[:1]).delete(),
        lambda: SurveyInvitation.objects.create(mission=mission, role="exporter", party="E01", sent_on=now().date()),
        lambda: Participation.objects.filter(mission=mission, code="B001").delete(),
    )
    for change in changes:
        change()
        after = _figures_both_ways(mission)
        assert after != before
        before = after


def _sizes_counted(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Note how many opportunities are counted, each time that some are."""
    sizes: list[int] = []

    def count(
        some: Iterable[ReportedOpportunity], ladder: core.LadderTotals, buyers: Iterable[ReportedBuyer], home: str
    ) -> OrderFigures:
        counted = list(some)
        sizes.append(len(counted))
        return order_figures(counted, ladder, buyers, home)

    monkeypatch.setattr(COUNT, count)
    return sizes


@pytest.mark.parametrize("seed", range(2))
def test_whatever_is_told_of_many_opportunities_few_are_counted_anew(
    officer: Actor, mission: Mission, write: Write, monkeypatch: pytest.MonkeyPatch, seed: int
) -> None:
    monkeypatch.setattr(opportunity_groups, "TOGETHER", 2)
    rng, sizes = random.Random(seed), _sizes_counted(monkeypatch)
    found = [open_opportunity(officer, mission, wanted(mission, f"Tea {place}")) for place in range(9)]

    events = [write(core.Rung.CONTRACT, "100", row=row) for row in found]
    for step in range(8):
        _figures_both_ways(mission)
        sizes.clear()
        row, rung = rng.choice(found), rng.choice(core.WITH_AMOUNT)
        events.append(write(rung, f"{rng.randrange(1, 10**6)}.{step}", row=row, type_=rng.choice(sorted(WITH_RUNG))))
        current_figures(mission, Language.EN)
        assert (len(sizes) == 1 or step > 0, max(sizes) <= 2) == (True, True)
        first, second = sorted(rng.sample(events, 2), key=lambda event: event.pk)
        EventDouble.objects.create(mission=mission, first=first, second=second, is_same=True, decided_at=now())


@settings(max_examples=3, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.permutations(range(4)), st.lists(st.tuples(st.integers(0, 3), st.integers(50, 250)), max_size=3))
@example([0, 3, 1, 2], [(3, 90)])  # the last told is joined with two told before it
def test_business_joined_over_a_third_opportunity_is_counted_as_in_a_whole_recount(
    officer: Actor, mission: Mission, write: Write, order: list[int], returns: list[tuple[int, int]]
) -> None:
    found = [open_opportunity(officer, mission, wanted(mission, f"Tea {place}")) for place in range(4)]
    events = [[write(core.Rung.CONTRACT, "100", row=row) for _ in range(2)] for row in found]
    for (_, first), (second, _) in pairwise(events[place] for place in order):
        earlier, later = sorted((first, second), key=lambda event: event.pk)
        EventDouble.objects.create(mission=mission, first=earlier, second=later, is_same=True, decided_at=now())
    for place, amount in returns:
        write(core.Rung.CONTRACT, str(amount), row=found[place], type_=core.EventType.BACK)
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(opportunity_groups, "TOGETHER", 1)
        patched.setattr(kept_figures, "_AT_ONCE", 1)
        _figures_both_ways(mission)


def _figures_both_ways(mission: Mission) -> tuple[CountedFigure, ...]:
    """Return the figures: counted anew, as they are kept at the next visit, and in another language alike."""
    counted = _counted(mission)
    for language in (Language.EN, Language.EN, Language.RU):
        assert current_figures(mission, language)[1] == counted
    whole = results_of(record_of(mission, Language.EN))
    rows = appendix_of(whole.ladder)
    for language in Language:
        _record, figures, appendix = current_results(mission, language)
        assert (tuple(figure.figure for figure in figures), appendix) == (whole.figures, rows)
        assert [str(figure.figure) for figure in figures] == [
            str(figure) for figure in whole.figures
        ]  # to the last zero
    return counted


@pytest.mark.parametrize("changes", [1, 9])
def test_an_export_is_of_one_moment_though_somebody_writes_meanwhile(
    mission: Mission, write: Write, changes: int
) -> None:
    write(core.Rung.CONTRACT, "100")
    left = iter(range(changes))

    def written(export: ResultsExport) -> bytes:
        if next(left, None) is not None:
            write(core.Rung.CONTRACT, "30")
        return "".join(export.written()).encode()

    document = json.loads(exported(mission, Language.EN, written))
    assert differences(document, recounted(document)) == []


def _without(mission: Mission) -> core.OrderEvent:
    on = now().astimezone(mission.home_zone).date()
    type_ = core.EventType.WITHOUT_MISSION
    return core.OrderEvent(core.EventId(""), type_, on, core.Informant.EXPORTER, without=core.WithoutMission.HALF)


def test_a_second_visit_counts_nothing_and_shows_the_same(
    signed_in: Client, mission: Mission, write: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(core.Rung.CONTRACT, "100")
    signed_in.post(reverse("results-freeze", kwargs={"mission_id": mission.id}))
    address, report = (reverse(name, kwargs={"mission_id": mission.id}) for name in ("results", "results-pdf"))
    edition = reverse("results-edition", kwargs={"mission_id": mission.id, "edition": 1})
    first = signed_in.get(address).context["results"]

    def count(*_counted: object) -> None:
        raise AssertionError

    monkeypatch.setattr(COUNT, count)
    assert signed_in.get(address).context["results"] == first
    assert [signed_in.get(text).status_code for text in (report, edition)] == [200, 200]
    cache.clear()
    with pytest.raises(AssertionError):
        signed_in.get(address)


def test_the_worker_counts_what_changed_and_nothing_twice(mission: Mission, write: Write) -> None:
    write(core.Rung.CONTRACT, "100")
    run = UnstoppedRun(mission.tenant_id, {})
    assert JOB.handler(run) == {"missions": 1}
    assert JOB.handler(run) == {}
    write(core.Rung.PAID, "100")
    Mission.objects.filter(pk=mission.pk).update(archived_at=now())
    assert JOB.handler(run) == {}
    Mission.objects.filter(pk=mission.pk).update(archived_at=None)
    assert JOB.handler(run) == {"missions": 1}


def _rate(mission: Mission, rate: str, days: int, base: str = "USD") -> None:
    """Write a rate of so many days from today, over that of the same day."""
    on = today_of(mission) + timedelta(days=days)
    document = to_document(ExchangeRate(base, "CNY", Decimal(rate), on, "A bank (fictional)"))
    StoredRate.objects.update_or_create(
        mission=mission, code=f"{base} CNY {on}", defaults={"document": document, "position": 1}
    )


CHANGES = st.lists(
    st.one_of(
        st.tuples(st.just("rate"), st.sampled_from(["USD", "RUB"]), st.integers(-9, 1), st.integers(1, 10**6)),
        st.tuples(st.just("event"), st.sampled_from(["USD", "CNY", "RUB"]), st.integers(-9, 0), st.integers(1, 10**6)),
        st.tuples(st.just("market"), st.sampled_from(["RU", "KZ", ""]), st.just(0), st.just(0)),
        st.tuples(st.just("same"), st.just(""), st.integers(0, 99), st.integers(0, 99)),
    ),
    min_size=2,
    max_size=5,
)


@settings(max_examples=4, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(CHANGES)
def test_kept_figures_are_a_recount_of_all_whatever_changes(
    officer: Actor, mission: Mission, write: Write, changes: list[tuple[str, str, int, int]]
) -> None:
    row = open_opportunity(officer, mission, wanted(mission, "Tea"))
    events = [write(core.Rung.CONTRACT, "100", row=row)]
    for step, (what, word, days, number) in enumerate(changes):
        if what == "rate":
            _rate(mission, f"{number / 1000}", days, word)
        elif what == "market":
            taking = Participation.objects.filter(mission=mission, code="B001")
            Company.objects.filter(pk__in=taking.values("company")).update(country=word)
        elif what == "same":
            first, second = sorted(
                (events[days % len(events)], events[number % len(events)]), key=lambda event: event.pk
            )
            if first != second:
                EventDouble.objects.create(
                    mission=mission, first=first, second=second, is_same=True, decided_at=now(), decided_by="Officer"
                )
        else:
            on = today_of(mission) + timedelta(days=days)
            money, by = Money(Decimal(number) / 100, word), list(core.Informant)[step % 3]
            event = core.OrderEvent(core.EventId(""), core.EventType.FORWARD, on, by, rung=core.Rung.PAID, money=money)
            events.append(write_event(officer, row, event))
        counted = _counted(mission)
        assert current_figures(mission, Language.EN)[1] == counted
    whole = results_of(record_of(mission, Language.EN))
    _record, figures, appendix = current_results(mission, Language.EN)
    assert tuple(figure.figure for figure in figures) == whole.figures
    assert appendix == appendix_of(whole.ladder)


def test_a_rate_has_only_those_counted_anew_whose_amounts_it_converts(
    officer: Actor, mission: Mission, write: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(opportunity_groups, "TOGETHER", 1)
    _rate(mission, "7.1", -5)
    found = [open_opportunity(officer, mission, wanted(mission, f"Tea {place}")) for place in range(3)]
    write(core.Rung.PAID, "100", row=found[0])
    for row, days in ((found[1], -3), (found[2], 0)):
        on = today_of(mission) + timedelta(days=days)
        money = Money(Decimal(50), "USD")
        paid = core.OrderEvent(
            core.EventId(""), core.EventType.FORWARD, on, core.Informant.BUYER, rung=core.Rung.PAID, money=money
        )
        write_event(officer, row, paid)
    _figures_both_ways(mission)
    sizes = _sizes_counted(monkeypatch)
    for rate, days, base, counted in (
        ("9", -9, "USD", 0),
        ("9", 1, "USD", 0),
        ("9", -2, "RUB", 0),
        ("9", -2, "USD", 1),
        ("8", -4, "USD", 1),
        ("7", -5, "USD", 0),
    ):
        sizes.clear()
        _rate(mission, rate, days, base)
        current_figures(mission, Language.EN)
        assert (rate, days, base, sum(sizes)) == (rate, days, base, counted)
    assert _counted(mission) == current_figures(mission, Language.EN)[1]


@pytest.mark.parametrize("language", ["en", "zh-Hans", "ru"])
def test_what_takes_long_is_counted_by_a_job_and_the_page_says_so(
    signed_in: Client, mission: Mission, write: Write, monkeypatch: pytest.MonkeyPatch, language: str
) -> None:
    signed_in.cookies["language"] = language
    write(core.Rung.CONTRACT, "100")
    address = reverse("results", kwargs={"mission_id": mission.id})
    before = signed_in.get(address).context["shown"].figures
    write(core.Rung.CONTRACT, "30")
    monkeypatch.setattr(kept_figures, "MOST_AT_A_VISIT", 0)
    files = ("results.json", "results.xlsx", "results.pdf", "rows/paid_amount/", "editions/1/")
    signed_in.post(reverse("results-freeze", kwargs={"mission_id": mission.id}))
    for _visit in range(2):
        answer = signed_in.get(address)
        assert (answer.status_code, answer.context["shown"].figures) == (200, before)
        assert 'hx-trigger="every 2s"' in answer.content.decode()
        addresses = (*(address + name for name in files), f"/api{address[:-1]}")
        found = [signed_in.get(text).status_code for text in addresses]
        assert found == [409] * 6
    job = office_rows.Job.objects.get(kind=JOB.kind)
    assert job.payload == {"mission": str(mission.pk)}
    assert JOB.handler(UnstoppedRun(mission.tenant_id, job.payload)) == {"missions": 1}
    shown = signed_in.get(address).context["shown"]
    assert (shown.counting, shown.figures == _counted(mission), shown.figures == before) == (None, True, False)
    cache.clear()
    nothing = signed_in.get(address)
    assert (nothing.status_code, nothing.context["shown"].figures) == (200, ())


def test_rows_of_a_figure_are_read_page_by_page(
    signed_in: Client, officer: Actor, mission: Mission, write: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(opportunity_groups, "TOGETHER", 2)
    monkeypatch.setattr(pages, "PER_PAGE", 3)
    found = [open_opportunity(officer, mission, wanted(mission, f"Tea {place}")) for place in range(5)]
    goods_of = {str(write(core.Rung.PAID, "10", row=found[place % 5]).pk): f"Tea {place % 5}" for place in range(8)}
    for code, whole in (("paid_amount", set(goods_of)), ("opportunities", {str(pk) for pk in _opened()})):
        address = reverse("results-rows", kwargs={"mission_id": mission.id, "figure": code})
        numbers = range(1, len(whole) // 3 + 1 + (len(whole) % 3 > 0))
        seen = [row for page in numbers for row in signed_in.get(f"{address}?page={page}").context["table"].rows]
        assert (len(seen), {row.id for row in seen}) == (len(whole), whole)
        assert {row.cells[1:3] for row in seen} == {_names(mission)}
        assert code != "paid_amount" or {row.id: row.cells[0] for row in seen} == goods_of


def _opened() -> Iterable[UUID]:
    return Opportunity.objects.values_list("pk", flat=True)


def _names(mission: Mission) -> tuple[str, ...]:
    record = record_of(mission, Language.EN)
    named = {firm.id: firm.name for firm in record.firms} | {buyer.id: buyer.name for buyer in record.buyers}
    return named["E01"], named["B001"]
