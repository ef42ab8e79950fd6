"""One served site for the walks of a module, with a mail server of its own, at the time of the fair."""

from __future__ import annotations

import subprocess
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from tearoad.web.clock import now
from tests.office.conftest import Postbox, served_postbox
from tests.site.serving import served

EVE = datetime(2023, 2, 4, 6, tzinfo=UTC)
"""Two days before the demo's fair opens: everything is still ahead."""


@dataclass(frozen=True, slots=True)
class Walked:
    """A site to walk through, and what is needed beside it."""

    address: str
    post: Postbox
    run: Callable[..., None]
    """A command of Tea Road in the site's place."""
    script: Callable[..., str]


@pytest.fixture(scope="module")
def site(
    new_prepared_place: Callable[[], dict[str, str]],
    tearoad: Callable[..., subprocess.CompletedProcess[str]],
    script: Callable[..., str],
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[Walked]:
    """A served site and its mail server."""
    with served_postbox() as post:
        offset = EVE - now()
        place = new_prepared_place() | {
            "TEAROAD_MAIL_URL": post.url,
            "TEAROAD_MAIL_FROM": "tearoad@example.org",
            "TEAROAD_CLOCK_OFFSET_S": str(round(offset / timedelta(seconds=1))),
        }

        def run(*arguments: str) -> None:
            done = tearoad(place, *arguments)
            assert done.returncode == 0, done.stderr

        with served(place, tmp_path_factory.mktemp("walk")) as found:
            yield Walked(f"http://localhost:{found.port}", post, run, lambda *named: script(place, *named))


@pytest.fixture
def desk_folder(tmp_path: Path) -> Path:
    """Where the officer's files lie."""
    return tmp_path
