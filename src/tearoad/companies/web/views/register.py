"""The register: the list, its download, one company, its contact."""

from __future__ import annotations

import csv
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from tearoad.companies import all_contacts
from tearoad.companies.contacts import odd_contacts
from tearoad.companies.web.actions.register import change_contact
from tearoad.companies.web.forms import ContactForm, RegisterFilter
from tearoad.companies.web.models import Company
from tearoad.companies.web.queries import register as queries
from tearoad.companies.web.queries.merges import joined_to
from tearoad.companies.web.views.company_on_page import company_on_page, listed
from tearoad.companies.web.views.download import HEADERS, cells
from tearoad.people import Policy, allowed
from tearoad.people.web.policies import ActorRequest
from tearoad.text import Text
from tearoad.web.input import tells_nul
from tearoad.web.pages.back import own_address
from tearoad.web.saving import stale
from tearoad.web.saving.versions import saved_meanwhile
from tearoad.words import form_problem

PER_PAGE = 50


def companies(request: ActorRequest) -> HttpResponse:
    """Show the register, fifty a page."""
    register_filter = RegisterFilter(request.words, queries.countries(request.actor), request.GET)
    wanted = register_filter.wanted()
    page = Paginator(queries.register(request.actor, wanted), PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "form": register_filter,
        "page": page,
        "lines": [listed(row, request.language) for row in page],
        "narrowed": wanted != queries.Wanted(),
        "kept": request.GET.urlencode(),
        "may_edit": allowed(request.actor.role, Policy.IMPORT_SHEETS),
    }
    return render(request, "companies/list.html", context)


def download(request: ActorRequest) -> HttpResponse:
    """Send the listed companies as CSV: with a mark for Excel, and nothing in it that a spreadsheet would run."""
    wanted = RegisterFilter(request.words, queries.countries(request.actor), request.GET).wanted()
    response = HttpResponse("\ufeff", content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="companies.csv"'
    writer = csv.writer(response, lineterminator="\r\n")
    writer.writerow([request.words(header) for header in HEADERS])
    for row in queries.register(request.actor, wanted):
        writer.writerow(cells(row, request.words))
    return response


def company(request: ActorRequest, company_id: UUID) -> HttpResponse:
    """Show one company."""
    row = queries.company(request.actor, company_id)
    return render(request, "companies/company.html", company_context(request, row))


def company_context(request: ActorRequest, row: Company) -> dict[str, Any]:
    """Return what the page of a company shows."""
    return {
        "company": row,
        "back": back_to(request, row),
        "shown": company_on_page(row, request.words),
        "may_edit": allowed(request.actor.role, Policy.IMPORT_SHEETS),
        "merges": joined_to(row),
        "photo_read": stale.version_of(row.photo.digest if row.photo else ""),
    }


def back_to(request: ActorRequest, row: Company) -> str:
    """Return the page of the company from which somebody came: the register's, or one of a mission."""
    wanted = request.POST.get("next") or request.GET.get("next", "")
    return own_address(request, wanted, reverse("companies-company", args=[row.id]))


@tells_nul
def contact(request: ActorRequest, company_id: UUID) -> HttpResponse:
    """Show the form of a company's contact, or keep what was filled in."""
    row = queries.company(request.actor, company_id)
    form = ContactForm(
        request.words,
        queries.party_of(row),
        request.POST if request.method == "POST" else None,
    )
    read = stale.stored_mark(request, row.document)
    if request.method == "POST" and form.is_valid():
        try:
            change_contact(request.actor, row, form.facts(), read)
        except stale.Stale as met:
            row.refresh_from_db()
            theirs = ContactForm(request.words, queries.party_of(row))
            by = stale.Changed("companies.contact_changed", "company", row.id)
            context = _contact_context(request, row, form, met.now)
            context["meanwhile"] = saved_meanwhile(form, theirs, by)
            return render(request, "companies/contact.html", context, status=409)
        kept = all_contacts(queries.party_of(Company.objects.get(pk=row.pk)))
        for doubt in (*form.remarks, *odd_contacts(kept)):
            messages.info(request, form_problem(request.words, doubt, Text("sheets.look_again")))
        messages.success(request, request.words(Text("company_pages.contact_saved")))
        return redirect(back_to(request, row))
    context = _contact_context(request, row, form, read)
    return render(request, "companies/contact.html", context, status=422 if form.errors else 200)


def _contact_context(request: ActorRequest, row: Company, form: ContactForm, read: str) -> dict[str, Any]:
    shown = company_on_page(row, request.words)
    return {"company": row, "back": back_to(request, row), "shown": shown, "form": form, "read": read}
