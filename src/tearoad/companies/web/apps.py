"""The app `companies`."""

from __future__ import annotations

from django.apps import AppConfig


class CompaniesConfig(AppConfig):
    """What `companies` adds to the house."""

    name = "tearoad.companies.web"
    label = "companies"
    default_auto_field = "django.db.models.BigAutoField"
