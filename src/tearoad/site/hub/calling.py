"""The way home: letters go to the one address that the settings name, and to no other."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any
from urllib.error import HTTPError
from urllib.request import HTTPRedirectHandler, Request, build_opener  # noqa: TID251  # a hub's one way: home

from tearoad.errors import SetupError, TearoadError
from tearoad.text import Text

PATH = "/floor/exchange/"
TIMEOUT_S = 60
MOST_BYTES = 50_000_000
"""No answer is read further."""
_REFUSED = frozenset({401, 403, 404})


class OutOfReach(TearoadError):
    """Home does not answer: trying again later may help."""


class _Stays(HTTPRedirectHandler):
    """Follows nobody elsewhere: a hall's network may answer anything with a page of its own."""

    def redirect_request(self, *_args: Any, **_named: Any) -> None:  # noqa: ANN401  # the library's own form
        """Follow nowhere."""


def call(home: str, key: str, letter: Mapping[str, Any]) -> dict[str, Any]:
    """Carry a letter home and return the answer.

    Raises:
        OutOfReach: home does not answer, or somebody else does in its place.
        SetupError: home does not know this hub.

    """
    body = json.dumps(letter, ensure_ascii=False).encode()
    headers = {"Authorization": f"Hub {key}", "Content-Type": "application/json", "Accept": "application/json"}
    request = Request(home + PATH, body, headers)  # noqa: S310  # the settings take http and https only
    try:
        with build_opener(_Stays).open(request, timeout=TIMEOUT_S) as answer:
            return _read(home, answer.read(MOST_BYTES + 1))
    except HTTPError as refused:
        if refused.code in _REFUSED:
            raise SetupError(Text("hub_pages.not_known", home=home), Text("hub_pages.unknown_hub_hint")) from refused
        raise _out_of_reach(home, f"HTTP {refused.code}") from refused
    except OSError as failed:
        raise _out_of_reach(home, str(getattr(failed, "reason", failed))) from failed


def _read(home: str, body: bytes) -> dict[str, Any]:
    try:
        told = json.loads(body)
        told["streams"], told["given"]  # what has them is an answer of home
    except (ValueError, TypeError, KeyError) as other:
        raise _out_of_reach(home, Text("hub_pages.somebody_else")) from other
    return dict(told)


def _out_of_reach(home: str, why: str | Text) -> OutOfReach:
    return OutOfReach(Text("hub_pages.out_of_reach", home=home, why=why), Text("hub_pages.out_of_reach_hint"))
