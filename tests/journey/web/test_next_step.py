from __future__ import annotations

import pytest
from django.test import Client

from tearoad.journey.web.queries.progress import Tally, progress
from tearoad.mission.web.models import Mission

READY = {"exporters": 1, "buyers": 1}
MATCHED = READY | {"matched_at": 3}


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("counted", "leads_to"),
    [
        ({}, "tables/"),
        (READY | {"unknown": 2}, "/screening/"),
        (READY | {"held": 1}, "/screening/"),
        (READY, "matches/"),
        (MATCHED, "plan/"),
    ],
)
def test_the_next_step_leads_to_a_page_that_is_there(
    signed_in: Client, mission: Mission, counted: dict[str, int], leads_to: str
) -> None:
    address = progress(mission, Tally(**counted)).next_url
    assert address == (leads_to if leads_to.startswith("/") else f"/missions/{mission.id}/{leads_to}")
    assert signed_in.get(address).status_code == 200
