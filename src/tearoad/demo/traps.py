"""What a real folder always holds: a likeness to a list, a twin, a phone without a name, a missing code, a bad number.

The traps sit at the same ids for every seed, so that a test, a reader or a talk can point at them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields, replace

from tearoad.companies import Buyer, Contact, Want
from tearoad.demo.fair import at
from tearoad.demo.goods import TRADES
from tearoad.demo.invented.cyrillic import to_latin
from tearoad.demo.watch_list import BLOCKED, CLEARED
from tearoad.names import FirmName, PersonName
from tearoad.screening import Decision, Ruling
from tearoad.values import LocalText, PartyId


@dataclass(frozen=True, slots=True)
class Traps:
    """Where each trap sits."""

    near_listed: PartyId = PartyId("B041")
    """Resembles a list entry; nobody decided, so it is held out."""
    cleared: PartyId = PartyId("B057")
    """Resembles an entry too; a person cleared it."""
    blocked: PartyId = PartyId("B083")
    """Is on the list; a person blocked it."""
    twin: PartyId = PartyId("B129")
    """The same house as `twin_of`, written in Latin letters."""
    twin_of: PartyId = PartyId("B028")
    phone_only: PartyId = PartyId("B066")
    """A number and nothing else: no name, no e-mail."""
    no_code: PartyId = PartyId("B072")
    """Wants a good without an HS code."""
    bad_phone: PartyId = PartyId("B078")
    """A number with too few digits."""
    clashing: PartyId = PartyId("B034")
    """Agreed the same hour with two firms, both as wishes."""

    @property
    def buyers(self) -> frozenset[PartyId]:
        """All of them."""
        return frozenset(getattr(self, field.name) for field in fields(self))

    @property
    def not_to_be_met(self) -> frozenset[PartyId]:
        """Buyers who must not enter a plan as the folder stands."""
        return frozenset({self.near_listed, self.blocked})

    @property
    def set_apart(self) -> frozenset[PartyId]:
        """Buyers without a must or a pin, for what becomes of them depends on the trap."""
        return self.not_to_be_met | {self.twin, self.twin_of, self.clashing}


TRAPS = Traps()
TEA = TRADES[0].goods[0]
"""What the clashing buyer wants, for several firms have it."""
_TEA = Want(TEA.ru, TEA.hs6, said=LocalText(TEA.en, TEA.zh, TEA.ru))
CLASH = at(2, "15:00")
"""When the clashing buyer agreed to meet two firms."""


def with_traps(buyers: Sequence[Buyer]) -> tuple[Buyer, ...]:
    """Set the traps among the buyers."""
    by_id = {buyer.id: buyer for buyer in buyers}
    changed: Mapping[PartyId, Buyer] = {
        TRAPS.near_listed: replace(
            by_id[TRAPS.near_listed], name=FirmName("ООО «Пурпурный Альбатрос-М»", "Purpurny Albatros-M LLC")
        ),
        TRAPS.cleared: replace(by_id[TRAPS.cleared], name=FirmName("ООО «Янтарная Шхуна Плюс»")),
        TRAPS.blocked: replace(by_id[TRAPS.blocked], name=FirmName("ООО «Сапфировый Гарпун»", "Sapfirovy Garpun LLC")),
        TRAPS.twin_of: _in_cyrillic(by_id[TRAPS.twin_of]),
        TRAPS.twin: _twin(by_id[TRAPS.twin], _in_cyrillic(by_id[TRAPS.twin_of])),
        TRAPS.phone_only: replace(
            by_id[TRAPS.phone_only], contact=Contact(phone=by_id[TRAPS.phone_only].contact.phone)
        ),
        TRAPS.no_code: _without_code(by_id[TRAPS.no_code]),
        TRAPS.bad_phone: _with_bad_phone(by_id[TRAPS.bad_phone]),
        TRAPS.clashing: replace(
            by_id[TRAPS.clashing], windows=(), wants=(Want(TEA.ru, TEA.hs6, said=LocalText(TEA.en, TEA.zh, TEA.ru)),)
        ),
    }
    return tuple(changed.get(buyer.id, buyer) for buyer in buyers)


def _in_cyrillic(buyer: Buyer) -> Buyer:
    word = buyer.name.native.partition("«")[2].rstrip("»")
    return replace(buyer, name=FirmName(f"ООО «{word}»"))


def _twin(twin: Buyer, of: Buyer) -> Buyer:
    """The same house as someone else typed it: Latin letters, its own row, the same town and number."""
    word = of.name.native.partition("«")[2].rstrip("»")
    person = PersonName(latin=" ".join(to_latin(part) for part in of.contact.person.native.split()[:2]))
    return replace(
        twin,
        name=FirmName(latin=f"{to_latin(word)} LLC"),
        country=of.country,
        city=of.city,
        registration_number="",
        languages=of.languages,
        contact=Contact(person, of.contact.title, of.contact.phone),
    )


def _without_code(buyer: Buyer) -> Buyer:
    return replace(buyer, wants=(replace(buyer.wants[0], hs=None), *buyer.wants[1:]))


def _with_bad_phone(buyer: Buyer) -> Buyer:
    return replace(buyer, contact=replace(buyer.contact, phone="+7 495 00-7"))


def decisions() -> tuple[Decision, ...]:
    """What two people decided before the run."""
    day = at(-6, "12").date()
    return (
        Decision(
            TRAPS.cleared, CLEARED, Ruling.CLEAR, "Fictional officer", day, "Another town, another number, other goods"
        ),
        Decision(TRAPS.blocked, BLOCKED, Ruling.BLOCK, "Fictional officer", day, "The same name and the same town"),
    )
