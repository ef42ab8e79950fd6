"""Calls the WSGI application in a thread, with a body that is there, and takes its whole answer from the thread."""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import IO, Any
from urllib.parse import unquote_to_bytes

from tearoad.site.front.spool import IN_MEMORY, Spool
from tearoad.web.limits.answering import NOT_BEFORE

Scope = Mapping[str, Any]
Environ = dict[str, Any]
Application = Callable[[Environ, Callable[..., None]], Iterable[bytes]]
_BLOCK = 65_536
_OURS = {
    "GATEWAY_INTERFACE": "CGI/1.1",
    "SCRIPT_NAME": "",
    "SERVER_SOFTWARE": "granian",
    "wsgi.version": (1, 0),
    "wsgi.input_terminated": True,
    "wsgi.multiprocess": False,
    "wsgi.multithread": True,
    "wsgi.run_once": False,
}
_UNPREFIXED = {"content-type": "CONTENT_TYPE"}
_LEFT_OUT = frozenset({"content-length", "transfer-encoding"})
"""Both are said anew: the body is there, and as long as it is."""


@dataclass(slots=True)
class DjangoAnswer:
    """What Django answered, whole."""

    status: int
    headers: list[tuple[bytes, bytes]]
    content: bytes | IO[bytes]
    size: int
    not_before: float = 0.0
    """The second of `time.monotonic` before which it is not sent."""

    def close(self) -> None:
        """Let go of its file."""
        if not isinstance(self.content, bytes):
            self.content.close()


class SentFile:
    """What Django hands over where a file is to be sent: the server's `wsgi.file_wrapper`."""

    def __init__(self, file: IO[bytes], block_size: int = _BLOCK) -> None:
        """Keep the file; closing it closes the answer as well."""
        self.file, self._block_size = file, block_size

    def __iter__(self) -> Iterator[bytes]:
        """Yield the file in parts."""
        return iter(lambda: self.file.read(self._block_size), b"")

    def close(self) -> None:
        """Close the file."""
        self.file.close()

    def opened_anew(self) -> IO[bytes] | None:
        """Return the file from here on, to be read after the answer is closed; None where it is no plain file."""
        try:
            file = os.fdopen(os.dup(self.file.fileno()), "rb")
            file.seek(self.file.tell())
        except (OSError, AttributeError):  # also io.UnsupportedOperation
            return None
        return file


def environ_of(scope: Scope, body: IO[bytes], size: int | None) -> Environ:
    """Return the environment of a request as WSGI wants it; `size` is that of its body, None where it has none."""
    server, client = scope.get("server") or ("", 0), scope.get("client") or ("", 0)
    environ: Environ = _OURS | {
        "REQUEST_METHOD": scope["method"],
        "PATH_INFO": unquote_to_bytes(scope["raw_path"]).decode("latin-1"),
        "QUERY_STRING": scope["query_string"].decode("latin-1"),
        "SERVER_PROTOCOL": f"HTTP/{scope['http_version']}",
        "SERVER_NAME": server[0],
        "SERVER_PORT": str(server[1]),
        "REMOTE_ADDR": client[0],
        "REMOTE_PORT": str(client[1]),
        "wsgi.url_scheme": scope["scheme"],
        "wsgi.input": body,
        "wsgi.errors": sys.stderr,
        "wsgi.file_wrapper": SentFile,
    }
    for raw, value in scope["headers"]:
        name = raw.decode("latin-1").lower()
        if "_" in name or name in _LEFT_OUT:
            continue  # `X_Forwarded_For` must not pass for `X-Forwarded-For`
        key = _UNPREFIXED.get(name) or f"HTTP_{name.upper().replace('-', '_')}"
        said = value.decode("latin-1")
        joint = "; " if key == "HTTP_COOKIE" else ","
        environ[key] = f"{environ[key]}{joint}{said}" if key in environ else said
    if size is not None:
        environ["CONTENT_LENGTH"] = str(size)
    return environ


def answered(application: Application, environ: Environ) -> DjangoAnswer:
    """Call the application and take its whole answer; to be called in a thread.

    Raises:
        OSError: the disk has no room for a large answer.

    """
    begun: list[tuple[str, list[tuple[str, str]]]] = []

    def start(status: str, headers: list[tuple[str, str]], _exc_info: object = None) -> None:
        begun[:] = [(status, headers)]

    parts = application(environ, start)
    try:
        content, size = _content(parts, is_wanted=environ["REQUEST_METHOD"] != "HEAD")
    finally:
        close = getattr(parts, "close", None)
        if close is not None:
            close()
    status, headers = begun[0]
    sent = [(name.lower().encode("latin-1"), value.strip().encode("latin-1")) for name, value in headers]
    if not any(name == b"content-length" for name, _ in sent) and environ["REQUEST_METHOD"] != "HEAD":
        sent.append((b"content-length", str(size).encode()))
    return DjangoAnswer(int(status.split(" ", 1)[0]), sent, content, size, environ.get(NOT_BEFORE, 0.0))


def _content(parts: Iterable[bytes], *, is_wanted: bool) -> tuple[bytes | IO[bytes], int]:
    if not is_wanted:
        return b"", 0
    file = parts.opened_anew() if isinstance(parts, SentFile) else None
    if file is not None:
        size = os.fstat(file.fileno()).st_size - file.tell()
        if size > IN_MEMORY:
            return file, size
        with file:
            return file.read(), size
    return _collected(parts)


def _collected(parts: Iterable[bytes]) -> tuple[bytes | IO[bytes], int]:
    spool = Spool()
    try:
        for part in parts:
            spool.write(part)
    except BaseException:
        spool.close()
        raise
    opened = spool.reading()
    if isinstance(opened, io.BytesIO):
        return opened.getvalue(), spool.size
    return opened, spool.size
