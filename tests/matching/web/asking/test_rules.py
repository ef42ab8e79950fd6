from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.db import connection
from django.test import Client, override_settings
from django.urls import reverse

from tearoad.companies import Product
from tearoad.matching.asking import AskingRules
from tearoad.matching.hard_conditions import HardRule
from tearoad.matching.market_papers import market_papers, papers_needed
from tearoad.matching.web import models as rows
from tearoad.matching.web.actions.matching import rematch
from tearoad.matching.web.forms.asking import AskingRulesForm
from tearoad.matching.web.queries.letters import deadline_in_zones
from tearoad.matching.web.queries.progress import begins_at, rules_of
from tearoad.mission.web.models import Mission
from tearoad.names import FirmName
from tearoad.people import Actor, Role
from tearoad.values import CountryCode, HSCode, Language
from tearoad.values.document import to_document
from tearoad.web.clock import now
from tearoad.web.saving.stale import version_of
from tearoad.words import Words


def _filled(mission: Mission) -> dict[str, object]:
    """Return the form as it stands."""
    form = AskingRulesForm(Words(Language.EN), rules_of(mission), begins_at(mission))
    shown = {name: form.get_initial_for_field(field, name) for name, field in form.fields.items()}
    sent = {name: value.strftime("%H:%M") if isinstance(value, time) else value for name, value in shown.items()}
    at = sent["deadline"]
    return sent | {"deadline": at.strftime("%Y-%m-%dT%H:%M") if isinstance(at, datetime) else ""}


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("9999-12-31T23:59", False),
        ("0001-01-01T00:00", False),
        ("1969-07-20T20:17", False),
        ("2026-13-01T00:00", False),
        ("before", True),
        ("begins", True),
        ("after", False),
        ("past", False),
        ("", True),
    ],
)
def test_a_deadline_is_to_come_and_not_after_the_fair_begins(
    mission: Mission, signed_in: Client, *, written: str, kept: bool
) -> None:
    begins = begins_at(mission)
    with override_settings(CLOCK_OFFSET=begins - timedelta(days=9) - now()):
        moments = {"before": -1, "begins": 0, "after": 1, "past": -10 * 24 * 60}
        if written in moments:
            written = (begins + timedelta(minutes=moments[written])).strftime("%Y-%m-%dT%H:%M")
        sent = _filled(mission) | {"deadline": written, "read_version": version_of(to_document(AskingRules()))}
        answer = signed_in.post(reverse("asking-rules", args=[mission.pk]), sent)
        assert answer.status_code == (302 if kept else 422)
        assert rows.AskingSettings.objects.filter(mission=mission).exists() is kept
    if not kept:
        assert 'class="error"' in answer.content.decode()
    elif written:  # once it has passed, the other rules are changed beside it
        with override_settings(CLOCK_OFFSET=begins + timedelta(days=1) - now()):
            again = _filled(mission) | {"most_nudges": 1, "read_version": version_of(to_document(rules_of(mission)))}
            assert signed_in.post(reverse("asking-rules", args=[mission.pk]), again).status_code == 302
            assert rules_of(mission).most_nudges == 1


def test_rules_that_cannot_be_read_leave_every_page_of_asking_standing(
    mission: Mission, signed_in: Client, link: Callable[[Role, str], str], stranger: Client
) -> None:
    unread = '{"deadline_at": "9999-12-31T23:59:00-05:00[America/New_York]"}'
    rows.AskingSettings.objects.create(mission=mission, document=to_document(AskingRules()))
    with connection.cursor() as cursor:
        cursor.execute("UPDATE matching_askingsettings SET document = %s", [unread])
    names = ("overview", "send", "nudge", "calls", "rules", "meetings", "live", "office-catalogue")
    pages = [reverse(f"asking-{name}", args=[mission.pk]) for name in names]
    assert [signed_in.get(page).status_code for page in pages] == [200] * len(pages)
    for role, party in ((Role.EXPORTER, "E01"), (Role.BUYER, "B001")):
        address = link(role, party)
        assert [stranger.get(address + path).status_code for path in ("", "firms/", "profile/")] == [200] * 3


@pytest.mark.parametrize("language", Language)
def test_a_deadline_of_another_year_is_told_with_its_year(language: Language) -> None:
    zones = ZoneInfo("Europe/Moscow"), ZoneInfo("Asia/Shanghai")
    at, counts = datetime(2030, 2, 1, 12, tzinfo=zones[0]), []
    for clock in (datetime(2029, 6, 1, tzinfo=zones[0]), datetime(2030, 1, 9, tzinfo=zones[0])):
        with override_settings(CLOCK_OFFSET=clock - now()):
            counts.append(deadline_in_zones(at, zones, language).count("2030"))
    assert counts == [2, 0]


def test_hard_conditions_are_switched_by_a_form_and_screening_is_not_among_them(
    officer: Actor, mission: Mission, signed_in: Client
) -> None:
    page = reverse("asking-rules", args=[mission.pk])
    shown = signed_in.get(page).content.decode()
    assert re.findall(r'name="hard_rules" value="(\w+)"', shown) == [rule.value for rule in HardRule][1:]
    read = re.search(r'name="read_version" value="(\w+)"', shown)
    assert read is not None
    sent = _filled(mission) | {"hard_rules": ["papers", "language"], "read_version": read[1]}
    assert signed_in.post(page, sent).status_code == 302
    assert rules_of(mission).hard_rules == {HardRule.STANDING, HardRule.PAPERS, HardRule.LANGUAGE}
    assert rematch(officer, mission).refusals != ()
    assert signed_in.post(page, sent | {"hard_rules": ["gravity"]}).status_code == 422


def test_the_table_of_papers_tells_act_day_and_source_or_that_nobody_compared_it(
    mission: Mission, signed_in: Client
) -> None:
    shown = signed_in.get(reverse("asking-rules", args=[mission.pk])).content.decode()
    compared = {paper.act: paper.source for paper in market_papers() if paper.checked_on}
    assert len(compared) == 14  # lines of the table that were compared
    assert all(act in shown and f'href="{source}"' in shown for act, source in compared.items())
    assert shown.count("Not compared yet") == len(market_papers()) - len(compared)


def test_an_act_in_the_place_of_another_is_named_from_its_day_on() -> None:
    machine = Product(FirmName(latin="Packing machine"), HSCode("842240"))
    acts = [papers_needed(machine, CountryCode("DE"), on) for on in (date(2027, 1, 19), date(2027, 1, 20))]
    assert [[(paper.paper, paper.act) for paper in needed] for needed in acts] == [
        [("CE", "Directive 2006/42/EC")],
        [("CE", "Regulation (EU) 2023/1230")],
    ]
