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
        (Language.EN, "Tue 9 Feb 09:27 (Shanghai time)"),
        (Language.ZH, "2月9日周二 09:27（上海时间）"),
        (Language.RU, "вт 9 февр. 09:27 (время: Шанхай)"),
    ],
)
def test_a_time_of_the_office_is_the_home_s_and_named(language: Language, said: str) -> None:
    mission = Mission(document={"home_zone": "Asia/Shanghai"})
    at = datetime(2027, 2, 9, 1, 27, tzinfo=UTC)
    known = {"mission": mission, "at": at, "language": language, "words": Words(language)}
    assert Template("{% load missions %}{% at_home mission at %}").render(Context(known)) == said
