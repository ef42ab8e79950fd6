"""The way home: letters go to the one address that the settings name, and to no other."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from http.client import HTTPException, HTTPResponse  # noqa: TID251  # what a broken answer is called; opens nothing
from typing import Any
from urllib.error import HTTPError
from urllib.parse import urlencode
from urllib.request import HTTPRedirectHandler, Request, build_opener  # noqa: TID251  # a hub's one way: home

from tearoad.capture.mark import MARK, NONCE, MarkedRequest
from tearoad.capture.web.actions.hubs.files import Parcel
from tearoad.errors import SetupError, TearoadError
from tearoad.text import Text

PATH = "/floor/exchange/"
TIMEOUT_S = 60
MOST_BYTES = 50_000_000
"""No answer is read further."""
_DONE = 200
_REFUSED = frozenset({401, 403})
_TOO_LARGE = 413
_NO_FILE = frozenset({404, _TOO_LARGE, 422})


class OutOfReach(TearoadError):
    """Home does not answer: trying again later may help."""


class _Stays(HTTPRedirectHandler):
    """Follows nobody elsewhere: a hall's network may answer anything with a page of its own."""

    def redirect_request(self, *_args: Any, **_named: Any) -> None:  # noqa: ANN401  # the library's own form
        """Follow nowhere."""


@dataclass(frozen=True, slots=True)
class HubAnswer:
    """What came back, whoever sent it."""

    status: int
    mark: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Home:
    """Home as a hub reaches it; nothing is believed but what home has marked as its own answer to this very letter."""

    address: str
    key: str

    def letter(self, letter: Mapping[str, Any]) -> dict[str, Any]:
        """Carry a letter home and return the answer.

        Raises:
            OutOfReach: home does not answer, or somebody else does in its place.
            SetupError: home does not know this hub.

        """
        body = json.dumps(letter).encode()  # in ASCII: what waits for a person may hold halves of letters
        request = self.asking(body)
        return self.answer_to(request, self._carried(PATH, request, "application/json"))

    def parcel(self, parcel: Parcel) -> bool:
        """Carry a file home; say whether home keeps it now, and not that it does not want it.

        Raises:
            OutOfReach: home does not answer, or somebody else does in its place.
            SetupError: home does not know this hub.

        """
        query = {"phone": str(parcel.phone), "kind": parcel.claim.kind.value, "aside": int(parcel.is_aside)}
        path, request = f"{PATH}{parcel.claim.digest}/?{urlencode(query)}", self.asking(parcel.content)
        return self.keeps(parcel, request, self._carried(path, request, "application/octet-stream"))

    def asking(self, body: bytes) -> MarkedRequest:
        """Return what is asked of home with a body."""
        return MarkedRequest(f"Hub {self.key}", body)

    def answer_to(self, request: MarkedRequest, answer: HubAnswer) -> dict[str, Any]:
        """Return what home answered to a letter; raises as `letter`."""
        self._check_own(request, answer)
        self._check_done(answer)
        found: dict[str, Any] = json.loads(answer.content)
        return found

    def keeps(self, parcel: Parcel, request: MarkedRequest, answer: HubAnswer) -> bool:
        """Return whether home answered that it keeps a file; raises as `parcel`."""
        if answer.status == _TOO_LARGE:  # for home, or for something on the way: it holds up no other
            return False
        self._check_own(request, answer)
        if answer.status in _NO_FILE:
            return False
        self._check_done(answer)
        return bool(json.loads(answer.content)["kept"] == parcel.claim.digest)

    def _check_own(self, request: MarkedRequest, answer: HubAnswer) -> None:
        if not request.is_own(answer.status, answer.content, answer.mark):
            raise self._out_of_reach(Text("hub_pages.somebody_else", status=answer.status))
        if answer.status in _REFUSED:
            raise SetupError(Text("hub_pages.not_known", home=self.address), Text("hub_pages.unknown_hub_hint"))

    def _check_done(self, answer: HubAnswer) -> None:
        if answer.status != _DONE:
            why = f"HTTP {answer.status}"
            raise self._out_of_reach(why)

    def _carried(self, path: str, marked: MarkedRequest, media_type: str) -> HubAnswer:
        headers = {"Authorization": marked.by, NONCE: marked.nonce}
        headers |= {"Content-Type": media_type, "Accept": "application/json"}
        request = Request(self.address + path, marked.sent, headers)  # noqa: S310  # the settings take http and https only
        try:
            with self._answer(request) as answer:
                return HubAnswer(answer.status or 0, answer.headers.get(MARK, ""), answer.read(MOST_BYTES + 1))
        except (OSError, HTTPException) as failed:  # the latter where an answer breaks off
            raise self._out_of_reach(str(getattr(failed, "reason", failed))) from failed

    @staticmethod
    def _answer(request: Request) -> HTTPResponse | HTTPError:
        try:
            response: HTTPResponse = build_opener(_Stays).open(request, timeout=TIMEOUT_S)
        except HTTPError as refused:
            return refused
        return response

    def _out_of_reach(self, why: str | Text) -> OutOfReach:
        said = Text("hub_pages.out_of_reach", home=self.address, why=why)
        return OutOfReach(said, Text("hub_pages.out_of_reach_hint"))
