"""Russian words that a phone of 360 px breaks inside, without a hyphen, on every page of the demo.

python benchmarks/broken_words.py [PART OF A NAME ...]
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "src")]

from playwright.sync_api import sync_playwright  # noqa: E402  # after the path

from tearoad.values import Language  # noqa: E402  # after the path
from tests.browser import ARGUMENTS, PHONE, View, broken_words, executable, opened  # noqa: E402  # after the path
from tests.site.access.conftest import surroundings  # noqa: E402  # after the path
from tests.site.access.pictures import COOKIE, name_of  # noqa: E402  # after the path
from tests.site.serving import served  # noqa: E402  # after the path


def main() -> None:
    """Play the demo, serve it, and look at each page; ends with 1 where a word is broken."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("names", nargs="*")
    wanted = asked.parse_args()
    seen = broken = 0
    with tempfile.TemporaryDirectory() as data:
        place = {**os.environ, "PYTHONPATH": str(ROOT / "src"), "TEAROAD_DATA": data, **surroundings()}
        subprocess.run([sys.executable, "-m", "tearoad", "database"], env=place, check=True)
        furnish = [sys.executable, str(ROOT / "tests/site/access/furnish.py"), "whole"]
        listed = json.loads(subprocess.run(furnish, env=place, check=True, capture_output=True).stdout.splitlines()[-1])
        with served(place, Path(data)) as site, sync_playwright() as playwright:
            chromium = playwright.chromium.launch(executable_path=executable(), args=ARGUMENTS)
            for one in listed["pages"]:
                if wanted.names and not any(part in name_of(one) for part in wanted.names):
                    continue
                cookies = {COOKIE: listed["cookies"][one["who"]]}
                here = f"http://localhost:{site.port}"
                kept = {name: value for name, value in cookies.items() if value}
                with opened(chromium, here, View(Language.RU, "light", PHONE), kept) as page:
                    page.goto(here + one["address"])
                    found = broken_words(page)
                seen, broken = seen + 1, broken + bool(found)
                if found:
                    print(f"{name_of(one)}: {', '.join(found)}", flush=True)
            chromium.close()
    print(f"{seen} pages, {broken} with broken words")
    sys.exit(bool(broken))


if __name__ == "__main__":
    main()
