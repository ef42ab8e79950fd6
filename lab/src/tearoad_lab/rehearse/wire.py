"""A request as the server gets it, through every middleware, without a socket."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from io import BytesIO

from django.conf import settings
from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections

from tearoad.capture.mark import MARK


@dataclass(frozen=True, slots=True)
class WireAnswer:
    """What came back: status, mark and text."""

    status: int
    mark: str
    text: str


class Wire:
    """Carries posts to the site and its answers back."""

    def __init__(self) -> None:
        """Load the site; the connection stays open from request to request: a run is one transaction."""
        for signal in (request_started, request_finished):
            signal.disconnect(close_old_connections)
        self._site: Callable[..., Iterable[bytes]] = get_wsgi_application()

    def post(self, path: str, body: str, headers: Mapping[str, str]) -> WireAnswer:
        """Return what is answered."""
        content = body.encode()
        environ = {
            "REQUEST_METHOD": "POST",
            "PATH_INFO": path.partition("?")[0],
            "QUERY_STRING": path.partition("?")[2],
            "SERVER_NAME": "localhost",
            "SERVER_PORT": "80",
            "HTTP_HOST": settings.ALLOWED_HOSTS[0] if settings.ALLOWED_HOSTS else "localhost",
            "REMOTE_ADDR": "127.0.0.1",
            "CONTENT_TYPE": "application/json",
            "HTTP_ACCEPT": "application/json",
            "CONTENT_LENGTH": str(len(content)),
            "wsgi.input": BytesIO(content),
            "wsgi.url_scheme": "http",
            **{f"HTTP_{name.upper().replace('-', '_')}": value for name, value in headers.items()},
        }
        started: list[tuple[str, list[tuple[str, str]]]] = []
        written = b"".join(self._site(environ, lambda status, named: started.append((status, named))))
        [(status, answered)] = started
        return WireAnswer(int(status.split()[0]), dict(answered).get(MARK, ""), written.decode())
