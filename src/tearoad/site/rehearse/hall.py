"""What a server in a hall does on its way home, one step at a time: between any two of them it may be cut off."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from tearoad.capture.web.actions.hubs import files, hall
from tearoad.mission.web.models import Mission

Json = dict[str, Any]


class Hall:
    """Writes letters home and reads what is answered."""

    def __init__(self, mission: Mission) -> None:
        """Keep whose notes it brings."""
        self._mission = mission
        self._parcels: list[files.Parcel] = []

    def orders(self) -> Mapping[str, Callable[..., Json | None]]:
        """Return what it can be told to do."""
        return {"letter": self._letter, "told": self._told, "parcels": self._open_parcels, "brought": self._brought}

    def _letter(self) -> Json:
        return hall.letter_of(self._mission)

    def _told(self, letter: Json, told: Json) -> Json:
        hall.take_in(self._mission, letter, told)
        return {"more": hall.has_more(self._mission, told)}

    def _open_parcels(self) -> Json:
        self._parcels = list(files.to_bring(self._mission))
        return {
            "parcels": [
                {
                    "digest": one.claim.digest,
                    "kind": one.claim.kind.value,
                    "phone": str(one.phone),
                    "body": one.content.decode(),
                }
                for one in self._parcels
            ]
        }

    def _brought(self, place: int) -> None:
        files.mark_brought(self._mission, self._parcels[place])
