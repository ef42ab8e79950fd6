"""A hub's letters reach home as they were written."""

from __future__ import annotations

import json
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from threading import Thread
from typing import Any, ClassVar

import pytest

from tearoad.site.hub.calling import Home


class _Ear(BaseHTTPRequestHandler):
    """Answers as home does, and tells what it was told."""

    heard: ClassVar[list[Any]] = []

    def do_POST(self) -> None:
        self.heard.append(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))
        answer = json.dumps({"streams": {}, "given": {}}).encode()
        self.send_response(200)
        self.send_header("Content-Length", str(len(answer)))
        self.end_headers()
        self.wfile.write(answer)

    def log_message(self, *_args: object) -> None:
        """Say nothing."""


@pytest.fixture
def address() -> Iterator[str]:
    _Ear.heard.clear()
    server = HTTPServer(("127.0.0.1", 0), _Ear)
    Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


def test_whatever_waits_for_a_person_goes_home_with_all_else(address: str) -> None:
    letter = {"asides": [{"payload": {"notes": "half a letter: \ud800"}}], "changes": ["Тула 上海"]}
    assert Home(address, "key").letter(letter) == {"streams": {}, "given": {}}
    assert _Ear.heard == [letter]
