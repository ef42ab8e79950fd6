"""A site that is told to stop does so, whoever is still sending."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

from tests.site.front.conftest import served_by
from tests.site.front.wire import wires
from tests.site.serve.test_serve import free_port


def test_senders_do_not_hold_up_the_end(new_prepared_place: Callable[[], dict[str, str]], tmp_path: Path) -> None:
    port = free_port()
    command = [sys.executable, "-m", "tearoad", "web", "--port", str(port)]
    with served_by(command, port, new_prepared_place(), tmp_path / "log") as site, wires(port, 5) as slow:
        for wire in slow:
            wire.post("/sign-in/", 1000, body=b"x")
        site.process.terminate()
        site.process.wait(10)
        assert list((site.data / "tmp").iterdir()) == []
