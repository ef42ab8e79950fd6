"""One served, furnished site for the pages of a module."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import pytest

from tearoad.web.clock import now
from tests.site.serving import served

FAIR = datetime(2023, 2, 7, 6, 30, tzinfo=UTC)
"""A morning of the demo's fair."""


def surroundings() -> dict[str, str]:
    """Return the settings of a furnished site: the demo's, at the time of its fair."""
    return {
        "TEAROAD_CLOCK_OFFSET_S": str(round((FAIR - now()).total_seconds())),
        "TEAROAD_DEMO": "1",
        "TEAROAD_LOG_LEVEL": "ERROR",
    }


@dataclass(frozen=True, slots=True)
class Furnished:
    """A served site with one of everything in it."""

    address: str
    listed: dict[str, Any]
    """What `every_page` says of it."""


@pytest.fixture(scope="module")
def furnished(
    new_prepared_place: Callable[[], dict[str, str]],
    script: Callable[..., str],
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[Furnished]:
    """A small demo, published and furnished, served."""
    place = new_prepared_place() | surroundings()
    listed = json.loads(script(place, "access/furnish.py").splitlines()[-1])
    with served(place, tmp_path_factory.mktemp("furnished")) as site:
        yield Furnished(f"http://localhost:{site.port}", listed)
