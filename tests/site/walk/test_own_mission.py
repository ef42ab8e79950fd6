"""From a bare `tearoad serve` to a published plan, in the browser alone: by mouse, by keyboard, without a script."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tearoad.values import Language
from tests.browser import chromium
from tests.site.serving import served
from tests.site.walk.hands import Hands
from tests.site.walk.own_mission import OwnMission
from tests.site.walk.watching import browsing

__all__ = ["chromium"]  # a fixture
MOST_CLICKS = 100
"""With a mouse: one for each row that is added, and for all else so many as the rest needs."""
MOST_MINUTES = 20
SECONDS_A_CLICK, SECONDS_A_KEY = 2, 0.25
"""How long somebody takes who looks before they click and types as most do; what the site takes comes on top."""


@dataclass(frozen=True, slots=True)
class Way:
    """How somebody makes the mission."""

    language: Language
    phone: bool = False
    by_keyboard: bool = False
    script: bool = True
    judged: bool = True
    """Whether the look of each page on the way is judged."""

    def __str__(self) -> str:
        place = "phone" if self.phone else "desk"
        return f"{self.language.value} {place}{' keyboard' * self.by_keyboard}{' no script' * (not self.script)}"


WAYS = (
    Way(Language.ZH, judged=False),
    Way(Language.EN),
    Way(Language.RU),
    Way(Language.ZH, by_keyboard=True, judged=False),
    Way(Language.ZH, script=False, judged=False),
    Way(Language.RU, phone=True),
    Way(Language.ZH, phone=True),
    Way(Language.EN, phone=True),
    Way(Language.EN, by_keyboard=True, judged=False),
    Way(Language.RU, by_keyboard=True, judged=False),
    Way(Language.EN, script=False, judged=False),
    Way(Language.RU, script=False, judged=False),
    Way(Language.RU, phone=True, script=False, judged=False),
)
"""Without a script no page is judged: axe waits for timers, which never fire there."""


def minutes(hands: Hands) -> float:
    """Return how long a person would take for what the hands did."""
    return (hands.clicks * SECONDS_A_CLICK + hands.keys * SECONDS_A_KEY) / 60


def tell(name: str, hands: Hands) -> None:
    steps = (f"{step}: {clicks} clicks, {keys} keys;" for step, (clicks, keys) in hands.done.items())
    print(name, *steps, f"{minutes(hands):.1f} minutes")  # noqa: T201  # what a walk costs is asked for


@pytest.mark.parametrize("way", WAYS, ids=str)
def test_a_mission_is_made_from_nothing_in_the_browser(
    chromium: Browser, new_keyless_place: Callable[[], dict[str, str]], tmp_path: Path, way: Way
) -> None:
    with served(new_keyless_place(), tmp_path) as site:
        link = re.search(r"http://localhost:\d+/set-up/[\w-]+/", " ".join(site.said))
        assert link is not None
        with browsing(chromium, f"http://localhost:{site.port}", way.language, phone=way.phone, script=way.script) as (
            page,
            faults,
        ):
            hands = Hands(page, by_keyboard=way.by_keyboard)
            own = OwnMission(page, hands, has_script=way.script, is_phone=way.phone, looks=[] if way.judged else None)
            own.set_up(link[0], "li@example.org")
            own.make()
            own.enter()
            own.screen()
            own.match()
            own.plan()
            own.publish()
            own.go("")
            facts = page.locator("main dl.facts dd").all_inner_texts()
    tell(str(way), hands)
    assert [figure for figure in ("8", "25", "33", "3") if figure not in facts] == []
    assert (own.looks or [], faults.found) == ([], [])
    assert minutes(hands) <= MOST_MINUTES
    assert hands.clicks == 0 if way.by_keyboard else way.phone or not way.script or hands.clicks <= MOST_CLICKS


def test_a_mission_of_one_s_own_is_made_and_planned_beside_the_demo_s(
    chromium: Browser, place: dict[str, str], tmp_path: Path
) -> None:
    with served(place, tmp_path, "demo", "--serve", "--stage", "screened") as site:
        link = next(line.rpartition(" ")[2] for line in site.said if "Sign in here" in line)
        with browsing(chromium, f"http://localhost:{site.port}", Language.EN, phone=False) as (page, faults):
            hands = Hands(page)
            own = OwnMission(page, hands)
            own.enter_demo(link)
            own.make()
            own.enter()
            own.match()
            own.plan()
            own.publish()
            own.go("")
            facts = page.locator("main dl.facts dd").all_inner_texts()
    tell("beside the demo", hands)
    assert [figure for figure in ("8", "25", "33", "3") if figure not in facts] == []
    assert faults.found == []
    assert hands.clicks <= MOST_CLICKS
    assert minutes(hands) <= MOST_MINUTES
