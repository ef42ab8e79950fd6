"""The phone's page on a slow phone without a network: its weight, how soon it answers, how long a visitor takes.

- weight: what the service worker keeps before it says "works without a network", each file compressed as it travels
  (gzip, level 9); what only scanning needs comes later and is told apart;
- interactive: the page is opened anew with the network cut and the processor four times slower; from the beginning of
  the navigation to the first big button, with its listener, in milliseconds; the median of several times;
- visitor: by touch, and by keyboard alone, with the pauses of a person: 0.7 s before each tap or key that chooses,
  0.18 s a letter; "green tea", hot, send samples, twenty letters of notes, done; seconds until it stands in the list.

The last line is JSON.
"""

from __future__ import annotations

import argparse
import gzip
import json
import os
import re
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).parents[3]
sys.path[:0] = [str(ROOT), str(ROOT / "src")]

from playwright.sync_api import Page, sync_playwright  # noqa: E402  # after the path

from tests.browser import ARGUMENTS, executable  # noqa: E402  # after the path
from tests.site.serving import served  # noqa: E402  # after the path
from tests.suite.places import Places  # noqa: E402  # after the path

SLOWER = 4
TAP_S, LETTER_S = 0.7, 0.18
NOTES = "500 cartons till May"
READY = "Works without a network."


def main() -> None:
    """Measure and tell."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--times", type=int, default=7)
    told = measured(asked.parse_args().times)
    print(json.dumps(told))


def measured(times: int) -> dict[str, object]:
    """Return every figure."""
    with site() as (address, link), sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=executable(), args=ARGUMENTS)
        context = chromium.new_context(viewport={"width": 360, "height": 780}, is_mobile=True, has_touch=True)
        context.add_cookies([{"name": "language", "value": "en", "url": address}])
        page = context.new_page()
        page.goto(f"{address}{link}floor/")
        page.get_by_text(READY).wait_for()
        page.wait_for_timeout(3000)  # what only scanning needs is fetched now
        told: dict[str, object] = dict(weight(address))
        context.set_offline(True)
        slow = context.new_cdp_session(page)
        slow.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
        opened = sorted(opened_ms(page) for _ in range(times))
        told |= {"interactive_ms": round(statistics.median(opened)), "slowest_ms": round(opened[-1])}
        told["touch_s"] = round(by_touch(page), 1)
        told["keyboard_s"] = round(by_keyboard(page), 1)
        chromium.close()
    return told


@contextmanager
def site() -> Iterator[tuple[str, str]]:
    """Serve a small mission; yield its address and the path of a firm's link."""
    with tempfile.TemporaryDirectory(prefix="tearoad-phone-page-") as folder:
        places = Places(Path(folder), server="")
        place = places.empty()
        subprocess.run([sys.executable, "-m", "tearoad", "database"], env=place, check=True, stdout=subprocess.DEVNULL)
        fill = [sys.executable, str(ROOT / "tests/site/hub/fair.py")]
        filled = subprocess.run(fill, env={**os.environ, **place}, check=True, capture_output=True, text=True)
        with served(place, Path(folder)) as one:
            yield f"http://localhost:{one.port}", json.loads(filled.stdout)["links"]["E01"]


def weight(address: str) -> dict[str, float]:
    """Return the kilobytes that a phone fetches, and how much of it comes later."""
    worker = fetched(f"{address}/floor/worker.js")
    found = re.search(r"SHELL = (\{.*?\});\n", worker.decode(), re.DOTALL)
    shell = json.loads(found[1] if found else "{}")
    sizes = {name: sum(packed(fetched(address + one)) for one in shell[name]) for name in ("files", "later")}
    return {
        "page_kb": round((sizes["files"] + packed(worker)) / 1000, 1),
        "scanner_kb": round(sizes["later"] / 1000, 1),
    }


def packed(content: bytes) -> int:
    """Return how many bytes it is on its way."""
    return len(gzip.compress(content, 9))


def fetched(address: str) -> bytes:
    """Return a file as it is served."""
    with urllib.request.urlopen(address) as answer:  # noqa: S310  # our own site
        content: bytes = answer.read()
    return content


def opened_ms(page: Page) -> float:
    """Open the page anew; return after how many milliseconds its first button is there and answers."""
    page.reload(wait_until="commit")
    page.wait_for_function("() => document.querySelector('a.huge.primary')")
    return float(page.evaluate("() => performance.now()"))


def by_touch(page: Page) -> float:
    """Write down a visitor with a thumb; return the seconds."""

    def tap(text: str) -> None:
        time.sleep(TAP_S)
        page.get_by_text(text, exact=True).first.tap()

    begun = time.monotonic()
    for text in ("New visitor", "Green tea", "Hot", "Send samples", "Notes"):
        tap(text)
    page.keyboard.type(NOTES, delay=LETTER_S * 1000)
    tap("Done")
    page.get_by_text(NOTES).first.wait_for()
    return time.monotonic() - begun


def by_keyboard(page: Page) -> float:
    """Write down a visitor with keys alone; return the seconds."""

    def press(key: str, pause_s: float = LETTER_S) -> None:
        time.sleep(pause_s)
        page.keyboard.press(key)

    begun = time.monotonic()
    page.get_by_role("link", name="New visitor").focus()
    press("Enter", TAP_S)
    page.get_by_role("checkbox", name="Green tea").wait_for()
    while page.evaluate("document.activeElement.name") != "products":
        press("Tab")
    press("Space", TAP_S)
    for name in ("warmth", "next_step", "notes"):
        while name not in page.evaluate("[document.activeElement.name, document.activeElement.id].join(' ')"):
            press("Tab")
        if name != "notes":
            press("Space", TAP_S)
    page.keyboard.type(f"{NOTES}!", delay=LETTER_S * 1000)
    while page.evaluate("document.activeElement.type") != "submit":
        press("Tab")
    press("Enter", TAP_S)
    page.get_by_text(f"{NOTES}!").first.wait_for()
    return time.monotonic() - begun


if __name__ == "__main__":
    main()
