"""What a firm may correct of itself: how it is reached, what it looks for, how much; each field by itself."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import zip_longest

from tearoad.companies import Buyer, Contact, Exporter, Quantity, Want
from tearoad.errors import Conflict
from tearoad.names import PersonName
from tearoad.text import Text
from tearoad.values import Language, script_of


class ProfileField(StrEnum):
    """What may be corrected."""

    CITY = "city"
    PERSON = "person"
    PHONE = "phone"
    EMAIL = "email"
    MESSENGER = "messenger"
    WANT = "want"
    """A product that a buyer looks for, with its volume."""
    MINIMUM = "minimum"
    """The smallest order of one of an exporter's products."""


CONTACT_FIELDS = (
    ProfileField.PERSON,
    ProfileField.PHONE,
    ProfileField.EMAIL,
    ProfileField.MESSENGER,
    ProfileField.CITY,
)


@dataclass(frozen=True, slots=True)
class ProfileValue:
    """What stands in a field; of a want or a smallest order the product and the amount. Empty: nothing."""

    text: str = ""
    volume: Quantity | None = None


@dataclass(frozen=True, slots=True)
class ProfileChange:
    """One field as it is and as the firm says it should be."""

    field: ProfileField
    before: ProfileValue
    after: ProfileValue


def contact_value(party: Exporter | Buyer, field: ProfileField) -> ProfileValue:
    """Return what stands in a field of the contact."""
    if field is ProfileField.CITY:
        return ProfileValue(party.city)
    if field is ProfileField.PERSON:
        return ProfileValue(next(iter(party.contact.person.written), ""))
    return ProfileValue(getattr(party.contact, field.value))


def goods_values(party: Exporter | Buyer) -> tuple[ProfileValue, ...]:
    """Return what a buyer looks for, or what an exporter offers with its smallest orders."""
    if isinstance(party, Buyer):
        return tuple(ProfileValue(want.product, want.volume) for want in party.wants)
    return tuple(
        ProfileValue(next(iter(product.name.written), ""), product.minimum_order) for product in party.products
    )


def changes_wanted(
    party: Exporter | Buyer, contact: dict[ProfileField, str], goods: Sequence[ProfileValue]
) -> tuple[ProfileChange, ...]:
    """Return how what a firm filled in differs from what is known of it.

    `goods` stand in the order of `goods_values`, an empty one where the firm does not want it any more; a buyer's
    further ones are new. Of an exporter's products only the amount may differ.
    """
    found = [
        ProfileChange(field, known, ProfileValue(said))
        for field, said in contact.items()
        if said != (known := contact_value(party, field)).text
    ]
    return (*found, *_goods_changes(party, goods))


def _goods_changes(party: Exporter | Buyer, goods: Sequence[ProfileValue]) -> Iterator[ProfileChange]:
    is_buyer, nothing = isinstance(party, Buyer), ProfileValue()
    for known, said in zip_longest(goods_values(party), goods):
        if said is None or (known is None and (not is_buyer or not said.text)):
            continue
        wanted = said if is_buyer else replace(said, text=known.text)
        wanted = wanted if wanted.text else nothing
        if wanted != known:
            yield ProfileChange(ProfileField.WANT if is_buyer else ProfileField.MINIMUM, known or nothing, wanted)


def with_change(party: Exporter | Buyer, change: ProfileChange) -> Exporter | Buyer:
    """Return a party with one field as the firm says it should be.

    Raises:
        Conflict: the field holds something else by now than what the firm saw.

    """
    if change.field is ProfileField.WANT and isinstance(party, Buyer):
        return replace(party, wants=_wants(party, change))
    if change.field is ProfileField.MINIMUM and isinstance(party, Exporter):
        return _with_minimum(party, change)
    if change.field not in CONTACT_FIELDS or contact_value(party, change.field) != change.before:
        raise _changed_meanwhile()
    if change.field is ProfileField.CITY:
        return replace(party, city=change.after.text)
    if change.field is ProfileField.PERSON:
        return replace(party, contact=replace(party.contact, person=_person(change.after.text)))
    return replace(party, contact=_contact(party.contact, change.field, change.after.text))


def _contact(contact: Contact, field: ProfileField, said: str) -> Contact:
    if field is ProfileField.PHONE:
        return replace(contact, phone=said)
    return replace(contact, email=said) if field is ProfileField.EMAIL else replace(contact, messenger=said)


def _wants(buyer: Buyer, change: ProfileChange) -> tuple[Want, ...]:
    """Return the wants with one changed, added or taken out; it is found by what stood there, not by its place."""
    before, after = change.before, change.after
    if not before.text:
        return (*buyer.wants, Want(after.text, volume=after.volume))
    place = next((n for n, value in enumerate(goods_values(buyer)) if value == before), None)
    if place is None:
        raise _changed_meanwhile()
    kept = buyer.wants[place]
    if not after.text:
        changed: tuple[Want, ...] = ()
    elif after.text == before.text:
        changed = (replace(kept, volume=after.volume),)
    else:  # another product: its code and its price said something of the old one
        changed = (Want(after.text, volume=after.volume, private_label=kept.private_label),)
    return (*buyer.wants[:place], *changed, *buyer.wants[place + 1 :])


def _with_minimum(firm: Exporter, change: ProfileChange) -> Exporter:
    place = next((n for n, value in enumerate(goods_values(firm)) if value == change.before), None)
    if place is None:
        raise _changed_meanwhile()
    product = replace(firm.products[place], minimum_order=change.after.volume)
    return replace(firm, products=(*firm.products[:place], product, *firm.products[place + 1 :]))


def _person(written: str) -> PersonName:
    """Return a name as its bearer wrote it: in Latin letters alone, or in their own."""
    is_latin = script_of(written) is Language.EN
    return PersonName(latin=written) if is_latin else PersonName(native=written)


def _changed_meanwhile() -> Conflict:
    return Conflict(Text("matching.profile_changed"), Text("matching.profile_changed_hint"))
