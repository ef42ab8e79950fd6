"""Samples and diplomatic posts by form: what a sheet says can be said on the web, and the other way round."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from tearoad.checklist import DiplomaticPost, Fate, Sample
from tearoad.checklist.posts import PostKind
from tearoad.checklist.samples import Road
from tearoad.checklist.web import models as rows
from tearoad.checklist.web.queries.stored_kinds import STORED_POSTS, STORED_SAMPLES
from tearoad.market.web.actions.articles import add_article, decide_facts
from tearoad.market.web.models import ArticleFact, FactState
from tearoad.mission.web import models as mission_rows
from tearoad.mission.web.actions.missions import archive
from tearoad.mission.web.actions.rows import add
from tearoad.mission.web.queries.stored_kinds import StoredKind
from tearoad.people import Actor
from tearoad.people.web.models import LedgerEntry
from tearoad.values import CountryCode, Money
from tearoad.values.document import from_document
from tests.web.forms import read_at

SAMPLE = {
    "item_zh": "红茶",
    "item_en": "Black tea",
    "firm": "E01",
    "quantity": "2 kg",
    "hs": "0902.30",
    "value": "USD 40",
    "road": "luggage",
    "meant_for": "tasted",
    "note": "fictional",
}
POST = {
    "kind": "embassy",
    "name_en": "Embassy (fictional)",
    "city_en": "Moscow",
    "phone": "+7 495 000-00-00",
    "source": "https://posts.example.com",
    "retrieved_on": "2027-01-10",
}


def url(name: str, mission: mission_rows.Mission, *more: object) -> str:
    return reverse(f"mission-{name}", args=[mission.id, *more])


def samples(mission: mission_rows.Mission) -> list[Sample]:
    return [from_document(Sample, sample.document) for sample in rows.Sample.objects.filter(mission=mission)]


def posts(mission: mission_rows.Mission) -> list[DiplomaticPost]:
    found = rows.DiplomaticPost.objects.filter(country=mission.country)
    return [from_document(DiplomaticPost, post.document) for post in found]


def test_a_sample_is_added_changed_and_taken_away(signed_in: Client, mission: mission_rows.Mission) -> None:
    rows.Sample.objects.all().delete()
    page = signed_in.get(url("sample-new", mission)).content.decode()
    assert 'name="firm"' in page
    assert signed_in.post(url("sample-new", mission), SAMPLE).status_code == 302
    (made,) = samples(mission)
    assert (made.id, made.firm, made.item["zh"], made.item["en"]) == ("S01", "E01", "红茶", "Black tea")
    assert (made.value, made.road, made.meant_for) == (Money(Decimal(40), "USD"), Road.LUGGAGE, Fate.TASTED)
    row = rows.Sample.objects.get(mission=mission)
    address = url("sample", mission, row.pk)
    read = signed_in.get(address).context["read"]
    assert signed_in.post(address, SAMPLE | {"road": "cargo", "read_version": read}).status_code == 302
    assert samples(mission)[0].road is Road.CARGO
    stale = signed_in.post(address, SAMPLE | {"note": "too late", "read_version": read})
    assert (stale.status_code, samples(mission)[0].note) == (409, "fictional")
    page = stale.content.decode()
    assert ("while you had it open" in page, "too late" in page) == (True, True)
    assert [field.now for field in stale.context["meanwhile"].there] == ["cargo", "fictional"]
    assert signed_in.post(address, {"remove": "1", "read_version": read}).status_code == 409
    now = stale.context["read"]
    assert signed_in.post(address, {"remove": "1", "read_version": now}).status_code == 302
    assert samples(mission) == []
    codes = LedgerEntry.objects.filter(code__startswith="mission.sample").values_list("code", flat=True)
    assert list(codes) == ["mission.sample_added", "mission.sample_changed", "mission.sample_removed"]


def test_a_post_is_added_for_the_mission_s_country_and_one_without_a_source_is_kept_and_marked(
    signed_in: Client, mission: mission_rows.Mission
) -> None:
    rows.DiplomaticPost.objects.all().delete()
    assert signed_in.post(url("post-new", mission), POST).status_code == 302
    (made,) = posts(mission)
    assert (made.id, made.country, made.kind, made.is_sourced) == ("POST01", CountryCode("RU"), PostKind.EMBASSY, True)
    row = rows.DiplomaticPost.objects.get()
    address = url("post", mission, row.pk)
    read = signed_in.get(address).context["read"]
    bare = POST | {"source": "", "retrieved_on": "", "read_version": read}
    assert signed_in.post(address, bare).status_code == 302
    assert not posts(mission)[0].is_sourced
    away = {"remove": "1"} | read_at(signed_in, address)
    assert signed_in.post(address, away).status_code == 302
    assert posts(mission) == []


@pytest.mark.parametrize(
    ("name", "sent", "field"),
    [
        ("sample-new", SAMPLE | {"item_zh": "", "item_en": ""}, None),
        ("sample-new", SAMPLE | {"firm": ""}, None),
        ("sample-new", SAMPLE | {"quantity": "much"}, "quantity"),
        ("sample-new", SAMPLE | {"road": "balloon"}, "road"),
        ("sample-new", SAMPLE | {"hs": "2023-02-30"}, "hs"),
        ("post-new", POST | {"retrieved_on": "yesterday"}, "retrieved_on"),
        ("post-new", POST | {"name_en": ""}, None),
    ],
)
def test_what_the_sheet_refuses_the_form_refuses(
    signed_in: Client, mission: mission_rows.Mission, name: str, sent: dict[str, str], field: str | None
) -> None:
    before = len(samples(mission)), len(posts(mission))
    answer = signed_in.post(url(name, mission), sent)
    assert answer.status_code == 422
    assert field is None or field in answer.context["form"].errors
    assert answer.context["form"].errors
    assert (len(samples(mission)), len(posts(mission))) == before


def test_an_archived_mission_keeps_its_samples(
    officer: Actor, signed_in: Client, mission: mission_rows.Mission
) -> None:
    archive(officer, mission)
    before = samples(mission)
    assert signed_in.post(url("sample-new", mission), SAMPLE).status_code == 409
    assert samples(mission) == before


@pytest.mark.parametrize("name", ["samples", "posts"])
def test_a_list_asks_as_much_for_three_rows_as_for_one(
    officer: Actor,
    signed_in: Client,
    mission: mission_rows.Mission,
    django_assert_num_queries: DjangoAssertNumQueries,
    name: str,
) -> None:
    stored: StoredKind[Any] = STORED_SAMPLES if name == "samples" else STORED_POSTS
    first = stored.rows_of(mission).first()
    stored.rows_of(mission).exclude(pk=first.pk).delete()
    entry = stored.read(first)
    signed_in.get(url(name, mission))
    with django_assert_num_queries(8 if name == "samples" else 7):
        assert signed_in.get(url(name, mission)).status_code == 200
    for number in range(2):
        add(officer, mission, stored, replace(entry, id=f"X{number}"))
    with django_assert_num_queries(8 if name == "samples" else 7):
        assert signed_in.get(url(name, mission)).status_code == 200


def test_accepted_facts_of_the_country_stand_beside_its_posts(
    signed_in: Client, officer: Actor, mission: mission_rows.Mission
) -> None:
    article = add_article(officer, "Notice", "Example Daily (fictional)", None, "A consulate opened on 5 May 2024.")
    first = ArticleFact.objects.filter(article=article)[0]
    page = reverse("mission-posts", args=[mission.id])
    assert "A consulate opened" not in signed_in.get(page).content.decode()

    shown = {"market": "RUS", "on_brief": False, "on_posts": True}
    decide_facts(officer, article, [first.pk], FactState.ACCEPTED, placement=shown)

    assert "A consulate opened on 5 May 2024." in signed_in.get(page).content.decode()
