"""The addresses of companies."""

from __future__ import annotations

from django.urls import URLPattern

from tearoad.companies.photos import MOST_BYTES
from tearoad.companies.web.views import merging, photo, register
from tearoad.people import Policy
from tearoad.web.limits.bodies import files
from tearoad.web.routes import page

urlpatterns: list[URLPattern] = [
    page("companies/", register.companies, policy=Policy.SEE_COMPANIES, name="companies-list"),
    page("companies/companies.csv", register.download, policy=Policy.EXPORT_SHEETS, name="companies-download"),
    page("companies/merge/", merging.merge, policy=Policy.IMPORT_SHEETS, name="companies-merge"),
    page("companies/<uuid:company_id>/parted/", merging.part, policy=Policy.IMPORT_SHEETS, name="companies-part"),
    page("companies/<uuid:company_id>/", register.company, policy=Policy.SEE_COMPANIES, name="companies-company"),
    page(
        "companies/<uuid:company_id>/contact/", register.contact, policy=Policy.IMPORT_SHEETS, name="companies-contact"
    ),
    page(
        "companies/<uuid:company_id>/photo/",
        photo.photo,
        policy=Policy.IMPORT_SHEETS,
        name="companies-photo",
        body=files(MOST_BYTES),
    ),
]
