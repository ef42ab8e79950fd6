"""The sixty feeds and their mails in the library that Thunderbird and Nextcloud read calendars with.

It runs on the Node that the browser tests bring along. Hours are compared in the fair's zone and at home, on the days
on which either changes its clocks.
"""

from __future__ import annotations

import json
import subprocess
from datetime import datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import playwright
import pytest

from checks.finding import ROOT
from checks.frontend.vendor import FOR_TESTS
from tearoad.paper.calendar import Calendar, Event, Method, ics, uid
from tearoad.values import Window
from tests.paper.test_calendar_changes import CASES, CHANGES, EVES, STAMP, first, published
from tests.waiting import PATIENCE_S

HOME = {zone: "America/New_York" if zone == "Asia/Shanghai" else "Asia/Shanghai" for zone in EVES}
LIBRARY = ROOT / FOR_TESTS / "ical.js/ical.es5.min.cjs"


def versions(zone: str, name: str) -> list[tuple[Event, Event]]:
    """Return a feed as it stood after each change."""
    event, other = first(zone)
    return [(now, other) for now in (event, *CHANGES[name](event))]


def feeds(zone: str, name: str) -> list[str]:
    """Return the feed each time it is fetched, the first once more at the end: what is older changes nothing."""
    files = [published(zone, events, number) for number, events in enumerate(versions(zone, name))]
    return [content.decode() for content in (*files, files[0])]


def mails(zone: str, name: str) -> list[str]:
    """Return the mails about the event that changes, the latest first."""
    steps = [events[0] for events in versions(zone, name)]
    found = [
        published(zone, (event,), number, Method.CANCEL if event.cancelled else Method.REQUEST)
        for number, event in enumerate(steps)
    ]
    return [content.decode() for content in reversed(found)]


def home_file(zone: str) -> str:
    """Return a file that tells the zone at home."""
    at = datetime(2027, 6, 1, 12, tzinfo=ZoneInfo(HOME[zone]))
    whole_year = Window(at - timedelta(days=200), at + timedelta(days=200))
    return ics(Calendar("Home", ZoneInfo(HOME[zone]), (Event("home", whole_year, "Home"),), STAMP)).decode()


@cache
def answers() -> dict[tuple[str, str, str], list[dict[str, Any]]]:
    """Let the library read everything, in one run."""
    cases = [(zone, name, kind) for zone, name in CASES for kind in ("feeds", "mails")]
    sent = [
        {"files": (feeds if kind == "feeds" else mails)(zone, name), "home": home_file(zone)}
        for zone, name, kind in cases
    ]
    node = Path(playwright.__file__).parent / "driver/node"
    client = Path(__file__).with_name("ical_js_client.cjs")
    ran = subprocess.run(
        [node, client, LIBRARY], input=json.dumps(sent).encode(), capture_output=True, check=False, timeout=PATIENCE_S
    )
    assert ran.returncode == 0, ran.stderr.decode()
    return dict(zip(cases, json.loads(ran.stdout), strict=True))


def expected(events: tuple[Event, ...], zone: str) -> dict[str, dict[str, object]]:
    """Return what ought to be shown."""
    return {
        uid(event.key): {
            "start": int(event.window.start_at.timestamp()),
            "end": int(event.window.end_at.timestamp()),
            "fair": clock(event.window.start_at, zone),
            "home": clock(event.window.start_at, HOME[zone]),
            "summary": event.summary,
            "location": event.location,
        }
        for event in events
        if not event.cancelled
    }


def clock(at: datetime, zone: str) -> str:
    local = at.astimezone(ZoneInfo(zone))
    return f"{local.month}-{local.day} {local.hour}:{local.minute}"


@pytest.mark.parametrize(("zone", "name"), CASES)
def test_a_feed_is_shown_as_it_stands_after_each_change(zone: str, name: str) -> None:
    stood = [expected(events, zone) for events in versions(zone, name)]
    assert answers()[zone, name, "feeds"] == [*stood, stood[-1]]


@pytest.mark.parametrize(("zone", "name"), CASES)
def test_of_mails_the_highest_number_counts_whatever_comes_last(zone: str, name: str) -> None:
    last = expected(versions(zone, name)[-1][:1], zone)
    found = answers()[zone, name, "mails"]
    assert found == [last] * len(found)
