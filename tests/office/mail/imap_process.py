"""A process that serves one mailbox by IMAP (pymap), on a socket that whoever started it has opened."""

from __future__ import annotations

import asyncio
import socket  # noqa: TID251  # takes over the socket that was opened for it
import sys
from argparse import Namespace

from proxyprotocol.reader import ProxyProtocolReader
from pymap.backend.dict import DictBackend
from pymap.imap import IMAPServer


async def serve(listening: socket.socket, user: str, password: str) -> None:
    """Serve until the process is ended."""
    place: dict[str, object] = {
        "host": [],
        "port": "0",
        "cert": None,
        "key": None,
        "tls": False,
        "proxy_protocol": None,
    }
    who: dict[str, object] = {"demo_data": False, "demo_user": user, "demo_password": password}
    backend, config = await DictBackend.init(Namespace(**place, **who, debug=False, passlib_cfg=None))
    config.apply_context()
    answer = ProxyProtocolReader(config.proxy_protocol).get_callback(IMAPServer(backend.login, config))
    server = await asyncio.start_server(answer, sock=listening)
    async with server:
        await server.serve_forever()


if __name__ == "__main__":
    asyncio.run(serve(socket.socket(fileno=int(sys.argv[1])), *sys.argv[2:]))
