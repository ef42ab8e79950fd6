"""The form of one cost."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import groupby
from typing import Any, ClassVar

from django import forms

from tearoad.costs import COUNTED, CostId, CostItem, CostKind, CostState, ShareKey
from tearoad.costs.rounding import refuse_slip
from tearoad.costs.web.forms.read_as_sheets import DayInput, ReadAsSheets
from tearoad.costs.web.queries.book import Book
from tearoad.errors import InputError
from tearoad.mission.web.forms.row_form import FormSection
from tearoad.mission.web.forms.three import TAGS, three
from tearoad.paper.sheets import clean
from tearoad.paper.sheets.written.numbers import plain, read_number
from tearoad.rows.codecs import currency_code
from tearoad.rows.in_three import local_cells
from tearoad.text import Text
from tearoad.values import LocalText, Money, PartyId
from tearoad.web.long_text import LongText
from tearoad.words import Words

_NOBODY, _ALL, _SOME = "office", "all", "some"
_IN_THREE = ("what", "office", "payer")
_LABELS = ("code", "kind", "for_whom", "firms", "key", "amount", "currency", "state", "on", "invoice", "note")
_HELPED = ("firms", "key", "amount", "on")


class ItemForm(ReadAsSheets):
    """One cost. `item` is what it says once it is valid."""

    code = forms.CharField(max_length=60)
    kind = forms.ChoiceField()
    amount = forms.CharField(max_length=40, widget=forms.TextInput(attrs={"inputmode": "decimal"}))
    currency = forms.CharField(max_length=20)
    state = forms.ChoiceField()
    for_whom = forms.ChoiceField()
    firms = forms.CharField(required=False, max_length=2000, widget=forms.TextInput(attrs={"spellcheck": "false"}))
    key = forms.ChoiceField()
    on = forms.DateField(required=False, widget=DayInput())
    invoice = forms.CharField(required=False, max_length=80)
    note = forms.CharField(required=False, max_length=1000, widget=LongText(attrs={"rows": 2}))
    labels: ClassVar[Mapping[str, Text]] = {name: Text(f"costs_pages.item_{name}") for name in _LABELS}
    in_languages: ClassVar[Mapping[str, tuple[str, int]]] = {
        "what": ("kind", 200),
        "office": ("on", 200),
        "payer": ("on", 200),
    }
    helps: ClassVar[Mapping[str, Text]] = {
        **{name: Text(f"costs_pages.item_{name}_help") for name in _HELPED},
        **{f"payer_{tag}": Text("costs_pages.item_payer_help") for tag in TAGS},
    }

    def __init__(self, words: Words, book: Book, *args: Any, item: CostItem | None = None, **options: Any) -> None:
        """Offer kinds, states and keys in the reader's language; begin with an item where there is one."""
        super().__init__(words, *args, initial=_initial(item) if item else _fresh(book), **options)
        for tag in TAGS:
            self.fields[f"payer_{tag}"].widget.attrs["list"] = "payers"
        self.book = book
        self.known = item
        self.item: CostItem | None = None
        self.fields["code"].disabled = item is not None
        for name, members in (("kind", CostKind), ("state", CostState), ("key", ShareKey)):
            self._offer(name, [(member.value, Text(f"costs_pages.{name}_{member.value}")) for member in members])
        self._offer("for_whom", [(text, Text(f"costs_pages.for_{text}")) for text in (_SOME, _ALL, _NOBODY)])

    def _offer(self, name: str, offered: Sequence[tuple[str, Text]]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101  # declared above
        field.choices = [(value, self.words(text)) for value, text in offered]

    def clean_amount(self) -> Decimal:
        """Read the amount as people write it."""
        return self.read("amount", read_number)

    def clean_currency(self) -> str:
        """Read a code, a sign or a word."""
        return self.read("currency", currency_code)

    def parts(self) -> Iterator[FormSection]:
        """Yield the fields in their order, those of one text in three languages together."""
        for name, fields in groupby(self, _text_of):
            if name:
                title = self.words(Text(f"costs_pages.item_{name}"))
                yield FormSection(three(self, name, title, self.words.language))
            else:
                yield FormSection(fields=tuple(fields))

    def _said_in_three(self, found: Mapping[str, Any], name: str) -> LocalText:
        return LocalText(**{tag: clean(found[f"{name}_{tag}"]) for tag in TAGS})

    def _payer(self, found: Mapping[str, Any]) -> LocalText:
        """A firm's name means the firm; whoever paid before keeps every spelling."""
        payer = self._said_in_three(found, "payer")
        firms = {name.casefold(): firm for firm, name in self.book.firms.items()}
        firms |= {firm.casefold(): firm for firm in self.book.firms}
        firm = next((firms[said.casefold()] for said in payer.written if said.casefold() in firms), None)
        return LocalText.by_letters(firm) if firm else payer

    def clean(self) -> dict[str, Any]:
        """Put the item together; what contradicts itself is said at the firms."""
        found = super().clean() or {}
        if not self._said_in_three({f"what_{tag}": found.get(f"what_{tag}", "") for tag in TAGS}, "what"):
            self.add_error(f"what_{self.words.language.code}", self.fields["code"].error_messages["required"])
        if not self.errors:
            self._judge_amount(Money(found["amount"], found["currency"]))
        if self.errors:
            return found
        try:
            self.item = self._item(found)
        except InputError as wrong:
            self.add_error("firms", self.problem_text(wrong))
        return found

    def _judge_amount(self, money: Money) -> None:
        try:
            refuse_slip(money)
        except InputError as wrong:
            self.add_error("amount", self.problem_text(wrong))

    def _item(self, found: Mapping[str, Any]) -> CostItem:
        firms, weights = self._among(found["firms"]) if found["for_whom"] == _SOME else ((), ())
        key = ShareKey(found["key"])
        if found["for_whom"] != _ALL and len(firms) < 2 and key in COUNTED and not weights:
            key = ShareKey.EQUALLY  # one firm shares with nobody
        if found["for_whom"] == _SOME and not firms:
            raise InputError(Text("costs_pages.no_firm_named"), Text("costs_pages.no_firm_named_hint"))
        return CostItem(
            CostId(clean(found["code"])),
            self._said_in_three(found, "what"),
            CostKind(found["kind"]),
            Money(found["amount"], found["currency"]),
            CostState(found["state"]),
            firms,
            weights,
            key,
            found["for_whom"] == _ALL,
            self._said_in_three(found, "office") if found["for_whom"] == _NOBODY else LocalText(),
            self._payer(found),
            found["on"],
            clean(found["invoice"]),
            clean(found["note"]),
        )

    def _among(self, written: str) -> tuple[tuple[PartyId, ...], tuple[Decimal, ...]]:
        firms, weights = [], []
        ids = {firm.casefold(): firm for firm in self.book.firms}
        named = {name.casefold(): firm for firm, name in self.book.firms.items()}
        for part in written.replace("；", ";").replace("：", ":").split(";"):
            name, _, weight = part.strip().partition(":")
            if not name.strip():
                continue
            firm = ids.get(name.strip().casefold()) or named.get(name.strip().casefold())
            if firm is None:
                unknown = Text("costs_pages.firm_unknown", found=name.strip())
                raise InputError(unknown, Text("costs_pages.no_firm_named_hint"))
            firms.append(firm)
            if weight.strip():
                weights.append(read_number(weight))
        return tuple(firms), tuple(weights)


def _text_of(field: forms.BoundField) -> str:
    """Return the text whose language a field is; nothing where it is a field of its own."""
    name, _, tag = field.name.rpartition("_")
    return name if tag in TAGS and name in _IN_THREE else ""


def _fresh(book: Book) -> dict[str, Any]:
    taken = {item.item.id for item in book.items}
    number = len(taken) + 1
    while f"C{number:02d}" in taken:
        number += 1
    return {
        "code": f"C{number:02d}",
        "currency": book.mission.currency,
        "state": CostState.PLANNED.value,
        "key": ShareKey.EQUALLY.value,
        "for_whom": _SOME,
    }


def _initial(item: CostItem) -> dict[str, Any]:
    firms = (
        (f"{firm}: {plain(weight)}" for firm, weight in zip(item.firms, item.weights, strict=True))
        if item.weights
        else item.firms
    )
    return {
        "code": item.id,
        **local_cells(item.what, "what"),
        "kind": item.kind.value,
        "amount": plain(item.money.amount),
        "currency": item.money.currency,
        "state": item.state.value,
        "for_whom": _ALL if item.all_firms else _SOME if item.firms else _NOBODY,
        "firms": "; ".join(firms),
        "key": item.key.value,
        **local_cells(item.office, "office"),
        **local_cells(item.payer, "payer"),
        "on": item.on,
        "invoice": item.invoice,
        "note": item.note,
    }
