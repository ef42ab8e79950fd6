"""Who came by the stands without an appointment, as delegates wrote it down; every name is made up."""

from __future__ import annotations

import random
from collections.abc import Sequence
from datetime import datetime, timedelta
from uuid import UUID

from tearoad.capture import ReportId, Revision, RevisionId, Value
from tearoad.capture.meetings import Held, report_of_meeting
from tearoad.demo.invented.chance import phone, stream
from tearoad.demo.invented.chinese import person
from tearoad.demo.invented.cyrillic import houses, to_latin

_FAMILIES = ("Крутояров", "Лихоборов", "Мещанинов", "Недолин", "Озерецкий", "Пересветов", "Разлогин", "Сухожилов")
_GIVEN = ("Анатолий", "Виктор", "Григорий", "Кирилл", "Максим", "Роман")
_TITLES = ("закупщик", "категорийный менеджер", "директор", "采购经理", "buyer", "owner")
_CITIES = ("Москва", "Казань", "Тула", "Пермь", "Алматы", "上海", "Riga")
_NOTES = (
    "Попробовал у стойки, просит образец поменьше.",
    "Has two shops; asks for labels in Russian.",
    "要小包装，关心保质期。",
    "Знает наш товар по прошлой выставке.",
    "",
)
_WANTS = ("Чай листовой, 100 г", "Sauces for restaurants", "调味品，餐饮装", "")
_STEPS = ("catalogue", "offer", "sample", "call", "none")
_EVERY = timedelta(minutes=9)


def make_visitors(
    seed: int, party: str, products: Sequence[str], owners: Sequence[str], opens: datetime, count: int
) -> tuple[Revision, ...]:
    """Make up what one phone of a firm wrote down, its first visitor at `opens`; half of it without a name at first."""
    dice = stream(seed, f"visitors {party}")
    names = houses(dice, count)
    made: list[Revision] = []
    for place in range(count):
        at = opens + _EVERY * place
        report = ReportId(_id(dice, at))
        first = _first(dice, products)
        made.append(Revision(RevisionId(_id(dice, at)), report, len(made) + 1, at, values=first))
        later = at + timedelta(minutes=4)
        said = _person(dice, names[place].cyrillic, place) | _next(dice, owners, opens)
        if said and dice.random() < 0.8:  # in a crowd there is no time for more
            made.append(Revision(RevisionId(_id(dice, later)), report, len(made) + 1, later, values=said))
    return tuple(made)


def make_outcomes(
    seed: int, mission: UUID, party: str, meetings: Sequence[tuple[str, datetime]], asked_at: datetime
) -> tuple[Revision, ...]:
    """Make up what became of meetings, each a wish and when it began, as far as they are over at `asked_at`."""
    dice = stream(seed, f"outcomes {party}")
    made: list[Revision] = []
    for wish, start_at in meetings:
        at = start_at + timedelta(minutes=24)
        if at > asked_at:
            continue
        report = report_of_meeting(mission, party, wish, start_at)
        held = dice.choices((Held.KEPT, Held.NO_SHOW, Held.MOVED), (8, 1, 1))[0]
        said: dict[str, Value] = {"held": held.value}
        if held is Held.KEPT:
            russian = f"{dice.choice(_FAMILIES)} {dice.choice(_GIVEN)}"
            said |= {"person": russian, "warmth": dice.choice(("hot", "warm")), "next_step": dice.choice(_STEPS)}
        number = len(made) + 1
        made.append(Revision(RevisionId(_id(dice, at)), report, number, at, values=said, meeting=wish))
    return tuple(made)


def _first(dice: random.Random, products: Sequence[str]) -> dict[str, Value]:
    chosen = dice.sample(list(products), min(len(products), dice.choice((1, 1, 2))))
    step = dice.choice(_STEPS)
    said: dict[str, Value] = {"warmth": dice.choice(("hot", "warm", "warm", "cold")), "next_step": step}
    notes = dice.choice(_NOTES)
    return said | ({"products": tuple(sorted(chosen))} if chosen else {}) | ({"notes": notes} if notes else {})


def _person(dice: random.Random, house: str, place: int) -> dict[str, Value]:
    script = place % 3
    russian = f"{dice.choice(_FAMILIES)} {dice.choice(_GIVEN)}"
    name = (russian, person(dice).native, to_latin(russian))[script]
    firm = (f"ООО «{house}»", f"{person(dice).native[:2]}商贸行", f"{to_latin(house)} Trading")[script]
    said: dict[str, Value] = {
        "person": name,
        "title": dice.choice(_TITLES),
        "firm": firm,
        "city": dice.choice(_CITIES),
        "consent": dice.choice(("agreed", "card_given")),
    }
    reach: dict[str, Value] = (
        {"phone": phone("RU", dice.randrange(9999))} if script else {"email": f"visitor{place}@example.org"}
    )
    wants = dice.choice(_WANTS)
    if not wants:
        return said | reach
    quantity = str(dice.randrange(5, 60) * 100)
    return said | reach | {"wants": wants, "quantity": quantity, "unit": "kg", "sample": "yes"}


def _next(dice: random.Random, owners: Sequence[str], opens: datetime) -> dict[str, Value]:
    if not owners or dice.random() < 0.4:
        return {}
    due = opens.date() + timedelta(days=dice.randrange(7, 30))
    return {"owner": dice.choice(list(owners)), "due_on": due.isoformat()}


def _id(dice: random.Random, at: datetime) -> UUID:
    """Return a UUID of version 7 with this time, as a phone makes it (RFC 9562, section 5.7)."""
    milliseconds = int(at.timestamp() * 1000)
    return UUID(int=milliseconds << 80 | 0x7 << 76 | dice.getrandbits(12) << 64 | 0b10 << 62 | dice.getrandbits(62))
