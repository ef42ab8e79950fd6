"""A program that takes notices over a real connection, and behaves as badly as it is told."""

from __future__ import annotations

import ssl
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

OK, REFUSE, HANG_UP, LATE, ELSEWHERE = "ok", "refuse", "hang_up", "late", "elsewhere"


@dataclass
class WebhookReceiver:
    """What came, in the order in which it came for the first time."""

    port: int = 0
    requests: list[tuple[dict[str, str], bytes]] = field(default_factory=list)
    effects: list[str] = field(default_factory=list)
    """The ids of what had an effect: a known id has none."""
    known: set[str] = field(default_factory=set)
    behave: Callable[[int], str] = lambda _number: OK
    """From the number of the request to how it is answered."""
    late_s: float = 5
    """How late a late answer is."""
    released: threading.Event = field(default_factory=threading.Event)
    """Late answers wait for it."""

    def take(self, headers: dict[str, str], body: bytes) -> str:
        """Take a notice; return how it is answered. Who answers late has taken it all the same."""
        self.requests.append((headers, body))
        how = self.behave(len(self.requests))
        notice = headers["webhook-id"]
        if how in {OK, LATE} and notice not in self.known:
            self.known.add(notice)
            self.effects.append(notice)
        return how


@contextmanager
def receiving(certificate: Path | None = None) -> Iterator[WebhookReceiver]:
    """Serve a receiver on this machine, over TLS where it has a certificate."""
    receiver = WebhookReceiver()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
            how = receiver.take({name.lower(): value for name, value in self.headers.items()}, body)
            if how == LATE:
                receiver.released.wait(receiver.late_s)
            if how == HANG_UP:
                self.connection.close()
                return
            self.send_response({OK: 200, LATE: 200, REFUSE: 500, ELSEWHERE: 302}[how])
            if how == ELSEWHERE:
                self.send_header("Location", f"http://127.0.0.1:{receiver.port}/other")
            self.send_header("Content-Length", "0")
            self.end_headers()

        def log_message(self, *_args: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    if certificate is not None:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(certificate)
        server.socket = context.wrap_socket(server.socket, server_side=True)
    receiver.port = server.server_address[1]
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    try:
        yield receiver
    finally:
        receiver.released.set()
        server.shutdown()
        server.server_close()
        thread.join()
