"""What a server in a hall does on its way home, one step at a time: between any two of them it may be cut off."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass
from typing import Any

from tearoad.capture.mark import MarkedRequest
from tearoad.capture.web.actions.hubs import files, hall
from tearoad.mission.web.models import Mission
from tearoad.site.hub.calling import Home, HubAnswer, OutOfReach
from tearoad_lab.rehearse.wire import WireAnswer

Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class ReadAnswer:
    """Whether something else answered in home's place, and whether another letter is needed."""

    away: bool
    more: bool = False


@dataclass(frozen=True, slots=True)
class ParcelWritten:
    """A file on its way home."""

    digest: str
    kind: str
    phone: str
    body: str


@dataclass(frozen=True, slots=True)
class RequestMade:
    """A letter home with what it is marked by."""

    by: str
    sent: str
    nonce: str


class HallRehearsal:
    """Writes letters home and reads what is answered."""

    def __init__(self, mission: Mission, home: Home) -> None:
        """Keep whose notes it brings, and home by whose mark its answers are known."""
        self._mission, self._home = mission, home
        self._parcels: list[files.Parcel] = []

    def orders(self) -> Mapping[str, Callable[..., Json | None]]:
        """Return what it can be told to do."""
        return {
            "letter": self._letter,
            "read_answer": self._read_answer,
            "parcels": self._open_parcels,
            "brought": self._brought,
        }

    def _letter(self) -> Json:
        return hall.letter_of(self._mission)

    def _read_answer(self, letter: Json, request: Json, answer: Json) -> Json:
        """Read what came back for a letter; `away` where that was not home's own answer."""
        try:
            home_answer = self._home.answer_to(*_on_the_way(request, answer))
        except OutOfReach:
            return asdict(ReadAnswer(away=True))
        hall.take_in(self._mission, letter, home_answer)
        return asdict(ReadAnswer(away=False, more=hall.has_more(self._mission, home_answer)))

    def _open_parcels(self) -> Json:
        self._parcels = list(files.to_bring(self._mission))
        return {
            "parcels": [
                asdict(
                    ParcelWritten(
                        parcel.claim.digest, parcel.claim.kind.value, str(parcel.phone), parcel.content.decode()
                    )
                )
                for parcel in self._parcels
            ]
        }

    def _brought(self, place: int, request: Json, answer: Json) -> Json:
        """Read what came back for a file; `away` where that was not home's own answer."""
        parcel = self._parcels[place]
        try:
            if self._home.keeps(parcel, *_on_the_way(request, answer)):
                files.mark_brought(self._mission, parcel)
        except OutOfReach:
            return asdict(ReadAnswer(away=True))
        return asdict(ReadAnswer(away=False))


def _on_the_way(request: Json, answer: Json) -> tuple[MarkedRequest, HubAnswer]:
    made, came = RequestMade(**request), WireAnswer(**answer)
    return MarkedRequest(made.by, made.sent.encode(), made.nonce), HubAnswer(came.status, came.mark, came.text.encode())
