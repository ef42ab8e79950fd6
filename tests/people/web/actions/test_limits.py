from __future__ import annotations

from contextlib import suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from django.test import RequestFactory

from tearoad.errors import TooMany
from tearoad.people.web.actions import limits
from tearoad.people.web.actions.limits import place_of, require_left, spend
from tearoad.people.web.models import Allowance
from tearoad.text import Text
from tearoad.web.clock import now
from tests.suite.places import Place, at_once


@pytest.mark.django_db
def test_a_key_is_let_through_as_often_as_the_limit_says() -> None:
    for _ in range(3):
        spend("link:1", 3, 3600)
    with pytest.raises(TooMany) as refused:
        spend("link:1", 3, 3600)
    assert 3600 <= refused.value.retry_after_s <= 3960  # a try is forgotten up to a tenth too late
    spend("link:2", 3, 3600)


@pytest.mark.django_db
def test_whoever_has_tries_left_is_not_counted_by_asking() -> None:
    for _ in range(2):
        require_left("files:1", 1, 600)
    assert not Allowance.objects.exists()
    spend("files:1", 1, 600)
    with pytest.raises(TooMany) as refused:
        require_left("files:1", 1, 600)
    assert 600 <= refused.value.retry_after_s <= 660
    require_left("files:2", 1, 600)


@pytest.mark.django_db
def test_a_limit_is_kept_in_any_stretch_wherever_it_begins(monkeypatch: pytest.MonkeyPatch) -> None:
    start = datetime(2027, 3, 1, 9, 0, tzinfo=UTC)

    def tried(minute: float, times: int) -> int:
        monkeypatch.setattr(limits, "now", lambda: start + timedelta(minutes=minute))
        passed = 0
        for _ in range(times):
            with suppress(TooMany):
                spend("apply:1", 20, 600)
                passed += 1
        return passed

    assert [tried(9.5, 20), tried(10.5, 20), tried(13, 20), tried(18, 20), tried(20.1, 5), tried(21, 50)] == [
        20, 0, 0, 0, 5, 15,
    ]  # fmt: skip
    with pytest.raises(TooMany) as refused:
        spend("apply:1", 20, 600)
    assert refused.value.retry_after_s == 600


@pytest.mark.django_db
def test_what_was_tried_is_kept_as_a_digest_only() -> None:
    spend("code:someone@example.org", 3, 3600)
    (row,) = Allowance.objects.all()
    assert len(row.key) == 64
    assert "someone" not in row.key


@pytest.mark.django_db
def test_stretches_that_are_over_are_forgotten() -> None:
    Allowance.objects.create(key="0" * 64, until=now() - timedelta(seconds=1))
    spend("link:1", 3, 3600)
    assert Allowance.objects.filter(key="0" * 64).count() == 0


@pytest.mark.parametrize(
    ("address", "place"),
    [
        ("203.0.113.7", "203.0.113.7"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::"),
        ("::ffff:203.0.113.9", "203.0.113.9"),
        ("203.0.113.9:4711", "203.0.113.9"),
        ("[2001:db8:1:2:3:4:5:6]:443", "2001:db8:1:2::"),
        ("[::ffff:203.0.113.9]", "203.0.113.9"),
        ("fe80::1%eth0", "fe80::"),
        ("203.0.113.9:", "0.0.0.0"),  # noqa: S104  # an address that nothing listens at
        ("", "0.0.0.0"),  # noqa: S104  # nothing is bound to it
    ],
)
def test_a_place_is_an_address_or_the_network_of_a_household(address: str, place: str) -> None:
    assert place_of(RequestFactory().get("/", REMOTE_ADDR=address)) == place


SPEND = """
from tearoad.site import manage
manage.start()
from tearoad.errors import TooMany
from tearoad.people.web.actions.limits import spend
passed = 0
for _ in range(20):
    try:
        spend("link:1", 30, 10**9)
        passed += 1
    except TooMany:
        pass
print(passed)
"""


def test_two_processes_share_one_limit(alone: Place, tmp_path: Path) -> None:
    (script := tmp_path / "spend.py").write_text(SPEND)
    assert sum(int(process.stdout) for process in at_once(alone, script, "12")) == 30


@pytest.mark.django_db
@pytest.mark.parametrize(("per_seconds", "minutes"), [(50, 1), (90, 2), (105, 2)])
def test_whoever_has_to_wait_is_told_the_minute_in_which_it_ends(per_seconds: int, minutes: int) -> None:
    """Finds a wait that is told too short: who comes back then is refused once more."""
    spend("mail:early", 1, per_seconds)
    with pytest.raises(TooMany) as met:
        spend("mail:early", 1, per_seconds)
    assert met.value.hint == Text("people.too_many_hint", count=minutes)
