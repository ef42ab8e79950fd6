"""The page's figures are kept, and are those of now whatever was changed."""

from __future__ import annotations

import json
import random
from collections.abc import Iterable
from datetime import timedelta

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from benchmarks.recount import differences, recounted
from tearoad import orders as core
from tearoad.mission.web.models import Delegate, Mission, Participation
from tearoad.orders.order_event import WITH_RUNG
from tearoad.orders.web.actions.events import write_event
from tearoad.orders.web.actions.opportunities import open_opportunity
from tearoad.orders.web.models import EventDouble, Opportunity
from tearoad.people import Actor
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
from tearoad.results.web.queries import opportunity_groups
from tearoad.results.web.queries.current_figures import current_figures, current_results
from tearoad.results.web.queries.exports import exported
from tearoad.results.web.queries.records import record_of
from tearoad.results.web.tasks import JOB
from tearoad.values import Language
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


@pytest.mark.parametrize("seed", range(2))
def test_whatever_is_told_of_many_opportunities_few_are_counted_anew(
    officer: Actor, mission: Mission, write: Write, monkeypatch: pytest.MonkeyPatch, seed: int
) -> None:
    monkeypatch.setattr(opportunity_groups, "TOGETHER", 2)
    rng, sizes = random.Random(seed), []
    found = [open_opportunity(officer, mission, wanted(mission, f"Tea {place}")) for place in range(9)]

    def count(
        some: Iterable[ReportedOpportunity], ladder: core.LadderTotals, buyers: Iterable[ReportedBuyer], home: str
    ) -> OrderFigures:
        counted = list(some)
        sizes.append(len(counted))
        return order_figures(counted, ladder, buyers, home)

    monkeypatch.setattr(COUNT, count)
    told = [write(core.Rung.CONTRACT, "100", row=row) for row in found]
    for step in range(8):
        _figures_both_ways(mission)
        sizes.clear()
        row, rung = rng.choice(found), rng.choice(core.WITH_AMOUNT)
        told.append(write(rung, f"{rng.randrange(1, 10**6)}.{step}", row=row, type_=rng.choice(sorted(WITH_RUNG))))
        current_figures(mission, Language.EN)
        assert (len(sizes) == 1 or step > 0, max(sizes) <= 2) == (True, True)
        first, second = sorted(rng.sample(told, 2), key=lambda event: event.pk)
        EventDouble.objects.create(mission=mission, first=first, second=second, is_same=True, decided_at=now())


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
