"""The overview says one thing of a plan: ready, in force, or changed since; and what is lacking before."""

from __future__ import annotations

import re

from django.test import Client
from django.urls import reverse

from tearoad.mission.web.actions.missions import touch
from tearoad.mission.web.models import Mission
from tearoad.people import Actor
from tearoad.text import Term
from tearoad.timetable.web.models import Draft
from tearoad.timetable.web.queries.planning.panels import plan_card
from tests.timetable.web.drafts import first_draft, published_row, second_draft


def said_of_the_plan(client: Client, mission: Mission) -> str:
    """Return the words of the plan's card on the mission's page."""
    page = client.get(reverse("mission-page", args=[mission.pk])).content.decode()
    (card,) = re.findall(
        r'<section class="card" id="card-plan" aria-labelledby="plan-card"[^>]*>(.*?)</section>', page, re.DOTALL
    )
    return " ".join(re.sub(r"<[^>]+>", " ", card).split())


def test_a_draft_is_ready_until_it_is_published_and_then_in_force(
    signed_in: Client, officer: Actor, mission: Mission
) -> None:
    first_draft(officer, mission)
    assert "Draft 1 is ready" in said_of_the_plan(signed_in, mission)
    Draft.objects.all().delete()
    row = published_row(officer, mission)
    said = said_of_the_plan(signed_in, mission)
    assert f"it is plan {row.number}, which everybody goes by" in said
    assert "then publish it" not in said
    Draft.objects.filter(pk=row.draft_id).update(revision=row.draft_revision + 1)
    assert "has changed since it was published" in said_of_the_plan(signed_in, mission)
    touch(mission)
    assert "is published, and the mission has changed since" in said_of_the_plan(signed_in, mission)


def test_a_newer_draft_than_the_plan_in_force_is_ready(signed_in: Client, officer: Actor, mission: Mission) -> None:
    published_row(officer, mission)
    newer = second_draft(officer, mission)
    assert f"Draft {newer.number} is ready" in said_of_the_plan(signed_in, mission)


def test_what_is_lacking_is_said_before_publishing_and_not_after(
    signed_in: Client, officer: Actor, mission: Mission
) -> None:
    mission.document = mission.document | {"contacts": [], "fair": {"zh": "示例展会"}}
    mission.save()
    first_draft(officer, mission)
    expected = ["lacks_mail", "lacks_contact", "lacks_fair", "lacks_fair"]
    assert [lack.code for lack in plan_card(None, mission)["lacking"]] == [f"publish_pages.{text}" for text in expected]
    assert [lack["language"] for lack in plan_card(None, mission)["lacking"][2:]] == [
        Term(("Russian", "俄语", "русский")),
        Term(("English", "英语", "английский")),
    ]
    page = signed_in.get(reverse("timetable-difference", args=[mission.pk, 1])).content.decode()
    assert "The day sheets name nobody to call." in page
    Draft.objects.all().delete()
    published_row(officer, mission)
    assert plan_card(None, mission)["lacking"] == ()
