"""A bench that takes helpers from the house's own folders is started where it finds them."""

from __future__ import annotations

import re
from pathlib import Path

ROOT = Path(__file__).parents[2]
HELPERS = re.compile(r"^(from|import) (lab|tests|checks)\b", re.MULTILINE)


def test_every_script_of_the_makefile_finds_what_it_imports() -> None:
    started = re.findall(
        r"^\t(.*python) (lab/benchmarks/\S+\.py)", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE
    )
    lost = [
        script
        for how, script in started
        if "PYTHONPATH=." not in how
        and HELPERS.search(text := (ROOT / script).read_text("utf-8"))
        and "sys.path" not in text
    ]
    assert (len(started) > 5, lost) == (True, [])
