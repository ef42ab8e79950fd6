from __future__ import annotations

from datetime import timedelta

import pytest
from pytest_django import DjangoAssertNumQueries

from tearoad.office.web.actions.feeds import make, revoke
from tearoad.office.web.models import FeedToken
from tearoad.office.web.queries.feeds import open_feed
from tearoad.people import Actor, Role
from tearoad.people.web.models import LedgerEntry, Organisation, acting_for


def test_a_secret_opens_its_feed_from_any_organisation_until_it_is_revoked(officer: Actor) -> None:
    secret = make(officer, "calendar", "mission/buyer/B1")
    other = Organisation.objects.create(name="Example Two (fictional)")
    with acting_for(other.pk):
        found = open_feed(secret)
    assert found is not None
    assert (found.tenant_id, found.subject) == (officer.tenant, "mission/buyer/B1")
    assert secret not in str(FeedToken.objects.values().get())
    revoke(officer, found)
    assert open_feed(secret) is None
    assert list(LedgerEntry.objects.values_list("code", flat=True)) == ["office.feed_made", "office.feed_revoked"]


def test_its_use_is_written_down_once_a_minute(
    officer: Actor, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    secret = make(officer, "calendar", "s")
    with django_assert_num_queries(2):
        open_feed(secret)
    with django_assert_num_queries(1):
        found = open_feed(secret)
    assert found is not None
    assert found.last_used_at is not None
    FeedToken.objects.update(last_used_at=found.last_used_at - timedelta(minutes=2))
    with django_assert_num_queries(2):
        open_feed(secret)


@pytest.mark.parametrize("guess", ["", "x", "%00", "ключ", "a" * 5000])
def test_a_guess_opens_nothing(officer: Actor, guess: str, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    make(officer, "calendar", "s")
    with django_assert_num_queries(1):
        assert open_feed(guess) is None


def test_a_visitor_makes_their_own(officer: Actor) -> None:
    assert make(Actor(officer.tenant, Role.BUYER, party="B1"), "calendar", "mission/buyer/B1")
