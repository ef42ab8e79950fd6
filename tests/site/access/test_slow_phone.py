"""Links of people without accounts on a cheap phone and a slow network; `make bench-slow-phone` measures seconds."""

from __future__ import annotations

from playwright.sync_api import Browser

from tearoad.values import Language
from tests.browser import chromium
from tests.site.access.conftest import Furnished
from tests.site.access.slow_phone import LINKS, slow_visits

__all__ = ["chromium"]


def test_links_are_light_on_a_slow_network_and_take_an_answer_in_two_taps(
    chromium: Browser, furnished: Furnished
) -> None:
    visits = list(slow_visits(chromium, furnished.address, furnished.listed))
    assert len(visits) == len(LINKS) * len(Language) * 2
    assert [visit for visit in visits if not visit.is_light] == []
