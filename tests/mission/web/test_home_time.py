from __future__ import annotations

from datetime import UTC, datetime

import pytest
from django.template import Context, Template

from tearoad.mission.web.models import Mission
from tearoad.values import Language
from tearoad.words import Words


@pytest.mark.parametrize(
    ("language", "said"),
    [
        (Language.EN, "Tue 9 Feb 04:27 (Moscow; 09:27 Shanghai)"),
        (Language.ZH, "2月9日周二 04:27（莫斯科；上海 09:27）"),
        (Language.RU, "вт 9 февр. 04:27 (Москва; 09:27 Шанхай)"),
    ],
)
def test_what_was_done_is_told_at_the_fair_and_at_home(language: Language, said: str) -> None:
    mission = Mission(document={"home_zone": "Asia/Shanghai", "fair_zone": "Europe/Moscow"})
    at = datetime(2027, 2, 9, 1, 27, tzinfo=UTC)
    known = {"mission": mission, "at": at, "language": language, "words": Words(language)}
    assert Template("{% load missions %}{% at_home mission at %}").render(Context(known)) == said
