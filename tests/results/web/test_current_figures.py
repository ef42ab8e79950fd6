"""The page's figures are kept, and are those of now whatever was changed."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from tearoad import orders as core
from tearoad.mission.web.models import Delegate, Mission, Participation
from tearoad.orders.web.actions.events import write_event
from tearoad.orders.web.actions.opportunities import open_opportunity
from tearoad.orders.web.models import EventDouble, Opportunity
from tearoad.people import Actor
from tearoad.results import CountedFigure, results_of
from tearoad.results.appendix import appendix_of
from tearoad.results.web.models import SurveyInvitation
from tearoad.results.web.queries.current_figures import current_figures, current_report
from tearoad.results.web.queries.records import record_of
from tearoad.results.web.tasks import JOB
from tearoad.values import Language
from tearoad.web.clock import now
from tests.office.job_run import UnstoppedRun
from tests.orders.web.conftest import Write, wanted

COUNT = "tearoad.results.web.queries.current_figures.results_of"


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


def _figures_both_ways(mission: Mission) -> tuple[CountedFigure, ...]:
    """Return the figures: counted anew, as they are kept at the next visit, and in another language alike."""
    counted = _counted(mission)
    for language in (Language.EN, Language.EN, Language.RU):
        assert current_figures(mission, language)[1] == counted
    rows = appendix_of(results_of(record_of(mission, Language.EN)))
    for language in Language:
        assert current_report(mission, language)[1:] == (counted, rows)
    return counted


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

    def count(_record: object) -> None:
        raise AssertionError

    monkeypatch.setattr(COUNT, count)
    assert signed_in.get(address).context["results"] == first
    assert [signed_in.get(one).status_code for one in (report, edition)] == [200, 200]
    cache.delete(f"results.figures:{mission.pk}")
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
