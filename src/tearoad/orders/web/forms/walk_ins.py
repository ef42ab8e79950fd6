"""What a person makes of a visitor without an appointment: a buyer of the register, and what is to be done next."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, ClassVar
from uuid import UUID

from django import forms

from tearoad.capture.fields import NextStep
from tearoad.companies import Buyer, Contact
from tearoad.companies.web.models import Company
from tearoad.names import FirmName, PersonName
from tearoad.orders.web.actions.walk_ins import WalkInAsEntered
from tearoad.orders.web.forms.opportunities import StepForm
from tearoad.orders.web.queries.walk_ins import WalkIn
from tearoad.paper.sheets.written.phones import read_phone
from tearoad.reference import country_code
from tearoad.text import Text
from tearoad.values import PartyId
from tearoad.words import Words

_PLAIN = ("city", "registration_number", "person", "phone", "email", "messenger")


class WalkInForm(StepForm):
    """Which company the visitor is of: one that the register holds, or a new one; and the next step."""

    company = forms.ChoiceField(required=False)
    name_native = forms.CharField(required=False, max_length=300)
    name_latin = forms.CharField(required=False, max_length=300)
    country = forms.CharField(required=False, max_length=80)
    city = forms.CharField(required=False, max_length=120)
    registration_number = forms.CharField(required=False, max_length=80)
    person = forms.CharField(required=False, max_length=120)
    phone = forms.CharField(required=False, max_length=60, widget=forms.TextInput(attrs={"type": "tel"}))
    email = forms.EmailField(required=False, max_length=200)
    messenger = forms.CharField(required=False, max_length=120)
    about = forms.CharField(max_length=200)
    labels: ClassVar[Mapping[str, Text]] = {
        **StepForm.labels,
        "about": Text("orders_pages.field_about"),
        "company": Text("orders_pages.walk_in_company"),
        "registration_number": Text("orders_pages.walk_in_registration_number"),
        "country": Text("orders_pages.walk_in_country"),
        "person": Text("orders_pages.walk_in_person"),
        **{name: Text(f"company_pages.{name}") for name in ("city", "phone", "email", "messenger")},
        **{name: Text(f"orders_pages.walk_in_{name}") for name in ("name_native", "name_latin")},
    }
    helps: ClassVar[Mapping[str, Text]] = {
        "company": Text("orders_pages.walk_in_company_help"),
        "name_native": Text("orders_pages.walk_in_name_help"),
    }
    field_order = ("company", "name_native", "name_latin", "country", *_PLAIN, "about")

    def __init__(self, words: Words, alike: Sequence[Company], region: str, *args: Any, **more: Any) -> None:
        """Offer the companies that are alike, and a new one."""
        super().__init__(words, *args, **more)
        self.region = region
        field = self.fields["company"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101  # declared above
        new = ("", words(Text("orders_pages.walk_in_new")))
        field.choices = [
            new,
            *((str(company.pk), " · ".join(filter(None, (company.name, company.city)))) for company in alike),
        ]

    def clean_country(self) -> str:
        """Read a code or a name in any of the three languages."""
        written: str = self.cleaned_data["country"]
        code = country_code(written) if written.strip() else None
        if written.strip() and code is None:
            raise forms.ValidationError(self.words(Text("sheets.bad_country", found=written)))
        return str(code) if code else ""

    def clean_phone(self) -> str:
        """Bring a number to one form; what cannot be read stays as written: it may be all there is."""
        written: str = self.cleaned_data["phone"]
        return read_phone(written, (self.region,)).value if written.strip() else ""

    def clean(self) -> dict[str, Any]:
        """Ask a new company for a name and its country: without them nobody can screen it."""
        said: dict[str, Any] = super().clean() or {}
        if not said.get("company"):
            if not (said.get("name_native") or said.get("name_latin")):
                self.add_error("name_native", self.words(Text("orders.walk_in_no_name")))
            if "country" in said and not said["country"]:
                self.add_error("country", self.words(Text("orders.walk_in_no_country")))
        return said

    def entered(self, met: WalkIn) -> WalkInAsEntered:
        """Return what the form says."""
        said = self.cleaned_data
        contact = Contact(
            PersonName(native=said["person"]), phone=said["phone"], email=said["email"], messenger=said["messenger"]
        )
        buyer = Buyer(
            PartyId("new"),
            FirmName(native=said["name_native"], latin=said["name_latin"]),
            said["registration_number"],
            country_code(said["country"]) if said["country"] else None,
            said["city"],
            contact=contact,
            note=met.wants,
        )
        company = UUID(said["company"]) if said["company"] else None
        step = NextStep(said["next_step"])
        return WalkInAsEntered(
            company, buyer, said["about"], step, said["due_on"], owner=said["owner"], step_note=said["step_note"]
        )


def walk_in_initial(met: WalkIn, country: str) -> dict[str, Any]:
    """Return with what the form begins: what the firm wrote down."""
    return {
        "name_native": met.company,
        "country": country,
        **{name: getattr(met, name) for name in ("city", "person", "phone", "email", "messenger")},
        "about": (met.goods or met.wants.splitlines()[0] if met.goods or met.wants else "")[:200],
        "next_step": met.next_step.value,
        "due_on": met.due_on,
        "owner": met.owner,
    }
