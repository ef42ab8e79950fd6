"""What a market brief shows of its markets: diplomatic posts there, and how far checklists of missions there are."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from tearoad.checklist import DiplomaticPost, Task
from tearoad.checklist.web import models as rows
from tearoad.market.brief.figure_wording import area_names
from tearoad.market.trade_data.areas import alpha2
from tearoad.mission.web.models import Mission
from tearoad.text import Text
from tearoad.values.document import from_document


@dataclass(frozen=True, slots=True)
class PostInMarket:
    """A post as the brief names it."""

    name: str
    kind: Text
    is_sourced: bool


@dataclass(frozen=True, slots=True)
class MissionInMarket:
    """A mission to a market with its tasks."""

    mission: Mission
    done: int
    count: int


@dataclass(frozen=True, slots=True)
class PreparedMarket:
    """What is known of one market of a brief."""

    name: str
    posts: tuple[PostInMarket, ...]
    missions: tuple[MissionInMarket, ...]


def market_card(request: Any, row: Any) -> dict[str, Any] | None:
    """Return posts and checklists market by market; None where there are none. Three queries."""
    countries = {code.alpha2: market for market in row.markets.split(",") if (code := alpha2(market)) is not None}
    posts: dict[str, list[PostInMarket]] = defaultdict(list)
    for diplomatic_post in rows.DiplomaticPost.objects.filter(country__in=countries):
        post = from_document(DiplomaticPost, diplomatic_post.document)
        name = post.name.in_language(request.language)
        posts[diplomatic_post.country].append(
            PostInMarket(name, Text(f"checklist_pages.post_{post.kind.value}"), post.is_sourced)
        )
    trips = list(Mission.objects.filter(country__in=countries).order_by("-starts_on", "id"))
    tasks: dict[Any, list[Task]] = defaultdict(list)
    for mission, document in rows.ChecklistTask.objects.filter(mission__in=trips).values_list("mission", "document"):
        tasks[mission].append(from_document(Task, document))
    missions: dict[str, list[MissionInMarket]] = defaultdict(list)
    for trip in trips:
        done = sum(not task.is_open for task in tasks[trip.pk])
        missions[trip.country].append(MissionInMarket(trip, done, len(tasks[trip.pk])))
    named = area_names(request.language)
    found = [
        PreparedMarket(named(market), tuple(posts[country]), tuple(missions[country]))
        for country, market in countries.items()
        if posts[country] or missions[country]
    ]
    return {"markets": found} if found else None
