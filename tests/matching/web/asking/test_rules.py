from __future__ import annotations

import re
from datetime import date, time
from zoneinfo import ZoneInfo

from django.test import Client
from django.urls import reverse

from tearoad.companies import Product
from tearoad.matching.asking import AskingRules
from tearoad.matching.hard_conditions import HardRule
from tearoad.matching.market_papers import market_papers, papers_needed
from tearoad.matching.web.actions.matching import rematch
from tearoad.matching.web.forms.asking import AskingRulesForm
from tearoad.matching.web.queries.progress import rules_of
from tearoad.mission.web.models import Mission
from tearoad.names import FirmName
from tearoad.people import Actor
from tearoad.values import CountryCode, HSCode, Language
from tearoad.words import Words


def test_hard_conditions_are_switched_by_a_form_and_screening_is_not_among_them(
    officer: Actor, mission: Mission, signed_in: Client
) -> None:
    page = reverse("asking-rules", args=[mission.pk])
    shown = signed_in.get(page).content.decode()
    assert re.findall(r'name="hard_rules" value="(\w+)"', shown) == [one.value for one in HardRule][1:]
    read = re.search(r'name="read_version" value="(\w+)"', shown)
    assert read is not None
    form = AskingRulesForm(Words(Language.EN), AskingRules(), ZoneInfo("UTC"))
    sent = {name: form.get_initial_for_field(field, name) for name, field in form.fields.items()}
    sent = {name: one.strftime("%H:%M") if isinstance(one, time) else one for name, one in sent.items()}
    sent |= {"deadline": "", "hard_rules": ["papers", "language"], "read_version": read[1]}
    assert signed_in.post(page, sent).status_code == 302
    assert rules_of(mission).hard_rules == {HardRule.STANDING, HardRule.PAPERS, HardRule.LANGUAGE}
    assert rematch(officer, mission).refusals != ()
    assert signed_in.post(page, sent | {"hard_rules": ["gravity"]}).status_code == 422


def test_the_table_of_papers_tells_act_day_and_source_or_that_nobody_compared_it(
    mission: Mission, signed_in: Client
) -> None:
    shown = signed_in.get(reverse("asking-rules", args=[mission.pk])).content.decode()
    compared = {one.act: one.source for one in market_papers() if one.checked_on}
    assert len(compared) == 13  # lines of the table that were compared
    assert all(act in shown and f'href="{source}"' in shown for act, source in compared.items())
    assert shown.count("Not compared yet") == len(market_papers()) - len(compared)


def test_an_act_in_the_place_of_another_is_named_from_its_day_on() -> None:
    machine = Product(FirmName(latin="Packing machine"), HSCode("842240"))
    acts = [papers_needed(machine, CountryCode("DE"), on) for on in (date(2027, 1, 19), date(2027, 1, 20))]
    assert [[(one.paper, one.act) for one in needed] for needed in acts] == [
        [("CE", "Directive 2006/42/EC")],
        [("CE", "Regulation (EU) 2023/1230")],
    ]
