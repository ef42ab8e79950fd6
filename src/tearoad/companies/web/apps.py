"""The app `companies`."""

from __future__ import annotations

from django.apps import AppConfig


class CompaniesConfig(AppConfig):
    """What `companies` adds to the house."""

    name = "tearoad.companies.web"
    label = "companies"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Bring the link in the navigation, and say what is kept about contacts."""
        from tearoad.companies.photos import MOST_BYTES  # noqa: PLC0415  # for the line below
        from tearoad.companies.web.actions.merge_personal import contact_erased, erase_from_merges  # noqa: PLC0415  # models must be loaded first
        from tearoad.companies.web.actions.register import (  # noqa: PLC0415  # models must be loaded first
            PHOTO,
            ContactErased,  # models must be loaded first
            erase_contact,
        )
        from tearoad.companies.web.queries.merges import merges_about  # noqa: PLC0415  # models must be loaded first
        from tearoad.companies.web.queries.register import contact_handles, held_about  # noqa: PLC0415  # models must be loaded first
        from tearoad.companies.web.views import panels  # noqa: PLC0415  # models must be loaded first
        from tearoad.office.web.policies import FileKind, add_file_kind  # noqa: PLC0415  # models must be loaded first
        from tearoad.people import Policy  # noqa: PLC0415  # models must be loaded first
        from tearoad.text import Text  # noqa: PLC0415  # models must be loaded first
        from tearoad.web import registry  # noqa: PLC0415  # models must be loaded first

        registry.add_panel(panels.NAVIGATION)
        add_file_kind(FileKind(PHOTO, Text("companies.file_photo"), Policy.SEE_COMPANIES, MOST_BYTES))
        registry.add_personal_data(
            registry.PersonalData(
                "companies.Company",
                ("document.contact", "document.other_contacts", "contact_names", "brief_document.contact"),
                Text("companies.purpose_contact"),
                3 * 365,
                held_about,
                erase_contact,
                contact_handles,
                tells_who=True,
            )
        )
        registry.on(ContactErased, contact_erased)
        registry.add_personal_data(
            registry.PersonalData(
                "companies.CompanyMerge",
                ("before", "after"),
                Text("companies.purpose_merge"),
                3 * 365,
                merges_about,
                erase_from_merges,
            )
        )
