"""What a browser loads from a real site, under names that carry a digest."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

ASKED = re.compile(r"""(?:\bfrom|\bimport\(?)\s*["'](?P<path>\.[^"']+)["']|\burl\(["']?(?P<url>[^"')]+)["']?\)""")


@pytest.fixture
def collected(prepared_place: dict[str, str], script: Callable[..., str]) -> Path:
    """The folder of the collected files."""
    return Path(script(prepared_place, "collect.py").split()[-1])


def test_what_a_file_asks_for_is_there(collected: Path) -> None:
    """Rewriting the names is Django's: a word such as "export" before `from` has once made it rewrite a name twice."""
    missing = []
    files = [one for one in collected.rglob("*") if re.search(r"\.[0-9a-f]{12}\.(js|css)$", one.name)]
    for file in files:
        if "vendor" in file.parts:
            continue
        for found in ASKED.finditer(file.read_text(encoding="utf-8")):
            asked = found["path"] or found["url"]
            if not asked.startswith(("data:", "#")) and not (file.parent / asked.partition("#")[0]).is_file():
                missing.append(f"{file.relative_to(collected)}: {asked}")
    assert missing == []
    assert len(files) > 30
