from __future__ import annotations

import pytest
from django.test import Client

from tearoad.journey.web.queries.progress import Tally, progress
from tearoad.mission.web.models import Mission


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("counted", "leads_to"),
    [
        (Tally(), "tables/"),
        (Tally(exporters=1, buyers=1, unknown=2), "/screening/"),
        (Tally(exporters=1, buyers=1, held=1), "/screening/"),
        (Tally(exporters=1, buyers=1), "matches/"),
        (Tally(exporters=1, buyers=1, matched_at=3), "plan/"),
    ],
)
def test_the_next_step_leads_to_a_page_that_is_there(
    signed_in: Client, mission: Mission, counted: Tally, leads_to: str
) -> None:
    address = progress(mission, counted).next_url
    assert address == (leads_to if leads_to.startswith("/") else f"/missions/{mission.id}/{leads_to}")
    assert signed_in.get(address).status_code == 200
