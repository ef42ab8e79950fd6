"""Bodies far over what an address reads: refused while they arrive, and next to nothing of them on the disk."""

from __future__ import annotations

import socket  # a body is cut short, chunked and counted by hand
from collections.abc import Iterator
from shutil import disk_usage

from lab.benchmarks.attack.site import OURS, Finding, Site
from tearoad.call.uploads import MOST_BYTES, MOST_FILES

PLAY = "big bodies"
REFUSED = frozenset({400, 401, 403, 404, 411, 413, 429})
_PART = b"x" * 65_536
_MOST_TAKEN = MOST_FILES * MOST_BYTES + 10_000_000
"""The most that any of these addresses reads, an application's files, and what is under way in both sides' buffers."""


def play(site: Site, megabytes: int) -> Iterator[Finding]:
    """Send so many megabytes to addresses of each kind: with a length, in chunks, and as parts of a form."""
    edge = b'--edge\r\nContent-Disposition: form-data; name="file"; filename="a.bin"\r\n\r\n'
    targets = (
        "/sign-in/",
        site.houses[OURS]["call"],
        "/floor/sync/",
        f"/floor/files/{'a' * 64}/?kind=picture",
        "/none/",
    )
    for path in targets:
        for kind in ("length", "chunked", "multipart"):
            before = disk_usage(site.place.data).used
            status, sent, most = _send(site, path, kind, megabytes, edge)
            if status not in REFUSED:
                yield Finding(PLAY, f"{path} by {kind}: {status} after {sent // 1_000_000} MB")
            if sent > _MOST_TAKEN:
                yield Finding(PLAY, f"{path} by {kind} took in {sent // 1_000_000} MB before it refused them")
            if most - before > _MOST_TAKEN:
                yield Finding(PLAY, f"{path} by {kind} put {(most - before) // 1_000_000} MB on the disk of the data")


def _send(site: Site, path: str, kind: str, megabytes: int, edge: bytes) -> tuple[int, int, int]:
    """Send until the site answers or cuts; return its status, what was sent, and the most that stood on the disk."""
    media_type = "multipart/form-data; boundary=edge" if kind == "multipart" else "application/octet-stream"
    size = f"Content-Length: {megabytes * 1_000_000}" if kind != "chunked" else "Transfer-Encoding: chunked"
    first = f"POST {path} HTTP/1.1\r\nHost: localhost\r\nX-Forwarded-For: 198.51.100.9"
    head, sent = f"{first}\r\nContent-Type: {media_type}\r\n{size}\r\n\r\n", 0
    most = 0
    with socket.create_connection(("127.0.0.1", site.port), timeout=30) as line:
        try:
            line.sendall(head.encode() + (edge if kind == "multipart" else b""))
            while sent < megabytes * 1_000_000:
                line.sendall(b"%x\r\n%s\r\n" % (len(_PART), _PART) if kind == "chunked" else _PART)
                sent += len(_PART)
                most = max(most, disk_usage(site.place.data).used)
                line.settimeout(0)
                try:
                    if line.recv(1, socket.MSG_PEEK):
                        break
                except BlockingIOError:
                    pass
                line.settimeout(30)
        except OSError:
            pass  # cut: what was answered before is read below
        line.settimeout(30)
        try:
            words = line.recv(64).split(b" ", 2)
        except OSError:
            words = []
    cut = 413 if sent < megabytes * 1_000_000 else 0  # a connection that is cut early is a refusal as well
    return (int(words[1]) if len(words) > 1 and words[1].isdigit() else cut), sent, most
