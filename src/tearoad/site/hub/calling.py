"""The way home: letters go to the one address that the settings name, and to no other."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.error import HTTPError
from urllib.parse import urlencode
from urllib.request import HTTPRedirectHandler, Request, build_opener  # noqa: TID251  # a hub's one way: home

from tearoad.capture.web.actions.hubs.files import Parcel
from tearoad.errors import SetupError, TearoadError
from tearoad.text import Text
from tearoad.values.json_data import data_of

PATH = "/floor/exchange/"
TIMEOUT_S = 60
MOST_BYTES = 50_000_000
"""No answer is read further."""
_REFUSED = frozenset({401, 403})
_NOT_FOUND = 404
_NO_FILE = frozenset({_NOT_FOUND, 413, 422})


class OutOfReach(TearoadError):
    """Home does not answer: trying again later may help."""


class _Stays(HTTPRedirectHandler):
    """Follows nobody elsewhere: a hall's network may answer anything with a page of its own."""

    def redirect_request(self, *_args: Any, **_named: Any) -> None:  # noqa: ANN401  # the library's own form
        """Follow nowhere."""


@dataclass(frozen=True, slots=True)
class Home:
    """Home as a hub reaches it."""

    address: str
    key: str

    def letter(self, letter: Mapping[str, Any]) -> dict[str, Any]:
        """Carry a letter home and return the answer.

        Raises:
            OutOfReach: home does not answer, or somebody else does in its place.
            SetupError: home does not know this hub.

        """
        body = json.dumps(letter).encode()  # in ASCII: what waits for a person may hold halves of letters
        try:
            told = self._carried(PATH, body, "application/json")
        except HTTPError as refused:
            if refused.code == _NOT_FOUND:  # no Tea Road, or one of before there were hubs
                raise self._unknown() from refused
            raise self._out_of_reach(str(refused)) from refused
        if not {"streams", "given"} <= told.keys():  # what has them is an answer of home
            raise self._out_of_reach(Text("hub_pages.somebody_else"))
        return told

    def parcel(self, parcel: Parcel) -> bool:
        """Carry a file home; say whether home keeps it now, and not that it does not want it.

        Raises:
            OutOfReach: home does not answer, or somebody else does in its place.
            SetupError: home does not know this hub.

        """
        told = {"phone": str(parcel.phone), "kind": parcel.claim.kind.value, "aside": int(parcel.is_aside)}
        try:
            answer = self._carried(
                f"{PATH}{parcel.claim.digest}/?{urlencode(told)}", parcel.content, "application/octet-stream"
            )
        except HTTPError as refused:
            if refused.code in _NO_FILE:
                return False
            raise self._out_of_reach(str(refused)) from refused
        if answer.get("kept") != parcel.claim.digest:
            raise self._out_of_reach(Text("hub_pages.somebody_else"))
        return True

    def _carried(self, path: str, body: bytes, media_type: str) -> dict[str, Any]:
        headers = {"Authorization": f"Hub {self.key}", "Content-Type": media_type, "Accept": "application/json"}
        request = Request(self.address + path, body, headers)  # noqa: S310  # the settings take http and https only
        try:
            with build_opener(_Stays).open(request, timeout=TIMEOUT_S) as answer:
                return self._read(answer.read(MOST_BYTES + 1))
        except HTTPError as refused:
            if refused.code in _REFUSED:
                raise self._unknown() from refused
            raise
        except OSError as failed:
            raise self._out_of_reach(str(getattr(failed, "reason", failed))) from failed

    def _read(self, body: bytes) -> dict[str, Any]:
        try:
            return dict(data_of(body))
        except (ValueError, TypeError) as other:
            raise self._out_of_reach(Text("hub_pages.somebody_else")) from other

    def _unknown(self) -> SetupError:
        return SetupError(Text("hub_pages.not_known", home=self.address), Text("hub_pages.unknown_hub_hint"))

    def _out_of_reach(self, why: str | Text) -> OutOfReach:
        said = Text("hub_pages.out_of_reach", home=self.address, why=why)
        return OutOfReach(said, Text("hub_pages.out_of_reach_hint"))
