from __future__ import annotations

import re
from datetime import time
from zoneinfo import ZoneInfo

from django.test import Client
from django.urls import reverse

from tearoad.matching.asking import AskingRules
from tearoad.matching.hard_conditions import HardRule
from tearoad.matching.web.actions.matching import rematch
from tearoad.matching.web.forms.asking import AskingRulesForm
from tearoad.matching.web.queries.progress import rules_of
from tearoad.mission.web.models import Mission
from tearoad.people import Actor
from tearoad.values import Language
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
