"""Pictures of every page of the demo, at a desk and on a phone, in three languages, light and dark: to be looked at.

python lab/benchmarks/site_pictures.py build/pictures [--views en-light-1280,ru-dark-360] [PART OF A NAME ...]
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "src")]

from playwright.sync_api import sync_playwright  # noqa: E402  # after the path

from tests.browser import ARGUMENTS, EVERY_VIEW, executable  # noqa: E402  # after the path
from tests.site.access.conftest import surroundings  # noqa: E402  # after the path
from tests.site.access.pictures import name_of, take  # noqa: E402  # after the path
from tests.site.serving import served  # noqa: E402  # after the path


def main() -> None:
    """Play the demo, serve it, take the pictures."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("folder", type=Path)
    asked.add_argument("names", nargs="*")
    asked.add_argument("--views", default="")
    wanted = asked.parse_args()
    views = [view for view in EVERY_VIEW if not wanted.views or str(view).replace(" ", "-") in wanted.views.split(",")]
    with tempfile.TemporaryDirectory() as data:
        place = {**os.environ, "PYTHONPATH": str(ROOT / "src"), "TEAROAD_DATA": data, **surroundings()}
        subprocess.run([sys.executable, "-m", "tearoad", "database"], env=place, check=True)
        furnish = [sys.executable, str(ROOT / "tests/site/access/furnish.py"), "whole"]
        listed = json.loads(subprocess.run(furnish, env=place, check=True, capture_output=True).stdout.splitlines()[-1])
        listed["pages"] = [
            one for one in listed["pages"] if not wanted.names or any(part in name_of(one) for part in wanted.names)
        ]
        with served(place, Path(data)) as site, sync_playwright() as playwright:
            chromium = playwright.chromium.launch(executable_path=executable(), args=ARGUMENTS)
            taken = take(chromium, f"http://localhost:{site.port}", listed, views, wanted.folder)
            chromium.close()
    print(f"{taken} pictures in {wanted.folder}")


if __name__ == "__main__":
    main()
