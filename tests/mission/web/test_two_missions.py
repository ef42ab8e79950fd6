"""Of two missions in one organisation, each shows its own alone: in lists, counts, choices and files."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta

import pytest
from django.db import transaction
from django.db.models import F
from django.test import Client, override_settings

from tearoad.call.web.models import Campaign
from tearoad.mission.web.models import Mission
from tearoad.people import Role
from tearoad.people.web.models import acting_for
from tearoad.web.clock import now
from tests.site.isolation.endpoints import endpoints
from tests.site.isolation.judging import text_of
from tests.site.isolation.objects import addresses, furnish
from tests.site.isolation.world import Asker, House, build, build_mission

pytestmark = pytest.mark.django_db

FAIR = datetime(2023, 2, 7, 6, tzinfo=UTC)
"""A morning of the fair, on which there is something to see everywhere."""
ANEW = re.compile(
    r"(?m)^(X-Request-ID|ETag|Content-\w+):.*$|<dcterms:.*?</dcterms:\w+>"
    r'|(csrf-token" content|csrfmiddlewaretoken" value|form_key" value|nonce)="\w*"'
)
"""What differs from one visit to the next."""
FEWEST = 100
"""So many pages are looked at, at least: none would be the same as well."""


def test_second_mission_changes_nothing_that_the_first_shows() -> None:
    """Finds rows of all missions where those of one are meant, on every page, in every file and answer of the API.

    What belongs to the whole organisation stays as it was: its people and its campaigns; nobody travels with both.
    """
    first = build("Q", 2023)
    furnish(first)
    pages = addresses_of(first)
    alone = pages_of(first, pages)
    with acting_for(first.organisation.id):
        campaigns = tuple(Campaign.objects.all())
    second = build_mission("Z", 7, first.organisation, first.users)
    furnish(second)
    year = timedelta(days=365)
    with acting_for(first.organisation.id):
        Campaign.objects.all().delete()
        Campaign.objects.bulk_create(campaigns)
        Mission.objects.filter(pk=second.mission.pk).update(
            starts_on=F("starts_on") + year, ends_on=F("ends_on") + year
        )
    beside = pages_of(first, pages)
    assert [page for page in pages if alone.get(page) != beside.get(page)] == []
    assert len(alone) > FEWEST


def addresses_of(house: House) -> list[str]:
    """Return every address that names the mission."""
    officer = Asker(house.mark, Role.OFFICER)
    of_mission = [endpoint for endpoint in endpoints() if "mission_id" in endpoint.parameters]
    return [address for endpoint in of_mission for address in addresses(endpoint, house, officer)]


def pages_of(house: House, pages: list[str]) -> Mapping[str, str]:
    """Return what an officer is shown at each address that can be looked at."""
    browser, found = Client(raise_request_exception=False), {}
    browser.force_login(house.users[Role.OFFICER])
    for page in pages:
        with override_settings(CLOCK_OFFSET=FAIR - now()), transaction.atomic():
            answer = browser.get(page)
            if answer.status_code == 200:
                found[page] = ANEW.sub("", text_of(answer))
            transaction.set_rollback(True)
    return found
