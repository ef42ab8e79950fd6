"""A delegate as a form, in groups, read like a row of the sheet."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django import forms

from tearoad.delegation.delegate_columns import CONSENT_FIELDS
from tearoad.mission import Delegate
from tearoad.mission.web.forms.row_form import RowForm
from tearoad.text import Text
from tearoad.values import IN_COLUMNS
from tearoad.web.clock import fair_now


def _three(field: str) -> tuple[str, ...]:
    """Return the fields of a text in all languages, in the order of the sheet."""
    return tuple(f"{field}_{language.code}" for language in IN_COLUMNS)


GROUPS: Mapping[str, tuple[str, ...]] = {
    "who": ("native", "latin", "local", "family", "say"),
    "place": ("firm", "rank", "decides", *_three("office"), *_three("role"), *_three("counterpart")),
    "reach": ("phone", "phone_abroad", "email", "messengers", "languages", "diet"),
    "journey": ("arrives_at", "arrives_by", "leaves_at", "leaves_by", *_three("hotel"), "room", "room_with"),
    "papers": ("passport_expires_on", "visa", *CONSENT_FIELDS.values()),
}


@dataclass(frozen=True, slots=True)
class FieldGroup:
    """Some fields under one heading."""

    title: Text
    fields: tuple[forms.BoundField, ...]


class DelegateForm(RowForm):
    """Everything the sheet of delegates holds of one person, but the id."""

    def groups(self) -> Iterator[FieldGroup]:
        """Yield the fields under their headings."""
        for title, names in GROUPS.items():
            yield FieldGroup(Text(f"delegation_pages.group_{title}"), tuple(self[name] for name in names))

    def clean(self) -> dict[str, Any]:
        """Judge the cells as the sheet does, and the days of consents."""
        found = super().clean()
        if self.row is not None:
            self._judge_consents(self.row)
        return found

    def _judge_consents(self, delegate: Delegate) -> None:
        """Refuse a consent of a day that has begun neither at home nor at the fair."""
        today = max(fair_now().astimezone(zone).date() for zone in (self.mission.home_zone, self.mission.fair_zone))
        for consent in delegate.consents:
            if consent.given_on > today:
                said = Text("delegation_pages.consent_ahead", today=f"{today:%Y-%m-%d}")
                self.add_error(CONSENT_FIELDS[consent.purpose], self.words(said))
