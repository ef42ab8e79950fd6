from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as some

from tearoad.journey.example import example_mission
from tearoad.mission.web import queries
from tearoad.mission.web.actions.missions import make
from tearoad.mission.web.forms.fair_days import days_of_span
from tearoad.mission.web.forms.zones import read_zone, zone_cities, zone_name
from tearoad.mission.web.models import Mission
from tearoad.people import Actor
from tearoad.values import Language

SHORT = {
    "name_ru": "Осенняя миссия", "fair_ru": "Выставка «Пример»", "city_ru": "Москва", "venue_ru": "Павильон 1",
    "country": "RU",
    "home_zone": "Шанхай", "fair_zone": "", "currency": "USD",
    "span_first": "2027-09-01", "span_last": "2027-09-03", "span_opens": "10:00", "span_closes": "18:00",
    "slot_minutes": "30", "pause_minutes": "5", "tables": "3", "home_language": "zh", "host_language": "ru",
}  # fmt: skip


def test_days_and_zone_follow_from_what_people_know(signed_in: Client) -> None:
    answer = signed_in.post(reverse("mission-new"), SHORT)
    assert answer.status_code == 302, re.findall(r'class="error"[^>]*>([^<]+)', answer.content.decode())
    made = queries.core(Mission.objects.get())
    assert (str(made.fair_zone), str(made.home_zone)) == ("Europe/Moscow", "Asia/Shanghai")
    assert [(f"{day.on}", f"{day.opens:%H:%M}", f"{day.closes:%H:%M}") for day in made.days] == [
        ("2027-09-01", "10:00", "18:00"),
        ("2027-09-02", "10:00", "18:00"),
        ("2027-09-03", "10:00", "18:00"),
    ]


def test_days_are_filled_in_and_a_changed_one_is_kept(signed_in: Client) -> None:
    shown = signed_in.post(reverse("mission-new"), SHORT | {"fill": "1"}).content.decode()
    assert Mission.objects.count() == 0
    assert fields_of(shown, "day_2_") == {"day_2_on": "2027-09-03", "day_2_opens": "10:00", "day_2_closes": "18:00"}
    assert fields_of(shown, "name_ru") == {"name_ru": "Осенняя миссия"}
    rows = fields_of(shown, "day_") | {"day_2_closes": "15:00", "day_1_opens": "", "day_1_closes": ""}
    longer = signed_in.post(reverse("mission-new"), SHORT | rows | {"span_last": "2027-09-04", "fill": "1"})
    assert fields_of(longer.content.decode(), "day_")["day_2_closes"] == "15:00"
    signed_in.post(reverse("mission-new"), SHORT | rows)
    made = queries.core(Mission.objects.get())
    assert [f"{day.closes:%H:%M}" for day in made.days] == ["18:00", "18:00", "15:00"]


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"span_last": "2027-08-01"}, "The last day is not before the first"),
        ({"span_first": ""}, "Please fill this in."),
        ({"span_last": "soon"}, "“soon” is no day"),
        ({"span_last": "2028-09-01"}, "a fair has at most 31 days"),
        ({}, ""),
    ],
)
def test_days_that_cannot_be_filled_in_are_told_at_the_span(
    signed_in: Client, wrong: dict[str, str], said: str
) -> None:
    page = signed_in.post(reverse("mission-new"), SHORT | wrong | {"fill": "1"}).content.decode()
    errors = re.findall(r'class="error" role="alert">([^<]+)', page)
    assert (len(errors), all(said in error for error in errors), "day_0_on" in page) == (bool(said), True, not said)


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ({"span_first": "", "span_last": ""}, "Please fill this in."),
        ({"span_first": "soon"}, "“soon” is no day"),
        ({"span_last": "2027-08-01"}, "The last day is not before the first"),
        ({"span_last": "2028-09-01"}, "a fair has at most 31 days"),
        ({"span_closes": "09:00"}, "09:00"),
        ({"fair_zone": "Atlantis"}, "Atlantis"),
        ({"city_ru": "Тридевятое", "city_en": ""}, "name the city whose time the fair keeps, such as Moscow"),
        ({"country": ""}, "Choose the country first"),
    ],
)
def test_what_cannot_be_read_is_told_at_its_field(signed_in: Client, wrong: dict[str, str], told: str) -> None:
    answer = signed_in.post(reverse("mission-new"), SHORT | wrong)
    said = re.findall(r'class="error"[^>]*>([^<]+)', answer.content.decode())
    assert (answer.status_code, any(told in error for error in said), Mission.objects.count()) == (422, True, 0), said


def test_a_copy_has_the_earlier_missions_rules_and_neither_its_days_nor_its_stands(
    officer: Actor, signed_in: Client
) -> None:
    earlier = make(officer, replace(example_mission(), slot_minutes=20, currency="CNY"))
    address = f"{reverse('mission-new')}?from={earlier.pk}"
    assert str(earlier.pk) in signed_in.get(reverse("mission-new")).content.decode()
    shown = signed_in.get(address).content.decode()
    assert fields_of(shown, "slot_minutes") == {"slot_minutes": "20"}
    assert fields_of(shown, "day_") == {}
    sent = {name: value for name, value in fields_of(shown, "").items() if name != "from"}
    answer = signed_in.post(address, sent | {"country": "RU"} | {name: SHORT[name] for name in SHORT if "span" in name})
    assert answer.status_code == 302, re.findall(r'class="error"[^>]*>([^<]+)', answer.content.decode())
    copy, core = queries.core(Mission.objects.exclude(pk=earlier.pk).get()), queries.core(earlier)
    assert (copy.slot_minutes, copy.currency, copy.contacts) == (20, "CNY", core.contacts)
    assert (copy.pauses, copy.caps, copy.objectives) == (core.pauses, core.caps, core.objectives)
    assert copy.places == tuple(place for place in core.places if place.owner is None)
    assert [f"{day.on}" for day in copy.days] == ["2027-09-01", "2027-09-02", "2027-09-03"]


@pytest.mark.parametrize("wanted", ["nonsense", "01a22936-3beb-7334-a00c-902b44c47902"])
def test_a_mission_that_is_not_there_is_not_copied(signed_in: Client, wanted: str) -> None:
    assert signed_in.get(f"{reverse('mission-new')}?from={wanted}").status_code == 404


@pytest.mark.parametrize("written", ["Moscow", "Москва", "莫斯科", "moscow", "Europe/Moscow", "Казань"])
def test_a_zone_is_known_by_its_city_in_any_language(written: str) -> None:
    assert read_zone(written) == "Europe/Moscow"


@pytest.mark.parametrize(
    ("country", "town", "zone"), [("AE", "", "Asia/Dubai"), ("UZ", "Ташкент", "Asia/Tashkent"), ("RU", "", "")]
)
def test_a_zone_follows_from_the_country_or_the_town(country: str, town: str, zone: str) -> None:
    assert read_zone("", country, (town,)) == zone


@pytest.mark.parametrize("language", list(Language), ids=lambda language: language.value)
def test_every_city_that_is_offered_is_read_as_the_zone_it_names(language: Language) -> None:
    offered = zone_cities(language)
    assert len(offered) > 300
    assert [text for text in offered if zone_name(read_zone(text), language) != text] == []


@given(some.dates(date(1990, 1, 1), date(2090, 1, 1)), some.integers(0, 60))
def test_a_span_gives_each_of_its_days_once(first: date, further: int) -> None:
    typed = {"span_first": first.isoformat(), "span_last": (first + timedelta(further)).isoformat()}
    days = [day["on"] for day in days_of_span(typed, 31)]
    assert days == ([(first + timedelta(offset)).isoformat() for offset in range(further + 1)] if further < 31 else [])


def fields_of(page: str, start: str) -> dict[str, str]:
    """Return what the fields of a page hold whose names begin so."""
    found = {}
    for tag in re.findall(r"<input[^>]*>", page):
        name, value = re.search(r'name="([^"]+)"', tag), re.search(r'value="([^"]*)"', tag)
        if name and name[1].startswith(start) and 'type="file"' not in tag and "hidden" not in tag:
            found[name[1]] = value[1] if value else ""
    for name, options in re.findall(r'<select name="([^"]+)".*?>(.*?)</select>', page, re.DOTALL):
        chosen = re.search(r'value="([^"]*)" selected', options)
        if name.startswith(start):
            found[name] = chosen[1] if chosen else ""
    return found
