"""What people fill in about the register."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any, ClassVar

from django import forms

from tearoad.companies import Buyer, Contact, Exporter, Standing
from tearoad.companies.web.actions.register import ContactFacts
from tearoad.companies.web.forms import other_contacts
from tearoad.companies.web.models import Side
from tearoad.companies.web.queries.register import Wanted
from tearoad.errors import InputError
from tearoad.names import PersonName
from tearoad.paper.figures import language_term
from tearoad.paper.sheets.written.emails import read_email
from tearoad.paper.sheets.written.phones import read_phone
from tearoad.reference import country_name
from tearoad.text import Text
from tearoad.values import BY_CODE, IN_COLUMNS, CountryCode, LocalText
from tearoad.web.input import MOST_LOOKED_FOR
from tearoad.web.long_text import LongText
from tearoad.words import Words, form_problem


class Worded(forms.Form):
    """A form whose labels and helps stand in a catalogue."""

    labels: ClassVar[Mapping[str, Text]] = {}
    helps: ClassVar[Mapping[str, Text]] = {}
    in_languages: ClassVar[Mapping[str, tuple[str, int]]] = {}
    """Texts that have a field for each language: before which field they stand, and how long they may be."""

    def __init__(self, words: Words, *args: Any, **options: Any) -> None:
        """Label every field in the reader's language."""
        super().__init__(*args, **options)
        for name, (before, most) in self.in_languages.items():
            names = list(self.fields)
            place = names.index(before)
            fresh = {f"{name}_{column.code}": forms.CharField(required=False, max_length=most) for column in IN_COLUMNS}
            self.fields |= fresh
            self.order_fields([*names[:place], *fresh, *names[place:]])
        self.label_suffix = ""
        self.words = words
        for name, label in self.labels.items():
            self.fields[name].label = words(label)
        for name, text in self.helps.items():
            self.fields[name].help_text = words(text)
        self._cut_nothing()

    def add_error(self, field: str | None, error: Any) -> None:
        """Put the cursor on the first field that is refused: on a phone it may be far below the top."""
        super().add_error(field, error)
        refused = [self.fields[name].widget.attrs for name in self.fields if name in self.errors]
        for place, attributes in enumerate(refused):
            attributes.pop("autofocus", None)
            if place == 0:
                attributes["autofocus"] = True

    def _cut_nothing(self) -> None:
        """Let a field take what is pasted: what is too long is said, never cut in silence."""
        for field in self.fields.values():
            most = field.widget.attrs.pop("maxlength", None)
            if most is not None:
                field.widget.attrs["data-most"] = most


class PartyForm(Worded):
    """A form about one company of the register; its telephone is told where it cannot be right."""

    party: Exporter | Buyer
    remarks: tuple[Text, ...] = ()
    """What to look at in what is kept: of several numbers the first."""

    @property
    def phone_regions(self) -> tuple[str, ...]:
        """The countries whose telephone numbers may be meant."""
        country = getattr(self.party, "country", None)
        return (str(country),) if country else ("CN",)

    def clean_phone(self) -> str:
        """Bring the number to one form; one that cannot be right is told, never dropped in silence."""
        written: str = self.cleaned_data["phone"]
        if not written or written == self.party.contact.phone:
            return written
        read = read_phone(written, self.phone_regions)
        if any(doubt.code == "sheets.bad_phone" for doubt in read.doubts):
            raise forms.ValidationError(self.words(Text("company_pages.phone_unreadable", found=written)))
        self.remarks += read.doubts
        return read.value


class RegisterFilter(Worded):
    """Which companies to list; a value nobody offers is passed over."""

    q = forms.CharField(required=False, max_length=MOST_LOOKED_FOR, widget=forms.TextInput(attrs={"type": "search"}))
    side = forms.ChoiceField(required=False)
    standing = forms.ChoiceField(required=False)
    country = forms.ChoiceField(required=False)
    labels: ClassVar[Mapping[str, Text]] = {
        "q": Text("company_pages.search"),
        "side": Text("company_pages.side"),
        "standing": Text("company_pages.standing"),
        "country": Text("company_pages.country"),
    }

    def __init__(self, words: Words, countries: tuple[str, ...], *args: Any, **options: Any) -> None:
        """Offer the sides, standings and countries there are."""
        super().__init__(words, *args, **options)
        everything = ("", words(Text("company_pages.all")))
        offers: Mapping[str, list[tuple[str, str]]] = {
            "side": [(side.value, words(Text(f"company_pages.side_{side.value}"))) for side in Side],
            "standing": [
                (standing.value, words(Text(f"company_pages.standing_{standing.value}"))) for standing in Standing
            ],
            "country": [(code, country_name(CountryCode(code), words.language)) for code in countries],
        }
        for name, offered in offers.items():
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)  # noqa: S101  # declared above
            field.choices = [everything, *offered]

    def wanted(self) -> Wanted:
        """Return what is looked for."""
        self.is_valid()
        found = self.cleaned_data
        return Wanted(found.get("q", ""), found.get("side", ""), found.get("standing", ""), found.get("country", ""))


class ContactForm(PartyForm):
    """How a company is reached."""

    others: tuple[Contact, ...] = ()
    """The further contacts that were filled in."""

    city = forms.CharField(required=False, max_length=120)
    person_native = forms.CharField(required=False, max_length=120)
    person_latin = forms.CharField(required=False, max_length=120)
    person_local = forms.CharField(required=False, max_length=120)
    phone = forms.CharField(required=False, max_length=60, widget=forms.TextInput(attrs={"type": "tel"}))
    email = forms.CharField(required=False, max_length=200, widget=forms.TextInput(attrs={"type": "email"}))
    messenger = forms.CharField(required=False, max_length=120)
    note = forms.CharField(required=False, max_length=2000, widget=LongText(attrs={"rows": 3}))
    labels: ClassVar[Mapping[str, Text]] = {
        "city": Text("company_pages.city"),
        "person_native": Text("company_pages.person_native"),
        "person_latin": Text("company_pages.person_latin"),
        "person_local": Text("company_pages.person_local"),
        **{
            f"title_{column.code}": Text("company_pages.job_title_in", language=language_term(column.code))
            for column in IN_COLUMNS
        },
        "phone": Text("company_pages.phone"),
        "email": Text("company_pages.email"),
        "messenger": Text("company_pages.messenger"),
        "note": Text("company_pages.note"),
    }
    in_languages: ClassVar[Mapping[str, tuple[str, int]]] = {"title": ("phone", 120)}
    helps: ClassVar[Mapping[str, Text]] = {
        "person_native": Text("company_pages.person_native_help"),
        "phone": Text("company_pages.phone_help"),
        "note": Text("company_pages.note_help"),
    }

    def __init__(self, words: Words, party: Exporter | Buyer, *args: Any, **options: Any) -> None:
        """Show what the register holds."""
        super().__init__(words, *args, **options)
        self.party = party
        contact = party.contact
        if not isinstance(party, Buyer):
            del self.fields["note"]
        self.initial = {
            **self.initial,
            "city": party.city,
            "person_native": contact.person.native,
            "person_latin": contact.person.latin,
            "person_local": contact.person.local,
            **{f"title_{tag}": contact.title[tag] for tag in BY_CODE},
            "phone": contact.phone,
            "email": contact.email,
            "messenger": contact.messenger,
            "note": getattr(party, "note", ""),
        }
        other_contacts.add_fields(self, words, party, self.data if self.is_bound else None)

    @property
    def main_fields(self) -> list[forms.BoundField]:
        """The fields of the company and its main contact."""
        return [self[name] for name in self.fields if not name.startswith("other_")]

    @property
    def other_rows(self) -> list[list[forms.BoundField]]:
        """The fields of each further contact, and of one more."""
        return list(other_contacts.rows_of(self))

    def clean_email(self) -> str:
        """Read an address as sheets do."""
        written: str = self.cleaned_data["email"]
        if not written:
            return ""
        try:
            read = read_email(written)
        except InputError as wrong:
            raise forms.ValidationError(form_problem(self.words, wrong.text, wrong.hint)) from wrong
        self.remarks += read.doubts
        return read.value

    def clean(self) -> dict[str, Any]:
        """Read the further contacts."""
        found: dict[str, Any] = super().clean() or {}
        self.others = other_contacts.read_fields(self, self.words, self.party, self.phone_regions)
        return found

    def facts(self) -> ContactFacts:
        """Return what was filled in."""
        data = self.cleaned_data
        spelled = {name: data[f"person_{name}"] for name in ("native", "latin", "local")}
        kept = self.party.contact.person
        same = spelled == {name: getattr(kept, name) for name in spelled}
        contact = replace(
            self.party.contact,
            person=kept if same else PersonName(**spelled),
            title=LocalText(**{tag: data[f"title_{tag}"] for tag in BY_CODE}),
            **{name: data[name] for name in ("phone", "email", "messenger")},
        )
        return ContactFacts(data["city"], contact, data.get("note", ""), self.others)
