"""Phones as an officer sees them: ready or not, seen when, and what stands on them alone."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import islice
from uuid import UUID

from tearoad.capture import sent_in
from tearoad.capture.web.models import Phone, Quarantined, SentRevision, Weighed
from tearoad.capture.web.queries.phones import phones_of
from tearoad.errors import NotFoundError
from tearoad.mission.web import models as rows
from tearoad.text import Text

UNSEEN = timedelta(days=1)
"""After so long without a word, what stands on a phone alone is told by number."""
MOST_TOLD = 200


@dataclass(frozen=True, slots=True)
class Device:
    """A phone, and what of its notes is not here."""

    phone: Phone
    alone: int
    """How many notes stand on this phone alone."""
    numbers: str
    """Their numbers with stretches drawn together: `3, 7–9`; those of many are not all told."""
    is_out_of_reach: bool
    """Stopped, or not seen for a day."""
    aside: int
    """How many of its notes wait for a decision."""

    @property
    def kind(self) -> Text | None:
        """What kind of phone it says it is; None where it does not say."""
        return Text(f"capture_pages.device_{self.phone.device}") if self.phone.device else None


def devices(mission: rows.Mission, at: datetime) -> tuple[Device, ...]:
    """Return every phone of a mission with what stands on it alone; three queries."""
    here, waiting = _numbers_here(mission)
    return tuple(_device(phone, here[phone.pk], waiting[phone.pk], at) for phone in phones_of(mission))


def device(mission: rows.Mission, phone: UUID) -> Phone:
    """Return one phone of a mission.

    Raises:
        NotFoundError: the mission has no such phone.

    """
    found: Phone | None = Phone.objects.filter(mission=mission, pk=phone).select_related("mission").first()
    if found is None:
        raise NotFoundError(Text("capture_pages.no_such_phone"), Text("capture_pages.no_such_phone_hint"))
    return found


def _device(phone: Phone, here: set[int], waiting: int, at: datetime) -> Device:
    made = range(1, phone.made + 1)
    # A phone may claim that it made any number of notes: they are never all counted through.
    first = list(islice((number for number in made if number not in here), MOST_TOLD + 1))
    stretches = _stretches(first[:MOST_TOLD])
    return Device(
        phone,
        alone=phone.made - sum(number in made for number in here),
        numbers=", ".join([*stretches, "…"] if len(first) > MOST_TOLD else stretches),
        is_out_of_reach=phone.revoked_at is not None or at - phone.seen_at > UNSEEN,
        aside=waiting,
    )


def _numbers_here(mission: rows.Mission) -> tuple[dict[UUID, set[int]], Counter[UUID]]:
    """Return which of each phone's notes were taken in or kept aside, and how many of them wait."""
    found: dict[UUID, set[int]] = defaultdict(set)
    sent = SentRevision.objects.filter(mission=mission).order_by()
    for phone, number in sent.values_list("phone", "document__number"):
        found[phone].add(number)
    waiting: Counter[UUID] = Counter()
    aside = Quarantined.objects.filter(mission=mission).order_by()
    for phone, payload, state in aside.values_list("phone", "payload", "state"):
        waiting[phone] += state == Weighed.WAITING
        document = sent_in(payload)
        number = document.get("number") if isinstance(document, dict) else None
        if isinstance(number, int):
            found[phone].add(number)
    return found, waiting


def _stretches(numbers: Iterable[int]) -> list[str]:
    found: list[list[int]] = []
    for number in sorted(numbers):
        if found and found[-1][-1] == number - 1:
            found[-1][1:] = [number]
        else:
            found.append([number])
    return ["–".join(map(str, stretch)) for stretch in found]
