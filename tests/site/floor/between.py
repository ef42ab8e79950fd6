"""Something between a phone and a site that answers in its place whenever it is told to."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.client import HTTPConnection  # noqa: TID251  # the proxy's way on
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Condition, Thread

from tests.waiting import PATIENCE_S

PAGE = b"<!doctype html><title>Hotel Wi-Fi</title><form><input name=room></form>"
_HOPS = frozenset({"connection", "transfer-encoding", "content-length", "server", "date", "keep-alive"})


@dataclass(frozen=True)
class Said:
    """An answer."""

    status: int
    body: bytes = PAGE
    headers: tuple[tuple[str, str], ...] = (("Content-Type", "text/html"),)


@dataclass
class Between:
    """Says `instead` to whatever is posted to an address that contains one of `to`; lets all else through."""

    site_port: int
    port: int = 0
    instead: Said | None = None
    to: tuple[str, ...] = ()
    passed: dict[str, Said] = field(default_factory=dict)
    """What the site answered last to each address."""
    _count: int = 0
    _more: Condition = field(default_factory=Condition)

    def says(self, said: Said | None, *to: str) -> None:
        """Answer so from now on; None lets everything through."""
        self.to, self.instead = to, said

    def count(self) -> int:
        """Return how many posts were answered in the site's place."""
        return self._count

    def wait(self, more_than: int) -> None:
        """Wait until more posts than these were."""
        with self._more:
            assert self._more.wait_for(lambda: self._count > more_than, timeout=PATIENCE_S)

    def answer(self, method: str, path: str, headers: dict[str, str], body: bytes) -> Said:
        """Return what is answered."""
        if method == "POST" and self.instead is not None and any(text in path for text in self.to):
            with self._more:
                self._count += 1
                self._more.notify_all()
            return self.instead
        site = HTTPConnection("127.0.0.1", self.site_port, timeout=PATIENCE_S)
        try:
            site.request(method, path, body, headers)
            back = site.getresponse()
            kept = tuple(getheader for getheader in back.getheaders() if getheader[0].lower() not in _HOPS)
            said = Said(back.status, back.read(), kept)
        finally:
            site.close()
        if method == "POST" and back.status == 200:
            self.passed[path] = said
        return said


@contextmanager
def between(site_port: int) -> Iterator[Between]:
    """Stand between phones and a site until the end of the block."""
    made = Between(site_port)

    class Ear(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            self._go_on("GET")

        def do_POST(self) -> None:
            self._go_on("POST")

        def _go_on(self, method: str) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
            said = made.answer(method, self.path, dict(self.headers.items()), body)
            bare = said.status in {204, 304}
            self.send_response(said.status)
            for name, value in said.headers:
                self.send_header(name, value)
            if not bare:
                self.send_header("Content-Length", str(len(said.body)))
            self.end_headers()
            if not bare:
                self.wfile.write(said.body)

        def log_message(self, *_args: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Ear)
    server.daemon_threads = True
    made.port = server.server_port
    Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()
    try:
        yield made
    finally:
        server.shutdown()
        server.server_close()
