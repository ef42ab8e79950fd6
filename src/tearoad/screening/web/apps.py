"""The app `screening`."""

from __future__ import annotations

from django.apps import AppConfig


class ScreeningConfig(AppConfig):
    """What `screening` adds to the house."""

    name = "tearoad.screening.web"
    label = "screening"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Bring the job and the cards, hear of changed companies, and say what is kept about people."""
        from tearoad.companies.web.actions.merging import (  # noqa: PLC0415  # models first
            CompaniesMerged,
            CompaniesParted,
        )
        from tearoad.companies.web.actions.register import CompanyChanged, ContactErased  # noqa: PLC0415  # models first
        from tearoad.screening.web import tasks  # noqa: PLC0415  # models first
        from tearoad.screening.web.actions import personal  # noqa: PLC0415  # models first
        from tearoad.screening.web.actions.merged import companies_merged, companies_parted  # noqa: PLC0415  # models first
        from tearoad.screening.web.actions.standing import company_changed  # noqa: PLC0415  # models first
        from tearoad.screening.web.queries.personal import decisions_by, hits_about  # noqa: PLC0415  # models first
        from tearoad.screening.web.views import panels  # noqa: PLC0415  # models first
        from tearoad.text import Text  # noqa: PLC0415  # models first
        from tearoad.web import registry  # noqa: PLC0415  # models first

        registry.add_job(tasks.JOB)
        registry.add_panel(panels.NAVIGATION)
        registry.add_panel(panels.COMPANY)
        registry.on(CompanyChanged, company_changed)
        registry.on(CompaniesMerged, companies_merged)
        registry.on(CompaniesParted, companies_parted)
        registry.on(ContactErased, personal.contact_erased)
        registry.add_personal_data(
            registry.PersonalData(
                "screening.Hit",
                ("document.ours", "document.evidence"),
                Text("screening.purpose_hit"),
                5 * 365,
                hits_about,
                personal.erase_hits,
            )
        )
        registry.add_personal_data(
            registry.PersonalData(
                "screening.Decision",
                ("by",),
                Text("screening.purpose_decision"),
                5 * 365,
                decisions_by,
                personal.erase_decider,
            )
        )
