"""Ways home that tests go."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from tearoad.capture.web.actions.hubs import hall, home
from tearoad.capture.web.actions.hubs.files import Parcel
from tearoad.capture.web.models import Hub


@dataclass
class Here:
    """A way home to the same database; words go as over a wire, files are noted."""

    hub: Hub
    keeps: Callable[[Parcel], bool] = lambda _parcel: True
    parcels: list[Parcel] = field(default_factory=list)

    def letter(self, letter: hall.Letter) -> dict[str, Any]:
        """Carry it."""
        return dict(_over_the_wire(home.answered(self.hub, _over_the_wire(letter))))

    def parcel(self, parcel: Parcel) -> bool:
        """Note it."""
        self.parcels.append(parcel)
        return self.keeps(parcel)


def _over_the_wire(data: dict[str, Any]) -> Any:  # noqa: ANN401  # JSON data
    return json.loads(json.dumps(data))
