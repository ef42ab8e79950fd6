"""Campaigns, past missions, and since when a mission has not been this large."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Count

from tearoad.call import Among, Campaign, LargestSince, Measure, PastMission, largest_since
from tearoad.call.web import models as rows
from tearoad.companies.web.models import Side
from tearoad.errors import NotFoundError
from tearoad.mission.web import models as mission_rows
from tearoad.mission.web.queries.missions import core
from tearoad.text import Text
from tearoad.values import Language
from tearoad.values.document import from_document


def campaigns() -> tuple[rows.Campaign, ...]:
    """Return the organisation's campaigns, the latest year first."""
    return tuple(rows.Campaign.objects.all())


def campaign(campaign_id: UUID) -> rows.Campaign:
    """Return one campaign.

    Raises:
        NotFoundError: there is none such.

    """
    found: rows.Campaign | None = rows.Campaign.objects.filter(pk=campaign_id).first()
    if found is None:
        raise NotFoundError(Text("call_pages.no_such_campaign"), Text("call_pages.no_such_campaign_hint"))
    return found


def core_campaign(row: rows.Campaign) -> Campaign:
    """Return a campaign as the core knows it."""
    return from_document(Campaign, row.document)


def past_missions() -> tuple[PastMission, ...]:
    """Return what the organisation did before, in the order of its sheet."""
    return tuple(from_document(PastMission, mission.document) for mission in rows.PastMission.objects.all())


@dataclass(frozen=True, slots=True)
class Stop:
    """One mission of a campaign as its page shows it."""

    name: str
    fair: str
    when: str
    hoped: int
    mission: mission_rows.Mission | None
    firms: int
    applications: int
    """Whose mail was confirmed."""
    unconfirmed: int
    is_open: bool


def stops(found: Campaign, language: Language) -> tuple[Stop, ...]:
    """Return a campaign's missions with their figures; four queries."""
    ids = [UUID(mission.mission) for mission in found.missions if mission.mission]
    missions = {str(mission.id): mission for mission in mission_rows.Mission.objects.filter(pk__in=ids)}
    firms = _by_mission(mission_rows.Participation.objects.filter(mission__in=ids, company__side=Side.EXPORTER.value))
    applied = rows.Application.objects.filter(mission__in=ids)
    confirmed, unconfirmed = (_by_mission(applied.filter(confirmed_at__isnull=not_yet)) for not_yet in (False, True))
    return tuple(
        Stop(
            mission.title.in_language(language),
            mission.fair.in_language(language),
            mission.when,
            mission.firms,
            missions.get(mission.mission),
            firms.get(mission.mission, 0),
            confirmed.get(mission.mission, 0),
            unconfirmed.get(mission.mission, 0),
            mission.mission in missions,
        )
        for mission in found.missions
    )


def _by_mission(found) -> dict[str, int]:  # type: ignore[no-untyped-def]  # noqa: ANN001  # any query set of a mission's rows
    counted = found.order_by().values("mission").annotate(count=Count("id"))
    return {str(row["mission"]): row["count"] for row in counted}


def as_past(mission: mission_rows.Mission) -> PastMission:
    """Return a mission of today as the record would keep it; two queries."""
    settings = core(mission)
    firms = mission_rows.Participation.objects.filter(mission=mission, company__side=Side.EXPORTER.value).count()
    delegates = mission_rows.Delegate.objects.filter(mission=mission).count()
    return PastMission(
        str(mission.id),
        settings.name.written[0] if settings.name.written else "",
        settings.days[0].on.year,
        settings.fair.written[0] if settings.fair.written else "",
        settings.country,
        firms or None,
        delegates or None,
    )


def claims(mission: mission_rows.Mission) -> tuple[LargestSince, ...]:
    """Return since when a mission has not been this large, by each measure it has and over each set of rows."""
    return tuple(_claims(as_past(mission), past_missions()))


def _claims(now: PastMission, record: tuple[PastMission, ...]) -> Iterator[LargestSince]:
    for measure in Measure:
        if now.figure(measure) is not None and record:
            for among in (Among.ALL, Among.COUNTRY):
                yield largest_since(now, record, measure, among)
