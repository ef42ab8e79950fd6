"""Two companies of the register become one: a preview field by field, and the way back."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from tearoad.companies.contacts_cell import contact_cell
from tearoad.companies.merging import DifferingField, FieldSource, differing_fields
from tearoad.companies.web.actions.merging import both_documents, merge_companies, refuse_pair, undo_merge
from tearoad.companies.web.models import Company
from tearoad.companies.web.queries import merges
from tearoad.companies.web.queries import register as queries
from tearoad.companies.web.views.company_on_page import CompanyOnPage, company_on_page, listed
from tearoad.people.web.policies import ActorRequest
from tearoad.text import Text
from tearoad.web.input import tells_nul
from tearoad.web.saving import stale
from tearoad.words import Words, form_problem

_CHOOSE = "choose_"
_TWO = 2


@dataclass(frozen=True, slots=True)
class MergePreviewLine:
    """One field of the preview: what either company says, and from where it is taken."""

    name: str
    label: Text
    kept: str
    joined: str
    sources: tuple[tuple[str, Text], ...]
    chosen: str


@tells_nul
def merge(request: ActorRequest) -> HttpResponse:
    """Show what two companies say differently, and let them be one as is chosen; look for the second one."""
    named = [_company(request, company_id) for company_id in request.GET.getlist("company") if company_id]
    if not named or len(named) > _TWO:
        text, hint = Text("company_pages.merge_two", found=len(named)), Text("company_pages.merge_two_hint")
        messages.error(request, form_problem(request.words, text, hint))
        return redirect("companies-list")
    if len(named) == 1:
        return _look_for_other(request, named[0])
    kept, joined = named
    refuse_pair(kept, joined)
    read = stale.stored_mark(request, both_documents(kept, joined))
    if request.method == "POST":
        merge_companies(request.actor, kept, joined, _chosen(request), read)
        messages.success(request, request.words(Text("company_pages.merged_now", name=joined.name)))
        return redirect("companies-company", company_id=kept.pk)
    lines = tuple(preview_lines(kept, joined, request.words))
    both = {"kept": listed(kept, request.language), "joined": listed(joined, request.language)}
    here, there = (merges.pointing_to(company) for company in (kept, joined))
    context = both | {"lines": lines, "read": read, "moves": there, "meets": merges.in_both(here, there)}
    context["turned"] = f"{reverse('companies-merge')}?company={joined.pk}&company={kept.pk}"
    return render(request, "companies/merge.html", context)


@require_POST
def part(request: ActorRequest, company_id: UUID) -> HttpResponse:
    """Undo the last merge of a company."""
    row = queries.company(request.actor, company_id)
    merge = merges.merge_of(row, request.POST.get("merge", ""))
    left = undo_merge(request.actor, merge)
    messages.success(request, request.words(Text("company_pages.parted_now", name=merge.joined.name)))
    if left:
        fields = ", ".join(request.words(label_of(name)) for name in left)
        messages.warning(request, request.words(Text("company_pages.parted_left", fields=fields)))
    return redirect("companies-company", company_id=row.pk)


def _look_for_other(request: ActorRequest, row: Company) -> HttpResponse:
    words = request.GET.get("q", "").strip()
    found = merges.named_so(request.actor, row, words) if words else ()
    context = {
        "kept": listed(row, request.language),
        "likely": [(listed(other, request.language), reasons) for other, reasons in merges.likely(request.actor, row)],
        "found": [listed(other, request.language) for other in found],
        "q": words,
    }
    return render(request, "companies/merge_search.html", context)


def _company(request: ActorRequest, written: str) -> Company:
    try:
        key = UUID(written)
    except ValueError:
        key = UUID(int=0)
    return queries.company(request.actor, key)


def _chosen(request: ActorRequest) -> dict[str, FieldSource]:
    known = {source.value: source for source in FieldSource}
    return {
        name.removeprefix(_CHOOSE): known[said]
        for name, said in request.POST.items()
        if name.startswith(_CHOOSE) and said in known
    }


def preview_lines(kept: Company, joined: Company, words: Words) -> Iterable[MergePreviewLine]:
    """Return the fields that two companies say differently, as the reader sees them."""
    here, there = company_on_page(kept, words), company_on_page(joined, words)
    for field in differing_fields(kept.document, joined.document):
        sources = tuple((source.value, Text(f"company_pages.take_{source.value}")) for source in field.sources)
        yield MergePreviewLine(
            field.name,
            label_of(field.name),
            _value_in_words(here, field, field.kept, words),
            _value_in_words(there, field, field.joined, words),
            sources,
            field.usual.value,
        )


_LABELS = {
    **{f"name.{part}": f"name_{part}" for part in ("native", "latin", "local", "banner")},
    **{f"contact.{part}": part for part in ("person", "phone", "email", "messenger")},
    "contact.title": "person_title",
}


def label_of(name: str) -> Text:
    """Return what the pages call a field."""
    return Text(f"company_pages.{_LABELS.get(name, name)}")


def _value_in_words(page: CompanyOnPage, field: DifferingField, value: Any, words: Words) -> str:
    if value in (None, "", [], {}):
        return ""
    goods = ", ".join(good.name.main for good in page.goods)
    known = {
        "contact.person": page.person.main,
        "contact.title": page.title,
        "contact": contact_cell(page.party.contact),
        "other_contacts": "; ".join(map(contact_cell, page.party.other_contacts)),
        "country": page.country,
        "city": page.city,
        "languages": page.languages,
        "ownership": page.kind,
        "size": page.size,
        "category": page.kind,
        "decides": page.decides,
        "products": goods,
        "wants": goods,
        "certificates": ", ".join(
            f"{certificate.kind} {certificate.number}".strip() for certificate in page.certificates
        ),
    }
    if isinstance(value, bool):
        return words(Text("company_pages.says_yes" if value else "company_pages.says_no"))
    return known.get(field.name, str(value))
