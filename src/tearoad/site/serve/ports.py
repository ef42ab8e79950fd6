"""On which port the site answers."""

from __future__ import annotations

import socket  # noqa: TID251  # tries whether a port of this machine is free; opens no connection
from http import HTTPStatus
from http.client import HTTPConnection  # noqa: TID251  # asks our own server on this machine whether it is up

from tearoad.errors import SetupError
from tearoad.text import Text

FIRST = 8000
_TRIES = 200


def choose_port(host: str, wanted: int | None) -> int:
    """Return the wanted port, or the first free one from 8000.

    Raises:
        SetupError: the wanted port is taken or may not be used, or none is free.

    """
    if wanted is not None:
        why = _obstacle(host, wanted)
        if why:
            hint = Text("site.port_taken_hint", free=_first_free(host, max(FIRST, wanted + 1)) or FIRST)
            raise SetupError(Text("site.port_taken", port=wanted, why=why), hint)
        return wanted
    found = _first_free(host, FIRST)
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


def _first_free(host: str, first: int) -> int | None:
    return next((port for port in range(first, min(first + _TRIES, 65_536)) if not _obstacle(host, port)), None)


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
