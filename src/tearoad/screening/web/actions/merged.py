"""Two companies become one, or two again: no ruling and no likeness that waits for one may be lost by that."""

from __future__ import annotations

from uuid import UUID

from tearoad.companies import Standing
from tearoad.companies.web.actions.merging import CompaniesMerged, CompaniesParted
from tearoad.companies.web.models import Company
from tearoad.errors import Conflict
from tearoad.people import Actor, Role
from tearoad.people.web.models import current_tenant
from tearoad.screening.web.actions.standing import ask_to_screen, stand_by_rulings
from tearoad.screening.web.models import Decision
from tearoad.screening.web.queries.hits import undecided_of
from tearoad.text import Text


def companies_merged(event: CompaniesMerged) -> None:
    """Let the one company stand by the rulings on both.

    Raises:
        Conflict: the two were decided differently, or about a likeness nobody has decided yet.

    """
    _refuse_other_rulings(event.kept, event.joined)
    kept = Company.objects.get(pk=event.kept)
    stand_by_rulings(kept)
    waiting = 0 if kept.standing == Standing.BLOCKED else undecided_of(kept)
    if waiting:
        raise Conflict(Text("screening.merge_undecided", count=waiting), Text("screening.merge_undecided_hint"))


def companies_parted(event: CompaniesParted) -> None:
    """Let each company stand by its own rulings, and compare both with the lists again."""
    for key in (event.kept, event.joined):
        company = Company.objects.get(pk=key)
        company.screened_at = None
        company.save(update_fields=["screened_at"])
        stand_by_rulings(company)
    ask_to_screen(Actor(current_tenant(), Role.SYSTEM))


def _refuse_other_rulings(kept: UUID, joined: UUID) -> None:
    """What stayed behind with the joined company is about an entry about which the kept one is decided as well."""
    ruled = dict(Decision.objects.filter(company=kept, replaced_at=None).values_list("entry_key", "ruling"))
    for entry, key, ruling in Decision.objects.filter(company=joined, replaced_at=None).values_list(
        "entry_id", "entry_key", "ruling"
    ):
        if ruled.get(key) != ruling:
            raise Conflict(
                Text("screening.merge_ruled_differently", entry=entry), Text("screening.merge_ruled_differently_hint")
            )
