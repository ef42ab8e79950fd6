"""What a firm says of itself: how it is reached and, line by line, its goods with their amounts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, ClassVar

from django import forms

from tearoad.companies import Buyer, Exporter, Quantity
from tearoad.companies.units import unit_in
from tearoad.companies.web.forms import PartyForm
from tearoad.errors import InputError
from tearoad.matching.asking.profile import (
    CONTACT_FIELDS,
    ProfileChange,
    ProfileField,
    ProfileValue,
    changes_wanted,
    contact_value,
    goods_values,
)
from tearoad.mission.web.queries.receivers import is_address
from tearoad.paper.figures import number
from tearoad.paper.sheets.written.numbers import read_some
from tearoad.text import Text
from tearoad.words import Words

NEW_LINES = 2
"""So many empty lines a buyer finds for further products."""
MOST_LINES = 40
_LONGEST = 200


class AmountInDoubt(InputError):
    """An amount that can be read in more than one way, such as `2-3 t`: whoever wrote it is asked."""


class OwnProfileForm(PartyForm):
    """A firm's own profile; `changes` is how it differs from what is known, once it is valid."""

    person = forms.CharField(required=False, max_length=120)
    phone = forms.CharField(required=False, max_length=60, widget=forms.TextInput(attrs={"type": "tel"}))
    email = forms.CharField(required=False, max_length=_LONGEST, widget=forms.EmailInput())
    messenger = forms.CharField(required=False, max_length=120)
    city = forms.CharField(required=False, max_length=120)
    labels: ClassVar[Mapping[str, Text]] = {
        field.value: Text(f"asking_pages.profile_{field.value}") for field in CONTACT_FIELDS
    }

    def __init__(
        self,
        words: Words,
        party: Exporter | Buyer,
        waiting: Sequence[ProfileChange],
        data: Mapping[str, Any] | None = None,
    ) -> None:
        """Show what is known of the firm, with what it proposed already in its place; or read what was sent."""
        self.party, self.waiting = party, tuple(waiting)
        self.goods: list[ProfileValue] = []
        shown = {field.value: contact_value(party, field).text for field in CONTACT_FIELDS}
        shown |= {change.field.value: change.after.text for change in waiting if change.field in CONTACT_FIELDS}
        super().__init__(words, data, initial=shown)
        self.is_buyer = isinstance(party, Buyer)
        for place, value in enumerate(_profile_lines(party, waiting)):
            self._add_line(place, value)

    def _add_line(self, place: int, value: ProfileValue) -> None:
        amount = ""
        if value.volume is not None:
            unit = unit_in(value.volume.unit, self.words.language)
            amount = f"{number(value.volume.amount, self.words.language)} {unit}".strip()
        kinds = (
            ("product", value.text, "want" if self.is_buyer else "product"),
            ("amount", amount, "volume" if self.is_buyer else "minimum"),
        )
        for kind, initial, label in kinds:
            field = forms.CharField(required=False, max_length=_LONGEST, initial=initial)
            field.label = self.words(Text(f"asking_pages.profile_{label}"))
            field.disabled = kind == "product" and not self.is_buyer
            self.fields[f"{kind}_{place}"] = field

    @property
    def lines(self) -> Iterator[tuple[forms.BoundField, forms.BoundField]]:
        """The lines of goods: product and amount."""
        for name in self.fields:
            if name.startswith("product_"):
                yield self[name], self[name.replace("product_", "amount_")]

    @property
    def contact(self) -> Iterator[forms.BoundField]:
        """The fields of the contact."""
        return (self[field.value] for field in CONTACT_FIELDS)

    def clean_email(self) -> str:
        """Refuse what is no address."""
        written: str = self.cleaned_data["email"]
        if written and not is_address(written):
            raise forms.ValidationError(self.words(Text("asking_pages.no_mail_address", found=written)))
        return written

    def clean(self) -> dict[str, Any]:
        """Read the amounts."""
        found = super().clean() or self.cleaned_data
        self.goods.clear()
        for place, _line in enumerate(self.lines):
            product, written = (str(found.get(f"{kind}_{place}", "")).strip() for kind in ("product", "amount"))
            try:
                self.goods.append(ProfileValue(product, self._volume(place, written)))
            except AmountInDoubt as doubt:
                self.add_error(f"amount_{place}", self.words(doubt.text))
            except InputError:
                text = Text("asking_pages.amount_unreadable", found=written)
                self.add_error(f"amount_{place}", self.words(text))
        return found

    def _volume(self, place: int, written: str) -> Quantity | None:
        """Return an amount; what was shown and not touched stays exactly as it was."""
        if f"amount_{place}" not in self.changed_data:
            return _profile_lines(self.party, self.waiting)[place].volume
        if not written:
            return None
        read = read_some(written)
        amount = read.value
        if any(letter.isdigit() for letter in amount.rest):
            raise InputError(Text("sheets.bad_number", found=written), Text("sheets.expect_quantity"))
        if amount.number < 0:
            raise InputError(Text("sheets.below_zero", found=written), Text("sheets.expect_quantity"))
        if read.doubts:
            used = f"{number(amount.number, self.words.language)} {amount.rest}".strip()
            raise AmountInDoubt(Text("asking_pages.amount_in_doubt", found=written, used=used))
        return Quantity(amount.number, amount.rest)

    @property
    def changes(self) -> tuple[ProfileChange, ...]:
        """How the firm wants itself written differently."""
        contact = {field: str(self.cleaned_data[field.value]).strip() for field in CONTACT_FIELDS}
        return changes_wanted(self.party, contact, self.goods)


def _profile_lines(party: Exporter | Buyer, waiting: Sequence[ProfileChange]) -> list[ProfileValue]:
    """Return the lines of goods as a firm last wanted them, in the order of what is known, and empty ones behind."""
    wanted = [
        profile_change
        for profile_change in waiting
        if profile_change.field in {ProfileField.WANT, ProfileField.MINIMUM}
    ]
    shown = []
    for known in goods_values(party):
        change = next((profile_change for profile_change in wanted if profile_change.before == known), None)
        if change is not None:
            wanted.remove(change)
        shown.append(change.after if change is not None else known)
    if isinstance(party, Buyer):
        shown += [profile_change.after for profile_change in wanted if not profile_change.before.text] + [
            ProfileValue()
        ] * NEW_LINES
    return shown[:MOST_LINES]
