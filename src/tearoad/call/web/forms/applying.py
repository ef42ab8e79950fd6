"""The public form: what a firm says of itself, judged all at once; what was typed stays."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.forms.utils import ErrorDict

from tearoad.call import Answer, Application, Call, Question, QuestionKind, missing
from tearoad.call.web.forms.certificates import read_certificates
from tearoad.companies import Certificate, Contact, FirmSize, Ownership, Product
from tearoad.errors import InputError
from tearoad.names import FirmName, PersonName
from tearoad.paper.figures import language_name
from tearoad.paper.sheets.written.phones import read_phone
from tearoad.paper.sheets.written.understood import Understood
from tearoad.reference import hs_exists
from tearoad.text import Text
from tearoad.values import IN_COLUMNS, HSCode, Language, LanguageCode, LocalText
from tearoad.values.letters import one_line
from tearoad.web.input import as_seen
from tearoad.web.long_text import LongText
from tearoad.words import Words

PRODUCTS = 4
SPOKEN = tuple(language.code for language in IN_COLUMNS)
TRAP = "leave_this"
"""A field that people do not see; a machine that fills every field fills it too."""
_FIRM = ("name_native", "name_latin", "name_local", "registration_number", "city")
_CONTACT = ("person_native", "person_latin", "title", "email", "phone", "messenger")
_NEEDED = ("city", "email")


class ApplyForm(forms.Form):
    """A firm's application."""

    application: Application | None = None
    certificates: tuple[Certificate, ...] = ()
    phone = ""
    """As it is dialled from anywhere."""

    def __init__(
        self, words: Words, call: Call, zone: ZoneInfo, home: str, data: Mapping[str, Any] | None = None
    ) -> None:
        """Show an empty form, or read what was sent; `home` is the region in which phone numbers are dialled."""
        self.words, self.terms, self.zone, self.home = words, call, zone, home
        super().__init__(None if data is None else as_seen(data))
        for name in _FIRM:
            self._add(name, forms.CharField(max_length=200))
        for name, choices in (("ownership", Ownership), ("size", FirmSize)):
            options = [(choice.value, words(Text(f"apply_pages.{name}_{choice.value}"))) for choice in choices]
            self._add(name, forms.ChoiceField(choices=options), initial="unknown")
        for number in range(PRODUCTS):
            for part, most in (("native", 120), ("latin", 120), ("hs", 16)):
                field = forms.CharField(max_length=most)
                self._add(f"product_{number}_{part}", field, label=f"apply_pages.field_product_{part}")
        self._add("certificates", _long(1000))
        spoken = [(code, language_name(code, words.language).capitalize()) for code in SPOKEN]
        self._add("languages", forms.MultipleChoiceField(choices=spoken, widget=forms.CheckboxSelectMultiple))
        for name in _CONTACT:
            self._add(name, forms.EmailField(max_length=200) if name == "email" else forms.CharField(max_length=120))
        self._add("about", _long(2000))
        for question in call.questions:
            self.fields[f"q_{question.id}"] = self._question(question)
        self._add("consent", forms.BooleanField())
        self.fields[TRAP] = forms.CharField(required=False, widget=forms.TextInput(attrs={"autocomplete": "off"}))

        needed = (*_NEEDED, *(f"q_{question.id}" for question in call.questions if question.needed), "consent")
        for name in needed:
            self.fields[name].is_needed = True  # type: ignore[attr-defined]  # read by the template
            self.fields[name].widget.attrs["aria-required"] = "true"

    def as_typed(self) -> None:
        """Show what was typed without judging it: the reader only wants it in another language."""
        self._errors = ErrorDict()

    def firm(self) -> Iterator[forms.BoundField]:
        """Yield the firm's own fields."""
        yield from (self[name] for name in (*_FIRM, "ownership", "size"))

    def products(self) -> Iterator[tuple[int, tuple[forms.BoundField, ...]]]:
        """Yield the products."""
        for number in range(PRODUCTS):
            yield number + 1, tuple(self[f"product_{number}_{part}"] for part in ("native", "latin", "hs"))

    def person(self) -> Iterator[forms.BoundField]:
        """Yield the contact's fields."""
        yield from (self[name] for name in _CONTACT)

    def questions(self) -> Iterator[forms.BoundField]:
        """Yield the readiness list."""
        yield from (self[f"q_{question.id}"] for question in self.terms.questions)

    @property
    def fell_into_trap(self) -> bool:
        """Whether the field that people do not see was filled."""
        return bool(self.data.get(TRAP, "").strip())

    def clean(self) -> dict[str, Any]:
        """Judge everything at once."""
        found = self.cleaned_data
        self._judge_firm(found)
        self._judge_papers_and_phone(found)
        for name in _NEEDED:
            if name not in self.errors and not found.get(name):
                self._add_problem(name, "needed")
        if not found.get("consent"):
            self._add_problem("consent", "consent_missing")
        if self.fell_into_trap:
            self.add_error(None, self.words(Text("apply_pages.trap")))
        self._judge_answers(found)
        return found

    def _judge_firm(self, found: Mapping[str, Any]) -> None:
        if not any(found.get(name, "").strip() for name in ("name_native", "name_latin", "name_local")):
            self._add_problem("name_native", "name_missing")
        names = (f"product_{number}_{part}" for number in range(PRODUCTS) for part in ("native", "latin"))
        if not any(found.get(name) for name in names):
            self._add_problem("product_0_native", "product_missing")
        for number in range(PRODUCTS):
            name = f"product_{number}_hs"
            written = (found.get(name) or "").strip()
            if written and not _is_code(written):
                self.add_error(name, self.words(Text("apply_pages.bad_code", found=written)))

    def _judge_papers_and_phone(self, found: Mapping[str, Any]) -> None:
        """Judge line by line, so that the firm sees what would not be kept."""
        self.certificates, wrong = read_certificates(found.get("certificates", ""), self.terms.closes_at.date())
        for text in wrong:
            self.add_error("certificates", self.words(text))
        written = found.get("phone", "").strip()
        read = read_phone(written, (self.home,)) if written else Understood("")
        self.phone = read.value
        for doubt in read.doubts:
            code = "bad_phone" if doubt.code == "sheets.bad_phone" else "several_phones"
            self.add_error("phone", self.words(Text(f"apply_pages.{code}", found=written)))

    def _judge_answers(self, found: Mapping[str, Any]) -> None:
        answers = Application("", FirmName(), self.terms.opens_at, answers=self._answers(found))
        for text in missing(self.terms, answers):
            name = f"q_{getattr(text['question'], 'id', '')}"
            if name not in self.errors:
                self._add_problem(name, "needed" if text.code == "call.answer_missing" else self._odd(name))

    def _odd(self, name: str) -> str:
        kinds = {f"q_{question.id}": question.kind for question in self.terms.questions}
        return "odd_number" if kinds.get(name) is QuestionKind.NUMBER else "odd_answer"

    def _add_problem(self, field: str, what: str) -> None:
        self.add_error(field, self.words(Text(f"apply_pages.{what}")))

    def application_at(self, at: datetime, language: Language) -> Application:
        """Return what was sent as an application; the form is valid."""
        found = self.cleaned_data
        minute = at.astimezone(self.zone).replace(second=0, microsecond=0)
        person = PersonName(one_line(found["person_native"]), one_line(found["person_latin"]))
        title = LocalText.by_letters(one_line(found["title"]))
        return Application(
            "",
            FirmName(*(one_line(found[name]) for name in ("name_native", "name_latin", "name_local"))),
            minute,
            language,
            one_line(found["registration_number"]),
            one_line(found["city"]),
            Ownership(found["ownership"] or Ownership.UNKNOWN),
            Contact(person, title, self.phone, found["email"].strip(), one_line(found["messenger"])),
            tuple(self._products(found)),
            self.certificates,
            tuple(LanguageCode(code) for code in found["languages"]),
            " ".join(found["about"].split()),
            self._answers(found),
            consent_at=minute,
            size=FirmSize(found["size"] or FirmSize.UNKNOWN),
        )

    def _products(self, found: Mapping[str, Any]) -> Iterator[Product]:
        for number in range(PRODUCTS):
            native, latin = (one_line(found[f"product_{number}_{part}"]) for part in ("native", "latin"))
            if native or latin:
                code = found[f"product_{number}_hs"].strip()
                yield Product(FirmName(native, latin), HSCode.parse(code) if code else None)

    def _answers(self, found: Mapping[str, Any]) -> tuple[Answer, ...]:
        said = (
            (question.id, " ".join(str(found.get(f"q_{question.id}") or "").split()))
            for question in self.terms.questions
        )
        return tuple(Answer(id_, text) for id_, text in said if text)

    def _question(self, question: Question) -> forms.Field:
        label = question.label.in_language(self.words.language)
        field: forms.Field
        if question.kind is QuestionKind.YES_NO:
            yes_no = [("yes", self.words(Text("apply_pages.yes"))), ("no", self.words(Text("apply_pages.no")))]
            field = forms.ChoiceField(choices=yes_no, widget=forms.RadioSelect)
        elif question.kind is QuestionKind.CHOICE:
            options = [(option.id, option.label.in_language(self.words.language)) for option in question.options]
            field = forms.ChoiceField(choices=options, widget=forms.RadioSelect)
        elif question.kind is QuestionKind.NUMBER:
            field = forms.CharField(max_length=20, widget=forms.TextInput(attrs={"inputmode": "decimal"}))
        else:
            field = _long(600)
        field.required, field.label = False, label
        return field

    def _add(self, name: str, field: forms.Field, *, label: str = "", initial: str = "") -> None:
        field.required = False
        field.label = self.words(Text(label or f"apply_pages.field_{name}"))
        field.initial = initial or None
        self.fields[name] = field


def _long(most: int) -> forms.CharField:
    """Return a box for some lines, which takes no more than the server does."""
    return forms.CharField(max_length=most, widget=LongText(attrs={"rows": 3}))


def _is_code(written: str) -> bool:
    try:
        code = HSCode.parse(written)
    except InputError:
        return False
    return len(code.digits) >= 4 and hs_exists(HSCode(code.digits[:6]))
