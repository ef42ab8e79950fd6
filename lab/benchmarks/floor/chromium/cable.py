"""A cable between phones and a site, which can be cut at any moment, also between a letter and its answer.

Phones speak TLS with it, as they do at a fair: without a cipher a browser takes an answer that broke off within its
headers for a whole one without a body. Its certificate is its own: phones are told to accept any.
"""

from __future__ import annotations

import asyncio
import contextlib
import ssl
import tempfile
import threading
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec

_CHUNK = 65536
_CUT_AFTER = 200
"""Of an answer that is cut short, so many bytes come through."""


class Way(StrEnum):
    """What becomes of what is sent."""

    WHOLE = "whole"
    CUT = "cut"
    """Nothing goes through; what was under way is broken off."""
    MUTE = "mute"
    """Letters arrive, answers are broken off."""


class Cable:
    """Carries connections from a port of its own to a site's."""

    def __init__(self, site_port: int) -> None:
        """Lay it; it lies until `close`."""
        self._site_port, self._way, self.port = site_port, Way.WHOLE, 0
        self._cipher = cipher()
        self._open: set[asyncio.StreamWriter] = set()
        self._loop = asyncio.new_event_loop()
        lies = threading.Event()
        self._thread = threading.Thread(target=self._run, args=(lies,), daemon=True)
        self._thread.start()
        lies.wait()

    def set(self, way: Way) -> None:
        """Cut it, mend it, or let letters through and no answers."""
        self._loop.call_soon_threadsafe(self._set, way)

    def close(self) -> None:
        """Take it away."""
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()

    def _run(self, lies: threading.Event) -> None:
        asyncio.set_event_loop(self._loop)
        server = self._loop.run_until_complete(asyncio.start_server(self._carry, "127.0.0.1", 0))
        self.port = server.sockets[0].getsockname()[1]
        lies.set()
        self._loop.run_forever()
        server.close()
        under_way = asyncio.all_tasks(self._loop)
        for task in under_way:
            task.cancel()
        self._loop.run_until_complete(asyncio.gather(*under_way, return_exceptions=True))
        self._loop.close()

    def _set(self, way: Way) -> None:
        self._way = way
        if way is not Way.WHOLE:
            for writer in list(self._open):
                writer.transport.abort()

    async def _carry(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        if self._way is Way.CUT:
            writer.transport.abort()
            return
        try:
            await writer.start_tls(self._cipher)
            there, back = await asyncio.open_connection("127.0.0.1", self._site_port)
        except OSError:
            writer.transport.abort()
            return
        self._open |= {writer, back}
        with contextlib.suppress(OSError, asyncio.CancelledError):
            await asyncio.gather(self._pump(reader, back), self._answer(there, writer))
        self._open -= {writer, back}
        for stream_writer in (writer, back):
            stream_writer.transport.abort()

    @staticmethod
    async def _pump(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        while part := await reader.read(_CHUNK):
            writer.write(part)
            await writer.drain()
        with contextlib.suppress(OSError):
            writer.write_eof()

    async def _answer(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        while part := await reader.read(_CHUNK):
            if self._way is Way.MUTE:
                writer.write(part[:_CUT_AFTER])
                await writer.drain()
                writer.transport.abort()
                return
            writer.write(part)
            await writer.drain()
        writer.transport.abort()


def cipher() -> ssl.SSLContext:
    """Return what a server named localhost ciphers with, by a certificate made for the day."""
    key, name = ec.generate_private_key(ec.SECP256R1()), x509.Name.from_rfc4514_string("CN=localhost")
    began = datetime.now(UTC) - timedelta(days=1)
    made = (
        x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
        .not_valid_before(began)
        .not_valid_after(began + timedelta(days=30))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName("localhost")]), critical=False)
        .sign(key, hashes.SHA256())
    )
    pem = serialization.Encoding.PEM
    kept = serialization.PrivateFormat.PKCS8
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "cable.pem"
        file.write_bytes(made.public_bytes(pem) + key.private_bytes(pem, kept, serialization.NoEncryption()))
        context.load_cert_chain(file)
    return context
