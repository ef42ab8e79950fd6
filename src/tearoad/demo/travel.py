"""What the office knows of the travellers: half of it, as two weeks before any fair, so that every warning shows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from tearoad.companies import Decides
from tearoad.demo.invented.chance import phone
from tearoad.mission import Consent, Delegate, LocalText, Purpose, Visa

HOTEL = LocalText("Hotel Lipovaya (fictional)", "菩提树酒店（虚构）", "Гостиница «Липовая» (вымышлена)")
OTHER_HOTEL = LocalText("Hotel Na Vale (fictional)", "河堤酒店（虚构）", "Гостиница «На Валу» (вымышлена)")
FLIGHT_OUT, FLIGHT_HOME, LATER_FLIGHT = "ZZ 205", "ZZ 206", "ZZ 208"
"""ZZ is nobody's code."""
COUNTERPARTS = (
    LocalText(
        "Pavel Korvenga, deputy minister of trade (fictional)",
        "科尔文加，贸易部副部长（虚构）",
        "Корвенга Павел Ильич, заместитель министра торговли (вымышлен)",
    ),
    LocalText(
        "Dina Osmarova, head of the department of foreign trade (fictional)",
        "奥斯马罗娃，对外贸易司司长（虚构）",
        "Осмарова Дина Львовна, директор департамента внешней торговли (вымышлена)",
    ),
    LocalText(
        "Oleg Tavrinsky, chamber of commerce and industry (fictional)",
        "塔夫林斯基，工商会（虚构）",
        "Тавринский Олег Петрович, торгово-промышленная палата (вымышлен)",
    ),
)
_DIETS = ("", "", "", "no pork", "", "vegetarian", "", "", "peanut allergy; no seafood")
_VISAS = (Visa.GRANTED, Visa.GRANTED, Visa.GRANTED, Visa.APPLIED, Visa.GRANTED, Visa.TO_APPLY, Visa.APPLIED)
_SAID_ON = date(2022, 12, 12)


def with_travel(delegates: Sequence[Delegate]) -> tuple[Delegate, ...]:
    """Return the delegates with what is known of their journeys, rooms, passports, visas and consents."""
    return tuple(
        replace(_lodged(_documented(delegate, number), number, delegates), **_known(delegate, number))  # type: ignore[arg-type]  # fields by name
        for number, delegate in enumerate(delegates)
    )


def _known(delegate: Delegate, number: int) -> dict[str, object]:
    """Who counts, how they are reached, what they eat."""
    family = delegate.name.latin.partition(" ")[0].capitalize()
    leads = delegate.firm is not None and delegate.id.endswith("-1")
    return {
        "counterpart": COUNTERPARTS[delegate.rank - 1] if 0 < delegate.rank <= len(COUNTERPARTS) else LocalText(),
        "say": delegate.name.local.lower().replace(" ", "-") if number % 3 != 2 else "",
        "decides": Decides.DECIDES if leads else Decides.UNKNOWN if number % 4 == 0 else Decides.INFLUENCES,
        "diet": _DIETS[number % len(_DIETS)],
        "phone_abroad": phone("RU", 7000 + number) if number % 5 == 0 else "",
        "email": f"{family.lower()}{number:02d}@example.com" if delegate.firm and number % 3 == 0 else "",
        "messengers": (f"WeChat: {family.lower()}{number:02d}_example",) if number % 2 == 0 else (),
        "arrives_by": FLIGHT_OUT if delegate.arrives_at and number % 6 != 5 else "",
        "leaves_by": FLIGHT_HOME if delegate.leaves_at and number % 6 != 4 else "",
    }


def _documented(delegate: Delegate, number: int) -> Delegate:
    """Every seventh passport ends too early, every fifth is not known; visas are under way."""
    expires = date(2023, 6, 30) if number % 7 == 6 else None if number % 5 == 4 else date(2026, 1 + number % 12, 15)
    given = (
        (Purpose.TRAVEL, number % 4 != 3),
        (Purpose.BOOK, number % 3 != 2),
        (Purpose.PHOTO, number % 2 == 0),
        (Purpose.MESSAGES, number % 2 == 0),
    )
    return replace(
        delegate,
        passport_expires_on=expires,
        visa=_VISAS[number % len(_VISAS)],
        consents=tuple(Consent(purpose, _SAID_ON) for purpose, agreed in given if agreed),
    )


def _lodged(delegate: Delegate, number: int, delegates: Sequence[Delegate]) -> Delegate:
    """Officials sleep alone; two of a firm share. The last firm has no rooms; in one case A says B and B says C."""
    if delegate.firm is None:
        return replace(delegate, hotel=HOTEL, room=str(401 + number))
    house = [other.id for other in delegates if other.firm == delegate.firm]
    firms = list(dict.fromkeys(other.firm for other in delegates if other.firm))
    place = firms.index(delegate.firm)
    if place == len(firms) - 1:
        return delegate
    hotel = OTHER_HOTEL if place % 4 == 3 else HOTEL
    at = house.index(delegate.id)
    pair = house[at - at % 2 : at - at % 2 + 2]
    mates = tuple(other for other in pair if other != delegate.id)
    if place == 0 and at == 1 and len(firms) > 1:
        stranger = next(other.id for other in delegates if other.firm == firms[1])
        mates = (stranger,)
    room = "single" if len(pair) == 1 else str(500 + 2 * place) if place % 2 == 0 else "twin"
    return replace(delegate, hotel=hotel, room=room if at % 2 == 0 or place % 2 == 1 else "", room_with=mates)
