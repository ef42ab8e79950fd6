"""Nothing that a stranger sends stands in a line of the log, and every line is JSON: asked of a site that is served."""

from __future__ import annotations

import json
import socket  # noqa: TID251  # sends what no client would
from pathlib import Path

from tests.site.serving import served
from tests.waiting import PATIENCE_S

MARK = "hostile-wxyz"
"""No digits of random ids, which the log has in every line."""
HOSTILE = f'{MARK}"\\\x1b[31m{{}}%s\u202e'.encode()
FORM = b"email=" + HOSTILE + b"&code=" + HOSTILE + b"&next=" + HOSTILE
GOOD = b"Host: localhost"
REQUESTS = (
    (b"GET / HTTP/1.1", b"Host: " + MARK.encode()),
    (b"GET / HTTP/1.1", b"Host: " + HOSTILE),
    (b"GET / HTTP/1.1", b"Host: a_" + MARK.encode() + b".example"),
    (b"GET / HTTP/1.1", GOOD, b"X-Forwarded-Host: " + HOSTILE, b"X-Forwarded-For: " + HOSTILE),
    (b"GET / HTTP/1.1", GOOD, b"User-Agent: " + HOSTILE, b"X-Request-ID: " + HOSTILE, b"Referer: http://" + HOSTILE),
    (b"GET / HTTP/1.1", GOOD, b"Accept-Language: " + HOSTILE, b"Cookie: session=" + HOSTILE + b"; csrf=" + HOSTILE),
    (b"GET / HTTP/1.1", GOOD, b"Content-Type: multipart/form-data; boundary=" + HOSTILE),
    (b"GET / HTTP/1.1", GOOD, b"If-Modified-Since: " + HOSTILE, b"Range: " + HOSTILE, b"Accept: " + HOSTILE),
    (b"GET /" + MARK.encode() + b"?q=" + MARK.encode() + b" HTTP/1.1", GOOD),
    (b"GET /v/" + MARK.encode() + b"%0A%22/ HTTP/1.1", GOOD),
    (b"GET /static/../../" + MARK.encode() + b" HTTP/1.1", GOOD),
    (b"GET /?q=%00" + MARK.encode() + b" HTTP/1.1", GOOD),
    (b"GET /?" + b"&".join(b"%s%d=1" % (MARK.encode(), n) for n in range(1100)) + b" HTTP/1.1", GOOD),
    (b"GET /?q=" + MARK.encode() * 1000 + b" HTTP/1.1", GOOD),
    (MARK.upper().encode() + b" / HTTP/1.1", GOOD),
    (b"GET / HTTP/9.9", GOOD, MARK.encode()),
    (MARK.encode() + b"\x00\xff", GOOD),
    (b"GET /" + HOSTILE + b" HTTP/1.1", GOOD),
)


def send(port: int, *lines: bytes, body: bytes = b"") -> bytes:
    """Send bytes as they are, and return the first of what comes back."""
    with socket.create_connection(("127.0.0.1", port), timeout=PATIENCE_S) as line:
        line.sendall(b"\r\n".join((*lines, b"Connection: close", b"", b"")) + body)
        return line.recv(200)


def post(port: int, path: bytes, kind: bytes, body: bytes, *more: bytes) -> bytes:
    """Send a form."""
    length = b"Content-Length: %d" % len(body)
    return send(port, b"POST " + path + b" HTTP/1.1", GOOD, b"Content-Type: " + kind, length, *more, body=body)


def test_nothing_that_was_sent_stands_in_the_log(prepared_place: dict[str, str], tmp_path: Path) -> None:
    with served(prepared_place | {"TEAROAD_LOG_LEVEL": "DEBUG", "TEAROAD_PROXIES": "1"}, tmp_path) as site:
        for request in REQUESTS:
            send(site.port, *request)
        token = b"a" * 32
        for more in ((), (b"Cookie: csrf=" + token, b"X-CSRFToken: " + token, b"Origin: http://" + HOSTILE)):
            post(site.port, b"/sign-in/", b"application/x-www-form-urlencoded", FORM, *more)
            post(site.port, b"/sign-in/", b"multipart/form-data; boundary=x", b"--x\r\n" + HOSTILE, *more)
            post(site.port, b"/api/" + MARK.encode(), b"application/json", b'{"a":' + HOSTILE, *more)
            post(site.port, b"/sign-in/", b"text/plain; charset=" + MARK.encode(), HOSTILE, *more)
        assert site.get("/healthz") == 200
    text = site.log.read_text()
    lines = [json.loads(line) for line in text.splitlines()]
    assert {"message", "logger", "level", "at"} <= set.intersection(*map(set, lines))
    assert any(line["logger"] == "django.security.DisallowedHost" for line in lines)
    assert [line for line in text.splitlines() if "wxyz" in line.casefold()] == []
