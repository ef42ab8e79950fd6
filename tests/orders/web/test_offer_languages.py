from __future__ import annotations

from dataclasses import replace

from tearoad.mission.web import queries
from tearoad.mission.web.models import Mission
from tearoad.orders.web.views.offers import languages_of
from tearoad.values import Language
from tearoad.values.document import to_document


def test_an_offer_speaks_both_languages_and_a_second_one_where_both_sides_share_theirs(mission: Mission) -> None:
    assert languages_of(mission) == (Language.ZH, Language.RU)

    mission.document = to_document(replace(queries.core(mission), host_language=Language.ZH))

    assert languages_of(mission) == (Language.ZH, Language.EN)
