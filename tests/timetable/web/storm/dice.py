"""Random changes of a programme, as the fields of the form an officer fills."""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from tearoad.mission import Mission, ProgrammeItem
from tearoad.mission.web.queries import Parties
from tearoad.values import LocalText

Fields = dict[str, Any]
PARTS = ("must", "may", "speaks", "hosts", "interpreters")
HOSTS, PLACES = (tuple(f"{name}_{tag}" for tag in ("zh", "ru", "en")) for name in ("host", "place"))
WHOSE = ("", "Ministry (fictional)", "City (fictional)")
TITLES = {"title_zh": "改名（虚构）", "title_ru": "Другое имя (вымышлено)", "title_en": "Another name (fictional)"}


def fields(item: ProgrammeItem, trip: Mission) -> Fields:
    """Return an item as the form would show it."""
    start, end = (at.astimezone(trip.fair_zone) for at in (item.window.start_at, item.window.end_at))
    said: Fields = {
        "kind": item.kind.value,
        "on": f"{start:%Y-%m-%d}",
        "start": f"{start:%H:%M}",
        "end": f"{end:%H:%M}",
        "end_on": f"{end:%Y-%m-%d}" if end.date() != start.date() else "",
    }
    for name in ("title", "transport", "place", "host"):
        text: LocalText = getattr(item, name)
        said |= {f"{name}_{tag}": text[tag] for tag in ("zh", "ru", "en")}
    return said | {part: list(map(str, getattr(item, part))) for part in PARTS}


@dataclass(slots=True)
class Dice:
    """What a mission's officer may think of next."""

    random: random.Random
    found: Parties

    @property
    def kinds(self) -> Mapping[str, Callable[[Fields], Fields]]:
        """Every kind of change to an item that is there."""
        return {
            "move": self.move,
            "lengthen": self.lengthen,
            "other day": self.other_day,
            "place": self.place,
            "must attend": lambda said: self.people(said, "must", self.anybody),
            "may attend": lambda said: self.people(said, "may", self.anybody),
            "speaker": lambda said: self.people(said, "speaks", self.person),
            "who hosts": lambda said: self.people(said, "hosts", self.person),
            "interpreter": lambda said: self.people(said, "interpreters", self.interpreter),
            "host": lambda said: said | {self.random.choice(HOSTS): self.random.choice(WHOSE)},
            "title": self.title,
            "transport": lambda said: said | {self.random.choice(("transport_ru", "transport_zh")): self.word()},
            "kind": lambda said: said | {"kind": self.random.choice(("seminar", "reception", "site_visit"))},
        }

    def new(self) -> Fields:
        """Return a new item on one of the fair's days."""
        day = self.random.choice(self.found.mission.days).on
        start = self.random.randrange(9 * 2, 18 * 2)
        said: Fields = {"kind": "other", "on": f"{day:%Y-%m-%d}", "end_on": ""}
        said |= {"start": _clock(start), "end": _clock(start + self.random.choice((1, 2, 3)))}
        said |= dict.fromkeys((*TITLES, *HOSTS, *PLACES, "transport_zh", "transport_ru", "transport_en"), "")
        said |= {"title_en": f"New {self.word()}", "may": [], "hosts": []}
        people = [self.anybody() for _ in range(self.random.choice((1, 2, 6)))]
        speaks = [self.person()] if self.random.random() < 0.3 else []
        interprets = [self.interpreter()] if self.random.random() < 0.4 else []
        return said | {"must": self.once(people), "speaks": speaks, "interpreters": interprets}

    def move(self, said: Fields) -> Fields:
        """Some half hours earlier or later on the same day, as long as before."""
        if said["end_on"]:
            return said
        start, end = _halves(said["start"]), _halves(said["end"])
        by = self.random.choice([n for n in range(-6, 7) if n and start + n >= 14 and end + n <= 46] or [0])
        return said | {"start": _clock(start + by), "end": _clock(end + by)}

    def lengthen(self, said: Fields) -> Fields:
        """Longer or shorter, at least half an hour."""
        if said["end_on"]:
            return said
        start, end = _halves(said["start"]), _halves(said["end"])
        by = self.random.choice([n for n in (-2, -1, 1, 2, 3) if start < end + n <= 46] or [0])
        return said | {"end": _clock(end + by)}

    def other_day(self, said: Fields) -> Fields:
        """The same hours of another fair day."""
        days = [f"{day.on:%Y-%m-%d}" for day in self.found.mission.days]
        return said if said["end_on"] else said | {"on": self.random.choice([on for on in days if on != said["on"]])}

    def place(self, said: Fields) -> Fields:
        """One of the mission's places, or words of their own, now and then in one language only."""
        known = [place.name["en"] or str(place.id) for place in self.found.mission.places]
        chosen = self.random.choice((*known[:8], "Hotel (fictional)", ""))
        if self.random.random() < 0.3:
            return said | {self.random.choice(PLACES): chosen}
        return said | dict.fromkeys(PLACES, "") | {"place_en": chosen}

    def title(self, said: Fields) -> Fields:
        """Another title in one language only: the readers of the others see nothing new."""
        name = self.random.choice(tuple(TITLES))
        return said | {name: "" if said[name] == TITLES[name] and len(_titles(said)) > 1 else TITLES[name]}

    def people(self, said: Fields, part: str, who: Callable[[], str]) -> Fields:
        """One more, one fewer, or another one; of who must attend nobody may as well."""
        there = list(said[part])
        other = {"must": "may", "may": "must"}.get(part)
        if there and self.random.random() < 0.5:
            there.remove(self.random.choice(there))
        if not there or self.random.random() < 0.6:
            there = self.once([*there, who()])
        taken = self.once(said[other]) if other else []
        return said | {part: [value for value in there if value not in taken]}

    def anybody(self) -> str:
        """A person, a firm, an office, a buyer."""
        offices = [self.random.choice(delegate.office.written) for delegate in self.found.delegates if delegate.office]
        some = (
            [str(delegate.id) for delegate in self.found.delegates],
            [str(exporter.id) for exporter in self.found.exporters],
            [str(buyer.id) for buyer in self.found.buyers],
            offices,
        )
        return self.random.choice(self.random.choice([group for group in some if group]))

    def once(self, ids: Sequence[str]) -> list[str]:
        """Return each id once, an office in one of its spellings: a page has one box for it."""
        spelt = {
            name: delegate.office.written[0] for delegate in self.found.delegates for name in delegate.office.written
        }
        return list({spelt.get(text, text): text for text in reversed(ids)}.values())[::-1]

    def person(self) -> str:
        """Somebody who travels."""
        return str(self.random.choice(self.found.delegates).id)

    def interpreter(self) -> str:
        """One of the mission's interpreters."""
        return str(self.random.choice(self.found.interpreters).id)

    def word(self) -> str:
        """A word that is not there yet, most of the time."""
        return f"no. {self.random.randrange(10_000)} (fictional)"


def _titles(said: Fields) -> list[str]:
    return [said[name] for name in TITLES if said[name]]


def _halves(clock: str) -> int:
    hour, _, minute = clock.partition(":")
    return int(hour) * 2 + (int(minute) + 29) // 30


def _clock(halves: int) -> str:
    at = timedelta(minutes=30 * halves)
    return f"{at.seconds // 3600:02d}:{at.seconds // 60 % 60:02d}"
