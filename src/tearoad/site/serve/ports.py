"""On which port the site answers."""

from __future__ import annotations

import errno
import os
import socket  # noqa: TID251  # tries whether a port of this machine is free; opens no connection
from collections.abc import Callable, Iterator
from http import HTTPStatus
from http.client import HTTPConnection  # noqa: TID251  # asks our own server on this machine whether it is up

from tearoad.errors import SetupError
from tearoad.text import Text

FIRST = 8000
_TRIES = 200
_claims: list[socket.socket] = []
"""Ports that this process means to use, until it ends."""


def claim_port(host: str, wanted: int | None) -> int:
    """Do as `choose_port`, and keep others who start at the same moment from choosing the same.

    A web server shares its port among its processes, so a second site on that port would not be refused: some requests
    would go to one, some to the other.
    """
    return choose_port(host, wanted, _claim)


def _claim(port: int) -> bool:
    """Take a name that all processes of this machine share, wherever their temporary files lie."""
    name = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    try:
        name.bind(f"\0tearoad-port-{port}")
    except OSError as refused:
        name.close()
        return refused.errno != errno.EADDRINUSE  # a system without such names: the port itself was free
    _claims.append(name)
    return True


def choose_port(host: str, wanted: int | None, claim: Callable[[int], bool] = bool) -> int:
    """Return the wanted port, or the first free one from 8000 that may be claimed.

    Raises:
        SetupError: the address is not this machine's, the wanted port is taken or may not be used, or none is free.

    """
    nowhere = _obstacle(host, 0)
    if nowhere:
        raise SetupError(Text("site.host_not_here", host=host, why=nowhere), Text("site.host_not_here_hint"))
    if wanted is not None:
        why = _obstacle(host, wanted)
        if not (why or claim(wanted)):
            why = os.strerror(errno.EADDRINUSE)
        if why:
            hint = Text("site.port_taken_hint", free=next(_free(host, max(FIRST, wanted + 1)), FIRST))
            raise SetupError(Text("site.port_taken", port=wanted, why=why), hint)
        return wanted
    found = next(filter(claim, _free(host, FIRST)), None)
    if found is None:
        last = FIRST + _TRIES - 1
        raise SetupError(Text("site.no_port", first=FIRST, last=last), Text("site.no_port_hint"))
    return found


def answers(host: str, port: int) -> bool:
    """Whether our server answers on a port of this machine."""
    near = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(host, host)  # noqa: S104  # compared, not bound
    connection = HTTPConnection(near, port, timeout=5)
    try:
        connection.request("GET", "/healthz", headers={"Host": "localhost"})
        return connection.getresponse().status == HTTPStatus.OK
    except OSError:
        return False
    finally:
        connection.close()


def _free(host: str, first: int) -> Iterator[int]:
    return (port for port in range(first, min(first + _TRIES, 65_536)) if not _obstacle(host, port))


def _obstacle(host: str, port: int) -> str:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as trial:
        trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            trial.bind((host, port))
            trial.listen(1)
        except OSError as refused:
            return refused.strerror or type(refused).__name__
    return ""
