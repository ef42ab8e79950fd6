"""What can have happened, as forms and sheets offer it; codes of goods as people list them."""

from __future__ import annotations

import re
from dataclasses import dataclass

from tearoad.errors import InputError
from tearoad.orders.order_event import EventType, LossReason, WithoutMission
from tearoad.orders.rungs import Rung
from tearoad.reference import hs_exists
from tearoad.text import Text
from tearoad.values import HSCode

_BACK = (Rung.CONTRACT, Rung.DEPOSIT, Rung.SHIPPED, Rung.PAID)
"""What is cancelled, given back, returned or credited."""
_WITHOUT_RUNG = (EventType.LOST, EventType.RESUMED, EventType.MESSAGE, EventType.NOTHING_NEW)


@dataclass(frozen=True, slots=True)
class EventChoice:
    """One thing that can have happened."""

    type: EventType
    rung: Rung | None = None
    without: WithoutMission | None = None

    @property
    def value(self) -> str:
        """By what a form names it."""
        return " ".join(filter(None, (self.type.value, self.rung or "", self.without or "")))

    @property
    def label(self) -> Text:
        """What it is called."""
        if self.without is not None:
            return Text(f"orders.without_{self.without.value}")
        if self.rung is None:
            return Text(f"orders.event_{self.type.value}")
        return Text(f"orders.{'rung' if self.type is EventType.FORWARD else 'back'}_{self.rung.value}")

    def loss(self, reason: LossReason | None) -> LossReason | None:
        """Return why business was lost; nothing else has such a reason."""
        return reason if self.type is EventType.LOST else None


EVENT_CHOICES: tuple[EventChoice, ...] = (
    *(EventChoice(EventType.FORWARD, rung) for rung in Rung),
    *(EventChoice(EventType.BACK, rung) for rung in _BACK),
    *(EventChoice(event_type) for event_type in _WITHOUT_RUNG),
    *(EventChoice(EventType.WITHOUT_MISSION, without=without) for without in WithoutMission),
)


def read_codes(written: str) -> tuple[HSCode, ...]:
    """Read HS codes with commas, semicolons or new lines between them.

    Raises:
        InputError: one of them is no code, or none that exists.

    """
    found = tuple(HSCode.parse(text) for text in re.split(r"[,;，；、\n]", written) if text.strip())
    for code in found:
        if not hs_exists(code):
            raise InputError(Text("values.hs_code", found=code.digits), Text("values.hs_code_hint"))
    return found
