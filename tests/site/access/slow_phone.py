"""A cheap phone on a slow mobile network: how long the first view of a link takes, what it weighs, taps to an answer.

The network is Chromium's own emulation (`Network.emulateNetworkConditions`): 400 kbit/s, and 400 ms until an answer
begins. Nothing is kept from an earlier visit. Time runs until everything of the page is there (its load event).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from playwright.sync_api import Browser, Page

from tearoad.text import Text
from tearoad.values import Language
from tearoad.words import Words
from tests.browser import PHONE, looks_of
from tests.waiting import PATIENCE_MS

BYTES_A_SECOND, LATENCY_MS = 400_000 / 8, 400
MOST_SECONDS, MOST_BYTES, MOST_TAPS = 3.0, 60_000, 2
LINKS = {"answer-buyer": ("asking-answers", "#buyer"), "answer-exporter": ("asking-answers", "#exporter")}
LINKS |= {"follow": ("orders-own", "#exporter"), "survey": ("results-own-survey", "#exporter")}
TIMES = """() => {
  const [page] = performance.getEntriesByType("navigation");
  const painted = performance.getEntriesByName("first-contentful-paint")[0];
  return [painted ? painted.startTime : page.loadEventEnd, page.loadEventEnd];
}"""


@dataclass(frozen=True, slots=True)
class SlowVisit:
    """One visit of a link by such a phone."""

    link: str
    language: Language
    has_script: bool
    painted_s: float
    """Until something of the page can be read."""
    whole_s: float
    weight: int
    """Bytes that came over the network, headers with them."""
    requests: int
    taps: int
    answered: bool
    faults: tuple[str, ...]
    """What axe and the width of the screen have against it; looked at where scripts run."""

    @property
    def network_s(self) -> float:
        """What the network alone takes: the page, then all it names at once. A machine's own work is not in it."""
        return 2 * LATENCY_MS / 1000 + self.weight / BYTES_A_SECOND

    @property
    def is_light(self) -> bool:
        """Whether the visit was as light and as short as it must be, on however busy a machine."""
        fits = self.network_s <= MOST_SECONDS and self.weight <= MOST_BYTES
        return fits and self.answered and self.taps <= MOST_TAPS and not self.faults

    @property
    def holds(self) -> bool:
        """Whether it was as quick as well, by the clock."""
        return self.is_light and self.whole_s <= MOST_SECONDS


def slow_visits(chromium: Browser, site: str, listed: Mapping[str, Any]) -> Iterator[SlowVisit]:
    """Visit each link in each language, with scripts and without, and answer what it asks."""
    addresses = {(page["name"], "#" + page["address"].partition("#")[2]): page["address"] for page in listed["pages"]}
    for link, key in LINKS.items():
        for language in Language:
            for has_script in (True, False):
                yield _visit(chromium, site, addresses[key].partition("#")[0], _Visitor(link, language, has_script))


@dataclass(frozen=True, slots=True)
class _Visitor:
    link: str
    language: Language
    has_script: bool

    def says(self, code: str) -> str:
        return str(Words(self.language)(Text(code)))


def _visit(chromium: Browser, site: str, address: str, visitor: _Visitor) -> SlowVisit:
    with _slow_page(chromium, site, visitor) as (page, weights):
        page.goto(site + address, wait_until="load")
        painted, whole = page.evaluate(TIMES)
        weight, requests = sum(weights.values()), len(weights)
        faults = looks_of(page) if visitor.has_script else []
        taps, answered = _ANSWERS.get(visitor.link, _answer)(page, visitor)
    return SlowVisit(
        link=visitor.link,
        language=visitor.language,
        has_script=visitor.has_script,
        painted_s=round(painted / 1000, 2),
        whole_s=round(whole / 1000, 2),
        weight=weight,
        requests=requests,
        taps=taps,
        answered=answered,
        faults=tuple(faults),
    )


@contextmanager
def _slow_page(chromium: Browser, site: str, visitor: _Visitor) -> Iterator[tuple[Page, dict[str, int]]]:
    """Open an empty page of a phone that has nothing yet; what comes over its network is weighed by request."""
    context = chromium.new_context(
        viewport={"width": PHONE, "height": 740}, is_mobile=True, has_touch=True, java_script_enabled=visitor.has_script
    )
    context.set_default_timeout(PATIENCE_MS)
    context.add_cookies([{"name": "language", "value": visitor.language.value, "url": site}])
    try:
        page = context.new_page()
        network = context.new_cdp_session(page)
        network.send("Network.enable")
        slow = {"downloadThroughput": BYTES_A_SECOND, "uploadThroughput": BYTES_A_SECOND, "latency": LATENCY_MS}
        network.send("Network.emulateNetworkConditions", {"offline": False, **slow})
        weights: dict[str, int] = {}
        network.on("Network.loadingFinished", lambda finished: _weigh(weights, finished))
        yield page, weights
    finally:
        context.close()


def _weigh(weights: dict[str, int], finished: Mapping[str, Any]) -> None:
    weights[finished["requestId"]] = int(finished["encodedDataLength"])


def _answer(page: Page, visitor: _Visitor) -> tuple[int, bool]:
    """Answer the request in sight, or the first in the list where all are answered; return taps, and if it holds."""
    taps = 0
    if not page.locator("button[name=answer]").first.is_visible():
        _tap(page, "section[aria-labelledby=all-requests] a")
        taps += 1
    party = page.locator("input[name=party]").first.get_attribute("value")
    _tap(page, "button[name=answer][value=accept]")
    taps += 1
    page.goto(page.url.partition("#")[0].rstrip("/") + f"/with/{party}/")
    said = page.locator("section[aria-labelledby=request] p:has(.badge.info)").inner_text()
    return taps, visitor.says("asking_pages.said_gladly") in said


def _follow_up(page: Page, visitor: _Visitor) -> tuple[int, bool]:
    """Say of the first opportunity that there is nothing new."""
    _tap(page, "h2 a")
    _tap(page, "button[name=nothing]")
    return 2, visitor.says("orders_pages.thanks") in page.locator("main").inner_text()


def _survey(page: Page, visitor: _Visitor) -> tuple[int, bool]:
    """Rate the meetings and send it; the link takes one answer, so whoever comes later is told that it stays."""
    if not page.locator("input[name=meetings]").count():
        return 0, visitor.says("results_pages.survey_is_answered") in page.locator("main").inner_text()
    page.locator("label[for^=id_meetings]").first.tap()
    _tap(page, "main form button.primary")
    return 2, visitor.says("results_pages.survey_thanks") in page.locator("main").inner_text()


_ANSWERS = {"follow": _follow_up, "survey": _survey}


def _tap(page: Page, where: str) -> None:
    """Tap what leads to another page, and wait until that is there."""
    with page.expect_navigation(wait_until="load"):
        page.locator(where).first.tap()
