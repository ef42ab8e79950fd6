"""A server on this machine that sends files, and behaves as badly as it is told."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

CSV = {"Content-Type": "text/csv; charset=utf-8"}


@dataclass
class ServedAnswer:
    """What is sent for a path."""

    body: bytes = b""
    headers: Mapping[str, str] = field(default_factory=lambda: CSV)
    status: int = 200
    length: int | None = None
    """What is announced, where it is not the length of the body."""
    dripping: bool = False
    """Whether nothing but a letter comes, and the connection stays open without a length."""


@dataclass
class FileServer:
    """Its port, what it sends, and what was asked for."""

    port: int
    answers: dict[str, ServedAnswer]
    asked: list[str] = field(default_factory=list)
    over: threading.Event = field(default_factory=threading.Event)

    def address(self, path: str, host: str = "127.0.0.1") -> str:
        """Return the address of a path."""
        return f"http://{host}:{self.port}{path}"


@contextmanager
def serving_files(answers: Callable[[int], dict[str, ServedAnswer]]) -> Iterator[FileServer]:
    """Serve; the answers may name the port in their redirects."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            served.asked.append(self.path)
            answer = served.answers[self.path]
            self.send_response(answer.status)
            for name, value in answer.headers.items():
                self.send_header(name, value)
            if not answer.dripping:
                self.send_header("Content-Length", str(len(answer.body) if answer.length is None else answer.length))
            self.end_headers()
            self.wfile.write(answer.body)
            self.wfile.flush()
            if answer.dripping:
                served.over.wait(30)

        def log_message(self, *_args: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    served = FileServer(server.server_address[1], answers(server.server_address[1]))
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    try:
        yield served
    finally:
        served.over.set()
        server.shutdown()
        server.server_close()
        thread.join()
