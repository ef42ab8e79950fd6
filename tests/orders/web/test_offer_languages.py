from __future__ import annotations

from dataclasses import replace

import pytest

from tearoad.mission.web import queries
from tearoad.mission.web.models import Mission
from tearoad.orders.web.models import Opportunity
from tearoad.orders.web.queries.offers import sides_of
from tearoad.orders.web.views.offers import languages_of
from tearoad.values import Language
from tearoad.values.document import to_document


def test_an_offer_speaks_both_languages_and_a_second_one_where_both_sides_share_theirs(mission: Mission) -> None:
    assert languages_of(mission) == (Language.ZH, Language.RU)

    mission.document = to_document(replace(queries.core(mission), host_language=Language.ZH))

    assert languages_of(mission) == (Language.ZH, Language.EN)


@pytest.mark.parametrize(
    ("language", "country"), [(Language.ZH, "中国"), (Language.EN, "China"), (Language.RU, "Китай")]
)
def test_an_offer_says_in_which_country_its_seller_is(opened: Opportunity, language: Language, country: str) -> None:
    seller = sides_of(opened, language).seller_party
    assert seller.place.in_language(language).rpartition(", ")[2] == country
